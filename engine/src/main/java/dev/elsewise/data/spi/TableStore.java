package dev.elsewise.data.spi;

import dev.elsewise.data.Columns;
import dev.elsewise.data.Source;
import dev.elsewise.data.Table;

/** What reads and keeps tables for a workspace: DuckDB here, a cluster elsewhere. */
public interface TableStore extends AutoCloseable {
    Table open(Source source);

    /** Holds columns that are already in memory. */
    Table hold(Columns columns, java.util.Map<String, java.util.List<String>> levels);

    /** From here on no expression and no verb may read a file that is not open yet. */
    void seal();

    @Override
    void close();
}
