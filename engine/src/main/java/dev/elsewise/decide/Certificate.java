package dev.elsewise.decide;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Why to believe that no better plan was near.
 *
 * @param residual by how much the first-order (KKT) conditions fail, relative to the largest marginal return: a lever between its bounds should
 *     return the common price of money, one at its lower bound no more, one at its upper bound no less
 * @param starts from how many plans the search climbed
 * @param agreeing how many of them ended at the best plan, or at one as good
 * @param best the objective that was maximised (less price · spend for a target marginal ROI), at the plan
 * @param second the same at the best of the other local optima
 * @param blur the width, in money, of the smooth copy in which an objective with edges was climbed; 0 for a smooth one
 * @param gridBest the objective at the best plan of a grid over all free levers, where that was asked for
 * @param gridPlans how many plans of the grid were looked at
 */
public record Certificate(
        double residual,
        int starts,
        int agreeing,
        double best,
        OptionalDouble second,
        double blur,
        OptionalDouble gridBest,
        long gridPlans) {
    /** Below this, the first-order conditions count as met. */
    public static final double MET = 1e-5;

    /** Whether the first-order conditions hold, and no plan of the grid, where there is one, is better. */
    public boolean holds() {
        return residual <= MET
                && (gridBest.isEmpty() || gridBest.getAsDouble() <= best + 1e-9 * Math.max(1, Math.abs(best)));
    }

    /** In a few sentences. */
    public String words() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "First-order conditions hold to %.1e of the largest marginal return%s. ",
                residual,
                residual <= MET ? "" : ", which is too coarse to call the plan optimal"));
        text.append(String.format(
                Locale.ROOT, "%,d of %,d starts ended at the best plan or one as good", agreeing, starts));
        if (second.isPresent()) {
            text.append(String.format(
                    Locale.ROOT,
                    "; the next best local optimum is worth %s against %s",
                    Money.of(second.getAsDouble()),
                    Money.of(best)));
        }
        text.append('.');
        if (blur > 0) {
            text.append(" The objective is not smooth: it was climbed through a copy blurred by ")
                    .append(Money.of(blur))
                    .append('.');
        }
        if (gridBest.isPresent()) {
            text.append(String.format(
                    Locale.ROOT,
                    " The best of %,d plans on a grid is worth %s against %s.",
                    gridPlans,
                    Money.of(gridBest.getAsDouble()),
                    Money.of(best)));
        }
        return text.toString();
    }
}
