package dev.elsewise.effect;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The second pass over the scores of segments: covariances between segments, and of each against its dimension's rest. */
final class SegmentSquares {
    private final SegmentEffects effects;
    private final double[][] sums;
    private final List<int[]> kept;
    /** {@code place[dimension][code]}: the segment's place among the kept ones, −1 for none. */
    private final int[][] place;
    /** Effect in the rest of each kept segment's dimension, and Σwa there. */
    private final double[] restTheta;

    private final double[] restA;

    private SegmentSquares(SegmentEffects effects, double[][] sums, List<int[]> kept) {
        this.effects = effects;
        this.sums = sums;
        this.kept = kept;
        place = new int[sums.length][];
        for (int d = 0; d < sums.length; d++) {
            place[d] = new int[codes(d)];
            Arrays.fill(place[d], -1);
        }
        restTheta = new double[kept.size()];
        restA = new double[kept.size()];
        for (int i = 0; i < kept.size(); i++) {
            int[] k = kept.get(i);
            place[k[0]][k[1]] = i;
            double b = 0;
            for (int c = 0; c < codes(k[0]); c++) {
                if (c != k[1]) {
                    b += SegmentEffects.sumB(sums, k[0], c);
                    restA[i] += SegmentEffects.sumA(sums, k[0], c);
                }
            }
            restTheta[i] = restA[i] == 0 ? Double.NaN : b / restA[i];
        }
    }

    private int codes(int dimension) {
        return sums[dimension].length / 8;
    }

    /** What the pass adds up. */
    private static final class Totals {
        final double[] covariance;
        /** For each dimension and code Σr², Σra, Σa² (rows), for the rest of unclustered segments. */
        final double[][] squares;
        /** For each kept segment Σ(influence of its difference)² over clusters. */
        final double[] difference;

        final double[] units;

        Totals(int kept, int[] codes) {
            covariance = new double[kept * kept];
            squares = Arrays.stream(codes).mapToObj(n -> new double[3 * n]).toArray(double[][]::new);
            difference = new double[kept];
            units = new double[kept];
        }

        Totals add(Totals other) {
            sum(covariance, other.covariance);
            for (int d = 0; d < squares.length; d++) {
                sum(squares[d], other.squares[d]);
            }
            sum(difference, other.difference);
            sum(units, other.units);
            return this;
        }

        private static void sum(double[] into, double[] other) {
            for (int i = 0; i < into.length; i++) {
                into[i] += other[i];
            }
        }
    }

    private Totals totals = new Totals(0, new int[0]);

    static SegmentSquares of(SegmentEffects effects, double[][] sums, List<int[]> kept) {
        SegmentSquares result = new SegmentSquares(effects, sums, kept);
        int[] codes = new int[sums.length];
        Arrays.setAll(codes, result::codes);
        boolean rows = effects.clusters().ofRows();
        Fold<Totals> fold = Fold.of(
                () -> new Totals(kept.size(), codes), rows ? result::addRows : result::addClusters, Totals::add);
        result.totals = rows
                ? effects.table().fold(effects.columns(), fold)
                : effects.table()
                        .foldGroups(List.of(effects.clusters().column()), new ArrayList<>(effects.columns()), fold);
        return result;
    }

    private Totals addRows(Totals t, Batch batch) {
        int dimensions = sums.length;
        int n = kept.size();
        double[] b = batch.numbers(0);
        double[] a = batch.numbers(1);
        int[] touched = new int[dimensions];
        double[] r = new double[dimensions];
        for (int row = 0; row < batch.size(); row++) {
            double w = effects.weight(batch, row);
            double bi = b[batch.start(0) + row];
            double ai = a[batch.start(1) + row];
            // One row of weight w adds (wr)²; w equal rows add w r².
            double each = effects.frequency() ? 1 / w : 1;
            int count = 0;
            for (int d = 0; d < dimensions; d++) {
                int at = effects.firstCode() + d;
                int code = (int) batch.numbers(at)[batch.start(at) + row];
                double residual = w * (bi - SegmentEffects.theta(sums, d, code) * ai);
                double wa = w * ai;
                double[] q = t.squares[d];
                q[3 * code] += each * residual * residual;
                q[3 * code + 1] += each * residual * wa;
                q[3 * code + 2] += each * wa * wa;
                int k = place[d][code];
                if (k >= 0) {
                    touched[count] = k;
                    r[count++] = residual;
                    t.units[k] += effects.frequency() ? w : 1;
                }
            }
            for (int i = 0; i < count; i++) {
                double ri = each * r[i];
                for (int j = 0; j <= i; j++) {
                    t.covariance[touched[i] * n + touched[j]] += ri * r[j];
                }
            }
        }
        return t;
    }

    private Totals addClusters(Totals t, Batch batch) {
        int n = kept.size();
        double[] b = batch.numbers(0);
        double[] a = batch.numbers(1);
        double[][] residual = new double[sums.length][];
        double[][] sumA = new double[sums.length][];
        for (int d = 0; d < sums.length; d++) {
            residual[d] = new double[codes(d)];
            sumA[d] = new double[codes(d)];
        }
        int[] touched = new int[n];
        boolean[] seen = new boolean[n];
        for (int g = 0; g < batch.groups(); g++) {
            int count = 0;
            for (int row = batch.groupStart(g); row < batch.groupStart(g + 1); row++) {
                double w = effects.weight(batch, row);
                double bi = b[batch.start(0) + row];
                double ai = a[batch.start(1) + row];
                for (int d = 0; d < sums.length; d++) {
                    int at = effects.firstCode() + d;
                    int code = (int) batch.numbers(at)[batch.start(at) + row];
                    residual[d][code] += w * (bi - SegmentEffects.theta(sums, d, code) * ai);
                    sumA[d][code] += w * ai;
                    int k = place[d][code];
                    if (k >= 0 && !seen[k]) {
                        seen[k] = true;
                        touched[count++] = k;
                    }
                }
            }
            for (int i = 0; i < count; i++) {
                int[] ki = kept.get(touched[i]);
                t.units[touched[i]]++;
                seen[touched[i]] = false;
                for (int j = 0; j < count; j++) {
                    if (touched[j] <= touched[i]) {
                        int[] kj = kept.get(touched[j]);
                        t.covariance[touched[i] * n + touched[j]] += residual[ki[0]][ki[1]] * residual[kj[0]][kj[1]];
                    }
                }
            }
            addDifferences(t, residual, sumA);
            for (int d = 0; d < sums.length; d++) {
                Arrays.fill(residual[d], 0);
                Arrays.fill(sumA[d], 0);
            }
        }
        return t;
    }

    /** Adds one cluster to the squares of θₛ − θ_rest. */
    private void addDifferences(Totals t, double[][] residual, double[][] sumA) {
        for (int d = 0; d < sums.length; d++) {
            double allB = 0;
            double allA = 0;
            for (int c = 0; c < codes(d); c++) {
                allB += residual[d][c] + SegmentEffects.theta(sums, d, c) * sumA[d][c];
                allA += sumA[d][c];
            }
            for (int c = 0; c < codes(d); c++) {
                int k = place[d][c];
                if (k >= 0 && restA[k] != 0) {
                    double own = residual[d][c] / SegmentEffects.sumA(sums, d, c);
                    double restB = allB - residual[d][c] - SegmentEffects.theta(sums, d, c) * sumA[d][c];
                    double rest = (restB - restTheta[k] * (allA - sumA[d][c])) / restA[k];
                    t.difference[k] += (own - rest) * (own - rest);
                }
            }
        }
    }

    /** How many rows or clusters a kept segment has. */
    double units(int i) {
        return totals.units[i];
    }

    double covariance(int i, int j) {
        int high = Math.max(i, j);
        int low = Math.min(i, j);
        int[] k = kept.get(i);
        int[] l = kept.get(j);
        // Places follow the dimensions, so the higher one was always the row of the lower triangle.
        return totals.covariance[high * kept.size() + low]
                / (SegmentEffects.sumA(sums, k[0], k[1]) * SegmentEffects.sumA(sums, l[0], l[1]));
    }

    /** The effect in the rest of a kept segment's dimension, and the variance of the difference. */
    double[] rest(int i) {
        int[] k = kept.get(i);
        if (restA[i] == 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        if (!effects.clusters().ofRows()) {
            return new double[] {restTheta[i], totals.difference[i]};
        }
        double squares = 0;
        for (int c = 0; c < codes(k[0]); c++) {
            if (c != k[1]) {
                double shift = SegmentEffects.theta(sums, k[0], c) - restTheta[i];
                double[] q = totals.squares[k[0]];
                squares += q[3 * c] + 2 * shift * q[3 * c + 1] + shift * shift * q[3 * c + 2];
            }
        }
        return new double[] {restTheta[i], covariance(i, i) + squares / (restA[i] * restA[i])};
    }
}
