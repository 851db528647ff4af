package dev.elsewise.study.mix;

import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MediationAnswer.PathEffect;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.PriceAnswer;
import dev.elsewise.mix.answer.ResponseCurve;
import dev.elsewise.mix.answer.ValidationAnswer;
import dev.elsewise.study.Result.Answer;
import dev.elsewise.study.print.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What marketers ask, answered from the numbers. A question that the study cannot answer is not put. */
final class MixQuestions {
    /** A model and an experiment further apart than this many standard errors contradict one another. */
    static final double CONFLICT = 2;

    private final MixResult result;
    private final MixAnswers answers;
    private final List<Answer> said = new ArrayList<>();

    private MixQuestions(MixResult result) {
        this.result = result;
        this.answers = result.answers();
    }

    static List<Answer> of(MixResult result) {
        MixQuestions questions = new MixQuestions(result);
        questions.ask();
        return List.copyOf(questions.said);
    }

    private void ask() {
        drivers();
        brought();
        lead();
        hiddenDemand();
        nextMoney();
        price();
        promotions();
        synergy();
        saturation();
        scenarios();
        experiments();
        prediction();
    }

    private void add(String question, List<String> sentences) {
        if (!sentences.isEmpty()) {
            said.add(new Answer(question, String.join(" ", sentences)));
        }
    }

    private void drivers() {
        List<String> words = new ArrayList<>();
        if (!answers.drivers().isEmpty()) {
            boolean sum = answers.equations().stream()
                    .anyMatch(e ->
                            e.node().equals(answers.outcome()) && !e.terms().isEmpty());
            words.add((sum
                            ? "By the size of the standardised coefficient: "
                            : "By what each moves, in standard deviations: ")
                    + String.join(
                            "; ",
                            answers.drivers().stream()
                                    .map(d -> d.name() + " " + Said.number(d.standardised())
                                            + (Said.open(d.standardised()) ? ", not to be told from zero" : ""))
                                    .toList())
                    + ".");
        }
        List<Decomposition.Component> largest =
                Said.largestFirst(answers.decomposition().components(), Decomposition.Component::share);
        if (!largest.isEmpty()) {
            words.add("The largest parts of the observed " + answers.outcome() + ": "
                    + String.join(
                            ", ",
                            largest.stream()
                                    .limit(5)
                                    .map(c -> c.name() + " "
                                            + Numbers.percent(c.share().value()))
                                    .toList())
                    + ".");
        }
        add("What drove " + answers.outcome() + ", in order?", words);
    }

    private void brought() {
        List<String> words = new ArrayList<>();
        for (ChannelAnswer c : answers.channels()) {
            Optional<MediationAnswer> mediation = mediation(c.name());
            String split = mediation
                    .filter(Said::splits)
                    .map(m -> ", directly " + Said.number(m.direct()) + ", through " + Said.listed(m.mediators()) + " "
                            + Said.number(m.indirect()) + proportion(m))
                    .orElse("");
            words.add(c.name() + ": " + Said.number(c.incremental()) + split + ".");
        }
        List<MediationAnswer> rejected =
                answers.mediation().stream().filter(m -> m.split().rejected()).toList();
        if (!rejected.isEmpty()) {
            words.add("How the totals of "
                    + Said.listed(
                            rejected.stream().map(MediationAnswer::channel).toList())
                    + " divide into direct and indirect is withheld: "
                    + Said.sentence(rejected.getFirst().split().words()));
        }
        add(
                "What did each channel bring"
                        + (answers.mediation().isEmpty() ? "?" : ", directly and through " + mediators() + "?"),
                words);
    }

    private static String proportion(MediationAnswer m) {
        return m.proportion().given() && m.direct().standardError() > 0
                ? " (" + Said.share(m.proportion()) + " of the structural total)"
                : "";
    }

    private String mediators() {
        Set<String> names = new LinkedHashSet<>();
        answers.mediation().forEach(m -> names.addAll(m.mediators()));
        return Said.listed(List.copyOf(names));
    }

    private Optional<MediationAnswer> mediation(String channel) {
        return answers.mediation().stream()
                .filter(m -> m.channel().equals(channel))
                .findFirst();
    }

    private void lead() {
        List<String> words = new ArrayList<>();
        for (MediationAnswer m : answers.mediation()) {
            if (!Said.splits(m)) {
                continue;
            }
            List<String> ways = m.paths().stream()
                    .filter(p -> p.meanLag().given())
                    .map(this::way)
                    .toList();
            if (!ways.isEmpty()) {
                words.add(Said.capital(String.join("; ", ways)) + ".");
            }
        }
        if (words.isEmpty() && !answers.mediation().isEmpty()) {
            words.add("Withheld with the split into paths.");
        }
        add(
                "By how many " + result.period() + "s does each channel lead, directly and through " + mediators()
                        + "?",
                words);
    }

    private String way(PathEffect p) {
        return "along " + p.path() + " after " + Said.lag(p.meanLag(), result.period()) + " on average";
    }

    private void hiddenDemand() {
        List<String> words = new ArrayList<>();
        for (MediationAnswer m : answers.mediation()) {
            words.add(m.channel() + ": the test of the split is "
                    + (m.split().rejected() ? "rejected" : "not rejected") + " (p "
                    + Numbers.pValue(m.split().p()) + "). "
                    + Said.sentence(m.hiddenDemand().words()));
        }
        if (answers.mediation().stream().anyMatch(m -> !m.split().rejected())) {
            words.add("A test that does not reject cannot show that nothing hidden moves both " + mediators() + " and "
                    + answers.outcome() + ".");
        }
        add("How strong would hidden demand have to be?", words);
    }

    private void nextMoney() {
        List<ChannelAnswer> ranked = Said.largestFirst(answers.channels(), ChannelAnswer::marginalRoi);
        List<String> words = new ArrayList<>();
        if (!ranked.isEmpty()) {
            ChannelAnswer first = ranked.getFirst();
            List<String> rivals = ranked.stream()
                    .skip(1)
                    .filter(c -> Said.overlap(c.marginalRoi(), first.marginalRoi()))
                    .map(ChannelAnswer::name)
                    .toList();
            words.add("To " + first.name() + ": one percent more of it brings " + Said.number(first.marginalRoi())
                    + " for each unit of money"
                    + (rivals.isEmpty() ? "." : "; the intervals of " + Said.listed(rivals) + " overlap with that."));
            if (ranked.size() > 1) {
                words.add("The others: "
                        + String.join(
                                "; ",
                                ranked.stream()
                                        .skip(1)
                                        .map(c -> c.name() + " " + Said.number(c.marginalRoi()))
                                        .toList())
                        + ".");
            }
        }
        result.plan()
                .ifPresent(p -> words.add("The plan for " + p.goal() + " gains " + Said.number(p.gain()) + " of "
                        + answers.outcome() + " a " + result.period() + "."));
        add("Where should the next unit of money go?", words);
    }

    private void price() {
        PriceAnswer prices = answers.prices();
        List<String> words = new ArrayList<>();
        for (PriceAnswer.Elasticity e : prices.elasticities()) {
            words.add("Ten percent more " + e.price() + " changes " + answers.outcome() + " by "
                    + Said.share(e.tenPercent()) + "; the elasticity is " + Said.number(e.elasticity())
                    + (Said.open(e.elasticity()) ? ", not to be told from zero." : "."));
        }
        for (PriceAnswer.Band b : prices.bands()) {
            if (!b.named()) {
                words.add(Said.sentence(b.words()));
                continue;
            }
            words.add("The best " + b.price() + " for " + b.of() + " is " + Said.plain(b.best())
                    + (b.observed() ? "" : ", beyond all that were seen") + "; within one percent of it lies "
                    + "[" + Said.plain(b.lower()) + ", " + Said.plain(b.upper()) + "]" + ".");
        }
        add("What would a change of price do?", words);
    }

    private void promotions() {
        List<String> words = answers.prices().uplifts().stream()
                .map(u -> u.promotion() + " bring " + Said.number(u.perUnit()) + " each, "
                        + Said.share(u.share()) + " of a " + result.period() + " without"
                        + (Said.open(u.perUnit()) ? ": not to be told from zero." : "."))
                .toList();
        add("What was the effect of promotions?", words);
    }

    private void synergy() {
        List<String> words = answers.synergies().stream()
                .map(s -> s.of()
                        + (s.on().equals(answers.outcome()) ? "" : ", on " + s.on())
                        + ": together they bring " + Said.number(s.difference()) + " beyond the sum of each alone"
                        + (s.share().given() ? ", which is " + Said.share(s.share()) + " of that sum" : "") + " (p "
                        + Numbers.pValue(s.p()) + "). "
                        + Said.sentence(s.words()))
                .toList();
        add("Do channels help one another?", words);
    }

    private void saturation() {
        List<ChannelAnswer> ranked = Said.largestFirst(answers.channels(), ChannelAnswer::saturation);
        List<String> words = new ArrayList<>();
        if (!ranked.isEmpty()) {
            words.add("Share of its ceiling that each reaches at its mean amount: "
                    + String.join(
                            "; ",
                            ranked.stream()
                                    .map(c -> c.name() + " " + Said.share(c.saturation()))
                                    .toList())
                    + ".");
        }
        List<String> without = answers.channels().stream()
                .filter(c -> !c.saturation().given())
                .map(ChannelAnswer::name)
                .toList();
        if (!without.isEmpty()) {
            words.add("Without a ceiling: " + Said.listed(without) + ".");
        }
        words.addAll(diminishing());
        add("How saturated are the channels?", words);
    }

    /** From which amount on the next unit of money brings less than it costs, within twice the present amount. */
    private List<String> diminishing() {
        if (!answers.money()) {
            return List.of();
        }
        List<String> from = new ArrayList<>();
        for (ResponseCurve c : answers.curves()) {
            if (c.unit().startsWith("money")) {
                turn(c).ifPresent(amount ->
                        from.add(c.channel() + " from about " + Said.plain(amount) + " a " + result.period()));
            }
        }
        return from.isEmpty()
                ? List.of()
                : List.of("The next unit of money brings back less than itself: " + String.join("; ", from) + ".");
    }

    /** Where the marginal return falls below 1 and stays there; empty where it starts below or never does. */
    private static Optional<Double> turn(ResponseCurve curve) {
        List<ResponseCurve.Point> points = curve.points();
        int last = points.size() - 1;
        if (points.get(last).marginal().value() >= 1) {
            return Optional.empty();
        }
        int above = last;
        while (above >= 0 && !(points.get(above).marginal().value() >= 1)) {
            above--;
        }
        if (above < 0) {
            return Optional.of(0.0);
        }
        ResponseCurve.Point before = points.get(above);
        ResponseCurve.Point after = points.get(above + 1);
        double part = (before.marginal().value() - 1)
                / (before.marginal().value() - after.marginal().value());
        return Optional.of(before.amount() + part * (after.amount() - before.amount()));
    }

    private void scenarios() {
        List<String> words = answers.scenarios().stream()
                .map(s -> s.name() + " (" + String.join(", ", s.changes()) + "): " + answers.outcome() + " changes by "
                        + Said.number(s.outcome())
                        + (s.roi().given() ? ", " + Said.number(s.roi()) + " for each additional unit of money." : ".")
                        + (s.warnings().isEmpty() ? "" : " " + String.join(" ", s.warnings())))
                .toList();
        add("What would the scenarios bring?", words);
    }

    private void experiments() {
        List<String> words =
                answers.lifts().stream().map(MixQuestions::agreement).toList();
        add("Do experiments agree with the model?", words);
    }

    private static String agreement(LiftAnswer l) {
        return l.subject() + " from " + l.from() + " to " + l.to() + ": the experiment says "
                + Said.plain(l.experiment()) + " ± " + Said.plain(l.standardError()) + ", the model "
                + Said.number(l.model()) + ": "
                + (Math.abs(l.conflict()) > CONFLICT ? "they disagree by " : "they differ by ")
                + Said.plain(Math.abs(l.conflict())) + " standard errors.";
    }

    private void prediction() {
        answers.validation()
                .ifPresent(v -> add(
                        "How well does it predict " + result.period() + "s that it had not seen?",
                        Stream.concat(
                                        Stream.of(metrics(v), Said.sentence(v.words())),
                                        answers.otherValidations().stream().map(MixQuestions::metrics))
                                .toList()));
    }

    private static String metrics(ValidationAnswer v) {
        ValidationAnswer.Metrics out = v.outOfSample();
        List<String> parts = new ArrayList<>();
        if (Double.isFinite(out.rSquared())) {
            parts.add("R² " + Said.plain(out.rSquared()) + " (in sample "
                    + Said.plain(v.inSample().rSquared()) + ")");
        }
        if (Double.isFinite(out.mape())) {
            parts.add("a mean absolute error of " + Numbers.percent(out.mape()));
        }
        if (Double.isFinite(out.coverage())) {
            parts.add(Numbers.percent(out.coverage()) + " of them inside their prediction interval");
        }
        return "Under " + v.scheme() + ": " + (parts.isEmpty() ? "no metric applies" : String.join(", ", parts)) + ".";
    }
}
