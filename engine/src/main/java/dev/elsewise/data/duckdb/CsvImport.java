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
import java.util.stream.Collectors;

/**
 * Reads delimited text into a table. The first line names the columns and, unless the source says it, shows the delimiter:
 * a database's own guess may drop ragged lines at the top as a preamble, where we want to name them. The types are the
 * database's guess from the first 20,480 lines, then from all lines if a later one contradicts.
 */
final class CsvImport {
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

    /** The first line, whose names must be unique. */
    static CsvHeader header(Source.Csv source) {
        DataFile.requireReadable(source.path());
        CsvHeader header = CsvHeader.read(source);
        requireUnique(source.path(), header.names());
        return header;
    }

    private String table() {
        CsvHeader header = header(source);
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
            default ->
                throw new BadStudy("An encoding must be utf-8, latin-1 or utf-16; found \"" + name
                        + "\".\nMaybe save the file as UTF-8.");
        };
    }

    private static void requireUnique(Path path, List<String> names) {
        List<String> seen = new ArrayList<>();
        for (String name : names) {
            String folded = name.toLowerCase(Locale.ROOT);
            if (seen.contains(folded)) {
                throw new BadData("Column names must be unique, whatever their case; in the header of \"" + path
                        + "\" \"" + name + "\" is column " + (seen.indexOf(folded) + 1) + " and column "
                        + (seen.size() + 1)
                        + ".\nMaybe the first line does not name the columns, or one was written twice.");
            }
            seen.add(folded);
        }
    }

    /** A line far down does not have the type that the first lines suggested. */
    private static final class TypeChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private ElsewiseException failure(SQLException e, CsvHeader header, boolean mayRetry) {
        CsvFault fault = CsvFault.of(e);
        return switch (fault.kind()) {
            case UNSAID -> afterReadingAsText(e, header);
            case ENCODING ->
                new BadData(
                        "Text must be UTF-8; \"" + path + "\" is not" + fault.where()
                                + ".\nMaybe it is Latin-1: say encoding: latin-1.",
                        e);
            case RAGGED ->
                new BadData(
                        "Every line must have " + fields(fault.number(1)) + ", as the header of \"" + path
                                + "\" has; found " + fault.number(2) + fault.where() + ".\nMaybe "
                                + raggedHint(fault, header),
                        e);
            case TYPE -> {
                if (mayRetry) {
                    throw new TypeChanged();
                }
                yield other(fault, e);
            }
            case QUOTE ->
                new BadData(
                        "A quoted field must end with its quote and a delimiter; in \"" + path + "\" one does not"
                                + fault.where() + ".\nMaybe a quote within it is not doubled, or the file was cut off.",
                        e);
            case TOO_LONG ->
                new BadData(
                        "A line must have at most " + fault.number(1) + " bytes; one of \"" + path + "\" has more"
                                + fault.where() + ".\nMaybe a quote before it was never closed, or it is no text file.",
                        e);
            case LINE_ENDS ->
                new BadData(
                        "All lines of \"" + path + "\" must end alike; they do not."
                                + "\nMaybe some end as on Windows (CR LF) and some as elsewhere (LF): save the file anew.",
                        e);
            case OTHER -> other(fault, e);
        };
    }

    private ElsewiseException other(CsvFault fault, SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Invalid Input Error") || message.startsWith("Conversion Error")) {
            return new BadData(
                    "The file \"" + path + "\" must be delimited text" + fault.where() + ": " + fault.reason()
                            + "\nMaybe say delimiter:, quote: or encoding:.",
                    e);
        }
        return Database.unexpected(e);
    }

    private static String fields(String count) {
        return count + (count.equals("1") ? " field" : " fields");
    }

    private static String raggedHint(CsvFault fault, CsvHeader header) {
        boolean more = Long.parseLong(fault.number(2)) > Long.parseLong(fault.number(1));
        if (more && fault.line() == 2) {
            return "the first line does not name the columns, or a field with the delimiter in it lacks its quotes.";
        }
        return more
                ? "a field with the delimiter in it lacks its quotes."
                : "the line was cut off, or the delimiter is not \"" + header.delimiter() + "\": say delimiter:.";
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
}
