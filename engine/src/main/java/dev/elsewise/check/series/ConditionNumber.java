package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * How near the columns, the constant among them, are to being dependent: the largest over the smallest singular value once
 * every column has length 1 and none is centred. The columns involved are those with at least half of their coefficient's
 * variance in the weakest direction. D. A. Belsley, E. Kuh and R. E. Welsch, Regression Diagnostics (1980), chapter 3, DOI
 * 10.1002/0471725153. Cost: a singular value decomposition of n × k.
 *
 * @param indices the largest singular value over each, ascending: the last is the condition number
 * @param involved columns that are nearly dependent, the constant as "(constant)"
 */
public record ConditionNumber(double value, List<Double> indices, List<String> involved) {
    /** Belsley, Kuh and Welsch see moderate to strong dependence at 30 and severe dependence at 100. */
    public static final double MILD = 30;

    public static final double SEVERE = 100;

    private static final String CONSTANT = "(constant)";

    public ConditionNumber {
        indices = List.copyOf(indices);
        involved = List.copyOf(involved);
    }

    /**
     * Of the columns and a constant.
     *
     * @throws BadData for a column that is all zero, or fewer rows than columns plus one
     */
    public static ConditionNumber of(List<String> names, double[][] columns) {
        VarianceInflation.named(names, columns);
        int n = columns.length == 0 ? 1 : columns[0].length;
        int k = columns.length + 1;
        Demand.beside("The condition number", columns, n);
        if (n < k) {
            throw new BadData("The condition number of " + columns.length + " columns and a constant needs at least "
                    + k + " rows; there are " + n + ".\nMaybe drop columns, or use a longer series.");
        }
        List<String> all = new ArrayList<>(List.of(CONSTANT));
        all.addAll(names);
        DMatrixRMaj x = new DMatrixRMaj(n, k);
        for (int j = 0; j < k; j++) {
            double[] column = j == 0 ? LeastSquares.constant(n) : columns[j - 1];
            double length = Math.sqrt(LeastSquares.squares(column));
            if (length == 0) {
                throw new BadData("The condition number needs columns with values; all " + n + " of \"" + all.get(j)
                        + "\" are 0.\nMaybe the channel was never used and can be left out.");
            }
            for (int t = 0; t < n; t++) {
                x.set(t, j, column[t] / length);
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(n, k, false, true, true);
        if (!svd.decompose(x)) {
            throw new dev.elsewise.error.EstimationFailed("The singular values of " + k
                    + " columns could not be computed.\nMaybe one of them holds numbers of wildly different size.");
        }
        double[] values = Arrays.copyOf(svd.getSingularValues(), k);
        double largest = Arrays.stream(values).max().orElse(1);
        int weakest = 0;
        for (int i = 1; i < k; i++) {
            weakest = values[i] < values[weakest] ? i : weakest;
        }
        // A singular value below rounding is a 0: the columns are dependent.
        double rounding = largest * n * Math.ulp(1.0);
        List<Double> indices = Arrays.stream(values)
                .map(v -> v <= rounding ? Double.POSITIVE_INFINITY : largest / v)
                .sorted()
                .boxed()
                .toList();
        return new ConditionNumber(
                indices.getLast(), indices, involved(svd.getV(null, false), values, weakest, rounding, all));
    }

    private static List<String> involved(
            DMatrixRMaj v, double[] values, int weakest, double rounding, List<String> names) {
        List<String> involved = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            double whole = 0;
            double part = 0;
            for (int i = 0; i < values.length; i++) {
                double share = v.get(j, i) / Math.max(values[i], rounding);
                whole += share * share;
                part += i == weakest ? share * share : 0;
            }
            if (part >= 0.5 * whole) {
                involved.add(names.get(j));
            }
        }
        return involved;
    }

    /** PASS below 30, FAIL from 100 up. */
    public Diagnostic diagnostic() {
        Verdict verdict = Judgement.ofSize(value, MILD, SEVERE);
        String found = value == Double.POSITIVE_INFINITY ? "infinite" : Judgement.words("%.0f", value);
        String who = involved.isEmpty() ? "" : "; involved: " + String.join(", ", involved);
        String advice = switch (verdict) {
            case PASS -> "The columns are far from dependent (condition number " + found + ").";
            case WARN ->
                "The columns are not far from dependent (condition number " + found + who
                        + "). Their effects share an interval more than each has its own.";
            case FAIL ->
                "The columns are nearly dependent (condition number " + found + who
                        + "): small changes of the data change their coefficients much. Pool or drop some of them.";
        };
        return new Diagnostic("condition number", value, Judgement.bound(verdict, MILD, SEVERE), verdict, advice);
    }
}
