package dev.elsewise.study;

import dev.elsewise.adjust.AipwFit;
import dev.elsewise.data.Batch;
import dev.elsewise.data.Quantiles;
import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The distribution of the nuisances and the scores of an AIPW over its rows. A frequency weight makes as many rows; sampling
 * weights play no part, since the table shows what the models said of the rows that they saw.
 */
final class NuisanceTable {
    private static final String DIFFERENCE = "\u0001outcome difference";
    private static final double[] PROBABILITIES = {0.01, 0.05, 0.1, 0.5, 0.9, 0.95, 0.99};

    private NuisanceTable() {}

    static List<Result.NuisanceRow> of(String id, AipwFit fit, Optional<Weights> weights) {
        List<String> columns = List.of(
                AipwFit.PROPENSITY, AipwFit.TREATED_OUTCOME, AipwFit.CONTROL_OUTCOME, DIFFERENCE, AipwFit.SCORE);
        Table table = fit.table().with(new Minus());
        List<Result.NuisanceRow> rows = new ArrayList<>();
        for (Quantiles.Summary s : summaries(table, columns, weights)) {
            double[] q = s.quantiles();
            rows.add(new Result.NuisanceRow(
                    id,
                    AipwFit.words(s.column()),
                    s.count(),
                    s.mean(),
                    s.sd(),
                    s.min(),
                    q[0],
                    q[1],
                    q[2],
                    q[3],
                    q[4],
                    q[5],
                    q[6],
                    s.max()));
        }
        return rows;
    }

    private static List<Quantiles.Summary> summaries(Table table, List<String> columns, Optional<Weights> weights) {
        return weights.filter(w -> w.kind() == Weights.Kind.FREQUENCY)
                .map(w -> columns.stream()
                        .map(column -> RepeatedRows.summary(table, column, w.column(), PROBABILITIES))
                        .toList())
                .orElseGet(() -> Quantiles.of(table, columns, PROBABILITIES));
    }

    private record Minus() implements RowFunction {
        @Override
        public List<String> inputs() {
            return List.of(AipwFit.TREATED_OUTCOME, AipwFit.CONTROL_OUTCOME);
        }

        @Override
        public List<String> outputs() {
            return List.of(DIFFERENCE);
        }

        @Override
        public void apply(Batch batch, double[][] out) {
            for (int r = 0; r < batch.size(); r++) {
                out[0][r] = batch.numbers(0)[batch.start(0) + r] - batch.numbers(1)[batch.start(1) + r];
            }
        }
    }
}
