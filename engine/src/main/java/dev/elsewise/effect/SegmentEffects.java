package dev.elsewise.effect;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Effects in the segments of several dimensions at once, from the scores alone. With r = w(b − θₛa) in segment s and Aₛ = Σwa:
 * cov(θₛ, θₜ) = Σ_g (Σ_{i∈g∩s} r)(Σ_{i∈g∩t} r) / (AₛAₜ), g a row or a cluster. The effect in the rest of a dimension has its
 * own centre; its squares follow from Σr², Σra and Σa² of the other segments.
 */
final class SegmentEffects {
    private final ScoredEstimate estimate;
    private final Uncertainty.Scored scored;
    private final List<Segments.Dimension> dimensions;
    private final List<Segmentation.Assigned> assigned = new ArrayList<>();
    private final Table table;
    private final List<String> columns;
    private final boolean weighted;
    private final boolean frequency;
    private final int firstCode;

    private SegmentEffects(ScoredEstimate estimate, List<Segments.Dimension> dimensions) {
        this.estimate = estimate;
        this.scored = estimate.uncertainty();
        this.dimensions = dimensions;
        weighted = scored.weights().isPresent();
        frequency = weighted && scored.weights().get().kind() == Weights.Kind.FREQUENCY;
        columns = new ArrayList<>(List.of(scored.b(), scored.a(), scored.treatment(), scored.outcome()));
        scored.weights().ifPresent(w -> columns.add(w.column()));
        firstCode = columns.size();
        Table with = scored.units();
        for (Segments.Dimension dimension : dimensions) {
            Segmentation.Assigned a = dimension.segmentation().assign(scored.units());
            if (columns.contains(a.codeColumn())) {
                throw new BadStudy("Segment dimensions need different names; \"" + a.name() + "\" stands there twice.");
            }
            assigned.add(a);
            with = with.with(a.code());
            columns.add(a.codeColumn());
        }
        table = with;
    }

    static Segments of(ScoredEstimate estimate, List<Segments.Dimension> dimensions, long seed) {
        return new SegmentEffects(estimate, dimensions).run(seed);
    }

    /** Sums over one segment, in the order of the constants. */
    private static final int ROWS = 0;

    private static final int TREATED = 1;
    private static final int B = 2;
    private static final int A = 3;
    private static final int W_TREATED = 4;
    private static final int W_CONTROL = 5;
    private static final int Y_TREATED = 6;
    private static final int Y_CONTROL = 7;
    private static final int SUMS = 8;

    private Segments run(long seed) {
        double[][] sums = firstPass();
        List<int[]> kept = new ArrayList<>();
        List<Segments.TooSmall> tooSmall = new ArrayList<>();
        for (int d = 0; d < dimensions.size(); d++) {
            Support support = dimensions.get(d).support();
            for (int c = 0; c < assigned.get(d).labels().size(); c++) {
                double[] s = Arrays.copyOfRange(sums[d], c * SUMS, (c + 1) * SUMS);
                if (s[ROWS] == 0) {
                    continue;
                }
                String lacks = lacks(s, support);
                if (lacks.isEmpty()) {
                    kept.add(new int[] {d, c});
                } else {
                    tooSmall.add(tooSmall(sums, d, c, lacks));
                }
            }
        }
        SegmentSquares squares = SegmentSquares.of(this, sums, kept);
        List<int[]> several = severalUnits(kept, squares);
        if (several.size() < kept.size()) {
            String lacks = clusters().ofRows() ? "one row" : "one cluster";
            kept.stream()
                    .filter(k -> !several.contains(k))
                    .forEach(k -> tooSmall.add(tooSmall(sums, k[0], k[1], lacks)));
            tooSmall.sort(Comparator.comparingInt(this::dimension));
            kept = several;
            squares = SegmentSquares.of(this, sums, kept);
        }
        return assemble(sums, kept, squares, tooSmall, seed);
    }

    /** What keeps a segment from being shown; nothing when it is large enough. */
    private static String lacks(double[] s, Support support) {
        if (s[ROWS] < support.rows()) {
            return "too few rows";
        }
        if (s[TREATED] < support.treated()) {
            return "too few treated rows";
        }
        if (s[ROWS] - s[TREATED] < support.control()) {
            return "too few control rows";
        }
        return s[A] == 0 ? "none of the target" : "";
    }

    private Segments.TooSmall tooSmall(double[][] sums, int dimension, int code, String because) {
        double rows = sums[dimension][code * SUMS + ROWS];
        double treated = sums[dimension][code * SUMS + TREATED];
        Segmentation.Assigned of = assigned.get(dimension);
        return new Segments.TooSmall(
                of.name(),
                of.labels().get(code),
                Math.round(rows),
                Math.round(treated),
                Math.round(rows - treated),
                because);
    }

    private int dimension(Segments.TooSmall segment) {
        return assigned.stream().map(Segmentation.Assigned::name).toList().indexOf(segment.by());
    }

    /** The segments with more than one row or cluster: the residuals of one add up to zero, and so would its error. */
    private static List<int[]> severalUnits(List<int[]> kept, SegmentSquares squares) {
        List<int[]> several = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            if (squares.units(i) > 1) {
                several.add(kept.get(i));
            }
        }
        return several;
    }

    private double[][] firstPass() {
        int[] sizes = assigned.stream().mapToInt(a -> a.labels().size()).toArray();
        return table.fold(
                columns,
                Fold.of(
                        () -> Arrays.stream(sizes)
                                .mapToObj(n -> new double[n * SUMS])
                                .toArray(double[][]::new),
                        this::add,
                        (l, r) -> {
                            for (int d = 0; d < l.length; d++) {
                                for (int i = 0; i < l[d].length; i++) {
                                    l[d][i] += r[d][i];
                                }
                            }
                            return l;
                        }));
    }

    private double[][] add(double[][] acc, Batch batch) {
        double[] b = batch.numbers(0);
        double[] a = batch.numbers(1);
        double[] t = batch.numbers(2);
        double[] y = batch.numbers(3);
        for (int d = 0; d < acc.length; d++) {
            double[] code = batch.numbers(firstCode + d);
            int cs = batch.start(firstCode + d);
            for (int r = 0; r < batch.size(); r++) {
                int at = ((int) code[cs + r]) * SUMS;
                double w = weight(batch, r);
                double yr = y[batch.start(3) + r];
                acc[d][at + ROWS] += frequency ? w : 1;
                acc[d][at + B] += w * b[batch.start(0) + r];
                acc[d][at + A] += w * a[batch.start(1) + r];
                if (t[batch.start(2) + r] == 1) {
                    acc[d][at + TREATED] += frequency ? w : 1;
                    acc[d][at + W_TREATED] += w;
                    acc[d][at + Y_TREATED] += w * yr;
                } else {
                    acc[d][at + W_CONTROL] += w;
                    acc[d][at + Y_CONTROL] += w * yr;
                }
            }
        }
        return acc;
    }

    double weight(Batch batch, int r) {
        return weighted ? batch.numbers(4)[batch.start(4) + r] : 1;
    }

    private Segments assemble(
            double[][] sums, List<int[]> kept, SegmentSquares squares, List<Segments.TooSmall> tooSmall, long seed) {
        int n = kept.size();
        double[] value = new double[n];
        double[] se = new double[n];
        double[] pZero = new double[n];
        double[] difference = new double[n];
        double[] differenceSe = new double[n];
        double[] pDifference = new double[n];
        double[][] correlation = new double[n][n];
        for (int i = 0; i < n; i++) {
            int[] k = kept.get(i);
            value[i] = theta(sums, k[0], k[1]);
            double factor = scored.divisor().factor(squares.units(i));
            se[i] = Math.sqrt(squares.covariance(i, i) * factor);
            pZero[i] = Normal.twoSided(value[i] / se[i]);
            double[] rest = squares.rest(i);
            difference[i] = value[i] - rest[0];
            differenceSe[i] = Math.sqrt(rest[1] * factor);
            pDifference[i] = Normal.twoSided(difference[i] / differenceSe[i]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double scale = Math.sqrt(squares.covariance(i, i) * squares.covariance(j, j));
                correlation[i][j] = i == j ? 1 : scale == 0 ? 0 : squares.covariance(i, j) / scale;
            }
        }
        double critical = n == 0 ? Double.NaN : JointNormal.critical(correlation, 0.95, seed);
        double z = Normal.quantile(0.975);
        double[] zeroHolm = Adjusted.holm(pZero);
        double[] zeroBh = Adjusted.benjaminiHochberg(pZero);
        double[] differenceHolm = Adjusted.holm(pDifference);
        double[] differenceBh = Adjusted.benjaminiHochberg(pDifference);
        List<Segments.Row> rows = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int d = 0; d < dimensions.size(); d++) {
            int dimension = d;
            List<Integer> ofDimension = IntStream.range(0, n)
                    .filter(i -> kept.get(i)[0] == dimension)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> value[i]).reversed())
                    .toList();
            places.addAll(ofDimension);
            for (int i : ofDimension) {
                int c = kept.get(i)[1];
                double[] s = Arrays.copyOfRange(sums[d], c * SUMS, (c + 1) * SUMS);
                double treatedMean = s[Y_TREATED] / s[W_TREATED];
                double controlMean = s[Y_CONTROL] / s[W_CONTROL];
                rows.add(new Segments.Row(
                        assigned.get(d).name(),
                        assigned.get(d).labels().get(c),
                        Math.round(s[ROWS]),
                        Math.round(s[TREATED]),
                        Math.round(s[ROWS] - s[TREATED]),
                        treatedMean,
                        controlMean,
                        treatedMean - controlMean,
                        value[i],
                        se[i],
                        new Interval(0.95, "normal", value[i] - z * se[i], value[i] + z * se[i]),
                        new Interval(0.95, "joint normal", value[i] - critical * se[i], value[i] + critical * se[i]),
                        zeroHolm[i],
                        zeroBh[i],
                        difference[i],
                        differenceSe[i],
                        differenceHolm[i],
                        differenceBh[i]));
            }
        }
        List<List<Double>> ordered = places.stream()
                .map(i -> places.stream().map(j -> correlation[i][j]).toList())
                .toList();
        return new Segments(rows, tooSmall, critical, ordered);
    }

    /** A segment's effect; 0 where the segment has none of the target population. */
    static double theta(double[][] sums, int dimension, int code) {
        double a = sums[dimension][code * SUMS + A];
        return a == 0 ? 0 : sums[dimension][code * SUMS + B] / a;
    }

    static double sumA(double[][] sums, int dimension, int code) {
        return sums[dimension][code * SUMS + A];
    }

    static double sumB(double[][] sums, int dimension, int code) {
        return sums[dimension][code * SUMS + B];
    }

    Table table() {
        return table;
    }

    List<String> columns() {
        return columns;
    }

    int firstCode() {
        return firstCode;
    }

    boolean frequency() {
        return frequency;
    }

    Clusters clusters() {
        return estimate.clusters();
    }
}
