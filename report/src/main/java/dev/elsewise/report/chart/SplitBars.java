package dev.elsewise.report.chart;

import dev.elsewise.report.text.Lettering;
import dev.elsewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Bars as long as the whole of each row, divided into two parts, with the share of the second beside.
 *
 * @param first the part at the axis
 * @param second the part that follows
 * @param width in pixels
 */
public record SplitBars(String title, String first, String second, List<Row> rows, double width) implements Chart {
    private static final double ROW = 27;
    private static final double BAR = 15;
    private static final double SIZE = 12.5;

    public SplitBars {
        rows = List.copyOf(rows);
    }

    /** Two parts of one thing; {@code NaN} where a part is withheld. */
    public record Row(String name, double first, double second) {
        boolean whole() {
            return Double.isFinite(first) && Double.isFinite(second);
        }
    }

    @Override
    public Svg drawn(Svg.Colours colours) {
        Key key = new Key(List.of(
                new Key.Entry(first, Ink.ACCENT, Key.Look.AREA),
                new Key.Entry(second, Ink.ACCENT_SOFT, Key.Look.AREA)));
        double top = key.height(width) + 8;
        double bottom = top + ROW * rows.size();
        Svg svg = Svg.of(this, width, bottom + 24, colours, description());
        key.draw(svg, 0, 0, width);
        double labels = Math.min(
                width * 0.3,
                rows.stream()
                        .mapToDouble(r -> Lettering.width(r.name(), SIZE))
                        .max()
                        .orElse(0));
        Range range = new Range(0, 0);
        for (Row row : rows) {
            if (row.whole()) {
                range = range.with(Math.max(row.first(), 0) + Math.max(row.second(), 0))
                        .with(Math.min(row.first(), 0) + Math.min(row.second(), 0));
            }
        }
        Axis x = Axis.around(range.low(), range.high(), labels + 14, width - 52, 5);
        StringBuilder grid = new StringBuilder();
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "middle");
        for (Unit.Tick tick : Unit.NUMBER.ticks(x, 5)) {
            grid.append('M').append(Svg.number(x.at(tick.at()))).append(' ').append(Svg.number(top));
            grid.append('V').append(Svg.number(bottom));
            svg.text(x.at(tick.at()), bottom + 16, tick.words());
        }
        svg.end().group("fill", "none", "stroke", svg.ink(Ink.GRID)).path(grid).end();
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, x, rows.get(i), labels, top + ROW * i);
        }
        svg.group("stroke", svg.ink(Ink.ZERO))
                .line(x.at(0), top, x.at(0), bottom)
                .end();
        return svg.end();
    }

    private void draw(Svg svg, Axis x, Row row, double labels, double y) {
        svg.group("font-size", "12.5")
                .text(0, y + ROW / 2 + 4, row.name(), labels, SIZE)
                .end();
        if (!row.whole()) {
            svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11", "font-style", "italic")
                    .text(x.at(0) + 5, y + ROW / 2 + 4, "withheld")
                    .end();
            return;
        }
        // Parts of unlike sign stand on their own sides of zero.
        double start = row.first() * row.second() >= 0 ? row.first() : 0;
        part(svg, x, 0, row.first(), y, Ink.ACCENT);
        part(svg, x, start, start + row.second(), y, Ink.ACCENT_SOFT);
        double whole = row.first() + row.second();
        if (whole > 0 && row.first() >= 0 && row.second() >= 0) {
            svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11")
                    .text(x.at(whole) + 6, y + ROW / 2 + 4, Numbers.percent(row.second() / whole, 0))
                    .end();
        }
    }

    private static void part(Svg svg, Axis x, double from, double to, double y, Ink ink) {
        double left = Math.min(x.at(from), x.at(to));
        svg.group("fill", svg.ink(ink))
                .rectangle(left, y + (ROW - BAR) / 2, Math.max(0.5, Math.abs(x.at(to) - x.at(from))), BAR)
                .end();
    }

    private String description() {
        List<String> words = new ArrayList<>();
        for (Row row : rows) {
            words.add(
                    row.whole()
                            ? row.name() + " " + Numbers.effect(row.first()) + " and " + Numbers.effect(row.second())
                            : row.name() + " withheld");
        }
        return first + " and " + second + ": " + String.join("; ", words) + ".";
    }
}
