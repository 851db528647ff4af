package dev.elsewise.report.chart;

import dev.elsewise.report.text.Lettering;
import dev.elsewise.report.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * How parts add up to a whole: each bar begins where the one above it ended; its interval is a thin line. The last bar is the whole.
 *
 * @param steps from top to bottom
 * @param whole the sum that the last bar shows, and its name
 * @param width in pixels
 */
public record Waterfall(String title, List<Step> steps, Step whole, double width) implements Chart {
    private static final double ROW = 24;
    private static final double SIZE = 12.5;

    public Waterfall {
        steps = List.copyOf(steps);
    }

    /**
     * One part.
     *
     * @param lower the interval's lower end; {@code NaN} for none
     * @param ink its colour
     */
    public record Step(String name, double value, double lower, double upper, Ink ink) {}

    @Override
    public Svg drawn(Svg.Colours colours) {
        double bottom = 8 + ROW * (steps.size() + 1);
        Svg svg = Svg.of(this, width, bottom + 26, colours, description());
        List<Step> drawn = steps.stream().filter(s -> Double.isFinite(s.value())).toList();
        double labels = Math.min(
                width * 0.3,
                java.util.stream.Stream.concat(drawn.stream(), java.util.stream.Stream.of(whole))
                        .mapToDouble(s -> Lettering.width(s.name(), SIZE))
                        .max()
                        .orElse(0));
        double numbers = drawn.stream()
                .mapToDouble(s -> Lettering.width(words(s), SIZE))
                .max()
                .orElse(40);
        Range range = Range.of(0, whole.value());
        double sum = 0;
        for (Step step : drawn) {
            range = range.with(sum).with(sum + step.value()).with(sum + step.lower()).with(sum + step.upper());
            sum += step.value();
        }
        Axis x = Axis.around(range.low(), range.high(), labels + 14, width - numbers - 12, 5);
        frame(svg, x, bottom);
        double from = 0;
        double y = 8;
        for (Step step : drawn) {
            bar(svg, x, from, step, y);
            row(svg, step, labels, y);
            double next = from + step.value();
            svg.group("stroke", svg.ink(Ink.ZERO), "stroke-dasharray", "2 2")
                    .line(x.at(next), y + ROW - 5, x.at(next), y + ROW + 3)
                    .end();
            from = next;
            y += ROW;
        }
        bar(svg, x, 0, whole, y);
        svg.group("font-weight", "600");
        row(svg, whole, labels, y);
        svg.end();
        return svg.end();
    }

    private static void frame(Svg svg, Axis x, double bottom) {
        StringBuilder grid = new StringBuilder();
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "middle");
        for (Unit.Tick tick : Unit.NUMBER.ticks(x, 5)) {
            grid.append('M').append(Svg.number(x.at(tick.at()))).append(" 4V").append(Svg.number(bottom));
            svg.text(x.at(tick.at()), bottom + 16, tick.words());
        }
        svg.end();
        svg.group("fill", "none", "stroke", svg.ink(Ink.GRID)).path(grid).end();
        svg.group("stroke", svg.ink(Ink.ZERO)).line(x.at(0), 4, x.at(0), bottom).end();
    }

    private static void bar(Svg svg, Axis x, double from, Step step, double y) {
        double left = Math.min(x.at(from), x.at(from + step.value()));
        double wide = Math.max(1, Math.abs(x.at(from + step.value()) - x.at(from)));
        svg.group("fill", svg.ink(step.ink()), "fill-opacity", "0.85")
                .hint(step.name() + ": " + Numbers.effect(step.value()))
                .rectangle(left, y + 3, wide, ROW - 8)
                .end();
        if (Double.isFinite(step.lower()) && Double.isFinite(step.upper()) && step.upper() > step.lower()) {
            svg.group("stroke", svg.ink(Ink.TEXT), "stroke-width", "1.2")
                    .line(x.at(from + step.lower()), y + ROW / 2 - 1, x.at(from + step.upper()), y + ROW / 2 - 1)
                    .end();
        }
    }

    private void row(Svg svg, Step step, double labels, double y) {
        svg.group("font-size", "12.5")
                .text(0, y + ROW / 2 + 3.5, step.name(), labels, SIZE)
                .group("text-anchor", "end", "style", "font-variant-numeric:tabular-nums")
                .text(width, y + ROW / 2 + 3.5, words(step))
                .end()
                .end();
    }

    /** The number, and its share of the whole. */
    private String words(Step step) {
        // What is nothing beside the whole is nothing.
        boolean nothing = Math.abs(step.value()) < 1e-6 * Math.abs(whole.value());
        String number = Numbers.brief(nothing ? 0 : step.value());
        boolean part = !step.equals(whole) && whole.value() > 0;
        return part ? number + " · " + Numbers.percent(step.value() / whole.value(), 0) : number;
    }

    private String description() {
        List<String> words = new ArrayList<>();
        steps.forEach(s -> words.add(s.name() + " " + Numbers.effect(s.value())));
        return String.join(", ", words) + "; together " + whole.name() + " " + Numbers.effect(whole.value()) + ".";
    }
}
