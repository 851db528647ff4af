package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pearson correlations of all pairs of columns. Cost: nk².
 *
 * @param pairs the strongest first
 */
public record Correlations(List<String> names, List<Pair> pairs) {
    public static final double MILD = 0.8;

    public static final double SEVERE = 0.95;

    /** @param correlation between −1 and 1; {@code NaN} where a column never varies */
    public record Pair(String one, String other, double correlation) {}

    public Correlations {
        names = List.copyOf(names);
        pairs = List.copyOf(pairs);
    }

    /** A column that never varies has no correlation; the others do not suffer. */
    public static Correlations of(List<String> names, double[][] columns) {
        VarianceInflation.named(names, columns);
        int k = columns.length;
        int n = k == 0 ? 0 : columns[0].length;
        Demand.beside("A correlation", columns, n);
        double[][] unit = new double[k][];
        for (int j = 0; j < k; j++) {
            unit[j] = unit(Demand.finite("A correlation", columns[j], 2));
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            for (int j = i + 1; j < k; j++) {
                double r = 0;
                for (int t = 0; t < n; t++) {
                    r += unit[i][t] * unit[j][t];
                }
                pairs.add(new Pair(names.get(i), names.get(j), Double.isNaN(r) ? r : Math.clamp(r, -1, 1)));
            }
        }
        pairs.sort(Comparator.comparingDouble(Correlations::strength).reversed());
        return new Correlations(names, pairs);
    }

    /** Mean 0 and length 1. */
    private static double[] unit(double[] column) {
        double[] x = LeastSquares.centred(column);
        double length = Math.sqrt(LeastSquares.squares(x));
        // What is left of a constant after its mean is rounding, not variation.
        double rounding = 1e-14 * Math.sqrt(LeastSquares.squares(column));
        for (int t = 0; t < x.length; t++) {
            x[t] = length <= rounding ? Double.NaN : x[t] / length;
        }
        return x;
    }

    private static double strength(Pair pair) {
        return Double.isNaN(pair.correlation) ? -1 : Math.abs(pair.correlation);
    }

    /** The correlation of two columns, in either order: 1 of a column with itself. */
    public double between(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        return pairs.stream()
                .filter(p ->
                        (p.one.equals(one) && p.other.equals(other)) || (p.one.equals(other) && p.other.equals(one)))
                .findFirst()
                .map(Pair::correlation)
                .orElse(Double.NaN);
    }

    /** By the strongest pair: PASS below 0.8 either way, FAIL from 0.95 up. */
    public Diagnostic diagnostic() {
        String name = "correlation of the columns";
        if (pairs.isEmpty() || Double.isNaN(pairs.getFirst().correlation)) {
            return new Diagnostic(name, Double.NaN, MILD, Verdict.PASS, "No two columns vary, so none are correlated.");
        }
        Pair strongest = pairs.getFirst();
        Verdict verdict = Judgement.ofSize(strength(strongest), MILD, SEVERE);
        String found =
                Judgement.words("\"%s\" and \"%s\" at %.2f", strongest.one, strongest.other, strongest.correlation);
        String advice = switch (verdict) {
            case PASS -> "No two columns move closely together; the closest are " + found + ".";
            case WARN ->
                "Some columns move closely together: " + found
                        + ". Their effects are told apart only by the weeks in which they part.";
            case FAIL ->
                "Two columns are almost one: " + found + ". Pool them, drop one, or settle one of them by a lift test.";
        };
        return new Diagnostic(
                name,
                strongest.correlation,
                Math.copySign(Judgement.bound(verdict, MILD, SEVERE), strongest.correlation),
                verdict,
                advice);
    }
}
