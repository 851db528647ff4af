package dev.elsewise.report.chart;

import dev.elsewise.report.text.Numbers;

/**
 * Dots over two axes.
 *
 * @param diagonal whether a line shows where both are equal
 * @param width in pixels
 */
public record DotPlot(
        String title, String across, String up, double[] x, double[] y, boolean diagonal, double width)
        implements Chart {
    private static final double TALL = 200;
    private static final double TOP = 22;

    public DotPlot {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "Each dot needs two numbers; found " + x.length + " and " + y.length + ".");
        }
    }

    @Override
    public Svg drawn(Svg.Colours colours) {
        double bottom = TOP + TALL;
        Svg svg = Svg.of(this, width, bottom + 42, colours, description());
        Range xs = Range.of(x);
        Range ys = Range.of(y);
        if (diagonal) {
            xs = xs.with(ys.low()).with(ys.high());
            ys = xs;
        }
        double room = 0.03 * (xs.high() - xs.low());
        Plot plot = Plot.in(
                0, width - 8, TOP, bottom, new Range(xs.low() - room, xs.high() + room), ys, Unit.NUMBER, Unit.NUMBER);
        plot.draw(svg, across, up);
        if (diagonal) {
            svg.group("stroke", svg.ink(Ink.ZERO), "stroke-dasharray", "4 4")
                    .line(plot.x().at(xs.low()), plot.y().at(xs.low()), plot.x().at(xs.high()), plot.y().at(xs.high()))
                    .end();
        }
        svg.group("fill", svg.ink(Ink.ACCENT), "fill-opacity", "0.6");
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(x[i]) && Double.isFinite(y[i])) svg.circle(plot.x().at(x[i]), plot.y().at(y[i]), 3);
        }
        svg.end();
        return svg.end();
    }

    private String description() {
        Range ys = Range.of(y);
        return Numbers.count(x.length) + " dots: " + up + " from " + Numbers.effect(ys.low()) + " to "
                + Numbers.effect(ys.high()) + " against " + across + ".";
    }
}
