package dev.elsewise.data.duckdb;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the database refused delimited text. Its message also holds the line in question, the path and the statement, which
 * may be of any words; so only the line of the message that gives the reason is looked at: the last that begins like one.
 *
 * @param line the line of the file, from 1; 0 when it is not said
 * @param reason the line that gives the reason
 */
record CsvFault(Kind kind, long line, String reason) {
    private static final Pattern LINE =
            Pattern.compile("\\A[\\w ]+ Error: CSV Error on Line: (\\d+)$", Pattern.MULTILINE);

    /** What is wrong, with how the reason begins. */
    enum Kind {
        RAGGED("Expected Number of Columns: (\\d+) Found: (\\d+)$"),
        ENCODING("Invalid unicode "),
        TYPE("Error when converting column "),
        QUOTE("Value with unterminated quote found"),
        TOO_LONG("Maximum line size of (\\d+) bytes exceeded"),
        LINE_ENDS("The CSV Parser state machine reached an invalid state"),
        UNSAID("Error when sniffing file "),
        OTHER("");

        private final Pattern beginning;

        Kind(String beginning) {
            this.beginning = Pattern.compile(beginning);
        }

        private Matcher matcher(String reason) {
            return beginning.matcher(reason);
        }
    }

    static CsvFault of(SQLException e) {
        String message = String.valueOf(e.getMessage());
        Matcher at = LINE.matcher(message);
        long line = at.find() ? Long.parseLong(at.group(1)) : 0;
        String[] lines = message.split("\\R");
        lines[0] = SqlFailure.firstLine(e);
        CsvFault fault = new CsvFault(Kind.OTHER, line, lines[0]);
        for (String said : lines) {
            fault = Arrays.stream(Kind.values())
                    .filter(kind -> kind != Kind.OTHER && kind.matcher(said).lookingAt())
                    .findFirst()
                    .map(kind -> new CsvFault(kind, line, said))
                    .orElse(fault);
        }
        return fault;
    }

    /** The number in the reason that is the {@code which}-th, from 1. */
    String number(int which) {
        Matcher numbers = kind.matcher(reason);
        if (!numbers.lookingAt()) {
            throw new IllegalStateException(reason);
        }
        return numbers.group(which);
    }

    /** Where, to be put behind what was found; nothing when it is not said. */
    String where() {
        return line == 0 ? "" : " (line " + line + ")";
    }
}
