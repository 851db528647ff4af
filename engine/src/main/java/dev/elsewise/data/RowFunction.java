package dev.elsewise.data;

import java.io.Serializable;
import java.util.List;

/**
 * New number columns computed from a row's own values and ordinal: predictions, scores, transforms. A pure function: a table may call
 * it again for the same rows, from several threads, and expects the same bits.
 */
public interface RowFunction extends Serializable {
    /** The columns it reads; {@code batch.numbers(i)} is the i-th of these. */
    List<String> inputs();

    /** The columns it makes. */
    List<String> outputs();

    /** Fills {@code out[j][0 … batch.size())} for each output j. */
    void apply(Batch batch, double[][] out);
}
