package dev.elsewise.data.duckdb;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The codes of a category or key column: an ENUM type whose values stand in the order of the codes. Made when first
 * needed, over the rows that the column had when it came to be, so a later filter leaves the codes alone. Its names stay
 * in the database until someone asks for them.
 */
final class Dictionary {
    private final Lazy<String> type;
    private final Lazy<Integer> size;
    private final Lazy<List<String>> levels;

    private Dictionary(Lazy<String> type, Lazy<Integer> size, Lazy<List<String>> levels) {
        this.type = type;
        this.size = size;
        this.levels = levels;
    }

    /** The distinct values of a column, in their own order: text by code point, numbers by size. */
    static Dictionary of(
            Database database, java.util.function.Supplier<String> relation, String column, String sqlType) {
        Lazy<String> type = Lazy.of(() -> {
            String name = "memory.main." + database.fresh("levels");
            String quoted = Sql.name(column);
            String value = sqlType.startsWith("ENUM") ? "CAST(" + quoted + " AS VARCHAR)" : quoted;
            database.execute("CREATE TYPE " + name + " AS ENUM (SELECT CAST(v AS VARCHAR) FROM (SELECT DISTINCT "
                    + value + " AS v FROM (" + relation.get() + ") WHERE " + quoted + " IS NOT NULL) ORDER BY v)");
            return name;
        });
        Lazy<Integer> size = Lazy.of(() -> (int) database.number("SELECT len(enum_range(NULL::" + type.get() + "))"));
        Lazy<List<String>> levels = Lazy.of(() -> size.get() == 0
                ? List.of()
                : database.rows("SELECT unnest(enum_range(NULL::" + type.get() + "))").stream()
                        .map(List::getFirst)
                        .toList());
        return new Dictionary(type, size, levels);
    }

    /** Levels that are known, in the order of their codes. */
    static Dictionary of(Database database, List<String> levels) {
        Lazy<String> type = Lazy.of(() -> {
            String name = "memory.main." + database.fresh("levels");
            database.execute("CREATE TYPE " + name + " AS ENUM ("
                    + levels.stream().map(Sql::text).collect(Collectors.joining(", ")) + ")");
            return name;
        });
        return new Dictionary(type, Lazy.done(levels.size()), Lazy.done(List.copyOf(levels)));
    }

    int size() {
        return size.get();
    }

    List<String> levels() {
        return levels.get();
    }

    /** The SQL of a value's code, −1 where it is missing. */
    String code(String value) {
        if (size() == 0) {
            return "-1";
        }
        return "coalesce(CAST(enum_code(CAST(CAST(" + value + " AS VARCHAR) AS " + type.get() + ")) AS INTEGER), -1)";
    }
}
