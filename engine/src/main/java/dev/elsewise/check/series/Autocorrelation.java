package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How much a series resembles itself some weeks before: r(k) = Σ(xₜ − x̄)(xₜ₋ₖ − x̄) / Σ(xₜ − x̄)². Of a series without memory
 * all but {@code 1 − level} of them lie within ±z/√n. M. S. Bartlett, Supplement to the Journal of the Royal Statistical
 * Society 8 (1946) 27–41, DOI 10.2307/2983611. Cost: n times the number of lags.
 *
 * @param lags r(1), r(2), …
 * @param level of the band, such as 0.95
 */
public record Autocorrelation(List<Double> lags, double level, int rows) {
    /** From here on the first correlation is no longer a trifle: the effective number of weeks is below a third. */
    public static final double SEVERE = 0.5;

    public Autocorrelation {
        lags = List.copyOf(lags);
    }

    /** Up to the customary ⌊10·log₁₀ n⌋ lags, with a band of 95 %. */
    public static Autocorrelation of(double[] series) {
        return of(series, Math.min(series.length - 1, (int) (10 * Math.log10(Math.max(1, series.length)))), 0.95);
    }

    /** @throws dev.elsewise.error.BadData for a series that is constant or not finite */
    public static Autocorrelation of(double[] series, int lags, double level) {
        double[] x = LeastSquares.centred(Demand.varying("The autocorrelation", series, 2));
        Demand.lags("The autocorrelation", lags, x.length - 1, x.length);
        if (!(level > 0 && level < 1)) {
            throw new dev.elsewise.error.BadStudy("The level of a band lies between 0 and 1; this one is " + level
                    + ".\nMaybe it was given in per cent.");
        }
        Double[] r = new Double[lags];
        for (int k = 1; k <= lags; k++) {
            r[k - 1] = at(x, k);
        }
        return new Autocorrelation(List.of(r), level, x.length);
    }

    /** r(k) of a series that has mean 0. */
    static double at(double[] centred, int k) {
        double sum = 0;
        for (int t = k; t < centred.length; t++) {
            sum += centred[t] * centred[t - k];
        }
        return sum / LeastSquares.squares(centred);
    }

    /** r(1). */
    public double first() {
        return lags.getFirst();
    }

    /** Half the width of the band around 0. */
    public double band() {
        return NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + level) / 2) / Math.sqrt(rows);
    }

    /** The lags, counted from 1, whose correlation lies outside the band. */
    public List<Integer> outside() {
        double band = band();
        return java.util.stream.IntStream.rangeClosed(1, lags.size())
                .filter(k -> Math.abs(lags.get(k - 1)) > band)
                .boxed()
                .toList();
    }

    /** Of the first lag: PASS within the band, FAIL from ±0.5 on. */
    public Diagnostic diagnostic() {
        double r = first();
        Verdict verdict = Math.abs(r) >= SEVERE ? Verdict.FAIL : Math.abs(r) > band() ? Verdict.WARN : Verdict.PASS;
        String found = Judgement.words("%.2f, the band of chance is ±%.2f", r, band());
        String advice = switch (verdict) {
            case PASS -> "A week's residual says little about the next one's (correlation " + found + ").";
            case WARN ->
                "A week's residual says something about the next one's (correlation " + found
                        + (r > 0
                                ? "). Let the trend or the season bend more, or resample in longer blocks."
                                : "): they alternate. Maybe " + Judgement.BEND_LESS);
            case FAIL ->
                "A week's residual says much about the next one's (correlation " + found
                        + (r > 0
                                ? "): something that lasts for weeks is missing from the model. Add trend, season, events or"
                                        + " longer carry-over."
                                : "): what one week gains the next gives back. Maybe " + Judgement.BEND_LESS);
        };
        double bound = verdict == Verdict.FAIL ? SEVERE : band();
        return new Diagnostic("lag-1 autocorrelation of the residuals", r, Math.copySign(bound, r), verdict, advice);
    }
}
