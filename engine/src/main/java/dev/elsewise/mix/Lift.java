package dev.elsewise.mix;

import java.time.LocalDate;
import java.util.List;

/**
 * What an experiment said of a channel.
 *
 * @param from the first day of the test
 * @param to its last day
 * @param change what was done to the channel meanwhile, as a share of its amount: −1 switched off, 0.2 raised by a fifth
 * @param effect what that did to the outcome over the test along all ways, in units of the outcome and summed over the units of the test; its
 *     sign is that of outcome with the change minus without
 * @param units in which it was made; all of the data when empty
 */
public record Lift(
        String channel,
        LocalDate from,
        LocalDate to,
        double change,
        double effect,
        double standardError,
        List<String> units) {
    public Lift {
        units = List.copyOf(units);
    }

    /** In all units. */
    public Lift(String channel, LocalDate from, LocalDate to, double change, double effect, double standardError) {
        this(channel, from, to, change, effect, standardError, List.of());
    }

    /** The same test, made in some units only. */
    public Lift withUnits(List<String> value) {
        return new Lift(channel, from, to, change, effect, standardError, value);
    }
}
