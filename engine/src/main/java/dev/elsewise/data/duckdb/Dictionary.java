package dev.elsewise.data.duckdb;

import dev.elsewise.data.spi.Stripes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * The codes of a category or key column: a table of its distinct values in the order of the codes. Made when first needed,
 * over the rows that the column had when it came to be, so a later filter leaves the codes alone. The names stay in the
 * database until someone asks for them.
 */
final class Dictionary {
    /** Names up to this number are kept once they have been asked for. */
    private static final int KEPT = 100_000;

    private final Database database;
    private final Lazy<String> table;
    private final Lazy<Integer> size;
    private final @Nullable List<String> known;
    private final Lazy<List<String>> few;
    private final Lazy<String> type;
    private final Lazy<CodeMap> codes;

    private Dictionary(Database database, Lazy<String> table, Lazy<Integer> size, @Nullable List<String> known) {
        this.database = database;
        this.table = table;
        this.size = size;
        this.known = known;
        this.few = Lazy.of(this::read);
        this.type = Lazy.of(this::makeType);
        this.codes = Lazy.of(() -> CodeMap.of(database, table.get(), size.get()));
    }

    /** The distinct values of a column, in their own order: text by code point, numbers by size. */
    static Dictionary of(Database database, Supplier<String> relation, String column, String sqlType) {
        Lazy<String> table = Lazy.of(() -> {
            String name = database.table(false);
            database.execute(
                    "CREATE TABLE " + name + " AS SELECT v FROM (SELECT DISTINCT "
                            + plain(Sql.name(column), sqlType) + " AS v FROM (" + relation.get()
                            + ")) WHERE v IS NOT NULL"
                            + " ORDER BY v",
                    SqlFailure::ofRows);
            return name;
        });
        Lazy<Integer> size = Lazy.of(() -> (int) database.number("SELECT count(*) FROM " + table.get()));
        return new Dictionary(database, table, size, null);
    }

    /** Levels that are known, in the order of their codes. */
    static Dictionary of(Database database, List<String> levels) {
        List<String> known = List.copyOf(levels);
        Lazy<String> table = Lazy.of(() -> {
            String name = database.table(false);
            database.execute("CREATE TABLE " + name + " (v VARCHAR)");
            String[] path = name.split("\\.");
            return database.call(
                    c -> {
                        try (DuckDBAppender appender = c.createAppender(path[0], path[1], path[2])) {
                            for (String level : known) {
                                appender.beginRow().append(level).endRow();
                            }
                        }
                        return name;
                    },
                    Database::unexpected);
        });
        return new Dictionary(database, table, Lazy.done(known.size()), known);
    }

    /** A value as the dictionary holds it. */
    private static String plain(String value, String sqlType) {
        return SqlTypes.plain(sqlType).equals(sqlType) ? value : "CAST(" + value + " AS VARCHAR)";
    }

    int size() {
        return size.get();
    }

    List<String> levels() {
        if (known != null) {
            return known;
        }
        return size() > KEPT ? read() : few.get();
    }

    private List<String> read() {
        List<String> levels = new ArrayList<>(size());
        for (long from = 0; from < size(); from += Stripes.BATCH * 16L) {
            database.rows("SELECT CAST(v AS VARCHAR) FROM " + table.get() + " WHERE rowid >= " + from + " AND rowid < "
                            + (from + Stripes.BATCH * 16L))
                    .forEach(row -> levels.add(row.getFirst()));
        }
        return List.copyOf(levels);
    }

    /** The SQL of a value's hash, which {@link #codes} turns into its code. */
    String hash(String value, String sqlType) {
        return CodeMap.hash(plain(value, sqlType));
    }

    /** The codes of hashes. */
    CodeMap codes() {
        return codes.get();
    }

    /** The SQL of a value's code, −1 where it is missing. */
    String code(String value) {
        if (size() == 0) {
            return "-1";
        }
        return "coalesce(CAST(enum_code(CAST(CAST(" + value + " AS VARCHAR) AS " + type.get() + ")) AS INTEGER), -1)";
    }

    /** The SQL that sorts values as their codes sort. */
    String order(String value, String sqlType) {
        return known == null ? plain(value, sqlType) : "nullif(" + code(value) + ", -1)";
    }

    private String makeType() {
        String name = "memory.main." + database.fresh("levels");
        database.execute(
                "CREATE TYPE " + name + " AS ENUM (SELECT CAST(v AS VARCHAR) FROM " + table.get() + " ORDER BY rowid)");
        return name;
    }
}
