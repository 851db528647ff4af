package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import java.util.Arrays;

/** The periods of a series that count in a fit: as they are, or less those before them; centred, which projects an intercept out. */
final class CountedRows {
    private static final double CONSTANT = 1e-11;

    private final int[] rows;
    private final boolean differenced;
    /** Whether they are levels of periods one after the other. */
    private final boolean unbroken;

    /**
     * @param rows ascending
     * @param differenced whether changes from the period before are fitted
     */
    CountedRows(int[] rows, boolean differenced) {
        this.rows = rows;
        this.differenced = differenced;
        unbroken = !differenced && rows.length > 0 && rows[rows.length - 1] - rows[0] == rows.length - 1;
    }

    int count() {
        return rows.length;
    }

    /** Those of a series that begins at {@code from}, centred, as the i-th stretch of {@code into}; their mean. */
    double take(double[] series, int from, double[] into, int i) {
        int n = rows.length;
        int start = i * n;
        if (unbroken) {
            System.arraycopy(series, from + rows[0], into, start, n);
        } else {
            for (int r = 0; r < n; r++) {
                int t = from + rows[r];
                into[start + r] = differenced ? series[t] - series[t - 1] : series[t];
            }
        }
        double mean = Kernels.sum(into, start, n) / n;
        for (int r = start; r < start + n; r++) {
            into[r] -= mean;
        }
        // What is left of a constant is rounding, which must not become a column of its own.
        if (within(into, start, CONSTANT * Math.abs(mean))) {
            Arrays.fill(into, start, start + n, 0);
        }
        return mean;
    }

    /** Whether no row is farther from 0; of most columns the first one is. */
    private boolean within(double[] values, int start, double most) {
        for (int r = start; r < start + rows.length; r++) {
            if (Math.abs(values[r]) > most) {
                return false;
            }
        }
        return true;
    }

    /**
     * What rows weigh in a sum over all periods, stretch after stretch: Σ spread × series = Σ rows × what is taken of the series. Not to be
     * written to: where all periods count, the rows themselves.
     */
    double[] spread(double[] of, int periods) {
        if (unbroken && rows.length == periods) {
            return of;
        }
        double[] all = new double[of.length / rows.length * periods];
        for (int i = 0; i * periods < all.length; i++) {
            if (unbroken) {
                System.arraycopy(of, i * rows.length, all, i * periods + rows[0], rows.length);
                continue;
            }
            for (int r = 0; r < rows.length; r++) {
                all[i * periods + rows[r]] += of[i * rows.length + r];
                if (differenced) {
                    all[i * periods + rows[r] - 1] -= of[i * rows.length + r];
                }
            }
        }
        return all;
    }
}
