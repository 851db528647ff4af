package dev.elsewise.learn.time;

import dev.elsewise.error.BadStudy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The continuous ranked probability score of draws x₁ … xₘ against what happened: ∫(F(z) − 1{y ≤ z})² dz, in the units of y,
 * the absolute error where there is one draw only; smaller is better. T. Gneiting and A. E. Raftery, Journal of the American
 * Statistical Association 102 (2007) 359–378, DOI 10.1198/016214506000001437. Cost: a sort of the draws of each period.
 *
 * @param mean over the periods
 * @param periods the score of each
 */
public record Crps(double mean, List<Double> periods, Form form, int draws) {
    /** How the spread of the draws is counted. */
    public enum Form {
        /** Σ|xᵢ − y|/m − Σᵢⱼ|xᵢ − xⱼ|/(2m²): exactly the integral, for F that of the draws; a few draws look worse than many. */
        ENSEMBLE,
        /**
         * Σ|xᵢ − y|/m − Σᵢⱼ|xᵢ − xⱼ|/(2m(m − 1)): without bias for the distribution that the draws are from, whatever their
         * number. C. A. T. Ferro, Quarterly Journal of the Royal Meteorological Society 140 (2014) 1917–1923, DOI
         * 10.1002/qj.2270.
         */
        FAIR
    }

    public Crps {
        periods = List.copyOf(periods);
    }

    /**
     * Of the fair form.
     *
     * @param draws one series a draw: {@code draws[i][t]} is draw i of period t
     */
    public static Crps of(double[] actual, double[][] draws) {
        return of(actual, draws, Form.FAIR);
    }

    /** @throws BadStudy where there are no draws, or just one and the form is fair, or the lengths differ */
    public static Crps of(double[] actual, double[][] draws, Form form) {
        ForecastMetrics.checked("A draw", actual, draws);
        int m = draws.length;
        int atLeast = form == Form.FAIR ? 2 : 1;
        if (m < atLeast) {
            throw new BadStudy("The " + form.name().toLowerCase(java.util.Locale.ROOT) + " score needs at least "
                    + atLeast + " draws; there are " + m + ".\nMaybe ask for more draws.");
        }
        double spread = form == Form.FAIR ? (double) m * (m - 1) : (double) m * m;
        List<Double> scores = IntStream.range(0, actual.length)
                .mapToObj(t -> score(actual[t], t, draws, spread))
                .toList();
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        return new Crps(sum / scores.size(), scores, form, m);
    }

    /**
     * The score of one period, of the fair form, with no array but the draws' own.
     *
     * @param sorted two draws or more in ascending order; read, never written to
     */
    public static double ofSorted(double actual, double[] sorted) {
        if (sorted.length < 2) {
            throw new BadStudy("The fair score needs at least 2 draws; there are " + sorted.length
                    + ".\nMaybe ask for more draws.");
        }
        return score(actual, sorted, (double) sorted.length * (sorted.length - 1));
    }

    private static double score(double y, int t, double[][] draws, double spread) {
        double[] x = new double[draws.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = draws[i][t];
        }
        Arrays.sort(x);
        return score(y, x, spread);
    }

    private static double score(double y, double[] sorted, double spread) {
        int m = sorted.length;
        double distance = 0;
        double pairs = 0;
        // About y rather than 0, so that the sum of signed ranks keeps its digits.
        for (int i = 0; i < m; i++) {
            double x = sorted[i] - y;
            distance += Math.abs(x);
            pairs += (2.0 * i + 1 - m) * x;
        }
        return distance / m - pairs / spread;
    }
}
