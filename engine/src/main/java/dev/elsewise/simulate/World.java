package dev.elsewise.simulate;

import java.util.Map;

/**
 * A data-generating process whose true effects are known. A world is a value: the same world makes the same rows, bit
 * for bit, on any machine.
 */
public sealed interface World permits MixWorld, SlateWorld {
    /** The name by which {@link Worlds#named} finds it. */
    String name();

    /** What it is, in a sentence. */
    String summary();

    /** The settings that {@link #with} changes, with their present values; in order. */
    Map<String, Object> knobs();

    /**
     * The same world with one knob turned.
     *
     * @throws dev.elsewise.error.BadStudy when there is no such knob, or it cannot take that value
     */
    World with(String knob, String value);

    World withSeed(long value);

    /** The same world, as near to that many rows as whole units (slates, users) allow. */
    World withRows(long rows);

    /** Makes the rows, and the truth about them. */
    Simulated generate();
}
