package dev.elsewise.report.chart;

import dev.elsewise.report.text.Numbers;

/**
 * Autocorrelations at lags 1, 2, … as needles; inside the band they may be chance.
 *
 * @param band half-width of the band around zero
 * @param width in pixels
 */
public record AcfPlot(String title, double[] correlations, double band, double width) implements Chart {
    private static final double TALL = 200;
    private static final double TOP = 22;

    @Override
    public Svg drawn(Svg.Colours colours) {
        double bottom = TOP + TALL;
        Svg svg = Svg.of(this, width, bottom + 42, colours, description());
        Range ys = Range.of(correlations).with(-1.3 * band).with(1.3 * band);
        Plot plot = Plot.in(
                0, width - 6, TOP, bottom, new Range(0.5, correlations.length + 0.5), ys, Unit.NUMBER, Unit.NUMBER);
        double top = plot.y().at(band);
        svg.group("fill", svg.ink(Ink.BAND))
                .rectangle(plot.x().from(), top, plot.x().to() - plot.x().from(), plot.y().at(-band) - top)
                .end();
        plot.draw(svg, "lag in periods", "autocorrelation");
        for (int i = 0; i < correlations.length; i++) {
            if (!Double.isFinite(correlations[i])) continue;
            boolean beyond = Math.abs(correlations[i]) > band;
            double x = plot.x().at(i + 1);
            double y = plot.y().at(correlations[i]);
            svg.group("stroke", svg.ink(beyond ? Ink.WARN : Ink.ACCENT), "stroke-width", "2.4")
                    .line(x, plot.y().at(0), x, y)
                    .end();
            svg.group("fill", svg.ink(beyond ? Ink.WARN : Ink.ACCENT))
                    .circle(x, y, 3.2)
                    .end();
        }
        return svg.end();
    }

    private String description() {
        int beyond = 0;
        for (double correlation : correlations) {
            if (Math.abs(correlation) > band) beyond++;
        }
        return "Autocorrelations at " + correlations.length + " lags, of which " + beyond + " beyond ± "
                + Numbers.fixed(band, 2) + ".";
    }
}
