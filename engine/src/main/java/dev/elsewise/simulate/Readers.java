package dev.elsewise.simulate;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;

/**
 * Who looks at slates, and when. A reader's history has the published distribution over rows (2 % without one, 28 % up
 * to 10 articles, quartiles 9, 21 and 46, 93 % up to 100, mean 35): log-linear between the published points, exponential
 * above the last. The time of day has the published shares; days of the week are equally likely.
 */
final class Readers {
    /** Readers to draw from for each slate: 20,000 slates then have about 15,400 different ones, as published. */
    private static final double POOL = 1.835;

    private static final double[] SHARE = {0.02035, 0.25, 0.2847, 0.5, 0.612, 0.75, 0.9303};
    private static final double[] HISTORY = {0.5, 9, 10.5, 21, 30.5, 46, 100.5};
    private static final double TAIL_MEAN = 50;
    private static final double LONGEST = 558;

    /** First hour of each part of the day, and its rows in the published sample. */
    private static final int[] PART_BEGINS = {0, 6, 12, 17, 21, 24};

    private static final Alias PARTS = new Alias(new double[] {21_507, 65_442, 41_771, 16_287, 4_993});

    private final Streams streams;
    private final int pool;

    Readers(int slates, long seed) {
        streams = Streams.of(seed, "readers");
        pool = (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.rint(POOL * slates)));
    }

    int pool() {
        return pool;
    }

    int draw(RandomStream stream) {
        return stream.below(pool);
    }

    /** How many articles that reader has read before: the same in all of the reader's slates. */
    double history(int reader) {
        double p = streams.uniform(reader);
        if (p <= SHARE[0]) {
            return 0;
        }
        int last = SHARE.length - 1;
        if (p >= SHARE[last]) {
            double beyond = -TAIL_MEAN * StrictMath.log((1 - p) / (1 - SHARE[last]));
            return Math.rint(Math.min(LONGEST, HISTORY[last] + beyond));
        }
        int i = 0;
        while (p > SHARE[i + 1]) {
            i++;
        }
        double along = (p - SHARE[i]) / (SHARE[i + 1] - SHARE[i]);
        double ratio = HISTORY[i + 1] / HISTORY[i];
        return Math.max(1, Math.rint(HISTORY[i] * StrictMath.pow(ratio, along)));
    }

    static int hour(RandomStream stream) {
        int part = PARTS.draw(stream);
        return PART_BEGINS[part] + stream.below(PART_BEGINS[part + 1] - PART_BEGINS[part]);
    }

    /** 0 is Monday. */
    static int dayOfWeek(RandomStream stream) {
        return stream.below(7);
    }
}
