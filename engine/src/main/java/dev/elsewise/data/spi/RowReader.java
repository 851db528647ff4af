package dev.elsewise.data.spi;

import dev.elsewise.data.Batch;

/** Reads stretches of rows of chosen columns, for one thread at a time. */
public interface RowReader extends AutoCloseable {
    /** Announces that rows {@code from … to} (exclusive) will be read, in order. */
    void begin(long from, long to);

    /** The next {@code size} rows; the view is valid until the next call. */
    Batch next(int size);

    @Override
    void close();
}
