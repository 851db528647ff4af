package dev.elsewise.study.model;

import dev.elsewise.data.Source;
import dev.elsewise.data.Workspace;
import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.mix.Answering;
import dev.elsewise.mix.Family;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.study.mix.MixRunner;
import dev.elsewise.study.mix.MixStudy;
import dev.elsewise.study.print.TextPage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stored model on trial: its predictions of periods it had not seen, what it leaves over, how far its answers move with things that
 * should not matter, and whether its numbers come out again. Beside new data also what of the old ones changed there, and how far the
 * answers move.
 *
 * @param items in the order of {@link Tolerance}, one or several of each
 */
public record ModelValidation(String title, List<Item> items) {
    /** Between runs of a native library sums may differ in their last digits. */
    private static final double OF_BOOSTING = 1e-6;

    public ModelValidation {
        items = items.stream().sorted(Comparator.comparing(Item::of)).toList();
    }

    /**
     * One number and what it may be.
     *
     * @param reason what was found, in words
     */
    public record Item(Tolerance of, String about, double value, double tolerance, String reason) {
        /** NaN does not pass: what could not be worked out was not validated. */
        public boolean passed() {
            return of.most() ? value <= tolerance : value >= tolerance;
        }
    }

    /** Whether nothing went too far. */
    public boolean passed() {
        return items.stream().allMatch(Item::passed);
    }

    /**
     * Validates a model on the data that it was fitted to. Cost: that of a run.
     *
     * @throws dev.elsewise.error.BadData when the data cannot be fitted
     */
    public static ModelValidation of(MixModel model, Tolerances asked, Workspace workspace) {
        Tolerances tolerances = fair(model, asked);
        FittedMix fit = model.fit(workspace);
        MixAnswers answers = answers(model.study(), fit, workspace);
        List<Item> items = new ArrayList<>(new AnswerItems(answers, fit.data().window(), tolerances).items());
        items.addAll(new Reproduction(model, tolerances).items(answers, model.fittedAgain(workspace)));
        return new ModelValidation(model.study().title(), items);
    }

    /** The same on other data: the study is fitted to them, and stands beside the model. Cost: that of two runs. */
    public static ModelValidation of(MixModel model, Source data, Tolerances asked, Workspace workspace) {
        Tolerances tolerances = fair(model, asked);
        MixAnswers before = answers(model.study(), model.fit(workspace), workspace);
        List<Item> items =
                new ArrayList<>(new Reproduction(model, tolerances).items(before, model.fittedAgain(workspace)));
        MixStudy study = model.studyOn(data, workspace);
        MixRunner.Answered run = MixRunner.answered(study, workspace);
        items.addAll(new AnswerItems(run.result().answers(), run.fit().data().window(), tolerances).items());
        ModelComparison comparison = ModelComparison.of(model, MixModel.of(study, run));
        items.addAll(new Refreshed(comparison, tolerances).items());
        int added = (int) comparison.data().added().stream()
                .filter(day -> day.isAfter(model.panel().periods().getLast()))
                .count();
        if (added > 0 && added < run.fit().data().window()) {
            Answering.withDefaults()
                    .withFolds(TimeFolds.expanding(1).withTest(added), "the new periods")
                    .validation(run.fit(), study.bootstrap(workspace.options().threads()))
                    .ifPresent(v -> items.addAll(AnswerItems.predictions(
                            v.outOfSample(), "the " + added + " new periods, from a fit to all before", tolerances)));
        }
        return new ModelValidation(study.title(), items);
    }

    private static MixAnswers answers(MixStudy study, FittedMix fit, Workspace workspace) {
        return MixRunner.answering(study, fit)
                .of(fit, study.bootstrap(workspace.options().threads()));
    }

    private static Tolerances fair(MixModel model, Tolerances asked) {
        boolean boosted = Stream.concat(
                        Stream.of(model.study().mix().family()), model.study().mix().families().values().stream())
                .anyMatch(Family.Boosting.class::isInstance);
        return boosted && !asked.own().containsKey(Tolerance.REPRODUCTION)
                ? asked.with(Tolerance.REPRODUCTION, OF_BOOSTING)
                : asked;
    }

    /** For a terminal. */
    public String text() {
        TextPage page = new TextPage();
        page.title(title + ": validation");
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("item", "of", "value", "tolerated", "verdict"));
        for (Item i : items) {
            table.add(List.of(
                    i.of().key(),
                    i.about(),
                    number(i.value()),
                    (i.of().most() ? "at most " : "at least ") + number(i.tolerance()),
                    i.passed() ? "pass" : "FAIL"));
        }
        page.table(table, 2);
        for (Item i : items) {
            page.wrapped(
                    (i.passed() ? "pass  " : "FAIL  ") + i.of().key() + ", " + i.about() + ": " + i.reason(), "  ");
        }
        page.line("");
        long failed = items.stream().filter(i -> !i.passed()).count();
        page.line(
                failed == 0 ? "All " + items.size() + " items pass." : failed + " of " + items.size() + " items fail.");
        return page.toString();
    }

    static String number(double v) {
        return !Double.isFinite(v)
                ? "none"
                : v == 0 || Math.abs(v) >= 1e-4
                        ? new BigDecimal(v)
                                .round(new MathContext(4))
                                .stripTrailingZeros()
                                .toPlainString()
                        : String.format(Locale.ROOT, "%.1e", v);
    }

    /** The largest of some items; empty when there are none. */
    static Optional<Item> worst(List<Item> items) {
        return items.stream().max(Comparator.comparingDouble(Item::value));
    }
}
