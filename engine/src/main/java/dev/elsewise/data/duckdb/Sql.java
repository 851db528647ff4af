package dev.elsewise.data.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Quoting. */
final class Sql {
    /** The hidden column that carries a row's place in its source. */
    static final String ORDINAL = "\"#ordinal\"";

    private Sql() {}

    /** A column or table name. */
    static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A text literal. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String text(Path path) {
        return text(path.toString());
    }

    static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }
}
