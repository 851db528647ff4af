package dev.elsewise.learn;

import dev.elsewise.error.BadStudy;

/** How a number enters a model. Whatever a shape learns, it learns from the training rows of each fold alone. */
public sealed interface Shape {
    /** x. */
    Shape LINEAR = new Pointwise("linear");
    /** ln x, for positive x. */
    Shape LOG = new Pointwise("log");
    /** ln(1 + x), for x above −1. */
    Shape LOG1P = new Pointwise("log1p");
    /** 1 / x, for x other than 0. */
    Shape RECIPROCAL = new Pointwise("reciprocal");

    /** The shape's name in a study file. */
    String name();

    /** A function of the value alone, which learns nothing. */
    record Pointwise(String name) implements Shape {
        /** The transformed value; {@code NaN} outside the function's domain. */
        public double of(double x) {
            return switch (name) {
                case "linear" -> x;
                case "log" -> x > 0 ? Math.log(x) : Double.NaN;
                case "log1p" -> x > -1 ? Math.log1p(x) : Double.NaN;
                case "reciprocal" -> x != 0 ? 1 / x : Double.NaN;
                default -> throw new IllegalStateException(name);
            };
        }

        String domain() {
            return switch (name) {
                case "log" -> "positive";
                case "log1p" -> "above -1";
                case "reciprocal" -> "other than 0";
                default -> "any";
            };
        }
    }

    /**
     * A restricted cubic spline: cubic between its knots, linear beyond the outer ones; {@code knots − 1} columns. The
     * knots lie at Harrell's quantiles of the training rows (for 3: .1 .5 .9; 4: .05 .35 .65 .95; 5: .05 .275 .5 .725 .95;
     * 6 and 7: .05 or .025 to .95 or .975 evenly). F. Harrell, Regression Modeling Strategies, §2.4.5, DOI
     * 10.1007/978-3-319-19425-7.
     */
    record Spline(int knots) implements Shape {
        public Spline {
            if (knots < 3 || knots > 7) {
                throw new BadStudy("A restricted cubic spline has 3 to 7 knots; found " + knots + ".");
            }
        }

        @Override
        public String name() {
            return "spline";
        }
    }

    /** An indicator for each of {@code count} bins between quantiles of the training rows, the first bin left out. */
    record Bins(int count) implements Shape {
        public Bins {
            if (count < 2 || count > 1000) {
                throw new BadStudy("Quantile bins are 2 to 1000; found " + count + ".");
            }
        }

        @Override
        public String name() {
            return "bins";
        }
    }

    static Shape spline(int knots) {
        return new Spline(knots);
    }

    static Shape bins(int count) {
        return new Bins(count);
    }
}
