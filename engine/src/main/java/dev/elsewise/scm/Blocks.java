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

    int[] draw(int index) {
        RandomStream random = streams.at(index);
        int[] from = new int[window];
        int at = 0;
        while (at < window) {
            int start = random.below(window);
            for (int i = 0; i < length && at < window; i++) {
                from[at++] = (start + i) % window;
            }
        }
        return from;
    }
}
