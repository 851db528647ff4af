package dev.elsewise.report.chart;

import dev.elsewise.report.text.Numbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Lines over time or over a number, each with a band around it if it has one. What is missing leaves a gap.
 *
 * @param across what the horizontal axis measures, in words
 * @param up what the vertical axis measures, in words
 * @param zero whether the vertical axis must hold zero
 * @param width in pixels
 * @param tall the height of the frame in pixels
 */
public record LineChart(
        String title,
        String across,
        String up,
        Unit acrossUnit,
        Unit upUnit,
        List<Line> lines,
        boolean zero,
        double width,
        double tall)
        implements Chart {
    private static final double TOP = 22;
    /** How many spans of the lines a band may reach beyond them. */
    private static final double BAND = 1;

    public LineChart {
        lines = List.copyOf(lines);
    }

    /** How a line is drawn. */
    public enum Style {
        SOLID,
        DASHED,
        DOTS
    }

    /**
     * One line; all four lists are equally long, or the band's are empty.
     *
     * @param lower of the band around it
     */
    public record Line(String name, Ink ink, Style style, double[] x, double[] y, double[] lower, double[] upper) {
        private static final double[] NONE = {};

        public Line(String name, Ink ink, Style style, double[] x, double[] y) {
            this(name, ink, style, x, y, NONE, NONE);
        }
    }

    /** Days as numbers for an axis of dates. */
    public static double[] days(List<LocalDate> dates) {
        return dates.stream().mapToDouble(LocalDate::toEpochDay).toArray();
    }

    @Override
    public Svg drawn(Svg.Colours colours) {
        Key key = key();
        double top = TOP + (lines.size() > 1 ? key.height(width) + 6 : 0);
        double bottom = top + tall;
        Svg svg = Svg.of(this, width, bottom + (across.isEmpty() ? 24 : 42), colours, description());
        if (lines.size() > 1) key.draw(svg, 0, 0, width);
        Range xs = Range.of(lines.stream().flatMapToDouble(l -> Arrays.stream(l.x())));
        Range ys = heights();
        Plot plot = Plot.in(0, width - 6, top, bottom, xs, zero ? ys.with(0) : ys, acrossUnit, upUnit);
        for (Line line : lines) {
            if (line.lower().length == 0) continue;
            svg.group("fill", svg.ink(line.ink()), "fill-opacity", "0.16")
                    .path(plot.area(line.x(), line.lower(), line.upper()))
                    .end();
        }
        plot.draw(svg, across, up);
        lines.forEach(line -> draw(svg, plot, line));
        return svg.end();
    }

    /** The lines, and of their bands as much as leaves the lines readable. */
    private Range heights() {
        Range of = Range.of(lines.stream().flatMapToDouble(l -> Arrays.stream(l.y())));
        Range bands = Range.of(lines.stream()
                .flatMapToDouble(l -> DoubleStream.concat(Arrays.stream(l.lower()), Arrays.stream(l.upper()))));
        if (lines.stream().allMatch(l -> l.lower().length == 0)) return of;
        double span = of.high() - of.low();
        double reach = BAND * (span > 0 ? span : Math.max(1, Math.abs(of.high())));
        return of.with(Math.max(bands.low(), of.low() - reach)).with(Math.min(bands.high(), of.high() + reach));
    }

    private static void draw(Svg svg, Plot plot, Line line) {
        if (line.style() == Style.DOTS) {
            svg.group("fill", svg.ink(line.ink()));
            for (int i = 0; i < line.x().length; i++) {
                if (Double.isFinite(line.y()[i]))
                    svg.circle(plot.x().at(line.x()[i]), plot.y().at(line.y()[i]), 2.4);
            }
            svg.end();
            return;
        }
        svg.group(
                        "fill",
                        "none",
                        "stroke",
                        svg.ink(line.ink()),
                        "stroke-width",
                        line.style() == Style.SOLID ? "1.8" : "1.5",
                        "stroke-linejoin",
                        "round",
                        "stroke-dasharray",
                        line.style() == Style.SOLID ? "none" : "5 3")
                .path(plot.path(line.x(), line.y()))
                .end();
    }

    private Key key() {
        List<Key.Entry> entries = new ArrayList<>();
        for (Line line : lines) {
            Key.Look look = switch (line.style()) {
                case SOLID -> Key.Look.LINE;
                case DASHED -> Key.Look.DASHED;
                case DOTS -> Key.Look.DOT;
            };
            entries.add(new Key.Entry(line.name(), line.ink(), look));
        }
        return new Key(entries);
    }

    private String description() {
        List<String> words = lines.stream()
                .map(l -> {
                    Range range = Range.of(l.y());
                    return l.name() + " from " + Numbers.effect(range.low()) + " to " + Numbers.effect(range.high());
                })
                .toList();
        return words.isEmpty() ? "There is nothing to draw." : String.join("; ", words) + ".";
    }
}
