package dev.elsewise.simulate;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;

/** Reads what a user set a knob to. */
final class Knobs {
    private Knobs() {}

    static BadStudy unknown(World world, String knob) {
        return new BadStudy("The world \"" + world.name() + "\" has no knob \"" + knob + "\"; it has "
                + world.knobs().keySet() + "."
                + Nearest.hint(knob, world.knobs().keySet()));
    }

    static int whole(String knob, String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new BadStudy(
                    "The knob \"" + knob + "\" must be a whole number below 2,147,483,648; it is \"" + value
                            + "\".\nMaybe write digits alone: 20000.",
                    e);
        }
    }

    static long seed(String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            throw new BadStudy(
                    "The seed must be a whole number; it is \"" + value
                            + "\".\nMaybe write digits alone, at most 18 of them.",
                    e);
        }
    }

    static double number(String knob, String value) {
        try {
            return Double.parseDouble(value.strip());
        } catch (NumberFormatException e) {
            throw new BadStudy(
                    "The knob \"" + knob + "\" must be a number; it is \"" + value + "\"."
                            + (value.contains(",") ? "\nMaybe the decimal comma should be a point." : ""),
                    e);
        }
    }

    static boolean truth(String knob, String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new BadStudy("The knob \"" + knob + "\" must be true or false; it is \"" + value
                        + "\".\nMaybe write --set " + knob + "=true.");
        };
    }

    static double between(String knob, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new BadStudy("The knob \"" + knob + "\" must lie between " + least + " and " + most + "; it is "
                    + value + ".\nMaybe leave it out: then it has its default.");
        }
        return value;
    }
}
