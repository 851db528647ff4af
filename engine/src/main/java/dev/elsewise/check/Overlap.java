package dev.elsewise.check;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.question.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the propensity scores of both arms lie. The effective sample size of an arm is (Σv)²/Σv² (Kish 1965). The weight v of
 * a row is that of its target: for everyone 1/e for the treated and 1/(1 − e) for the controls, for the treated 1 and
 * e/(1 − e), with e held inside the clip. A sampling weight multiplies v; a frequency weight f makes f rows of weight v.
 * Cost: one pass.
 *
 * @param edges of the histogram's equal bins from 0 to 1
 * @param treated rows in each bin; rows of a frequency weight count as many times
 * @param clippedRows whose score lies outside [clip, 1 − clip]
 * @param rowsWithoutComparison the rows whose score says that the target has next to no comparison there: those outside
 *     [clip, 1 − clip]; for the treated those above 1 − clip
 */
public record Overlap(
        Target target,
        List<Double> edges,
        List<Long> treated,
        List<Long> control,
        double lowest,
        double highest,
        double clip,
        long rows,
        long clippedRows,
        long rowsWithoutComparison,
        double effectiveTreated,
        double effectiveControl) {
    private static final int BINS = 50;

    private static final class Sums {
        final double[] treated = new double[BINS];
        final double[] control = new double[BINS];
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        double low;
        double high;
        double v1;
        double v1Squared;
        double v0;
        double v0Squared;

        Sums merge(Sums other) {
            for (int i = 0; i < BINS; i++) {
                treated[i] += other.treated[i];
                control[i] += other.control[i];
            }
            lowest = Math.min(lowest, other.lowest);
            highest = Math.max(highest, other.highest);
            low += other.low;
            high += other.high;
            v1 += other.v1;
            v1Squared += other.v1Squared;
            v0 += other.v0;
            v0Squared += other.v0Squared;
            return this;
        }
    }

    /** The overlap for an effect on everyone, without weights. */
    public static Overlap of(Table table, String propensity, String treatment, double clip) {
        return of(table, propensity, treatment, clip, Target.EVERYONE, Optional.empty());
    }

    /** The overlap for an effect on everyone, or on the treated. */
    public static Overlap of(
            Table table, String propensity, String treatment, double clip, Target target, Optional<Weights> weights) {
        List<String> columns = new ArrayList<>(List.of(propensity, treatment));
        Counting counting = Counting.among(columns, weights);
        boolean everyone = target != Target.TREATED;
        Sums s = table.fold(
                columns, Fold.of(Sums::new, (sums, batch) -> add(sums, batch, clip, everyone, counting), Sums::merge));
        List<Double> edges =
                IntStream.rangeClosed(0, BINS).mapToObj(i -> (double) i / BINS).toList();
        List<Long> treated = whole(s.treated);
        List<Long> control = whole(s.control);
        return new Overlap(
                target,
                edges,
                treated,
                control,
                s.lowest,
                s.highest,
                clip,
                total(treated) + total(control),
                Math.round(s.low + s.high),
                Math.round(everyone ? s.low + s.high : s.high),
                s.v1 * s.v1 / s.v1Squared,
                s.v0 * s.v0 / s.v0Squared);
    }

    private static List<Long> whole(double[] counts) {
        return Arrays.stream(counts).mapToObj(Math::round).toList();
    }

    private static long total(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static Sums add(Sums s, Batch batch, double clip, boolean everyone, Counting counting) {
        for (int r = 0; r < batch.size(); r++) {
            double e = batch.numbers(0)[batch.start(0) + r];
            double t = batch.numbers(1)[batch.start(1) + r];
            double rows = counting.rows(batch, r);
            double sampling = counting.weight(batch, r) / rows;
            int bin = Math.clamp((int) (e * BINS), 0, BINS - 1);
            s.lowest = Math.min(s.lowest, e);
            s.highest = Math.max(s.highest, e);
            s.low += e < clip ? rows : 0;
            s.high += e > 1 - clip ? rows : 0;
            double held = Math.clamp(e, clip, 1 - clip);
            if (t == 1) {
                double v = sampling * (everyone ? 1 / held : 1);
                s.treated[bin] += rows;
                s.v1 += rows * v;
                s.v1Squared += rows * v * v;
            } else {
                double v = sampling * (everyone ? 1 : held) / (1 - held);
                s.control[bin] += rows;
                s.v0 += rows * v;
                s.v0Squared += rows * v * v;
            }
        }
        return s;
    }

    /** The range of the scores, and how many units of each arm the weights leave. */
    public List<Diagnostic> diagnostics() {
        boolean everyone = target != Target.TREATED;
        double share = (double) rowsWithoutComparison / rows;
        Verdict range = share > 0.1 ? Verdict.FAIL : share > 0.01 ? Verdict.WARN : Verdict.PASS;
        double kept = Math.min(effectiveTreated / total(treated), effectiveControl / total(control));
        Verdict weights = kept < 0.05 ? Verdict.FAIL : kept < 0.2 ? Verdict.WARN : Verdict.PASS;
        return List.of(
                new Diagnostic(
                        "propensity range",
                        share,
                        0.01,
                        range,
                        String.format(
                                        Locale.ROOT,
                                        "Propensity scores run from %.4f to %.4f; %.1f %% of the rows lie %s.",
                                        lowest,
                                        highest,
                                        100 * share,
                                        everyone ? "outside [" + clip + ", " + (1 - clip) + "]" : "above " + (1 - clip))
                                + (range == Verdict.PASS
                                        ? ""
                                        : " There the data hold almost no comparison: the estimate leans on the outcome"
                                                + " model. Maybe "
                                                + (everyone ? "ask for the effect on the treated, or " : "")
                                                + "leave such rows out and say so.")),
                new Diagnostic(
                        "effective sample size",
                        kept,
                        0.2,
                        weights,
                        String.format(
                                        Locale.ROOT,
                                        "Weighting leaves the information of %,.0f of %,d treated and %,.0f of %,d"
                                                + " controls.",
                                        effectiveTreated,
                                        total(treated),
                                        effectiveControl,
                                        total(control))
                                + (weights == Verdict.PASS
                                        ? ""
                                        : " A few rows carry most of the weight; their noise is the estimate's.")));
    }
}
