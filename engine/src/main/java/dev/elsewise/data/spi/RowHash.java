package dev.elsewise.data.spi;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Table;
import dev.elsewise.math.Streams;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The hash of a row's key: of its ordinal, or of its value in a key column. What is drawn by the hash of a key column does
 * not depend on the order of the rows.
 */
public interface RowHash extends Serializable {
    /** @param column where in the batch the key column stands, if there is one */
    long of(Batch batch, int column, int row);

    /**
     * The hashes for one purpose; those for another have nothing to do with them.
     *
     * @param key the column that identifies a row; the row's ordinal when empty
     */
    static RowHash of(Table table, Optional<String> key, long seed, String purpose) {
        Streams streams = Streams.of(seed, purpose);
        if (key.isEmpty()) {
            return (batch, column, row) -> streams.bits(batch.ordinal(row));
        }
        Column column = table.schema().column(key.get());
        if (!column.kind().coded()) {
            return (batch, c, row) -> streams.bits(Double.doubleToLongBits(batch.numbers(c)[batch.start(c) + row]));
        }
        List<String> levels = table.levels(column.name());
        // What is missing has code −1 and the first word.
        long[] words = new long[levels.size() + 1];
        for (int code = 0; code < levels.size(); code++) {
            words[code + 1] = ofText(levels.get(code));
        }
        return (batch, c, row) -> streams.bits(words[batch.codes(c)[batch.start(c) + row] + 1]);
    }

    /** A word for a text: FNV-1a over its UTF-16 units. */
    static long ofText(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
