package dev.elsewise.scm;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;

/**
 * Which periods' residuals take the place of which, draw by draw: blocks of successive ones, put together until the window is full (H. R.
 * Künsch, Annals of Statistics 17 (1989), DOI 10.1214/aos/1176347265), on a circle so that every period is as likely.
 *
 * @param window periods
 * @param length of a block
 */
record Blocks(int window, int length, Streams streams) {
    static Blocks of(int window, int length, long seed) {
        return new Blocks(window, Math.min(length, window), Streams.of(seed, "residual blocks"));
    }

    /** max(4, ⌈n^⅓⌉). */
    static int length(int window) {
        return Math.max(4, (int) Math.ceil(Math.cbrt(window) - 1e-9));
    }

    /** In which period each block of a draw begins; the last may be longer than what is left of the window. */
    int[] draw(int index) {
        RandomStream random = streams.at(index);
        int[] starts = new int[(window + length - 1) / length];
        for (int b = 0; b < starts.length; b++) {
            starts[b] = random.below(window);
        }
        return starts;
    }
}
