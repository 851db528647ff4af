package dev.elsewise.data.duckdb;

import dev.elsewise.data.Column.Kind;
import dev.elsewise.error.BadStudy;
import java.util.Locale;

/** What the database's types hold, in our words. */
final class SqlTypes {
    private SqlTypes() {}

    static Kind kind(String type) {
        String base = type.replaceFirst("\\(.*", "");
        return switch (base) {
            case "BOOLEAN" -> Kind.TRUTH;
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "FLOAT",
                    "DOUBLE",
                    "DECIMAL" -> Kind.NUMBER;
            case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                Kind.TIME;
            default -> Kind.CATEGORY;
        };
    }

    /** Types whose values can be compared: text, numbers, times, truths. */
    static String family(String type) {
        return switch (kind(type)) {
            case NUMBER -> "a number";
            case TRUTH -> "a truth";
            case TIME -> "a time";
            case CATEGORY, KEY -> "text";
        };
    }

    /** The type of the values in a column's dictionary. */
    static String plain(String type) {
        return type.startsWith("ENUM") ? "VARCHAR" : type;
    }

    /** The type in which a column that was in memory is exported. */
    static String typeOf(Kind kind) {
        return switch (kind) {
            case NUMBER -> "DOUBLE";
            case TRUTH -> "BOOLEAN";
            case TIME -> "TIMESTAMP";
            case CATEGORY, KEY -> "VARCHAR";
        };
    }

    /** The SQL of a column's value read as another kind; the bare name when the values stay as they are. */
    static String converted(StoredColumn column, Kind kind) {
        String name = column.sqlName();
        Kind from = column.column().kind();
        return switch (kind) {
            case NUMBER -> from == Kind.TIME ? refuse(column, kind) : "CAST(" + name + " AS DOUBLE)";
            case TRUTH ->
                switch (from) {
                    case NUMBER ->
                        "CASE WHEN isnan(CAST(" + name + " AS DOUBLE)) THEN NULL WHEN " + name
                                + " IN (0, 1) THEN " + name + " = 1 WHEN " + name
                                + " IS NOT NULL THEN error('a truth column must hold 0 and 1; \""
                                + column.name().replace("'", "''")
                                + "\" holds ' || " + name + ") END";
                    case TIME -> refuse(column, kind);
                    default -> "CAST(" + name + " AS BOOLEAN)";
                };
            case TIME -> from.coded() ? "CAST(" + name + " AS TIMESTAMP)" : refuse(column, kind);
            case CATEGORY ->
                whole(column) && !column.type().equals("VARCHAR")
                        ? "CAST(" + name + " AS VARCHAR)"
                        : from == Kind.NUMBER && !column.type().equals("VARCHAR") ? textOfNumber(name) : text(column);
            case KEY ->
                from == Kind.NUMBER && floating(column)
                        ? "CASE WHEN isnan(" + name + ") THEN NULL WHEN " + name + " = trunc(" + name + ") THEN CAST("
                                + name
                                + " AS HUGEINT) ELSE error('a key must be a whole number or text; \""
                                + column.name().replace("'", "''") + "\" holds ' || " + name + ") END"
                        : name;
        };
    }

    private static boolean floating(StoredColumn column) {
        return column.type().equals("DOUBLE") || column.type().equals("FLOAT");
    }

    private static boolean whole(StoredColumn column) {
        return column.type().endsWith("INT") || column.type().endsWith("INTEGER");
    }

    private static String text(StoredColumn column) {
        return column.column().kind().coded() && column.type().equals("VARCHAR")
                ? column.sqlName()
                : "CAST(" + column.sqlName() + " AS VARCHAR)";
    }

    /** 3.0 and 3 name the same level. */
    private static String textOfNumber(String name) {
        return "CASE WHEN isnan(CAST(" + name + " AS DOUBLE)) THEN NULL WHEN " + name + " = trunc(" + name
                + ") AND abs("
                + name + ") < 9007199254740992 THEN CAST(CAST(" + name + " AS BIGINT) AS VARCHAR) ELSE CAST(" + name
                + " AS VARCHAR) END";
    }

    private static String refuse(StoredColumn column, Kind kind) {
        throw new BadStudy("A " + column.column().kind().name().toLowerCase(Locale.ROOT) + " column cannot be read as "
                + kind.name().toLowerCase(Locale.ROOT) + "; \"" + column.name()
                + "\" was asked to.\nMaybe derive a column of that kind.");
    }
}
