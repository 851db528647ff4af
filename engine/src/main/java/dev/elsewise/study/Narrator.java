package dev.elsewise.study;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.effect.Interval;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Segments;
import dev.elsewise.study.print.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says in words what the numbers say, and whether to trust them. Nothing here is written by hand for one data set. */
final class Narrator {
    private final Study study;
    private final List<Result.EstimateRow> estimates;
    private final List<Result.SegmentRow> segments;
    private final Map<String, Segments> effects;
    private final List<Diagnostic> checks;

    private Narrator(
            Study study,
            List<Result.EstimateRow> estimates,
            List<Result.SegmentRow> segments,
            Map<String, Segments> effects,
            List<Diagnostic> checks) {
        this.study = study;
        this.estimates = estimates;
        this.segments = segments;
        this.effects = effects;
        this.checks = checks;
    }

    /** @param effects what the segments of an estimate were made from, by its id */
    static Result.Words words(
            Study study,
            List<Result.EstimateRow> estimates,
            List<Result.SegmentRow> segments,
            Map<String, Segments> effects,
            List<Diagnostic> checks) {
        Narrator narrator = new Narrator(study, estimates, segments, effects, checks);
        return new Result.Words(
                narrator.headline(), narrator.failed().isEmpty(), narrator.questions(), narrator.cautions());
    }

    /** The estimate that answers: the last one that adjusts for something, or else the last. */
    private Result.EstimateRow main() {
        return estimates.reversed().stream()
                .filter(e -> !e.estimator().equals(Estimation.DifferenceInMeans.WORD))
                .findFirst()
                .orElse(estimates.getLast());
    }

    private List<Diagnostic> failed() {
        return main().checks().stream().filter(c -> c.verdict() == Verdict.FAIL).toList();
    }

    private String headline() {
        Result.EstimateRow e = main();
        String effect = "\"" + study.question().treatment() + "\" "
                + (e.interval().contains(0)
                        ? "has no effect on \"" + study.question().outcome() + "\" that these data can tell from zero"
                        : (e.value() > 0 ? "raises \"" : "lowers \"")
                                + study.question().outcome() + "\" by " + Numbers.effect(Math.abs(e.value())))
                + " on average over " + e.target() + " (estimate " + Numbers.effect(e.value()) + ", 95 % interval "
                + Numbers.interval(e.interval().lower(), e.interval().upper()) + ").";
        List<Diagnostic> failed = failed();
        if (failed.isEmpty()) {
            List<Diagnostic> warned =
                    e.checks().stream().filter(c -> c.verdict() == Verdict.WARN).toList();
            return effect
                    + (warned.isEmpty()
                            ? " No check speaks against it."
                            : " " + capital(counted(warned.size(), "check")) + " "
                                    + (warned.size() == 1 ? "warns" : "warn") + ": " + names(warned) + ".");
        }
        return "This estimate is not to be trusted: " + counted(failed.size(), "check") + " failed, " + names(failed)
                + ". What the models say, and the data contradict: " + effect;
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String counted(int n, String thing) {
        String[] words = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
        return (n < words.length ? words[n] : Integer.toString(n)) + " " + thing + (n == 1 ? "" : "s");
    }

    private static String names(List<Diagnostic> checks) {
        List<String> names = checks.stream().map(Diagnostic::name).distinct().toList();
        return names.size() <= 4
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 4)) + " and " + (names.size() - 4) + " more";
    }

    private List<Result.SegmentRow> of(Segmentation dimension) {
        return segments.stream()
                .filter(s -> s.estimate().equals(main().id()) && s.by().equals(dimension.name()))
                .toList();
    }

    private List<Result.Answer> questions() {
        List<Result.Answer> answers = new ArrayList<>();
        List<Segmentation> byLevel = new ArrayList<>();
        for (Segmentation dimension : study.segments()) {
            List<Result.SegmentRow> rows = of(dimension);
            if (rows.isEmpty()) {
                answers.add(new Result.Answer(
                        "How does the effect differ by " + dimension.name() + "?",
                        "No segment of " + dimension.name() + " has enough rows in both arms."));
            } else if (dimension.rule() instanceof Segmentation.Levels) {
                byLevel.add(dimension);
                answers.add(largest(dimension, rows));
            } else {
                answers.add(trend(dimension, rows));
            }
        }
        if (byLevel.size() >= 2) {
            answers.add(finer(byLevel));
        }
        List<Result.SegmentRow> all =
                segments.stream().filter(s -> s.estimate().equals(main().id())).toList();
        if (!all.isEmpty()) {
            answers.add(noisy(all));
            answers.add(moved(all));
        }
        return answers;
    }

    private static String shown(Result.SegmentRow s) {
        return s.segment() + " " + Numbers.effect(s.value()) + " "
                + Numbers.interval(s.jointInterval().lower(), s.jointInterval().upper());
    }

    private Result.Answer largest(Segmentation dimension, List<Result.SegmentRow> rows) {
        List<String> top = rows.stream().limit(3).map(Narrator::shown).toList();
        long differ = rows.stream().filter(r -> r.pDifferenceHolm() < 0.05).count();
        String rest = differ == 0
                ? " After allowing for the number of segments, none differs from the rest: their order may be chance."
                : " After allowing for the number of segments, " + counted((int) differ, "segment") + " of "
                        + rows.size()
                        + (differ == 1 ? " differs" : " differ") + " from the rest: "
                        + String.join(
                                ", ",
                                rows.stream()
                                        .filter(r -> r.pDifferenceHolm() < 0.05)
                                        .map(Result.SegmentRow::segment)
                                        .toList())
                        + ".";
        return new Result.Answer(
                "Which values of " + dimension.name() + " have the largest adjusted effect?",
                "Largest, with joint intervals: " + String.join("; ", top) + "." + rest);
    }

    /** The segments of ordered dimensions, compared from the first to the last. */
    private Result.Answer trend(Segmentation dimension, List<Result.SegmentRow> rows) {
        List<String> order = new ArrayList<>(dimension.labels());
        List<Result.SegmentRow> ordered = new ArrayList<>(rows);
        if (!order.isEmpty()) {
            ordered.removeIf(r -> !order.contains(r.segment()));
            ordered.sort(Comparator.comparingInt(r -> order.indexOf(r.segment())));
        } else {
            ordered.removeIf(r -> r.segment().equals("(missing)"));
            ordered.sort(Comparator.comparingDouble(r -> place(r.segment())));
        }
        String question = "Does the effect grow or shrink with " + dimension.name() + "?";
        if (ordered.size() < 2) {
            return new Result.Answer(question, "Only one segment has enough rows in both arms.");
        }
        Result.SegmentRow first = ordered.getFirst();
        Result.SegmentRow last = ordered.getLast();
        // Clusters have rows in both segments, so the two estimates vary together.
        Segments.Change change = change(first, last);
        Interval interval = change.interval();
        String numbers = "from " + Numbers.effect(first.value()) + " (" + first.segment() + ") to "
                + Numbers.effect(last.value()) + " (" + last.segment() + "), a change of "
                + Numbers.effect(change.value()) + " " + Numbers.interval(interval.lower(), interval.upper());
        return new Result.Answer(
                question,
                interval.contains(0)
                        ? "Not that these data can tell: it goes " + numbers + "."
                        : "It " + (change.value() > 0 ? "grows " : "shrinks ") + numbers + ".");
    }

    private Segments.Change change(Result.SegmentRow from, Result.SegmentRow to) {
        Segments all = Objects.requireNonNull(effects.get(from.estimate()), from.estimate());
        return all.change(row(all, from), row(all, to));
    }

    private static Segments.Row row(Segments all, Result.SegmentRow shown) {
        return all.of(shown.by()).stream()
                .filter(r -> r.segment().equals(shown.segment()))
                .findFirst()
                .orElseThrow();
    }

    /** Where a made label stands: "≤ 0", "(0, 10]", "> 100", "Q3". */
    private static double place(String label) {
        if (label.startsWith("≤")) {
            return Double.NEGATIVE_INFINITY;
        }
        if (label.startsWith(">")) {
            return Double.POSITIVE_INFINITY;
        }
        String digits = label.replaceAll("^[(Q]", "").replaceAll("[, ].*$", "");
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Result.Answer finer(List<Segmentation> byLevel) {
        List<String> words = new ArrayList<>();
        for (Segmentation dimension : byLevel) {
            List<Result.SegmentRow> rows = of(dimension);
            double spread = rows.getFirst().value() - rows.getLast().value();
            long differ = rows.stream().filter(r -> r.pDifferenceHolm() < 0.05).count();
            words.add(dimension.name() + ": " + counted(rows.size(), "segment") + ", from "
                    + Numbers.effect(rows.getLast().value()) + " to "
                    + Numbers.effect(rows.getFirst().value()) + " (a spread of " + Numbers.effect(spread) + "), "
                    + differ + " of them different from the rest");
        }
        return new Result.Answer(
                "Do finer segments show stronger patterns than broad ones?",
                String.join("; ", words)
                        + ". More and smaller segments spread further by chance alone; the adjusted p-values allow for it.");
    }

    private static Result.Answer noisy(List<Result.SegmentRow> all) {
        double median = all.stream()
                .mapToDouble(Result.SegmentRow::standardError)
                .sorted()
                .skip(all.size() / 2)
                .findFirst()
                .orElse(0);
        List<Result.SegmentRow> wide = all.stream()
                .filter(s -> s.standardError() > 2 * median)
                .sorted(Comparator.comparingDouble(Result.SegmentRow::standardError)
                        .reversed())
                .toList();
        long zero = all.stream().filter(s -> s.jointInterval().contains(0)).count();
        String widest = wide.isEmpty()
                ? "No segment's standard error is more than twice the median."
                : "The noisiest: "
                        + String.join(
                                ", ",
                                wide.stream()
                                        .limit(6)
                                        .map(s -> s.by() + " " + s.segment() + " (± "
                                                + Numbers.effect(s.interval().upper() - s.value()) + ")")
                                        .toList())
                        + ".";
        return new Result.Answer(
                "Are any segment estimates too noisy to trust?",
                zero + " of " + all.size() + " joint intervals contain zero. " + widest);
    }

    private static Result.Answer moved(List<Result.SegmentRow> all) {
        List<String> most = all.stream()
                .sorted(Comparator.comparingDouble((Result.SegmentRow s) -> Math.abs(s.naive() - s.value()))
                        .reversed())
                .limit(5)
                .map(s -> s.by() + " " + s.segment() + " (naive " + Numbers.effect(s.naive()) + ", adjusted "
                        + Numbers.effect(s.value()) + ")")
                .toList();
        return new Result.Answer(
                "Where does the adjusted effect differ most from the naive one?", String.join("; ", most) + ".");
    }

    private List<String> cautions() {
        List<String> cautions = new ArrayList<>();
        for (Diagnostic check : main().checks()) {
            if (check.verdict() != Verdict.PASS) {
                cautions.add(check.advice());
            }
        }
        boolean experiment =
                estimates.size() == 1 && estimates.getFirst().estimator().equals("difference-in-means");
        if (!experiment) {
            cautions.add(
                    "These are observational data: the estimate assumes that the covariates hold every common cause of"
                            + " \"" + study.question().treatment() + "\" and \""
                            + study.question().outcome()
                            + "\". Nothing in the data can prove that; an experiment can.");
        }
        if (!segments.isEmpty()) {
            cautions.add(
                    "Segments were looked at because they are of interest, not because an experiment randomised within"
                            + " them; treat a large one as a hypothesis to test.");
        }
        if (!checks.isEmpty() && experiment) {
            cautions.add("The difference in means is an effect only if the treatment was assigned at random.");
        }
        return cautions;
    }
}
