package dev.elsewise.data.profile;

import dev.elsewise.data.profile.DataProfile.ColumnProfile;
import dev.elsewise.data.profile.DataProfile.Numbers;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a profile. */
final class ProfileText {
    private static final List<String> HEAD =
            List.of("column", "kind", "missing", "distinct", "min", "25 %", "median", "75 %", "max", "mean");

    private ProfileText() {}

    static String of(DataProfile profile) {
        List<List<String>> lines = new ArrayList<>(List.of(HEAD));
        profile.columns().forEach(c -> lines.add(line(c, profile.rows())));
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        text.append(count(profile.rows()))
                .append(" rows, ")
                .append(profile.columns().size())
                .append(" columns\n\n");
        for (int l = 0; l < lines.size(); l++) {
            text.append(aligned(lines.get(l), widths)).append('\n');
            if (l > 0) {
                ColumnProfile column = profile.columns().get(l - 1);
                if (!column.top().isEmpty()) {
                    text.append("    ").append(levels(column, profile.rows())).append('\n');
                }
            }
        }
        String remarks = remarks(profile);
        return remarks.isEmpty() ? text.toString() : text + "\n" + remarks;
    }

    private static List<String> line(ColumnProfile c, long rows) {
        List<String> line = new ArrayList<>(List.of(
                c.name(),
                c.kind(),
                c.missing() == 0 ? "0" : count(c.missing()) + share(c.missing(), rows),
                count(c.distinct())));
        c.numbers().ifPresent(n -> line.addAll(numbers(n, c.kind())));
        return line;
    }

    private static List<String> numbers(Numbers n, String kind) {
        double[] values = {n.min(), n.p25(), n.median(), n.p75(), n.max(), n.mean()};
        List<String> shown = new ArrayList<>();
        for (double value : values) {
            shown.add(kind.equals("time") ? time(value) : number(value));
        }
        return shown;
    }

    private static String aligned(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            boolean left = i < 2;
            line.append(i == 0 ? "" : "  ").append(left ? cells.get(i) + padding : padding + cells.get(i));
        }
        return line.toString().stripTrailing();
    }

    private static String levels(ColumnProfile column, long rows) {
        String shown = column.top().stream()
                .map(l -> "\"" + l.level() + "\" " + count(l.rows()) + share(l.rows(), rows))
                .collect(Collectors.joining(", "));
        return column.distinct() > column.top().size() ? shown + ", …" : shown;
    }

    private static String remarks(DataProfile profile) {
        StringBuilder remarks = new StringBuilder();
        if (!profile.constant().isEmpty()) {
            remarks.append("Constant: ")
                    .append(String.join(", ", profile.constant()))
                    .append(".\n");
        }
        for (List<String> same : profile.duplicates()) {
            remarks.append("Equal in every row: ")
                    .append(String.join(", ", same))
                    .append(".\n");
        }
        if (!profile.likelyKeys().isEmpty()) {
            remarks.append("Different in every row, so perhaps a key: ")
                    .append(String.join(", ", profile.likelyKeys()))
                    .append(".\n");
        }
        return remarks.toString();
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String share(long part, long of) {
        return String.format(Locale.ROOT, " (%.1f %%)", 100.0 * part / of);
    }

    /** Whole numbers in full, others to five significant digits. */
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, "%.5g", value);
        return text.contains(".") && !text.contains("e") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    private static String time(double micros) {
        LocalDateTime time = LocalDateTime.ofInstant(
                Instant.EPOCH.plus(Math.round(micros), ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS),
                ZoneOffset.UTC);
        return time.toLocalTime().toSecondOfDay() == 0 ? time.toLocalDate().toString() : time.toString();
    }
}
