package dev.elsewise.mix;

import java.util.function.IntConsumer;

/**
 * The geometric sum of the last L + 1 periods without adding them up anew: Y<sub>t</sub> = retention · Y<sub>t−1</sub> + x<sub>t</sub> −
 * retention<sup>L+1</sup> x<sub>t−L−1</sub>, times a scale, of several series of one length, one after the other. Four series go side by
 * side, because each waits for its own last value. The first L + 1 periods, which nothing leaves yet, have a loop of their own: with a
 * condition in one loop for all, whole runs of forty regions took a tenth longer.
 *
 * @param periods the length of each series
 */
record RollingSum(double[] x, int periods, int lags, double retention, double scale) {

    /** @param out not x's own array; beyond the end of a carry-over it is to be set to 0, see {@link #ends} */
    void values(double[] out) {
        double leaves = Math.pow(retention, lags + 1.0);
        int head = Math.min(periods, lags + 1);
        int a = 0;
        for (; a + 3 * periods < x.length; a += 4 * periods) {
            values(a, a + periods, a + 2 * periods, a + 3 * periods, head, leaves, out);
        }
        for (; a < x.length; a += periods) {
            double stock = 0;
            for (int t = a; t < a + head; t++) {
                stock = Math.fma(retention, stock, x[t]);
                out[t] = scale * stock;
            }
            for (int t = a + head; t < a + periods; t++) {
                stock = Math.fma(retention, stock, Math.fma(-leaves, x[t - lags - 1], x[t]));
                out[t] = scale * stock;
            }
        }
    }

    private void values(int a, int b, int c, int d, int head, double leaves, double[] out) {
        double stockA = 0;
        double stockB = 0;
        double stockC = 0;
        double stockD = 0;
        for (int t = 0; t < head; t++) {
            stockA = Math.fma(retention, stockA, x[a + t]);
            stockB = Math.fma(retention, stockB, x[b + t]);
            stockC = Math.fma(retention, stockC, x[c + t]);
            stockD = Math.fma(retention, stockD, x[d + t]);
            out[a + t] = scale * stockA;
            out[b + t] = scale * stockB;
            out[c + t] = scale * stockC;
            out[d + t] = scale * stockD;
        }
        for (int t = head; t < periods; t++) {
            int gone = t - lags - 1;
            stockA = Math.fma(retention, stockA, Math.fma(-leaves, x[a + gone], x[a + t]));
            stockB = Math.fma(retention, stockB, Math.fma(-leaves, x[b + gone], x[b + t]));
            stockC = Math.fma(retention, stockC, Math.fma(-leaves, x[c + gone], x[c + t]));
            stockD = Math.fma(retention, stockD, Math.fma(-leaves, x[d + gone], x[d + t]));
            out[a + t] = scale * stockA;
            out[b + t] = scale * stockB;
            out[c + t] = scale * stockC;
            out[d + t] = scale * stockD;
        }
    }

    /**
     * The derivative of the values by retention.
     *
     * @param values as {@link #values} makes them
     * @param rising the derivative of the scale over the scale
     */
    void slope(double[] values, double rising, double[] out) {
        double leaves = scale * (lags + 1) * Math.pow(retention, lags);
        int head = Math.min(periods, lags + 1);
        int a = 0;
        for (; a + 3 * periods < x.length; a += 4 * periods) {
            slope(values, rising, a, a + periods, a + 2 * periods, a + 3 * periods, head, leaves, out);
        }
        for (; a < x.length; a += periods) {
            double moved = 0;
            double before = 0;
            for (int t = a; t < a + periods; t++) {
                double gone = t < a + head ? before : Math.fma(-leaves, x[t - lags - 1], before);
                moved = Math.fma(retention, moved, gone);
                before = values[t];
                out[t] = Math.fma(rising, before, moved);
            }
        }
    }

    private void slope(
            double[] values, double rising, int a, int b, int c, int d, int head, double leaves, double[] out) {
        double movedA = 0;
        double movedB = 0;
        double movedC = 0;
        double movedD = 0;
        double beforeA = 0;
        double beforeB = 0;
        double beforeC = 0;
        double beforeD = 0;
        for (int t = 0; t < head; t++) {
            movedA = Math.fma(retention, movedA, beforeA);
            movedB = Math.fma(retention, movedB, beforeB);
            movedC = Math.fma(retention, movedC, beforeC);
            movedD = Math.fma(retention, movedD, beforeD);
            beforeA = values[a + t];
            beforeB = values[b + t];
            beforeC = values[c + t];
            beforeD = values[d + t];
            out[a + t] = Math.fma(rising, beforeA, movedA);
            out[b + t] = Math.fma(rising, beforeB, movedB);
            out[c + t] = Math.fma(rising, beforeC, movedC);
            out[d + t] = Math.fma(rising, beforeD, movedD);
        }
        for (int t = head; t < periods; t++) {
            int gone = t - lags - 1;
            movedA = Math.fma(retention, movedA, Math.fma(-leaves, x[a + gone], beforeA));
            movedB = Math.fma(retention, movedB, Math.fma(-leaves, x[b + gone], beforeB));
            movedC = Math.fma(retention, movedC, Math.fma(-leaves, x[c + gone], beforeC));
            movedD = Math.fma(retention, movedD, Math.fma(-leaves, x[d + gone], beforeD));
            beforeA = values[a + t];
            beforeB = values[b + t];
            beforeC = values[c + t];
            beforeD = values[d + t];
            out[a + t] = Math.fma(rising, beforeA, movedA);
            out[b + t] = Math.fma(rising, beforeB, movedB);
            out[c + t] = Math.fma(rising, beforeC, movedC);
            out[d + t] = Math.fma(rising, beforeD, movedD);
        }
    }

    /**
     * The places where nothing came in for longer than it carries over: there is nothing, and not what rounding left of it, of which a root or
     * a steep curve would make much. Of longer stretches of zeros one in every L + 1 places is one, so that most places are not looked at.
     */
    static void ends(double[] x, int periods, int lags, IntConsumer at) {
        for (int start = 0; start < x.length; start += periods) {
            int end = start + periods;
            int last = start - 1;
            while (last + 1 < end && x[last + 1] == 0) {
                at.accept(++last);
            }
            int probe = last + lags + 2;
            while (probe < end) {
                if (x[probe] != 0) {
                    probe += lags + 1;
                    continue;
                }
                int first = probe;
                while (first - 1 > last && x[first - 1] == 0) {
                    first--;
                }
                last = probe;
                while (last + 1 < end && x[last + 1] == 0) {
                    last++;
                }
                for (int t = first + lags; t <= last; t++) {
                    at.accept(t);
                }
                probe = last + lags + 2;
            }
        }
    }
}
