package dev.elsewise.study.print;

import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** A CSV table: UTF-8, a header, a point for decimals, empty for what is not there. */
public final class Csv {
    private static final Pattern SPECIAL = Pattern.compile("[\",\n\r]");

    private Csv() {}

    /** @param rows as {@link #row} makes them */
    public static String table(String header, List<String> rows) {
        StringJoiner lines = new StringJoiner("\n", "", "\n").add(header);
        rows.forEach(lines::add);
        return lines.toString();
    }

    public static String row(Object... values) {
        StringJoiner row = new StringJoiner(",");
        for (Object value : values) {
            row.add(cell(value));
        }
        return row.toString();
    }

    private static String cell(Object value) {
        if (value instanceof Double d && !Double.isFinite(d)) {
            return "";
        }
        String text = value.toString();
        return SPECIAL.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
