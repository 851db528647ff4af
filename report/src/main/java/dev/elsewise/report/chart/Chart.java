package dev.elsewise.report.chart;

/** A picture of numbers. */
public sealed interface Chart
        permits ForestPlot,
                ScatterPlot,
                CalibrationPlot,
                OverlapPlot,
                LineChart,
                StackedArea,
                Waterfall,
                CurvePanel,
                BarPairs,
                SplitBars,
                DotPlot,
                HeatMap,
                AcfPlot {
    /** The width of a chart that stands beside another. */
    double HALF = 452;

    /** What it shows, in a few words. */
    String title();

    /** Draws the chart with one kind of colours. */
    Svg drawn(Svg.Colours colours);

    /** The picture as part of a page whose CSS variables (see {@link Ink}) give the colours. */
    default String svg() {
        return drawn(Svg.Colours.OF_THE_PAGE).toString();
    }

    /** The picture as a file of its own, with its colours written into it, on white. */
    default String standalone() {
        return drawn(Svg.Colours.WRITTEN).toString();
    }
}
