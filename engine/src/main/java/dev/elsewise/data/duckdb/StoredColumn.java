package dev.elsewise.data.duckdb;

import dev.elsewise.data.Column;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A column of a relation; two are the same only if they are the same object, so that arrays can be kept by column. */
final class StoredColumn {
    private static final Pattern WHOLE_DECIMAL = Pattern.compile("DECIMAL\\((1[6-9]|[23]\\d),0\\)");

    private final Column column;
    private final String type;
    private final @Nullable Dictionary dictionary;

    /** @param type the column's SQL type */
    StoredColumn(Column column, String type, @Nullable Dictionary dictionary) {
        this.column = column;
        this.type = type;
        this.dictionary = dictionary;
    }

    Column column() {
        return column;
    }

    String name() {
        return column.name();
    }

    String sqlName() {
        return Sql.name(column.name());
    }

    Dictionary dictionary() {
        if (dictionary == null) {
            throw new IllegalStateException("Column \"" + name() + "\" has no codes.");
        }
        return dictionary;
    }

    boolean coded() {
        return column.kind().coded();
    }

    /** Bytes a row in memory. */
    int width() {
        return coded() ? Integer.BYTES : Double.BYTES;
    }

    /** Whether its values may be too large for a double to hold exactly. */
    boolean wide() {
        return column.kind() == Column.Kind.NUMBER
                && switch (type) {
                    case "BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT" -> true;
                    default -> WHOLE_DECIMAL.matcher(type).matches();
                };
    }

    String type() {
        return type;
    }

    /** The SQL that turns the column into what a batch holds: a DOUBLE, or an INTEGER code. */
    String read() {
        return switch (column.kind()) {
            case NUMBER -> "CAST(" + sqlName() + " AS DOUBLE)";
            case TRUTH -> "CAST(CAST(" + sqlName() + " AS BOOLEAN) AS DOUBLE)";
            case TIME -> "CAST(epoch_us(CAST(" + sqlName() + " AS TIMESTAMP)) AS DOUBLE)";
            case CATEGORY, KEY -> dictionary().code(sqlName());
        };
    }

    /** The SQL of what is read into an array: as {@link #read}, or a hash that {@link Dictionary#codes} knows. */
    String readHashed() {
        return coded() && dictionary().codes().exact() ? dictionary().hash(sqlName(), type) : read();
    }

    /**
     * The SQL that sorts it as a batch's values sort, what is missing last.
     *
     * @param table the alias before its name, with its dot, or nothing
     */
    String order(String table) {
        String value = table + sqlName();
        if (coded()) {
            return dictionary().order(value, type) + " ASC NULLS LAST";
        }
        boolean mayBeNaN = type.equals("DOUBLE") || type.equals("FLOAT");
        return (mayBeNaN ? "CASE WHEN isnan(" + value + ") THEN NULL ELSE " + value + " END" : value)
                + " ASC NULLS LAST";
    }
}
