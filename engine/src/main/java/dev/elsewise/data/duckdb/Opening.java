package dev.elsewise.data.duckdb;

import dev.elsewise.data.Column;
import dev.elsewise.data.Source;
import java.util.ArrayList;
import java.util.List;

/** Opens sources as relations. */
final class Opening {
    private Opening() {}

    static Relation of(DuckDbStore store, Source source) {
        return switch (source) {
            case Source.Csv csv -> imported(store, CsvImport.of(store, csv));
            case Source.Parquet parquet -> OtherFiles.parquet(store, parquet);
            case Source.JsonLines json -> imported(store, OtherFiles.json(store, json));
            case Source.DuckDb duck -> imported(store, OtherFiles.duckDb(store, duck));
            case Source.Mind mind -> imported(store, MindImport.of(store, mind));
        };
    }

    /** A relation of all rows of a table, in the order in which they were inserted. */
    static Relation imported(DuckDbStore store, String table) {
        long rows = store.database().number("SELECT count(*) FROM " + table);
        return scan(store, "SELECT rowid AS " + Sql.ORDINAL + ", * FROM " + table, rows, rows);
    }

    /** A relation of a SELECT that gives the ordinals 0 … rows − 1 in order. */
    static Relation scan(DuckDbStore store, String select, long rows, long sourceRows) {
        List<StoredColumn> columns = new ArrayList<>();
        for (List<String> described :
                store.database().rows("DESCRIBE " + select).stream().skip(1).toList()) {
            String name = described.get(0);
            String type = described.get(1);
            Column.Kind kind = SqlTypes.kind(type);
            Dictionary dictionary =
                    kind.coded() ? Dictionary.of(store.database(), Lazy.done(select), name, type) : null;
            columns.add(new StoredColumn(new Column(name, kind), type, dictionary));
        }
        RowSet rowSet = new RowSet(store, () -> rows, true, false, null);
        return new Relation(store, Lazy.done(select), columns, List.of(), rowSet, sourceRows);
    }
}
