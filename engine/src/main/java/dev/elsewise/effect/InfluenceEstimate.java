package dev.elsewise.effect;

import dev.elsewise.data.Fold;
import dev.elsewise.data.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * An estimate whose units carry mean-zero influence values ψ: its variance is Σ_g (Σ_{i∈g} wψ)² / (Σw)², the inner sum over
 * one row, or over the rows of a cluster. Cost: one pass.
 */
public final class InfluenceEstimate implements Estimate {
    private final Description description;
    private final double value;
    private final double standardError;
    private final long rows;
    private final Uncertainty.Influence influence;

    private InfluenceEstimate(
            Description description, double value, double standardError, long rows, Uncertainty.Influence influence) {
        this.description = description;
        this.value = value;
        this.standardError = standardError;
        this.rows = rows;
        this.influence = influence;
    }

    public static InfluenceEstimate of(Description description, double value, Uncertainty.Influence influence) {
        return of(description, value, influence, Clusters.ROWS);
    }

    static InfluenceEstimate of(
            Description description, double value, Uncertainty.Influence influence, Clusters clusters) {
        boolean weighted = influence.weights().isPresent();
        boolean frequency = weighted && influence.weights().get().kind() == Weights.Kind.FREQUENCY;
        List<String> columns = new ArrayList<>(List.of(influence.influence()));
        influence.weights().ifPresent(w -> columns.add(w.column()));
        // Σψ² or Σ(Σψ)², units, Σw, rows
        Fold<double[]> fold = Fold.of(
                () -> new double[4],
                (t, batch) -> {
                    double[] psi = batch.numbers(0);
                    int start = batch.start(0);
                    int groups = clusters.ofRows() ? batch.size() : batch.groups();
                    for (int g = 0; g < groups; g++) {
                        int from = clusters.ofRows() ? g : batch.groupStart(g);
                        int to = clusters.ofRows() ? g + 1 : batch.groupStart(g + 1);
                        double sum = 0;
                        double once = 1;
                        for (int r = from; r < to; r++) {
                            double w = weighted ? batch.numbers(1)[batch.start(1) + r] : 1;
                            sum += w * psi[start + r];
                            t[2] += w;
                            t[3] += frequency ? w : 1;
                            once = w;
                        }
                        boolean copies = frequency && clusters.ofRows();
                        t[0] += copies ? sum * sum / once : sum * sum;
                        t[1] += copies ? once : 1;
                    }
                    return t;
                },
                (l, r) -> {
                    for (int i = 0; i < 4; i++) {
                        l[i] += r[i];
                    }
                    return l;
                });
        double[] t = clusters.ofRows()
                ? influence.units().fold(columns, fold)
                : influence.units().foldGroups(List.of(clusters.column()), columns, fold);
        clusters.requireTwo(t[1]);
        double variance = t[0] / (t[2] * t[2]) * influence.divisor().factor(t[1]);
        return new InfluenceEstimate(description, value, Math.sqrt(variance), Math.round(t[3]), influence);
    }

    @Override
    public Description description() {
        return description;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double standardError() {
        return standardError;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public Uncertainty.Influence uncertainty() {
        return influence;
    }

    @Override
    public InfluenceEstimate clusteredBy(String column) {
        return of(description, value, influence, Clusters.of(influence.units(), column));
    }
}
