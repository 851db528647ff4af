package dev.elsewise.decide;

/**
 * How far a plan is from the first-order conditions, worked out from the slopes and prices alone, apart from the code that climbs.
 *
 * <p>With worth U, induced spend c, the price p of money (the goal's, plus the shadow price of the budget) and the prices q of the sums, the
 * rest U′ⱼ − p (1 + c′ⱼ) − Σ q aⱼ must be 0 for a lever between its bounds, at most 0 at a lower bound and at least 0 at an upper one;
 * prices are at least 0 for a limit, and 0 for one that is not reached. The largest violation is divided by the largest |U′ⱼ|.
 */
final class Kkt {
    private Kkt() {}

    static double residual(Terms terms, Worth worth, Optimum at, double budget, double price) {
        double[] slope = new double[terms.size()];
        worth.at(at.amounts(), slope);
        double money = price + at.shadowPrice();
        double largest = 0;
        double worst = 0;
        for (int j = 0; j < slope.length; j++) {
            if (terms.fixed(j)) {
                continue;
            }
            double rest = slope[j] - money * (1 + worth.inducedSlope()[j]);
            for (int r = 0; r < at.sumPrices().length; r++) {
                Terms.Sum sum = terms.sums().get(r);
                rest -= at.sumPrices()[r] * sum.sign() * sum.weights()[j];
            }
            double x = at.amounts()[j];
            double near = 1e-9 * Math.max(terms.upper()[j], x);
            if (x <= terms.lower()[j] + near) {
                rest = Math.max(rest, 0);
            } else if (x >= terms.upper()[j] - near) {
                rest = Math.min(rest, 0);
            }
            worst = Math.max(worst, Math.abs(rest));
            largest = Math.max(largest, Math.abs(slope[j]));
        }
        if (!(largest > 0)) {
            return worst > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        worst /= largest;
        worst = Math.max(worst, slack(at.shadowPrice(), largest, budget - at.cost(), budget, false));
        for (int r = 0; r < at.sumPrices().length; r++) {
            Terms.Sum sum = terms.sums().get(r);
            double left = sum.limit() - dev.elsewise.math.Kernels.dot(sum.weights(), at.amounts(), slope.length);
            worst = Math.max(
                    worst, slack(at.sumPrices()[r] * sum.sign(), largest, left, Math.abs(sum.limit()), sum.equal()));
        }
        return worst;
    }

    /** A limit overdrawn, or unreached though it has a price, in shares of the limit and of the largest return. */
    private static double slack(double price, double largest, double left, double limit, boolean equal) {
        if (Double.isInfinite(limit)) {
            return 0;
        }
        double share = left / Math.max(limit, Double.MIN_NORMAL);
        if (equal) {
            return Math.abs(share);
        }
        double unreached = Math.min(Math.max(share, 0), Math.abs(price) / largest);
        return Math.max(Math.max(-share, unreached), Math.max(0, -price / largest));
    }
}
