package dev.elsewise.data.spi;

import dev.elsewise.data.Columns;
import dev.elsewise.data.Source;
import dev.elsewise.data.Table;
import java.util.List;
import java.util.Map;

/** What reads and keeps tables for a workspace: DuckDB here, a cluster elsewhere. */
public interface TableStore extends AutoCloseable {
    Table open(Source source);

    /** The column names in the first line of delimited text. */
    List<String> header(Source.Csv source);

    /** Holds columns that are already in memory. */
    Table hold(Columns columns, Map<String, List<String>> levels);

    /** From here on no expression and no verb may read a file that is not open yet. */
    void seal();

    @Override
    void close();
}
