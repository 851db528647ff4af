package dev.elsewise.learn.penalised;

import dev.elsewise.error.BadStudy;

/**
 * Penalised fits along a path of penalties.
 *
 * @param penalties λ, falling
 * @param intercepts b₀ at each penalty
 * @param coefficients β at each penalty, one for each column
 * @param degreesOfFreedom how many coefficients are not 0 at each penalty
 * @param devianceExplained 1 − Σ w (y − ŷ)² / Σ w (y − ȳ)² at each penalty; without an intercept, ȳ is 0
 */
public record Path(
        double[] penalties,
        double[] intercepts,
        double[][] coefficients,
        int[] degreesOfFreedom,
        double[] devianceExplained) {
    /** How many penalties were visited. */
    public int length() {
        return penalties.length;
    }

    /** The fit at the k-th penalty. */
    public LinearFit fit(int k) {
        return new LinearFit(penalties[k], intercepts[k], coefficients[k]);
    }

    /**
     * The fit at any penalty: one of the path exactly, one between two of them on the line through both, and beyond its ends
     * the last one.
     */
    public LinearFit at(double penalty) {
        if (!(penalty >= 0)) {
            throw new BadStudy("A penalty must be ≥ 0; found " + penalty + ".\nMaybe take one of the path.");
        }
        int below = 0;
        while (below < penalties.length && penalties[below] > penalty) {
            below++;
        }
        if (below == 0 || below == penalties.length) {
            return fit(Math.min(below, penalties.length - 1));
        }
        if (penalties[below] == penalty) {
            return fit(below);
        }
        double share = (penalty - penalties[below]) / (penalties[below - 1] - penalties[below]);
        double[] mixed = new double[coefficients[below].length];
        for (int j = 0; j < mixed.length; j++) {
            mixed[j] = share * coefficients[below - 1][j] + (1 - share) * coefficients[below][j];
        }
        return new LinearFit(penalty, share * intercepts[below - 1] + (1 - share) * intercepts[below], mixed);
    }
}
