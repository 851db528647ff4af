package dev.elsewise.report.chart;

import dev.elsewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a whole over time, stacked: what adds above zero, what takes away below it, and the whole as a line.
 *
 * @param days since 1970-01-01, ascending
 * @param layers from the axis outwards
 * @param whole what was observed
 * @param up what is measured
 */
public record StackedArea(String title, String up, double[] days, List<Layer> layers, double[] whole) implements Chart {
    private static final double TALL = 300;
    private static final double TOP = 22;
    private static final int COLOURS = 8;

    public StackedArea {
        layers = List.copyOf(layers);
    }

    /**
     * One part in each period.
     *
     * @param colour the number of its colour; negative for the ground that all others stand on
     */
    public record Layer(String name, double[] values, int colour) {
        Ink ink() {
            return colour < 0 ? Ink.ZERO : Ink.series(colour);
        }

        /** Colours come again lighter when there are more layers than colours. */
        String opacity() {
            return colour < 0 ? "0.35" : colour < COLOURS ? "0.8" : "0.42";
        }
    }

    @Override
    public Svg drawn(Svg.Colours colours) {
        Key key = key();
        double top = TOP + key.height(Svg.WIDTH) + 6;
        double bottom = top + TALL;
        Svg svg = Svg.of(this, bottom + 26, colours, description());
        key.draw(svg, 0, 0, Svg.WIDTH);
        int n = days.length;
        double[] above = new double[n];
        double[] below = new double[n];
        List<Sheet> sheets = new ArrayList<>();
        for (Layer layer : layers) {
            stack(layer, above, 1).ifPresent(sheets::add);
            stack(layer, below, -1).ifPresent(sheets::add);
        }
        Range ys = Range.of(above).with(0);
        for (double[] more : new double[][] {below, whole}) {
            Range range = Range.of(more);
            ys = ys.with(range.low()).with(range.high());
        }
        Plot plot = Plot.in(0, Svg.WIDTH - 6, top, bottom, Range.of(days), ys, Unit.DATE, Unit.NUMBER);
        plot.draw(svg, "", up);
        for (Sheet sheet : sheets.reversed()) {
            svg.group(
                            "fill",
                            svg.ink(sheet.layer().ink()),
                            "fill-opacity",
                            sheet.layer().opacity())
                    .hint(sheet.layer().name())
                    .path(plot.area(days, sheet.lower(), sheet.upper()))
                    .end();
        }
        svg.group("fill", "none", "stroke", svg.ink(Ink.TEXT), "stroke-width", "1.4")
                .path(plot.path(days, whole))
                .end();
        return svg.end();
    }

    /** What a layer puts on one side of zero. */
    private record Sheet(Layer layer, double[] lower, double[] upper) {}

    /** The part of a layer on one side of zero, on what is stacked there so far, which grows by it; nothing where it has none. */
    private static Optional<Sheet> stack(Layer layer, double[] side, int sign) {
        double[] values = layer.values();
        double[] lower = new double[values.length];
        double[] upper = new double[values.length];
        boolean any = false;
        for (int t = 0; t < values.length; t++) {
            double value = values[t] * sign > 0 ? values[t] : 0;
            any |= value != 0;
            lower[t] = Math.min(side[t], side[t] + value);
            upper[t] = Math.max(side[t], side[t] + value);
            side[t] += value;
        }
        return any ? Optional.of(new Sheet(layer, lower, upper)) : Optional.empty();
    }

    private Key key() {
        List<Key.Entry> entries = new ArrayList<>();
        for (Layer layer : layers) {
            entries.add(new Key.Entry(layer.name(), layer.ink(), Key.Look.AREA, layer.opacity()));
        }
        entries.add(new Key.Entry("observed", Ink.TEXT, Key.Look.LINE));
        return new Key(entries);
    }

    private String description() {
        List<String> words = layers.stream()
                .map(l -> l.name() + " "
                        + Numbers.effect(Arrays.stream(l.values()).sum()))
                .toList();
        return "Parts over time, in all: " + String.join(", ", words) + "; observed "
                + Numbers.effect(Arrays.stream(whole).sum()) + ".";
    }
}
