package dev.elsewise.learn.penalised;

import dev.elsewise.error.EstimationFailed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Least squares with a ridge penalty and limits on every coefficient, from cross products.
 *
 * <p>Minimises ½ β′Gβ − m′β + ½ Σ rⱼ βⱼ² subject to lⱼ ≤ βⱼ ≤ uⱼ, with G = X′X and m = X′y: the same β as ½ |y − Xβ|² + ½ Σ
 * rⱼ βⱼ². The answer is exact: coefficients strictly within their limits solve their normal equations, the others stand on a
 * limit with a multiplier of the right sign (the conditions of Karush, Kuhn and Tucker), all to rounding.
 *
 * <p>It guesses which coefficients stand on a limit, solves for the rest by Cholesky, and exchanges all that are wrong at
 * once: J. J. Júdice and F. M. Pires, "A block principal pivoting algorithm for large-scale strictly monotone linear
 * complementarity problems", Computers &amp; Operations Research 21 (1994), DOI 10.1016/0305-0548(94)90106-6. Should that
 * not lower the count of wrong ones, it goes on with the active set method of P. B. Stark and R. L. Parker, "Bounded-variable
 * least squares", Computational Statistics 10 (1995), in which the objective falls at every step. A good guess costs one
 * factorisation, p³/6: a few microseconds for 20 columns.
 *
 * <p>A column that is a combination of earlier free ones has no say of its own: its coefficient is held at the value nearest
 * to 0 that its limits allow. Missing values are not for this class: G and m must be finite.
 *
 * <p>An instance owns its scratch space and belongs to one thread; one instance serves any number of problems of its size.
 */
public final class BoundedLeastSquares {
    /** Where a coefficient stands. */
    public enum Place {
        /** On its lower limit, or fixed because both limits are equal. */
        LOWER,
        /** Between its limits. */
        FREE,
        /** On its upper limit. */
        UPPER
    }

    /**
     * A solution.
     *
     * @param coefficients β
     * @param multipliers the slope of the objective in each coefficient: 0 where it is free, ≥ 0 on a lower limit, ≤ 0 on an
     *     upper one; what a unit of loosening would gain
     * @param places where each coefficient stands; the start for a problem near by
     * @param factorisations how many systems were solved
     */
    public record Solution(double[] coefficients, double[] multipliers, Place[] places, int factorisations) {
        /** The columns whose coefficients stand on a limit. */
        public int[] limited() {
            int[] found = new int[places.length];
            int count = 0;
            for (int j = 0; j < places.length; j++) {
                if (places[j] != Place.FREE) {
                    found[count++] = j;
                }
            }
            return Arrays.copyOf(found, count);
        }
    }

    /** Remaining share of a column's own square below which it counts as a combination of others. */
    private static final double ALIASED = 1e-12;

    /** Share of the terms of a multiplier below which its sign is rounding. */
    private static final double ROUNDING = 1e-12;

    /** Block exchanges that may fail to lower the count of wrong places. */
    private static final int PATIENCE = 3;

    private final int p;
    private final FreeSystem system;
    private final double[] target;
    private final double[] slope;

    private BoundedLeastSquares(int p) {
        this.p = p;
        system = new FreeSystem(p);
        target = new double[p];
        slope = new double[p];
    }

    /** A solver for problems of that many columns. */
    public static BoundedLeastSquares ofColumns(int columns) {
        return new BoundedLeastSquares(columns);
    }

    /** {@link #solve(double[], double[], double[], double[], double[], Place[])} from the start at which all are free. */
    public Solution solve(double[] gram, double[] moments, double[] ridge, double[] lower, double[] upper) {
        return solve(gram, moments, ridge, lower, upper, null);
    }

    /**
     * Solves one problem.
     *
     * @param gram G, row after row; symmetric, positive semi-definite
     * @param moments m
     * @param ridge r, each ≥ 0
     * @param lower l, −∞ for none
     * @param upper u, +∞ for none; nowhere below {@code lower}
     * @param start the places of a solution near by; they change the time, not the answer
     */
    public Solution solve(
            double[] gram, double[] moments, double[] ridge, double[] lower, double[] upper, Place @Nullable [] start) {
        check(gram, moments, ridge, lower, upper);
        Place[] places = new Place[p];
        double[] x = new double[p];
        for (int j = 0; j < p; j++) {
            places[j] = lower[j] == upper[j]
                    ? Place.LOWER
                    : start == null ? Place.FREE : possible(start[j], lower[j], upper[j]);
        }
        Problem problem = new Problem(gram, moments, ridge, lower, upper);
        system.begin();
        if (!exchange(problem, places, x)) {
            descend(problem, places, x);
        }
        return new Solution(x, slope.clone(), places, system.factorisations());
    }

    /** What stays the same while one problem is solved. */
    record Problem(double[] gram, double[] moments, double[] ridge, double[] lower, double[] upper) {}

    private static Place possible(Place place, double lower, double upper) {
        boolean limitless = (place == Place.LOWER && lower == Double.NEGATIVE_INFINITY)
                || (place == Place.UPPER && upper == Double.POSITIVE_INFINITY);
        return limitless ? Place.FREE : place;
    }

    /** Block principal pivoting; false when it does not get on. */
    private boolean exchange(Problem of, Place[] places, double[] x) {
        int fewest = Integer.MAX_VALUE;
        int patience = PATIENCE;
        while (true) {
            for (int j = 0; j < p; j++) {
                x[j] = switch (places[j]) {
                    case LOWER -> of.lower[j];
                    case UPPER -> of.upper[j];
                    case FREE -> Math.max(of.lower[j], Math.min(of.upper[j], 0));
                };
            }
            system.solve(of, places, x, ALIASED);
            slopes(of, places, x);
            int wrong = 0;
            for (int j = 0; j < p; j++) {
                wrong += right(of, places, x, j) == places[j] ? 0 : 1;
            }
            if (wrong == 0) {
                return true;
            }
            if (wrong < fewest) {
                fewest = wrong;
                patience = PATIENCE;
            } else if (--patience == 0) {
                return false;
            }
            for (int j = 0; j < p; j++) {
                places[j] = right(of, places, x, j);
            }
        }
    }

    /** Where a coefficient belongs, going by its value if it is free and by its multiplier if it is not. */
    private Place right(Problem of, Place[] places, double[] x, int j) {
        if (of.lower[j] == of.upper[j]) {
            return Place.LOWER;
        }
        return switch (places[j]) {
            case LOWER -> slope[j] < 0 ? Place.FREE : Place.LOWER;
            case UPPER -> slope[j] > 0 ? Place.FREE : Place.UPPER;
            case FREE -> x[j] < of.lower[j] ? Place.LOWER : x[j] > of.upper[j] ? Place.UPPER : Place.FREE;
        };
    }

    /** The slopes of coefficients on a limit; those that are rounding count as 0. */
    private void slopes(Problem of, Place[] places, double[] x) {
        for (int j = 0; j < p; j++) {
            if (places[j] == Place.FREE) {
                slope[j] = 0;
                continue;
            }
            double own = of.ridge[j] * x[j];
            double sum = own - of.moments[j];
            double size = Math.abs(own) + Math.abs(of.moments[j]);
            int row = j * p;
            for (int k = 0; k < p; k++) {
                double term = of.gram[row + k] * x[k];
                sum += term;
                size += Math.abs(term);
            }
            slope[j] = Math.abs(sum) <= ROUNDING * size ? 0 : sum;
        }
    }

    /** The active set method, from the clamped point that the exchanges left. */
    private void descend(Problem of, Place[] places, double[] x) {
        for (int j = 0; j < p; j++) {
            x[j] = Math.max(of.lower[j], Math.min(of.upper[j], x[j]));
        }
        boolean[] stuck = new boolean[p];
        int released = -1;
        for (int step = 0; step < 50 * (p + 2); step++) {
            System.arraycopy(x, 0, target, 0, p);
            system.solve(of, places, target, ALIASED);
            double share = 1;
            int blocking = -1;
            for (int j = 0; j < p; j++) {
                double limit = target[j] < of.lower[j] ? of.lower[j] : of.upper[j];
                if (places[j] == Place.FREE && (target[j] < of.lower[j] || target[j] > of.upper[j])) {
                    double here = (limit - x[j]) / (target[j] - x[j]);
                    if (here < share) {
                        share = here;
                        blocking = j;
                    }
                }
            }
            if (blocking >= 0) {
                for (int j = 0; j < p; j++) {
                    x[j] = Math.max(of.lower[j], Math.min(of.upper[j], x[j] + share * (target[j] - x[j])));
                }
                boolean below = target[blocking] < of.lower[blocking];
                places[blocking] = below ? Place.LOWER : Place.UPPER;
                x[blocking] = below ? of.lower[blocking] : of.upper[blocking];
                if (blocking == released && share == 0) {
                    stuck[blocking] = true;
                } else if (share > 0) {
                    Arrays.fill(stuck, false);
                }
                continue;
            }
            System.arraycopy(target, 0, x, 0, p);
            slopes(of, places, x);
            released = steepest(of, places, x, stuck);
            if (released < 0) {
                return;
            }
            places[released] = Place.FREE;
        }
        throw new EstimationFailed(
                "Bounded least squares of " + p + " columns did not settle on its active limits in " + 50 * (p + 2)
                        + " steps.\nMaybe two columns are almost collinear: a ridge penalty makes the solution unique.");
    }

    /** The coefficient on a limit that would gain most, in standard units; −1 when none would. */
    private int steepest(Problem of, Place[] places, double[] x, boolean[] stuck) {
        int found = -1;
        double most = 0;
        for (int j = 0; j < p; j++) {
            if (!stuck[j] && right(of, places, x, j) != places[j]) {
                double gain = slope[j] * slope[j] / (of.gram[j * p + j] + of.ridge[j]);
                if (gain > most) {
                    most = gain;
                    found = j;
                }
            }
        }
        return found;
    }

    private void check(double[] gram, double[] moments, double[] ridge, double[] lower, double[] upper) {
        if (gram.length != p * p
                || moments.length != p
                || ridge.length != p
                || lower.length != p
                || upper.length != p) {
            throw new IllegalArgumentException(
                    "A solver for " + p + " columns was given arrays of " + gram.length + ", " + moments.length + ", "
                            + ridge.length + ", " + lower.length + " and " + upper.length + " numbers.");
        }
        for (int j = 0; j < p; j++) {
            if (!(lower[j] <= upper[j])
                    || lower[j] == Double.POSITIVE_INFINITY
                    || upper[j] == Double.NEGATIVE_INFINITY) {
                throw new IllegalArgumentException("The limits of column " + j + " must leave room; they are ["
                        + lower[j] + ", " + upper[j] + "].");
            }
            if (!(ridge[j] >= 0) || !Double.isFinite(moments[j]) || !(gram[j * p + j] >= 0)) {
                throw new IllegalArgumentException(
                        "Column " + j + " must have a ridge weight and a square ≥ 0 and a finite" + " moment; it has "
                                + ridge[j] + ", " + gram[j * p + j] + " and " + moments[j] + ".");
            }
        }
    }
}
