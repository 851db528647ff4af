package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import java.io.Serializable;

/**
 * Levels gathered before any model sees them: a level that some model keeps is a group of its own; all levels that every
 * model pools are one group; missing is a group. Models map groups to their parameters ({@link Parametrisation}).
 *
 * @param inputs the input of each factor
 * @param ofLevel for each factor the group of each level
 * @param missing for each factor the group of missing values
 * @param sizes for each factor the number of groups
 */
record Groups(int[] inputs, int[][] ofLevel, int[] missing, int[] sizes) implements Serializable {
    int count() {
        return inputs.length;
    }

    /** The group of a level; the code behind the last one stands for a missing value. */
    int of(int factor, int code) {
        return code == ofLevel[factor].length ? missing[factor] : ofLevel[factor][code];
    }

    /** Fills {@code out[factor][0 … size)}. */
    void fill(Batch batch, int[][] out) {
        for (int f = 0; f < inputs.length; f++) {
            int[] codes = batch.codes(inputs[f]);
            int start = batch.start(inputs[f]);
            int[] group = ofLevel[f];
            int[] to = out[f];
            for (int r = 0; r < batch.size(); r++) {
                int code = codes[start + r];
                to[r] = code < 0 ? missing[f] : group[code];
            }
        }
    }
}
