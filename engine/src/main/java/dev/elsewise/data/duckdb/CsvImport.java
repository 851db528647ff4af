package dev.elsewise.data.duckdb;

import dev.elsewise.data.Source;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.ElsewiseException;
import dev.elsewise.error.Nearest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads delimited text into a table. The first line names the columns and, unless the source says it, shows the delimiter:
 * a database's own guess may drop ragged lines at the top as a preamble, where we want to name them. The types are the
 * database's guess from the first 20,480 lines, then from all lines if a later one contradicts.
 */
final class CsvImport {
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern EXPECTED = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");

    private final DuckDbStore store;
    private final Source.Csv source;
    private final Path path;

    private CsvImport(DuckDbStore store, Source.Csv source) {
        this.store = store;
        this.source = source;
        this.path = source.path();
    }

    /** The name of the table that was made. */
    static String of(DuckDbStore store, Source.Csv source) {
        return new CsvImport(store, source).table();
    }

    private String table() {
        DataFile.requireReadable(path);
        CsvHeader header = CsvHeader.read(source);
        requireUnique(header.names());
        for (String wanted : source.columns()) {
            if (!header.names().contains(wanted)) {
                throw new BadStudy("The file \"" + path + "\" has no column \"" + wanted + "\"; it has "
                        + header.names() + "." + Nearest.hint(wanted, header.names()));
            }
        }
        String table = store.database().table(store.onDisk(3 * DataFile.textSize(path)));
        try {
            make(table, header, "");
        } catch (TypeChanged later) {
            make(table, header, ", sample_size = -1");
        }
        return table;
    }

    private void make(String table, CsvHeader header, String more) {
        String columns = source.columns().isEmpty() ? "*" : Sql.names(source.columns());
        store.database()
                .execute(
                        "CREATE TABLE " + table + " AS SELECT " + columns + " FROM " + read(header, more),
                        e -> failure(e, header, more.isEmpty()));
    }

    private String read(CsvHeader header, String more) {
        List<String> options = new ArrayList<>(List.of(
                Sql.text(path),
                "header = true",
                "skip = 0",
                "comment = ''",
                "delim = " + Sql.text(header.delimiter()),
                "quote = " + Sql.text(header.quote()),
                "escape = " + Sql.text(header.quote()),
                "nullstr = ['', 'NA', 'NULL']",
                "strict_mode = true",
                "null_padding = false"));
        source.decimal().ifPresent(d -> options.add("decimal_separator = " + Sql.text(d)));
        source.encoding().ifPresent(e -> options.add("encoding = " + Sql.text(encoding(e))));
        return "read_csv(" + String.join(", ", options) + more + ")";
    }

    private static String encoding(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "latin1", "latin-1", "iso-8859-1", "windows-1252", "cp1252" -> "latin-1";
            case "utf8", "utf-8" -> "utf-8";
            case "utf16", "utf-16" -> "utf-16";
            default -> throw new BadStudy("An encoding must be utf-8, latin-1 or utf-16; found \"" + name + "\".");
        };
    }

    private void requireUnique(List<String> names) {
        List<String> seen = new ArrayList<>();
        for (String name : names) {
            String folded = name.toLowerCase(Locale.ROOT);
            if (seen.contains(folded)) {
                throw new BadData("Column names must be unique, whatever their case; in the header of \"" + path
                        + "\" \"" + name + "\" is column " + (seen.indexOf(folded) + 1) + " and column "
                        + (seen.size() + 1) + ".");
            }
            seen.add(folded);
        }
    }

    /** A line far down does not have the type that the first lines suggested. */
    private static final class TypeChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private ElsewiseException failure(SQLException e, CsvHeader header, boolean mayRetry) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Error when sniffing")) {
            return afterReadingAsText(e, header);
        }
        if (message.contains("unicode") || message.contains("not utf-8 encoded")) {
            return new BadData(
                    "Text must be UTF-8; \"" + path + "\" is not" + line(message)
                            + ".\nMaybe it is Latin-1: say encoding: latin-1.",
                    e);
        }
        Matcher expected = EXPECTED.matcher(message);
        if (expected.find()) {
            return new BadData(
                    "Every line must have " + expected.group(1) + " fields, as the header of \"" + path
                            + "\" has; found " + expected.group(2) + line(message)
                            + ".\nMaybe a field with the delimiter in it lacks its quotes.",
                    e);
        }
        if (mayRetry && (message.contains("Could not convert") || message.contains("converting column"))) {
            throw new TypeChanged();
        }
        if (message.contains("unterminated quote") || message.contains("quoted value")) {
            return new BadData("A quoted field must end; in \"" + path + "\" one does not" + line(message) + ".", e);
        }
        if (message.startsWith("Invalid Input Error") || message.startsWith("Conversion Error")) {
            return new BadData(
                    "The file \"" + path + "\" must be delimited text" + line(message) + ": " + SqlFailure.firstLine(e),
                    e);
        }
        return Database.unexpected(e);
    }

    /** A guess over many lines failed without saying where; reading the fields as text names the line. */
    private ElsewiseException afterReadingAsText(SQLException guess, CsvHeader header) {
        String names = header.names().stream()
                .map(n -> Sql.text(n) + ": 'VARCHAR'")
                .collect(Collectors.joining(", ", ", auto_detect = false, columns = {", "}"));
        try {
            store.database().rows("SELECT count(*) FROM " + read(header, names), e -> failure(e, header, false));
        } catch (BadData named) {
            return named;
        }
        return new BadData(
                "The file \"" + path + "\" must be delimited text; its fields cannot be told apart with delimiter \""
                        + header.delimiter() + "\" and quote \"" + header.quote()
                        + "\".\nMaybe say delimiter: and quote:.",
                guess);
    }

    static String line(String message) {
        Matcher line = LINE.matcher(message);
        return line.find() ? " (line " + line.group(1) + ")" : "";
    }
}
