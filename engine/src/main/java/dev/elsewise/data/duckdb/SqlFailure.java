package dev.elsewise.data.duckdb;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** What the database says, cut down to what a user can use. */
final class SqlFailure {
    private static final Pattern KIND = Pattern.compile("^(\\w+ )*Error: ");

    private SqlFailure() {}

    /** The first line, without the kind of error before it. */
    static String firstLine(SQLException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return KIND.matcher(line).replaceFirst("").strip();
    }

    /** Whether it is about the statement (names, types, syntax) and not about the rows. */
    static boolean ofStatement(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Binder Error")
                || message.startsWith("Catalog Error")
                || message.startsWith("Parser Error")
                || message.startsWith("Not implemented Error");
    }
}
