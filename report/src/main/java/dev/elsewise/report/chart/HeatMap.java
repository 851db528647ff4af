package dev.elsewise.report.chart;

import dev.elsewise.report.text.Lettering;
import dev.elsewise.report.text.Numbers;
import java.util.List;
import java.util.Locale;

/**
 * Correlations as a square of colours: one hue for those above zero, another for those below, stronger the further from it.
 *
 * @param values row by row, each between −1 and 1
 */
public record HeatMap(String title, List<String> names, double[][] values) implements Chart {
    private static final double MOST = 46;
    private static final double SIZE = 12;
    private static final double READABLE = 28;

    public HeatMap {
        names = List.copyOf(names);
    }

    @Override
    public Svg drawn(Svg.Colours colours) {
        int n = names.size();
        double labels = Math.min(
                200, names.stream().mapToDouble(s -> Lettering.width(s, SIZE)).max().orElse(0));
        double cell = Math.min(MOST, (Svg.WIDTH - labels - 16) / Math.max(1, n));
        // Names stand over their columns turned by 45 degrees.
        double head = 0.72 * labels + 12;
        double wide = Math.min(Svg.WIDTH, labels + 10 + cell * n + 0.72 * labels);
        Svg svg = Svg.of(this, Math.max(wide, 260), head + cell * n + 4, colours, description());
        for (int i = 0; i < n; i++) {
            double y = head + cell * i;
            double x = labels + 10 + cell * (i + 0.5);
            svg.group("fill", svg.ink(Ink.MUTED), "font-size", "12", "text-anchor", "end")
                    .text(labels, y + cell / 2 + 4, names.get(i), labels, SIZE)
                    .end();
            svg.group(
                            "fill",
                            svg.ink(Ink.MUTED),
                            "font-size",
                            "12",
                            "transform",
                            "translate(" + Svg.number(x) + " " + Svg.number(head - 6) + ") rotate(-45)")
                    .text(0, 0, names.get(i), labels, SIZE)
                    .end();
            for (int j = 0; j < n; j++) {
                cell(svg, i, j, labels + 10 + cell * j, y, cell);
            }
        }
        return svg.end();
    }

    private void cell(Svg svg, int i, int j, double x, double y, double size) {
        double value = values[i][j];
        if (!Double.isFinite(value)) return;
        double strength = Math.min(1, Math.abs(value));
        svg.group(
                        "fill",
                        svg.ink(value >= 0 ? Ink.SERIES_1 : Ink.SERIES_2),
                        "fill-opacity",
                        String.format(Locale.ROOT, "%.2f", 0.06 + 0.74 * strength))
                .hint(names.get(i) + " and " + names.get(j) + ": " + Numbers.fixed(value, 2))
                .rectangle(x + 0.5, y + 0.5, size - 1, size - 1)
                .end();
        if (size >= READABLE) {
            svg.group(
                            "font-size",
                            "10.5",
                            "text-anchor",
                            "middle",
                            "fill",
                            svg.ink(strength > 0.75 ? Ink.PAPER : Ink.TEXT))
                    .text(x + size / 2, y + size / 2 + 4, Numbers.fixed(value, 2))
                    .end();
        }
    }

    private String description() {
        double most = 0;
        String pair = "none";
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(values[i][j]) > Math.abs(most)) {
                    most = values[i][j];
                    pair = names.get(j) + " and " + names.get(i);
                }
            }
        }
        return "Correlations of " + names.size() + " columns; the strongest is " + Numbers.fixed(most, 2) + " (" + pair
                + ").";
    }
}
