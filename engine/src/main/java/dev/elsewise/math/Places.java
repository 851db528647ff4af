package dev.elsewise.math;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Places in an array, as loops of a fit choose them: thousands of times, where a stream's stages would cost more than the choice. */
public final class Places {
    private Places() {}

    /** Those below a count that are chosen, ascending. */
    public static int[] where(int count, IntPredicate chosen) {
        int[] places = new int[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (chosen.test(i)) {
                places[found++] = i;
            }
        }
        return found == count ? places : Arrays.copyOf(places, found);
    }
}
