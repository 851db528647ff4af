package dev.elsewise.study.yaml;

import dev.elsewise.error.Nearest;
import java.math.BigDecimal;
import java.util.List;

/** What may have been meant by a value that is wrong: sentences that begin after "Maybe". */
final class Guess {
    private Guess() {}

    /**
     * @param found empty for what is no word
     * @param otherwise for a word that is near none of them
     */
    static String word(String found, List<String> words, String otherwise) {
        return found.isEmpty()
                ? otherwise
                : Nearest.to(found, words)
                        .map(word -> "you meant \"" + word + "\".")
                        .orElse(otherwise);
    }

    /** For a value of another kind. */
    static String kind(boolean nothing, boolean scalar) {
        return nothing
                ? "the value was forgotten, or the key is not needed."
                : scalar
                        ? "it is mistyped, or belongs under another key."
                        : "a line is indented too far, or not far enough.";
    }

    /** @param under the map that lacks a key; empty for the whole file */
    static String missing(String key, String under) {
        return "add it: \"" + key + ": …\", "
                + (under.isEmpty() ? "at the beginning of a line." : "under " + under + ".");
    }

    /** For a number outside [least, most]. */
    static String within(double value, double least, double most) {
        if (value > most && value / 100 >= least && value / 100 <= most) {
            return "it is a percentage: write it as a share, " + plain(value / 100) + ".";
        }
        return value > most
                ? plain(most) + " will do, the most there may be."
                : plain(least) + " will do, the least there may be.";
    }

    /** For a number that is not above a bound. */
    static String above(double value, double bound) {
        return -value > bound
                ? "the sign is a slip: " + plain(-value) + "."
                : "a small number is meant, or none: then leave the entry out.";
    }

    /** For what is no whole number, or a smaller one than it may be. */
    static String whole(String found, long least) {
        return found.matches("-\\d+")
                ? "the sign is a slip, or " + least + " will do, the least there may be."
                : "write it in digits alone, without a point or quotes, as in " + Math.max(least, 42) + ".";
    }

    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
