package dev.elsewise.mix.answer;

import java.util.List;

/**
 * What one channel or lever brought, over the window.
 *
 * @param name of the node
 * @param role "paid", "organic" or "lever"
 * @param spend money over the window; 0 when it costs nothing
 * @param spendShare of all that was spent
 * @param incremental outcome lost had it been switched off, carry-over included: the published total
 * @param share of the observed outcome
 * @param immediate the part that came in the same period
 * @param carriedOver the part that came later
 * @param roi incremental money for a unit of spend
 * @param netRoi the same, with what the channel made its mediators spend charged to it
 * @param marginalRoi of one percent more
 * @param costPerOutcome spend for one unit of the outcome
 * @param effectiveness outcome for one unit of what acts, such as an impression
 * @param halfLife periods until half of its whole effect is over, mediators included, as {@link dev.elsewise.mix.Adstock#halfLife} has
 *     it: 0 where nothing carries over
 * @param retention what is left of an effect a period later, where the carry-over has one
 * @param saturation how near the response is to its ceiling at the mean amount, 0 to 1; withheld where there is no ceiling
 * @param spendPerPeriod the mean over periods with any
 * @param mostSpent the largest amount of a period
 * @param zeroPeriods periods without any
 */
public record ChannelAnswer(
        String name,
        String role,
        double spend,
        double spendShare,
        Estimated incremental,
        Estimated share,
        Estimated immediate,
        Estimated carriedOver,
        Estimated roi,
        Estimated netRoi,
        Estimated marginalRoi,
        Estimated costPerOutcome,
        Estimated effectiveness,
        Estimated halfLife,
        Estimated retention,
        Estimated saturation,
        double spendPerPeriod,
        double mostSpent,
        int zeroPeriods,
        List<ByUnit> byUnit) {
    /** The same channel in one unit (geo); empty for a single one. */
    public record ByUnit(String unit, double spend, Estimated incremental, Estimated roi) {}
}
