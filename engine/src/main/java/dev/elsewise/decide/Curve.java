package dev.elsewise.decide;

/** The response to one lever in one draw: money that comes back for an amount spent. */
public interface Curve {
    /** What comes back for an amount of zero or more. */
    double at(double amount);

    /** The derivative; where it is infinite at 0, a large number. */
    double slope(double amount);

    /** top · xⁿ / (xⁿ + halfⁿ): concave for a shape n of at most 1, S-shaped beyond. */
    record Hill(double top, double half, double shape) implements Curve {
        @Override
        public double at(double amount) {
            return top / (1 + Math.pow(half / amount, shape));
        }

        @Override
        public double slope(double amount) {
            double x = Math.max(amount, TINY * half);
            double share = 1 / (1 + Math.pow(half / x, shape));
            return top * shape / x * share * (1 - share);
        }
    }

    /** scale · xᵖ, with 0 &lt; p ≤ 1 for a concave one. */
    record Power(double scale, double exponent) implements Curve {
        @Override
        public double at(double amount) {
            return scale * Math.pow(amount, exponent);
        }

        @Override
        public double slope(double amount) {
            return scale * exponent * Math.pow(Math.max(amount, TINY), exponent - 1);
        }
    }

    /** scale · ln(1 + x / unit). */
    record Logarithm(double scale, double unit) implements Curve {
        @Override
        public double at(double amount) {
            return scale * Math.log1p(amount / unit);
        }

        @Override
        public double slope(double amount) {
            return scale / (unit + amount);
        }
    }

    /** slope · x. */
    record Line(double rate) implements Curve {
        @Override
        public double at(double amount) {
            return rate * amount;
        }

        @Override
        public double slope(double amount) {
            return rate;
        }
    }

    /** The nearest to 0 at which a slope is taken, as a share of the curve's unit. */
    double TINY = 1e-9;
}
