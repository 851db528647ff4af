package dev.elsewise.study.print;

import java.util.Arrays;
import java.util.List;

/** A page of text for a terminal: headings, wrapped sentences, tables. Used by one thread. */
public final class TextPage {
    /** The longest line of a sentence. */
    public static final int WIDTH = 100;

    private final StringBuilder out = new StringBuilder();

    public void title(String words) {
        line(words);
        line("=".repeat(length(words)));
        line("");
    }

    public void line(String words) {
        out.append(words).append('\n');
    }

    /** The first {@code left} columns to the left, numbers to the right; the first row is the heading. */
    public void table(List<List<String>> rows, int left) {
        int columns = rows.getFirst().size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], length(row.get(c)));
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder("  ");
            for (int c = 0; c < columns; c++) {
                String cell = rows.get(r).get(c);
                String space = " ".repeat(width[c] - length(cell));
                line.append(c < left ? cell + space : space + cell).append("  ");
            }
            line(line.toString().stripTrailing());
            if (r == 0) {
                line("  " + "-".repeat(Arrays.stream(width).sum() + 2 * (columns - 1)));
            }
        }
        line("");
    }

    /** A sentence over as many lines as it needs; those after the first stand further in under an indent. */
    public void wrapped(String words, String indent) {
        StringBuilder line = new StringBuilder(indent);
        int used = 0;
        for (String word : words.split(" ", -1)) {
            if (used > 0 && line.length() + word.length() + 1 > WIDTH) {
                line(line.toString());
                line = new StringBuilder(indent).append(indent.isEmpty() ? "" : "    ");
                used = 0;
            }
            line.append(used++ > 0 ? " " : "").append(word);
        }
        line(line.toString());
    }

    private static int length(String s) {
        return s.codePointCount(0, s.length());
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
