package dev.elsewise.effect;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import java.util.ArrayList;
import java.util.List;

/** An estimate from its scores: θ = Σwb/Σwa and its standard error. */
record ScoreSums(double value, double standardError, long rows, double meanA) {

    /** Rows, Σw, Σwb, Σwa. */
    private record Totals(long rows, double w, double b, double a) {}

    static ScoreSums of(Uncertainty.Scored scored, Clusters clusters) {
        List<String> columns = new ArrayList<>(List.of(scored.b(), scored.a()));
        scored.weights().ifPresent(w -> columns.add(w.column()));
        boolean weighted = scored.weights().isPresent();
        boolean frequency = weighted && scored.weights().get().kind() == Weights.Kind.FREQUENCY;
        Totals totals = scored.units()
                .fold(
                        columns,
                        Fold.of(
                                () -> new Totals(0, 0, 0, 0),
                                (t, batch) -> add(t, batch, weighted),
                                (l, r) -> new Totals(l.rows + r.rows, l.w + r.w, l.b + r.b, l.a + r.a)));
        double theta = totals.b / totals.a;
        double squares;
        double units;
        if (clusters.ofRows()) {
            squares = scored.units()
                    .fold(
                            columns,
                            Fold.of(
                                    () -> 0.0,
                                    (t, batch) -> t + squares(batch, theta, weighted, frequency),
                                    Double::sum));
            units = frequency ? totals.w : totals.rows;
        } else {
            double[] found = scored.units()
                    .foldGroups(
                            List.of(clusters.column()),
                            columns,
                            Fold.of(() -> new double[2], (t, batch) -> clustered(t, batch, theta, weighted), (l, r) -> {
                                l[0] += r[0];
                                l[1] += r[1];
                                return l;
                            }));
            squares = found[0];
            units = found[1];
            clusters.requireTwo(units);
        }
        double variance = squares / (totals.a * totals.a) * scored.divisor().factor(units);
        long rows = frequency ? Math.round(totals.w) : totals.rows;
        return new ScoreSums(theta, Math.sqrt(variance), rows, totals.a / totals.w);
    }

    private static Totals add(Totals t, Batch batch, boolean weighted) {
        double[] b = batch.numbers(0);
        double[] a = batch.numbers(1);
        int bs = batch.start(0);
        int as = batch.start(1);
        double sw = 0;
        double sb = 0;
        double sa = 0;
        for (int r = 0; r < batch.size(); r++) {
            double w = weighted ? batch.numbers(2)[batch.start(2) + r] : 1;
            sw += w;
            sb += w * b[bs + r];
            sa += w * a[as + r];
        }
        return new Totals(t.rows + batch.size(), t.w + sw, t.b + sb, t.a + sa);
    }

    private static double squares(Batch batch, double theta, boolean weighted, boolean frequency) {
        double[] b = batch.numbers(0);
        double[] a = batch.numbers(1);
        int bs = batch.start(0);
        int as = batch.start(1);
        double sum = 0;
        for (int r = 0; r < batch.size(); r++) {
            double w = weighted ? batch.numbers(2)[batch.start(2) + r] : 1;
            double d = b[bs + r] - theta * a[as + r];
            // w equal rows add w d²; one row of weight w adds (w d)².
            sum += frequency ? w * d * d : w * d * (w * d);
        }
        return sum;
    }

    private static double[] clustered(double[] total, Batch batch, double theta, boolean weighted) {
        double[] b = batch.numbers(0);
        double[] a = batch.numbers(1);
        int bs = batch.start(0);
        int as = batch.start(1);
        for (int g = 0; g < batch.groups(); g++) {
            double sum = 0;
            for (int r = batch.groupStart(g); r < batch.groupStart(g + 1); r++) {
                double w = weighted ? batch.numbers(2)[batch.start(2) + r] : 1;
                sum += w * (b[bs + r] - theta * a[as + r]);
            }
            total[0] += sum * sum;
            total[1]++;
        }
        return total;
    }

    Table influence(Uncertainty.Scored scored, String name) {
        double theta = value;
        double mean = meanA;
        return scored.units().with(new RowFunction() {
            @Override
            public List<String> inputs() {
                return List.of(scored.b(), scored.a());
            }

            @Override
            public List<String> outputs() {
                return List.of(name);
            }

            @Override
            public void apply(Batch batch, double[][] out) {
                double[] b = batch.numbers(0);
                double[] a = batch.numbers(1);
                for (int r = 0; r < batch.size(); r++) {
                    out[0][r] = (b[batch.start(0) + r] - theta * a[batch.start(1) + r]) / mean;
                }
            }
        });
    }
}
