package dev.elsewise.report.chart;

import dev.elsewise.report.text.Numbers;
import java.util.List;

/**
 * Response curves side by side, one small frame each on its own scale: the curve with its band, the current amount as a dot, and the
 * amounts that were seen shaded. Beyond the shade a curve is the shape's word, not the data's.
 *
 * @param up what the curves measure
 * @param columns how many stand in a row
 */
public record CurvePanel(String title, String up, List<Curve> curves, int columns) implements Chart {
    private static final double TALL = 112;
    private static final double GAP = 26;

    public CurvePanel {
        curves = List.copyOf(curves);
    }

    /**
     * One curve.
     *
     * @param amounts ascending
     * @param current the amount as it was
     * @param seen the largest amount that was seen
     */
    public record Curve(
            String name,
            double[] amounts,
            double[] values,
            double[] lower,
            double[] upper,
            double current,
            double seen) {}

    @Override
    public Svg drawn(Svg.Colours colours) {
        int across = Math.max(1, Math.min(columns, curves.size()));
        int rows = (curves.size() + across - 1) / across;
        double wide = (Svg.WIDTH - GAP * (columns - 1)) / columns;
        Svg svg = Svg.of(this, rows * (TALL + 62), colours, description());
        for (int i = 0; i < curves.size(); i++) {
            double left = (i % across) * (wide + GAP);
            int row = i / across;
            double top = row * (TALL + 62);
            svg.group("transform", "translate(" + Svg.number(left) + " " + Svg.number(top) + ")");
            draw(svg, curves.get(i), wide);
            svg.end();
        }
        return svg.end();
    }

    private static void draw(Svg svg, Curve curve, double wide) {
        double top = 22;
        double bottom = top + TALL;
        Range xs = Range.of(curve.amounts());
        Range ys = Range.of(curve.upper())
                .with(Range.of(curve.values()).high())
                .with(0)
                .with(Range.of(curve.lower()).low());
        Plot plot = Plot.in(0, wide - Plot.OVER, top, bottom, xs, ys, Unit.NUMBER, Unit.NUMBER);
        svg.group("font-size", "12.5", "font-weight", "600")
                .text(0, 10, curve.name(), wide, 12.5)
                .end();
        if (Double.isFinite(curve.seen())) {
            double to = plot.x().at(plot.x().held(curve.seen()));
            svg.group("fill", svg.ink(Ink.BAND))
                    .hint("seen up to " + Numbers.effect(curve.seen()))
                    .rectangle(plot.x().from(), top, to - plot.x().from(), TALL)
                    .end();
        }
        svg.group("fill", svg.ink(Ink.ACCENT), "fill-opacity", "0.2")
                .path(plot.area(curve.amounts(), curve.lower(), curve.upper()))
                .end();
        plot.draw(svg, "", "");
        svg.group("fill", "none", "stroke", svg.ink(Ink.ACCENT), "stroke-width", "1.8")
                .path(plot.path(curve.amounts(), curve.values()))
                .end();
        double at = between(curve);
        if (Double.isFinite(at) && plot.x().holds(curve.current())) {
            double x = plot.x().at(curve.current());
            svg.group("stroke", svg.ink(Ink.SERIES_2), "stroke-dasharray", "3 3")
                    .line(x, plot.y().at(at), x, bottom)
                    .end();
            svg.group("fill", svg.ink(Ink.SERIES_2), "stroke", svg.ink(Ink.PAPER), "stroke-width", "1.2")
                    .hint("current: " + Numbers.effect(curve.current()))
                    .circle(x, plot.y().at(at), 4.2)
                    .end();
        }
    }

    /** The curve at the current amount, on the line between its neighbours. */
    private static double between(Curve curve) {
        double[] a = curve.amounts();
        for (int i = 1; i < a.length; i++) {
            if (curve.current() >= a[i - 1] && curve.current() <= a[i] && a[i] > a[i - 1]) {
                double share = (curve.current() - a[i - 1]) / (a[i] - a[i - 1]);
                return curve.values()[i - 1] + share * (curve.values()[i] - curve.values()[i - 1]);
            }
        }
        return Double.NaN;
    }

    private String description() {
        List<String> words = curves.stream()
                .map(c -> c.name() + " at " + Numbers.effect(c.current()) + " brings " + Numbers.effect(between(c)))
                .toList();
        return up + ": " + String.join("; ", words) + ".";
    }
}
