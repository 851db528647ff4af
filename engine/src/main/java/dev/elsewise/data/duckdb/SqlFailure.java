package dev.elsewise.data.duckdb;

import dev.elsewise.error.BadData;
import dev.elsewise.error.ElsewiseException;
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

    /** What a failure means that came up while rows were read: values that do not fit what is computed from them. */
    static ElsewiseException ofRows(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Conversion Error")
                || message.startsWith("Out of Range Error")
                || message.startsWith("Invalid Input Error")) {
            return new BadData(
                    "The values must fit what is computed from them: " + firstLine(e) + "\nMaybe " + hint(message), e);
        }
        return Database.unexpected(e);
    }

    private static String hint(String message) {
        if (message.startsWith("Conversion Error")) {
            return "write try_cast instead of cast: what does not fit is then missing.";
        }
        return message.startsWith("Out of Range Error")
                ? "the numbers are too large for whole numbers: compute with x::double instead of x."
                : "the column is of another kind than the study says, or a value in it is a slip.";
    }
}
