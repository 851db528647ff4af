package dev.elsewise.adjust;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.effect.Estimate;
import dev.elsewise.effect.InfluenceEstimate;
import dev.elsewise.effect.Uncertainty;
import dev.elsewise.question.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The difference of the arms' mean outcomes: ȳ₁ − ȳ₀. An effect only where treatment is as good as random.
 *
 * <p>Its influence is ψ = t(y − ȳ₁)/p − (1 − t)(y − ȳ₀)/(1 − p) with p the treated share, so that its variance is the sum of
 * the arms' variances over their sizes, s₁²/n₁ + s₀²/n₀ with divisor n in each arm (Neyman 1923, DOI 10.1214/ss/1177012031,
 * but for the divisor). Missing treatments and outcomes are refused. Cost: two passes.
 */
public record DifferenceInMeans(Optional<Weights> weights) {
    public static DifferenceInMeans withDefaults() {
        return new DifferenceInMeans(Optional.empty());
    }

    public DifferenceInMeans withWeights(Weights value) {
        return new DifferenceInMeans(Optional.of(value));
    }

    /** The estimate for a question; its target population is the table's rows. */
    public InfluenceEstimate estimate(Table table, Question question) {
        Units.of(table, question, weights);
        List<String> columns = new ArrayList<>(List.of(question.treatment(), question.outcome()));
        weights.ifPresent(w -> columns.add(w.column()));
        boolean weighted = weights.isPresent();
        // Σw, Σwt, Σwty, Σw(1−t)y
        double[] s = table.fold(
                columns,
                Fold.of(
                        () -> new double[4],
                        (acc, batch) -> {
                            for (int r = 0; r < batch.size(); r++) {
                                double t = batch.numbers(0)[batch.start(0) + r];
                                double y = batch.numbers(1)[batch.start(1) + r];
                                double w = weighted ? batch.numbers(2)[batch.start(2) + r] : 1;
                                acc[0] += w;
                                acc[1] += w * t;
                                acc[2] += w * t * y;
                                acc[3] += w * (1 - t) * y;
                            }
                            return acc;
                        },
                        (l, r) -> {
                            for (int i = 0; i < 4; i++) {
                                l[i] += r[i];
                            }
                            return l;
                        }));
        double treated = s[2] / s[1];
        double control = s[3] / (s[0] - s[1]);
        String influence = "\u0001difference in means";
        Table units = table.with(new Influence(question, influence, treated, control, s[1] / s[0]));
        Estimate.Description description = new Estimate.Description(
                "difference-in-means",
                "difference-in-means",
                "Difference in means",
                question.target().words(),
                List.of("Treatment is as good as random: the arms differ in nothing else that moves the outcome."),
                List.of());
        return InfluenceEstimate.of(
                description,
                treated - control,
                new Uncertainty.Influence(units, influence, weights, Uncertainty.Divisor.N));
    }

    private record Influence(Question question, String output, double treated, double control, double share)
            implements RowFunction {
        @Override
        public List<String> inputs() {
            return List.of(question.treatment(), question.outcome());
        }

        @Override
        public List<String> outputs() {
            return List.of(output);
        }

        @Override
        public void apply(Batch batch, double[][] out) {
            for (int r = 0; r < batch.size(); r++) {
                double t = batch.numbers(0)[batch.start(0) + r];
                double y = batch.numbers(1)[batch.start(1) + r];
                out[0][r] = t == 1 ? (y - treated) / share : -(y - control) / (1 - share);
            }
        }
    }
}
