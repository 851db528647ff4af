package dev.elsewise.study.mix;

import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import dev.elsewise.error.BadData;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The cells of a column that should hold numbers and does not.
 *
 * @param row the first with text, counted from 0: with more than a word for "nothing" if there is one; −1 where a declared kind has made
 *     text of numbers
 * @param texts how many cells are text
 * @param filled how many cells are not empty
 * @param day the first one's date, as it stands there, or "" where that is no text either
 */
record TextCells(String column, int row, String text, int texts, int filled, String day) {
    private static final Set<String> ABSENT = Set.of("", "-", "?", "na", "n/a", "none", "null", "nil", "missing");

    static TextCells of(Table table, String column, String time) {
        Columns gathered = table.gather(List.of(column, time));
        int[] codes = gathered.codes(column);
        List<String> levels = table.levels(column);
        int first = -1;
        int texts = 0;
        int filled = 0;
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= 0) {
                filled++;
                if (!number(levels.get(codes[row]))) {
                    texts++;
                    if (first < 0 || (absent(levels.get(codes[first])) && !absent(levels.get(codes[row])))) {
                        first = row;
                    }
                }
            }
        }
        return new TextCells(
                column,
                first,
                first < 0 ? "" : levels.get(codes[first]),
                texts,
                filled,
                first < 0 ? "" : DataRows.written(time, table, gathered, first));
    }

    private static boolean number(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException word) {
            return false;
        }
    }

    private static boolean absent(String text) {
        return ABSENT.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    BadData refusal() {
        if (row < 0) {
            return new BadData("\"" + column + "\" must hold numbers; it is read as text."
                    + "\nMaybe the study declares it so under columns: leave it out there.");
        }
        String more = texts == 1 ? "" : ", one of " + Found.count(texts, "cell") + " with text";
        return new BadData("\"" + column + "\" must hold numbers; row " + (row + 1)
                + (day.isEmpty() ? "" : " (" + day + ")") + " holds \"" + text + "\"" + more + "." + hint());
    }

    private String hint() {
        if (absent(text)) {
            return "\nMaybe it stands for no value: leave such cells empty, and say under missing: what to make of them.";
        }
        if (texts == filled) {
            return "\nMaybe derive a column of numbers from it, as in derive: {launch: \"" + column + " = '" + text
                    + "'\"}.";
        }
        String digits = text.replaceAll("[\"',\\s]", "");
        return number(digits)
                ? "\nMaybe write it without separators or quotes, as " + digits + "."
                : "\nMaybe the cell is mistyped; one without a value should be empty, and missing: says what it stands for.";
    }
}
