package dev.elsewise.learn;

import java.io.Serializable;

/** The columns that a shape with learned knots makes of a number. */
sealed interface Basis extends Serializable {
    int width();

    double at(double x, int part);

    /**
     * The restricted cubic spline with knots t₁ < … < t_k: part 0 is x, part j is [(x−t_j)₊³ − (x−t_{k−1})₊³
     * (t_k−t_j)/(t_k−t_{k−1}) + (x−t_k)₊³ (t_{k−1}−t_j)/(t_k−t_{k−1})] / (t_k−t_1)².
     */
    record Spline(double[] knots) implements Basis {
        @Override
        public int width() {
            return knots.length < 3 ? 1 : knots.length - 1;
        }

        @Override
        public double at(double x, int part) {
            if (part == 0) {
                return x;
            }
            int k = knots.length;
            double last = knots[k - 1];
            double before = knots[k - 2];
            double knot = knots[part - 1];
            double scale = (last - knots[0]) * (last - knots[0]);
            return (cube(x - knot)
                            - cube(x - before) * (last - knot) / (last - before)
                            + cube(x - last) * (before - knot) / (last - before))
                    / scale;
        }

        private static double cube(double x) {
            return x > 0 ? x * x * x : 0;
        }

        /** Where the knots lie, as probabilities. */
        static double[] probabilities(int knots) {
            double outer = knots == 3 ? 0.1 : knots == 7 ? 0.025 : 0.05;
            double[] p = new double[knots];
            for (int i = 0; i < knots; i++) {
                p[i] = outer + (1 - 2 * outer) * i / (knots - 1);
            }
            return p;
        }
    }

    /** Part j is 1 for cuts_j < x ≤ cuts_{j+1}; values up to the first cut make the bin left out. */
    record Bins(double[] cuts) implements Basis {
        @Override
        public int width() {
            return cuts.length;
        }

        @Override
        public double at(double x, int part) {
            return x > cuts[part] && (part == cuts.length - 1 || x <= cuts[part + 1]) ? 1 : 0;
        }
    }
}
