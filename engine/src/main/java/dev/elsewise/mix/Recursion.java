package dev.elsewise.mix;

/** Carry-over from what was left in the period before, one pass each; the output may be the input's own array. */
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
