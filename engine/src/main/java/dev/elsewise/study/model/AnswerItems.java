package dev.elsewise.study.model;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.check.series.Autocorrelation;
import dev.elsewise.check.series.BreuschPagan;
import dev.elsewise.check.series.DurbinWatson;
import dev.elsewise.check.series.JarqueBera;
import dev.elsewise.check.series.LjungBox;
import dev.elsewise.check.series.ShapiroWilk;
import dev.elsewise.mix.answer.CollinearityAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.ResidualAnswer;
import dev.elsewise.mix.answer.StabilityAnswer;
import dev.elsewise.mix.answer.ValidationAnswer;
import dev.elsewise.study.model.ModelValidation.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the answers of one fit say of it. Series of several units are judged as the mean over units. */
record AnswerItems(MixAnswers answers, int window, Tolerances tolerances) {
    private static final String AGREEMENT = "agreement between model families";
    /** Checks with tolerances of their own here. */
    private static final List<String> JUDGED =
            List.of(AGREEMENT, "prediction", "stability: ", "collinearity in", "memory in");

    private static final int LAGS = 10;
    private static final int FEWEST = 8;

    List<Item> items() {
        List<Item> items = new ArrayList<>();
        answers.validation().ifPresent(v -> {
            items.addAll(predictions(v.outOfSample(), v.scheme(), tolerances));
            ratio(v, items);
        });
        answers.otherValidations().forEach(v -> items.addAll(predictions(v.outOfSample(), v.scheme(), tolerances)));
        answers.health().stream()
                .filter(c -> c.name().equals(AGREEMENT))
                .forEach(c -> add(items, Tolerance.AGREEMENT, "channels", c.statistic(), c.advice()));
        answers.residuals().forEach(r -> residuals(r, items));
        answers.collinearity().forEach(c -> collinearity(c, items));
        answers.stability().ifPresent(s -> stability(s, items));
        answers.leads().stream()
                .min(Comparator.comparingDouble(StabilityAnswer.Lead::p))
                .ifPresent(l -> add(items, Tolerance.LEADS, l.channel() + " in " + l.node(), l.p(), l.words()));
        List<String> failed = answers.health().stream()
                .filter(c -> c.verdict() == Verdict.FAIL && JUDGED.stream().noneMatch(c.name()::startsWith))
                .map(Diagnostic::name)
                .toList();
        add(
                items,
                Tolerance.HEALTH,
                "the health card",
                failed.size(),
                failed.isEmpty() ? "No other check fails." : "Failed: " + String.join(", ", failed) + ".");
        return items;
    }

    /** How well unseen periods were predicted. */
    static List<Item> predictions(ValidationAnswer.Metrics unseen, String which, Tolerances tolerances) {
        return List.of(
                new Item(
                        Tolerance.PREDICTION_ERROR,
                        which,
                        unseen.weightedMape(),
                        tolerances.of(Tolerance.PREDICTION_ERROR),
                        words(
                                "In periods that a fit had not seen it is off by %.1f %% of the outcome on average.",
                                100 * unseen.weightedMape())),
                new Item(
                        Tolerance.COVERAGE,
                        which,
                        unseen.coverage(),
                        tolerances.of(Tolerance.COVERAGE),
                        words(
                                "%.0f %% of unseen periods lie inside their 90 %% prediction interval.",
                                100 * unseen.coverage())));
    }

    /** Folds that learn from less than half of the window ask for more than the model will ever have to do. */
    private void ratio(ValidationAnswer validation, List<Item> items) {
        List<ValidationAnswer.FoldRow> folds = validation.folds().stream()
                .filter(f -> 2 * f.trainPeriods() >= window)
                .toList();
        if (folds.isEmpty()) {
            return;
        }
        double in = 0;
        double out = 0;
        for (ValidationAnswer.FoldRow f : folds) {
            in += f.in().rmse() * f.in().rmse();
            out += f.out().rmse() * f.out().rmse();
        }
        double ratio = Math.sqrt(out / in);
        add(
                items,
                Tolerance.ERROR_RATIO,
                validation.scheme(),
                ratio,
                words("The error in unseen periods is %.2f times that in fitted ones.", ratio));
    }

    private void residuals(ResidualAnswer of, List<Item> items) {
        double[] e = of.residuals();
        if (e.length < FEWEST) {
            return;
        }
        ShapiroWilk shapiro = ShapiroWilk.of(e);
        JarqueBera jarque = JarqueBera.of(e);
        add(
                items,
                Tolerance.NORMALITY,
                "residuals of " + of.node() + " (Shapiro–Wilk)",
                shapiro.pValue(),
                shapiro.diagnostic().advice());
        add(
                items,
                Tolerance.NORMALITY,
                "residuals of " + of.node() + " (Jarque–Bera)",
                jarque.pValue(),
                jarque.diagnostic().advice());
        DurbinWatson watson = DurbinWatson.of(e);
        add(
                items,
                Tolerance.DURBIN_WATSON,
                "residuals of " + of.node(),
                Math.abs(watson.statistic() - 2),
                watson.diagnostic().advice());
        Autocorrelation memory = Autocorrelation.of(e, 1, 0.95);
        add(
                items,
                Tolerance.MEMORY,
                "residuals of " + of.node(),
                Math.abs(memory.first()),
                memory.diagnostic().advice());
        LjungBox box = LjungBox.of(e, Math.min(LAGS, e.length / 5), 0);
        add(
                items,
                Tolerance.WHITENESS,
                "residuals of " + of.node(),
                box.pValue(),
                box.diagnostic().advice());
        if (Arrays.stream(of.fitted()).distinct().count() > 1) {
            BreuschPagan pagan = BreuschPagan.of(e, of.fitted());
            add(
                    items,
                    Tolerance.EVEN_VARIANCE,
                    "residuals of " + of.node(),
                    pagan.pValue(),
                    pagan.diagnostic().advice());
        }
    }

    /** Of channels: what a control shares with the trend spoils no channel's answer. */
    private void collinearity(CollinearityAnswer of, List<Item> items) {
        Set<String> channels = answers.channels().stream().map(c -> c.name()).collect(Collectors.toSet());
        double worst = 1;
        String name = "";
        for (int i = 0; i < of.columns().size(); i++) {
            if (channels.contains(of.columns().get(i)) && of.inflation()[i] > worst) {
                worst = of.inflation()[i];
                name = of.columns().get(i);
            }
        }
        if (!name.isEmpty()) {
            add(
                    items,
                    Tolerance.INFLATION,
                    name + " in " + of.node(),
                    worst,
                    words(
                            "The variance of its coefficient is %.1f times what it would be if it were uncorrelated with all else.",
                            worst));
        }
        add(
                items,
                Tolerance.CONDITION_NUMBER,
                "columns of " + of.node(),
                of.conditionNumber(),
                words("How near the columns are to a combination of one another: %.0f.", of.conditionNumber()));
    }

    private void stability(StabilityAnswer of, List<Item> items) {
        for (Tolerance tolerance :
                List.of(Tolerance.HALVES, Tolerance.RETENTION, Tolerance.REFRESH, Tolerance.PLACEBO)) {
            // Where a penalty holds an effect at 0 there is no error to measure by.
            List<Item> own = of.rows().stream()
                    .filter(row -> kind(row) == tolerance && !Double.isNaN(row.standardErrors()))
                    .map(row -> new Item(
                            tolerance,
                            row.subject(),
                            Math.abs(row.standardErrors()),
                            tolerances.of(tolerance),
                            words(
                                            "%s: from %.4g to %.4g, %.2f standard errors. %s",
                                            row.change(), row.before(), row.after(), row.standardErrors(), row.note())
                                    .strip()))
                    .toList();
            ModelValidation.worst(own).ifPresent(items::add);
        }
    }

    private static Tolerance kind(StabilityAnswer.Row row) {
        return row.change().startsWith("retention of")
                ? Tolerance.RETENTION
                : row.change().startsWith("without the last")
                        ? Tolerance.REFRESH
                        : row.change().startsWith("placebo") ? Tolerance.PLACEBO : Tolerance.HALVES;
    }

    private void add(List<Item> items, Tolerance of, String about, double value, String reason) {
        items.add(new Item(of, about, value, tolerances.of(of), reason));
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
