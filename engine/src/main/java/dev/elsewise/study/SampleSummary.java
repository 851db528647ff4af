package dev.elsewise.study;

import dev.elsewise.adjust.Units;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.question.Question;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the analysed rows are: how many, the arms, the outcome, how many different users and items. The treated share and the
 * mean outcome are weighted; a frequency weight makes as many rows.
 */
final class SampleSummary {
    private SampleSummary() {}

    static Result.Sample of(Table table, Question question, List<String> distinct, Optional<Weights> weights) {
        Units units = Units.of(table, question, weights);
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String column : distinct) {
            counts.put(column, distinct(table, column));
        }
        return new Result.Sample(units.rows(), units.treatedShare(), units.outcomeMean(), counts);
    }

    private static long distinct(Table table, String column) {
        Column.Kind kind = table.schema().column(column).kind();
        if (kind.coded()) {
            return table.fold(
                            List.of(column),
                            Fold.of(
                                    BitSet::new,
                                    (set, batch) -> {
                                        int[] codes = batch.codes(0);
                                        for (int r = 0; r < batch.size(); r++) {
                                            int code = codes[batch.start(0) + r];
                                            if (code >= 0) {
                                                set.set(code);
                                            }
                                        }
                                        return set;
                                    },
                                    (l, r) -> {
                                        l.or(r);
                                        return l;
                                    }))
                    .cardinality();
        }
        Set<Double> values = table.fold(
                List.of(column),
                Fold.of(
                        () -> (Set<Double>) new HashSet<Double>(),
                        (set, batch) -> {
                            double[] x = batch.numbers(0);
                            for (int r = 0; r < batch.size(); r++) {
                                set.add(x[batch.start(0) + r]);
                            }
                            set.remove(Double.NaN);
                            return set;
                        },
                        (l, r) -> {
                            l.addAll(r);
                            return l;
                        }));
        return values.size();
    }
}
