package dev.elsewise.decide;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The brute force that a certificate can be held against: every plan of a grid over up to three free levers. All but the last
 * lever run over evenly spaced amounts; the last one too, and in addition as far as budget and sums allow. The objective is the
 * (blurred) one that was climbed.
 */
final class GridCheck {
    static final int LEVERS = 3;

    record Found(OptionalDouble best, long plans) {
        static final Found NONE = new Found(OptionalDouble.empty(), 0);
    }

    private GridCheck() {}

    static Found over(Terms terms, Search search, double budget, double price, int points) {
        List<Integer> free = IntStream.range(0, terms.size())
                .filter(j -> !terms.fixed(j))
                .boxed()
                .toList();
        if (free.isEmpty() || free.size() > LEVERS || points < 2) {
            return Found.NONE;
        }
        int outer = 1;
        for (int k = 1; k < free.size(); k++) {
            outer *= points;
        }
        int last = free.getLast();
        double[][] best = IntStream.range(0, outer)
                .parallel()
                .mapToObj(cell -> {
                    Worth worth = search.worth(search.width());
                    double[] x = terms.lower().clone();
                    int rest = cell;
                    for (int k = 0; k + 1 < free.size(); k++) {
                        int j = free.get(k);
                        x[j] = height(terms, j, (double) (rest % points) / (points - 1));
                        rest /= points;
                    }
                    double merit = Double.NEGATIVE_INFINITY;
                    long plans = 0;
                    for (int p = 0; p < points; p++) {
                        x[last] = height(terms, last, (double) p / (points - 1));
                        if (allowed(terms, worth, x, budget)) {
                            plans++;
                            merit = Math.max(merit, merit(worth, x, price));
                        }
                    }
                    double edge = edge(terms, worth, x, last, budget);
                    if (!Double.isNaN(edge)) {
                        x[last] = edge;
                        plans++;
                        merit = Math.max(merit, merit(worth, x, price));
                    }
                    return new double[] {merit, plans};
                })
                .toArray(double[][]::new);
        double merit = Double.NEGATIVE_INFINITY;
        long plans = 0;
        for (double[] b : best) {
            merit = Math.max(merit, b[0]);
            plans += (long) b[1];
        }
        return plans == 0 ? Found.NONE : new Found(OptionalDouble.of(merit), plans);
    }

    private static double height(Terms terms, int lever, double share) {
        return terms.lower()[lever] + share * (terms.upper()[lever] - terms.lower()[lever]);
    }

    private static double merit(Worth worth, double[] x, double price) {
        double value = worth.at(x);
        return value - price * (Terms.sum(x) + worth.induced());
    }

    private static boolean allowed(Terms terms, Worth worth, double[] x, double budget) {
        for (Terms.Sum sum : terms.sums()) {
            double total = dev.elsewise.math.Kernels.dot(sum.weights(), x, x.length) - sum.limit();
            double slack = 1e-12 * Math.max(1, Math.abs(sum.limit()));
            if (total > slack || (sum.equal() && total < -slack)) {
                return false;
            }
        }
        if (Double.isInfinite(budget)) {
            return true;
        }
        worth.at(x);
        return Terms.sum(x) + worth.induced() <= budget * (1 + 1e-12);
    }

    /** The largest allowed amount of the last lever; NaN where there is none. */
    private static double edge(Terms terms, Worth worth, double[] x, int last, double budget) {
        double low = terms.lower()[last];
        double high = terms.upper()[last];
        for (Terms.Sum sum : terms.sums()) {
            if (sum.weights()[last] > 0) {
                x[last] = 0;
                double others = dev.elsewise.math.Kernels.dot(sum.weights(), x, x.length);
                high = Math.min(high, (sum.limit() - others) / sum.weights()[last]);
            }
        }
        if (!(high >= low)) {
            return Double.NaN;
        }
        x[last] = high;
        if (allowed(terms, worth, x, budget)) {
            return high;
        }
        x[last] = low;
        if (!allowed(terms, worth, x, budget)) {
            return Double.NaN;
        }
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            x[last] = middle;
            if (allowed(terms, worth, x, budget)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
