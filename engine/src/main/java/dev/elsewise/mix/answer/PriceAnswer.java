package dev.elsewise.mix.answer;

import java.util.List;

/**
 * What prices and promotions do.
 *
 * @param elasticities percent of outcome for one percent of price
 * @param uplifts the outcome's change for one more promotion, or one unit more
 * @param bands where the outcome, or the margin, is highest
 */
public record PriceAnswer(List<Elasticity> elasticities, List<Uplift> uplifts, List<Band> bands) {
    /** @param tenPercent change of the outcome, as a share, when the price rises by ten percent */
    public record Elasticity(String price, Estimated elasticity, Estimated tenPercent) {}

    /** @param share of the outcome a period without it */
    public record Uplift(String promotion, Estimated perUnit, Estimated share) {}

    /**
     * @param of "revenue" or "margin"
     * @param best NaN, as the band's ends are, where only a direction can be named: the edge of a search is no best price
     * @param lower the band within which the outcome stays within one percent of its best
     * @param observed whether the best lies within prices that were seen
     * @param towards "lower" or "higher" where only that direction can be named; else empty
     */
    public record Band(
            String price,
            String of,
            double best,
            double lower,
            double upper,
            boolean observed,
            String towards,
            String words) {
        /** Whether a best price is named. */
        public boolean named() {
            return towards.isEmpty();
        }
    }
}
