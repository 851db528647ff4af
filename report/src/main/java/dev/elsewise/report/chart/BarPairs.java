package dev.elsewise.report.chart;

import dev.elsewise.report.text.Lettering;
import dev.elsewise.report.text.Numbers;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two bars for each row to compare, such as the share of spend and the share of effect, with intervals where there are any.
 *
 * @param first what the upper bars are
 * @param second what the lower bars are
 * @param width in pixels
 */
public record BarPairs(String title, String first, String second, Unit unit, List<Row> rows, double width)
        implements Chart {
    private static final double ROW = 34;
    private static final double BAR = 11;
    private static final double SIZE = 12.5;

    public BarPairs {
        rows = List.copyOf(rows);
    }

    /**
     * A bar and its interval; {@code NaN} where there is none.
     *
     * @param words what stands beside it instead of its number, or empty
     */
    public record Bar(double value, double lower, double upper, String words) {
        public static Bar of(double value) {
            return new Bar(value, Double.NaN, Double.NaN, "");
        }
    }

    /** One thing measured twice. */
    public record Row(String name, Bar first, Bar second) {}

    @Override
    public Svg drawn(Svg.Colours colours) {
        Key key = new Key(List.of(
                new Key.Entry(first, Ink.ACCENT_SOFT, Key.Look.AREA), new Key.Entry(second, Ink.ACCENT, Key.Look.AREA)));
        double top = key.height(width) + 8;
        double bottom = top + ROW * rows.size();
        Svg svg = Svg.of(this, width, bottom + 24, colours, description());
        key.draw(svg, 0, 0, width);
        double labels = Math.min(
                width * 0.3,
                rows.stream().mapToDouble(r -> Lettering.width(r.name(), SIZE)).max().orElse(0));
        double numbers = bars()
                .filter(b -> b.words().isEmpty())
                .mapToDouble(b -> Lettering.width(words(b), 11))
                .max()
                .orElse(30);
        Range range = Range.of(bars().flatMapToDouble(
                        b -> java.util.stream.DoubleStream.of(b.value(), b.lower(), b.upper())))
                .with(0);
        Axis x = Axis.around(range.low(), range.high(), labels + 14, width - numbers - 10, 5);
        StringBuilder grid = new StringBuilder();
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "middle");
        for (Unit.Tick tick : unit.ticks(x, 5)) {
            grid.append('M').append(Svg.number(x.at(tick.at()))).append(' ').append(Svg.number(top));
            grid.append('V').append(Svg.number(bottom));
            svg.text(x.at(tick.at()), bottom + 16, tick.words());
        }
        svg.end().group("fill", "none", "stroke", svg.ink(Ink.GRID)).path(grid).end();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = top + ROW * i + (ROW - 2 * BAR - 2) / 2;
            svg.group("font-size", "12.5")
                    .text(0, y + BAR + 5, row.name(), labels, SIZE)
                    .end();
            bar(svg, x, row.first(), y, Ink.ACCENT_SOFT);
            bar(svg, x, row.second(), y + BAR + 2, Ink.ACCENT);
        }
        svg.group("stroke", svg.ink(Ink.ZERO)).line(x.at(0), top, x.at(0), bottom).end();
        return svg.end();
    }

    private void bar(Svg svg, Axis x, Bar bar, double y, Ink ink) {
        if (!Double.isFinite(bar.value())) {
            svg.group("fill", svg.ink(Ink.MUTED), "font-size", "10.5", "font-style", "italic")
                    .text(x.at(0) + 5, y + BAR - 2, "withheld")
                    .end();
            return;
        }
        double left = Math.min(x.at(0), x.at(bar.value()));
        svg.group("fill", svg.ink(ink))
                .rectangle(left, y, Math.max(0.8, Math.abs(x.at(bar.value()) - x.at(0))), BAR)
                .end();
        double right = Math.max(x.at(bar.value()), x.at(0));
        if (Double.isFinite(bar.lower()) && bar.upper() > bar.lower()) {
            svg.group("stroke", svg.ink(Ink.TEXT), "stroke-width", "1.1")
                    .line(x.at(bar.lower()), y + BAR / 2, x.at(bar.upper()), y + BAR / 2)
                    .end();
            right = Math.max(right, x.at(bar.upper()));
        }
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11")
                .text(right + 5, y + BAR - 1.5, words(bar))
                .end();
    }

    private String words(Bar bar) {
        if (!bar.words().isEmpty()) return bar.words();
        if (!Double.isFinite(bar.value())) return "withheld";
        return unit == Unit.PERCENT ? Numbers.percent(bar.value(), 0) : Numbers.brief(bar.value());
    }

    private Stream<Bar> bars() {
        return rows.stream().flatMap(r -> Stream.of(r.first(), r.second()));
    }

    private String description() {
        List<String> words = rows.stream()
                .map(r -> r.name() + " " + words(r.first()) + " and "
                        + words(r.second()))
                .toList();
        return first + " and " + second + ": " + String.join("; ", words) + ".";
    }
}
