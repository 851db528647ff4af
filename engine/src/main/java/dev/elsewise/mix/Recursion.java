package dev.elsewise.mix;

/** Carry-over from what was left in the period before, one pass each; where there is one series, the output may be the input's own array. */
final class Recursion {
    private Recursion() {}

    static void geometric(double[] x, double retention, boolean normalised, double[] out) {
        double scale = normalised ? 1 - retention : 1;
        double stock = 0;
        for (int t = 0; t < x.length; t++) {
            stock = x[t] + retention * stock;
            out[t] = scale * stock;
        }
    }

    static void geometricSlope(double[] x, double retention, boolean normalised, double[] out) {
        double stock = 0;
        double moved = 0;
        for (int t = 0; t < x.length; t++) {
            moved = stock + retention * moved;
            stock = x[t] + retention * stock;
            out[t] = normalised ? (1 - retention) * moved - stock : moved;
        }
    }

    /**
     * Of several series of one length, one after the other: Y<sub>t</sub> = retention · Y<sub>t−1</sub> + x<sub>t</sub> −
     * retention<sup>L+1</sup> x<sub>t−L−1</sub>, the sum of L + 1 terms without adding them up anew.
     */
    static void geometric(double[] x, int periods, double retention, int lags, double[] out) {
        leaving(x, periods, lags, Math.pow(retention, lags + 1.0), out);
        gather(out, periods, retention);
        end(x, periods, lags, out);
    }

    /**
     * The derivative of the same with respect to retention.
     *
     * @param stock Y
     */
    static void geometricSlope(double[] x, double[] stock, int periods, double retention, int lags, double[] out) {
        double leaves = (lags + 1) * Math.pow(retention, lags);
        for (int start = 0; start < x.length; start += periods) {
            out[start] = 0;
            int t = start + 1;
            for (int end = Math.min(start + periods, start + lags + 1); t < end; t++) {
                out[t] = stock[t - 1];
            }
            for (int end = start + periods; t < end; t++) {
                out[t] = Math.fma(-leaves, x[t - lags - 1], stock[t - 1]);
            }
        }
        gather(out, periods, retention);
        end(x, periods, lags, out);
    }

    /**
     * Where nothing came in for longer than it carries over there is nothing, and not what rounding left of it: a root or a steep curve would
     * make much of that.
     */
    private static void end(double[] x, int periods, int lags, double[] out) {
        for (int start = 0; start < x.length; start += periods) {
            int nothing = lags;
            for (int t = start; t < start + periods; t++) {
                nothing = x[t] == 0 ? nothing + 1 : 0;
                if (nothing > lags) {
                    out[t] = 0;
                }
            }
        }
    }

    /** What comes in less what goes out after the last lag. */
    private static void leaving(double[] x, int periods, int lags, double share, double[] out) {
        for (int start = 0; start < x.length; start += periods) {
            int head = Math.min(periods, lags + 1);
            System.arraycopy(x, start, out, start, head);
            for (int t = start + head; t < start + periods; t++) {
                out[t] = Math.fma(-share, x[t - lags - 1], x[t]);
            }
        }
    }

    /** y<sub>t</sub> += retention · y<sub>t−1</sub>, four series at a time: each waits for its own last value. */
    private static void gather(double[] y, int periods, double retention) {
        int start = 0;
        for (; start + 3 * periods < y.length; start += 4 * periods) {
            gather(y, start, start + periods, start + 2 * periods, start + 3 * periods, periods, retention);
        }
        for (; start < y.length; start += periods) {
            double stock = 0;
            for (int t = start; t < start + periods; t++) {
                stock = Math.fma(retention, stock, y[t]);
                y[t] = stock;
            }
        }
    }

    private static void gather(double[] y, int a, int b, int c, int d, int periods, double retention) {
        double stockA = 0;
        double stockB = 0;
        double stockC = 0;
        double stockD = 0;
        for (int t = 0; t < periods; t++) {
            stockA = Math.fma(retention, stockA, y[a + t]);
            stockB = Math.fma(retention, stockB, y[b + t]);
            stockC = Math.fma(retention, stockC, y[c + t]);
            stockD = Math.fma(retention, stockD, y[d + t]);
            y[a + t] = stockA;
            y[b + t] = stockB;
            y[c + t] = stockC;
            y[d + t] = stockD;
        }
    }

    static void runningMean(double[] x, double retention, double[] out) {
        double stock = 0;
        double weight = 0;
        for (int t = 0; t < x.length; t++) {
            stock = x[t] + retention * stock;
            weight = 1 + retention * weight;
            out[t] = stock / weight;
        }
    }

    static void runningMeanSlope(double[] x, double retention, double[] out) {
        double stock = 0;
        double stockMoved = 0;
        double weight = 0;
        double weightMoved = 0;
        for (int t = 0; t < x.length; t++) {
            stockMoved = stock + retention * stockMoved;
            weightMoved = weight + retention * weightMoved;
            stock = x[t] + retention * stock;
            weight = 1 + retention * weight;
            out[t] = (stockMoved - stock / weight * weightMoved) / weight;
        }
    }
}
