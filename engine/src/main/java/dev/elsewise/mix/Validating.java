package dev.elsewise.mix;

import dev.elsewise.learn.time.ForecastMetrics;
import dev.elsewise.learn.time.TimeFold;
import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.mix.answer.ValidationAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.FittedModel;
import dev.elsewise.scm.Link;
import dev.elsewise.scm.StructuralModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How well the outcome's equation predicts periods that it did not see, given their inputs, and how well other families of equations do.
 *
 * @param compare which others
 */
record Validating(FittedMix fit, TimeFolds folds, String scheme, Bootstrap bootstrap, List<Family> compare) {
    /** Enough for what coefficients add to the width of a prediction. */
    private static final int DRAWS = 40;

    /**
     * An answer, and what the report of equations takes from its fits.
     *
     * @param importances of each fold the share of each column, by node; for equations of trees only
     */
    record Validated(ValidationAnswer answer, Map<String, List<Map<String, Double>>> importances) {}

    /** One fold: each node's predictions inside and outside of what was fitted, and the shares of columns by node. */
    private record Tried(
            TimeFold fold,
            int[] train,
            int[] test,
            Map<String, Predicted> inside,
            Map<String, Predicted> outside,
            Map<String, Map<String, Double>> importances) {}

    Validated answer() {
        List<ValidationAnswer.FoldRow> rows = new ArrayList<>();
        Map<String, List<Predicted>> seen = new LinkedHashMap<>();
        Map<String, List<Predicted>> unseen = new LinkedHashMap<>();
        Map<String, List<Map<String, Double>>> importances = new LinkedHashMap<>();
        String outcome = fit.mix().outcome();
        List<TimeFold> all = folds.of(fit.data().window());
        for (Tried tried : bootstrap.each(all.size(), f -> tried(all.get(f)))) {
            add(tried.inside(), seen);
            add(tried.outside(), unseen);
            add(tried.importances(), importances);
            Predicted inside = Objects.requireNonNull(tried.inside().get(outcome));
            Predicted outside = Objects.requireNonNull(tried.outside().get(outcome));
            int[] train = tried.train();
            int[] test = tried.test();
            rows.add(new ValidationAnswer.FoldRow(
                    tried.fold().number() + 1,
                    date(train[0]),
                    date(train[train.length - 1]),
                    date(test[0]),
                    date(test[test.length - 1]),
                    train.length,
                    test.length,
                    inside.metrics(),
                    outside.metrics(),
                    outside.coverage()));
        }
        List<Predicted> in = seen.getOrDefault(outcome, List.of());
        List<Predicted> out = unseen.getOrDefault(outcome, List.of());
        ValidationAnswer.Metrics inside = Predicted.together(in).metrics();
        ValidationAnswer.Metrics outside = Predicted.together(out).metrics();
        List<Predicted> learned = IntStream.range(0, rows.size())
                .filter(f -> rows.get(f).learnedFromHalf(fit.data().window()))
                .mapToObj(out::get)
                .toList();
        ValidationAnswer.Metrics settled =
                learned.isEmpty() ? outside : Predicted.together(learned).metrics();
        ValidationAnswer answer = new ValidationAnswer(
                scheme,
                rows,
                inside,
                outside,
                settled,
                fit.mix().mediators().stream()
                        .map(Mediator::name)
                        .map(node -> new ValidationAnswer.NodeRow(
                                node,
                                Predicted.together(seen.getOrDefault(node, List.of()))
                                        .metrics(),
                                Predicted.together(unseen.getOrDefault(node, List.of()))
                                        .metrics()))
                        .toList(),
                families(outside),
                String.format(
                        Locale.ROOT,
                        "In periods that it had not seen the model is off by %.1f %% of the outcome on average, in those it was fitted "
                                + "on by %.1f %%. Its 90 %% prediction intervals held %.0f %% of the unseen periods.%s",
                        100 * outside.weightedMape(),
                        100 * inside.weightedMape(),
                        100 * outside.coverage(),
                        learned.isEmpty() || learned.size() == rows.size() ? "" : settled(settled)));
        return new Validated(answer, importances);
    }

    private static String settled(ValidationAnswer.Metrics of) {
        return String.format(
                Locale.ROOT,
                " Over the folds that learned from at least half of the window it is off by %.1f %% (R² %.2f).",
                100 * of.weightedMape(),
                of.rSquared());
    }

    /** None for trees, the variance of whose errors is that of blocks not seen: what they have learnt by chance is in it. */
    private Bootstrap draws(MediaMix mix) {
        return bootstrap.withDraws(Trees.in(mix) ? 0 : DRAWS);
    }

    private Tried tried(TimeFold fold) {
        int[] train = shifted(fold.train());
        int[] test = shifted(fold.test());
        FittedModel trained = fit.compiled()
                .model()
                .unpublished()
                .fitOn(fit.compiled().panel(), train, fit.model(), draws(fit.mix()));
        Map<String, Predicted> inside = new LinkedHashMap<>();
        Map<String, Predicted> outside = new LinkedHashMap<>();
        Map<String, Map<String, Double>> importances = new LinkedHashMap<>();
        for (String node : fit.explained()) {
            inside.put(node, predicted(trained, node, train, train));
            outside.put(node, predicted(trained, node, train, test));
            Map<String, Double> shares = new LinkedHashMap<>();
            trained.mechanism(node).importance().forEach(i -> shares.put(i.column(), i.gain()));
            if (!shares.isEmpty()) {
                importances.put(node, shares);
            }
        }
        return new Tried(fold, train, test, inside, outside, importances);
    }

    private static <T> void add(Map<String, T> each, Map<String, List<T>> all) {
        each.forEach(
                (node, one) -> all.computeIfAbsent(node, n -> new ArrayList<>()).add(one));
    }

    /** The study's own family first; none when there is no other. */
    private List<ValidationAnswer.FamilyRow> families(ValidationAnswer.Metrics own) {
        if (compare.isEmpty()) {
            return List.of();
        }
        List<ValidationAnswer.FamilyRow> rows = new ArrayList<>();
        rows.add(new ValidationAnswer.FamilyRow(
                fit.model().mechanism(fit.mix().outcome()).method() + " (this study)", own, channels(fit.model())));
        for (Family family : compare) {
            Compiled other = Compiled.of(fit.mix().withFamily(family), fit.data());
            StructuralModel model = other.model().unpublished();
            int[] window = shifted(IntStream.range(0, fit.data().window()).toArray());
            FittedModel all = model.fitOn(other.panel(), window, fit.model());
            List<TimeFold> each = folds.of(fit.data().window());
            List<Predicted> out = bootstrap.each(each.size(), f -> {
                int[] train = shifted(each.get(f).train());
                FittedModel trained = model.fitOn(other.panel(), train, all, draws(other.mix()));
                return predicted(
                        trained, fit.mix().outcome(), train, shifted(each.get(f).test()));
            });
            rows.add(new ValidationAnswer.FamilyRow(
                    all.mechanism(fit.mix().outcome()).method(),
                    Predicted.together(out).metrics(),
                    channels(all)));
        }
        return rows;
    }

    /** What each channel brings by the equations: the reduced form is one for all families, and would hide what they disagree on. */
    private List<ValidationAnswer.Named> channels(FittedModel model) {
        String outcome = fit.mix().outcome();
        return fit.mix().inputs().stream()
                .filter(i ->
                        i.role().acts() && fit.mix().graph().ancestors(outcome).contains(i.name()))
                .map(i -> new ValidationAnswer.Named(
                        i.name(),
                        fit.outcome(model.worlds()
                                .difference(Contrast.of(
                                        outcome, World.OBSERVED, World.of(Intervention.set(i.name(), 0)))))))
                .toList();
    }

    private int[] shifted(int[] periods) {
        return Arrays.stream(periods).map(t -> t + fit.data().history()).toArray();
    }

    private LocalDate date(int period) {
        return fit.data().periods().get(period);
    }

    /** What a node was and what was expected of it, all units together, with what the fit left over to make a distribution of it. */
    private Predicted predicted(FittedModel trained, String node, int[] train, int[] periods) {
        double[] expected = trained.worlds().expected(node, train);
        double[] y = fit.compiled().panel().column(node);
        double[] actual = sums(y, periods);
        double[] predicted = sums(expected, periods);
        double[] was = sums(y, train);
        double[] said = sums(expected, train);
        double[] errors = new double[train.length];
        // Under a logarithm errors grow with the outcome: they are kept as shares.
        boolean relative = trained.mechanism(node).link() == Link.LOG;
        for (int t = 0; t < errors.length; t++) {
            errors[t] = relative ? was[t] / said[t] - 1 : was[t] - said[t];
        }
        double stretch = Math.sqrt(trained.mechanism(node).variance()
                / Math.max(1e-300, meanSquare(trained.worlds().residuals(node), train)));
        for (int t = 0; t < errors.length; t++) {
            errors[t] *= stretch;
        }
        // What each draw expects, with each of the errors in turn.
        List<double[]> others = trained.draws().stream()
                .map(w -> sums(w.expected(node, train), periods))
                .toList();
        Predictive predictive = relative ? Predictive.ofShares(errors) : Predictive.ofErrors(errors);
        double[] crps = new double[periods.length];
        double[] inside = new double[periods.length];
        for (int t = 0; t < periods.length; t++) {
            int period = t;
            double[] expects = others.isEmpty()
                    ? new double[] {predicted[t]}
                    : others.stream().mapToDouble(o -> o[period]).toArray();
            Predictive.Judged judged = predictive.judged(actual[t], expects);
            crps[t] = judged.score();
            inside[t] = judged.held() ? 1 : 0;
        }
        return new Predicted(actual, predicted, crps, inside);
    }

    private double meanSquare(double[] residuals, int[] periods) {
        int n = fit.data().periods().size();
        double sum = 0;
        for (int u = 0; u < fit.data().units().size(); u++) {
            for (int t : periods) {
                sum += residuals[u * n + t] * residuals[u * n + t];
            }
        }
        return sum / periods.length / fit.data().units().size();
    }

    private double[] sums(double[] rows, int[] periods) {
        int n = fit.data().periods().size();
        double[] sizes = fit.compiled().sizes();
        double[] sums = new double[periods.length];
        for (int u = 0; u < sizes.length; u++) {
            for (int i = 0; i < periods.length; i++) {
                sums[i] += sizes[u] * rows[u * n + periods[i]];
            }
        }
        return sums;
    }

    /**
     * Predictions, period by period.
     *
     * @param inside 1 where the prediction interval held what was
     */
    private record Predicted(double[] actual, double[] predicted, double[] crps, double[] inside) {
        static Predicted together(List<Predicted> all) {
            return new Predicted(
                    joined(all, Predicted::actual),
                    joined(all, Predicted::predicted),
                    joined(all, Predicted::crps),
                    joined(all, Predicted::inside));
        }

        private static double[] joined(List<Predicted> all, Function<Predicted, double[]> part) {
            return all.stream()
                    .flatMapToDouble(p -> Arrays.stream(part.apply(p)))
                    .toArray();
        }

        ValidationAnswer.Metrics metrics() {
            ForecastMetrics m = ForecastMetrics.of(actual, predicted);
            return new ValidationAnswer.Metrics(
                    m.rSquared(),
                    m.rmse(),
                    m.nrmseByRange(),
                    m.mae(),
                    m.mape(),
                    m.weightedMape(),
                    Arrays.stream(crps).average().orElse(Double.NaN),
                    coverage());
        }

        /** The share of periods inside their prediction interval. */
        double coverage() {
            return Arrays.stream(inside).average().orElse(Double.NaN);
        }
    }
}
