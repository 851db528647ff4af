package dev.elsewise.mix.answer;

import java.util.List;

/**
 * What a channel would bring over the window at other levels of its amount, the flighting kept.
 *
 * @param unit of the axis: "money a period" or the unit of what acts
 * @param current the mean amount a period, as it was
 * @param mostObserved the largest amount of a period
 */
public record ResponseCurve(String channel, String unit, double current, double mostObserved, List<Point> points) {
    /** @param factor of the amount as it was */
    public record Point(double factor, double amount, Estimated outcome, Estimated marginal) {}
}
