package dev.elsewise.check;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the propensity scores of both arms lie. The effective sample size of an arm is (Σw)²/Σw² with w = 1/e for the treated
 * and 1/(1 − e) for the controls, e held inside the clip. Cost: one pass.
 *
 * @param edges of the histogram's equal bins from 0 to 1
 * @param clippedRows whose score lies outside [clip, 1 − clip]
 */
public record Overlap(
        List<Double> edges,
        List<Long> treated,
        List<Long> control,
        double lowest,
        double highest,
        double clip,
        long rows,
        long clippedRows,
        double effectiveTreated,
        double effectiveControl) {
    private static final int BINS = 50;

    private static final class Sums {
        final long[] treated = new long[BINS];
        final long[] control = new long[BINS];
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        long clipped;
        double w1;
        double w1Squared;
        double w0;
        double w0Squared;

        Sums merge(Sums other) {
            for (int i = 0; i < BINS; i++) {
                treated[i] += other.treated[i];
                control[i] += other.control[i];
            }
            lowest = Math.min(lowest, other.lowest);
            highest = Math.max(highest, other.highest);
            clipped += other.clipped;
            w1 += other.w1;
            w1Squared += other.w1Squared;
            w0 += other.w0;
            w0Squared += other.w0Squared;
            return this;
        }
    }

    public static Overlap of(Table table, String propensity, String treatment, double clip) {
        Sums s = table.fold(
                List.of(propensity, treatment),
                Fold.of(Sums::new, (sums, batch) -> add(sums, batch, clip), Sums::merge));
        List<Double> edges = new ArrayList<>();
        List<Long> treated = new ArrayList<>();
        List<Long> control = new ArrayList<>();
        for (int i = 0; i <= BINS; i++) {
            edges.add((double) i / BINS);
        }
        for (int i = 0; i < BINS; i++) {
            treated.add(s.treated[i]);
            control.add(s.control[i]);
        }
        return new Overlap(
                edges,
                treated,
                control,
                s.lowest,
                s.highest,
                clip,
                table.rows(),
                s.clipped,
                s.w1 * s.w1 / s.w1Squared,
                s.w0 * s.w0 / s.w0Squared);
    }

    private static Sums add(Sums s, Batch batch, double clip) {
        for (int r = 0; r < batch.size(); r++) {
            double e = batch.numbers(0)[batch.start(0) + r];
            double t = batch.numbers(1)[batch.start(1) + r];
            int bin = Math.clamp((int) (e * BINS), 0, BINS - 1);
            s.lowest = Math.min(s.lowest, e);
            s.highest = Math.max(s.highest, e);
            s.clipped += e < clip || e > 1 - clip ? 1 : 0;
            double held = Math.clamp(e, clip, 1 - clip);
            if (t == 1) {
                s.treated[bin]++;
                s.w1 += 1 / held;
                s.w1Squared += 1 / (held * held);
            } else {
                s.control[bin]++;
                s.w0 += 1 / (1 - held);
                s.w0Squared += 1 / ((1 - held) * (1 - held));
            }
        }
        return s;
    }

    /** The range of the scores, and how many units of each arm the weights leave. */
    public List<Diagnostic> diagnostics() {
        double share = (double) clippedRows / rows;
        Verdict range = share > 0.1 ? Verdict.FAIL : share > 0.01 ? Verdict.WARN : Verdict.PASS;
        long nTreated = treated.stream().mapToLong(Long::longValue).sum();
        long nControl = control.stream().mapToLong(Long::longValue).sum();
        double kept = Math.min(effectiveTreated / nTreated, effectiveControl / nControl);
        Verdict weights = kept < 0.05 ? Verdict.FAIL : kept < 0.2 ? Verdict.WARN : Verdict.PASS;
        return List.of(
                new Diagnostic(
                        "propensity range",
                        share,
                        0.01,
                        range,
                        String.format(
                                        Locale.ROOT,
                                        "Propensity scores run from %.4f to %.4f; %.1f %% of the rows lie outside [%s, %s].",
                                        lowest,
                                        highest,
                                        100 * share,
                                        clip,
                                        1 - clip)
                                + (range == Verdict.PASS
                                        ? ""
                                        : " There the data hold almost no comparison: the estimate leans on the outcome"
                                                + " model. Maybe ask for the effect on the treated, or leave such rows out"
                                                + " and say so.")),
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
                                        nTreated,
                                        effectiveControl,
                                        nControl)
                                + (weights == Verdict.PASS
                                        ? ""
                                        : " A few rows carry most of the weight; their noise is the estimate's.")));
    }
}
