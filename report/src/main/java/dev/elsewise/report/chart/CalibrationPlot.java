package dev.elsewise.report.chart;

import dev.elsewise.check.Verdict;
import dev.elsewise.report.text.Lettering;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.Result;
import java.util.List;

/**
 * Does the propensity score say what happens? On the left the observed share of treated rows against the expected one, on
 * the right their ratio. Inside the inner band (0.9 to 1.1) the score is good, outside the outer one (0.8 to 1.25) it is
 * not to be used.
 *
 * @param points in order, such as the ten tenths of the rows by score
 */
public record CalibrationPlot(String title, List<Point> points) implements Chart {
    private static final double HEIGHT = 300;
    private static final double BOTTOM = 262;
    private static final double[] INNER = {0.9, 1.1};
    private static final double[] OUTER = {0.8, 1.25};
    private static final double[] RATIO_TICKS = {0.5, 0.8, 0.9, 1, 1.1, 1.25, 2};

    public CalibrationPlot {
        points = List.copyOf(points);
    }

    /** One group of rows: its name, mean score, treated share, and what the check made of them. */
    public record Point(String label, double expected, double observed, Verdict verdict) {
        /** Observed over expected. */
        public double ratio() {
            return observed / expected;
        }
    }

    /** The groups of one dimension of a study. */
    public static CalibrationPlot of(String title, List<Result.CalibrationRow> rows) {
        return new CalibrationPlot(
                title,
                rows.stream()
                        .map(r -> new Point(r.level(), r.expected(), r.observed(), r.verdict()))
                        .toList());
    }

    @Override
    public Svg drawn(Svg.Colours colours) {
        Svg svg = Svg.of(this, HEIGHT, colours, description());
        drawShares(svg);
        drawRatios(svg);
        return svg.end();
    }

    private void drawShares(Svg svg) {
        double most = points.stream()
                .flatMap(p -> List.of(p.expected(), p.observed()).stream())
                .filter(Double::isFinite)
                .reduce(0.0, Math::max);
        double end = most > 0 ? 1.08 * most : 1;
        Axis x = Axis.exactly(0, end, 60, 440, 5);
        Axis y = Axis.exactly(0, end, BOTTOM, 24, 5);
        svg.group("fill", svg.ink(Ink.BAND_WIDE)).path(wedge(x, y, OUTER)).end();
        svg.group("fill", svg.ink(Ink.BAND)).path(wedge(x, y, INNER)).end();
        frame(svg, x, y, "expected: mean propensity score", "observed: treated share");
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "middle");
        for (double tick : x.ticks()) svg.text(x.at(tick), BOTTOM + 17, x.label(tick));
        svg.end().group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "end");
        for (double tick : y.ticks()) svg.text(x.from() - 7, y.at(tick) + 4, y.label(tick));
        svg.end();
        svg.group("stroke", svg.ink(Ink.ZERO), "stroke-dasharray", "4 4")
                .line(x.from(), y.from(), x.to(), y.to())
                .end();
        for (Point point : points) {
            if (!Double.isFinite(point.expected()) || !Double.isFinite(point.observed())) continue;
            mark(svg, point, x.at(point.expected()), y.at(point.observed()));
        }
    }

    private void drawRatios(Svg svg) {
        Axis x = Axis.exactly(0.5, points.size() + 0.5, 540, 932, Math.max(1, points.size()));
        double reach = points.stream()
                .map(p -> Math.abs(Math.log(p.ratio())))
                .filter(Double::isFinite)
                .reduce(Math.log(1.4), Math::max);
        double most = Math.min(1.1 * reach, Math.log(4));
        Axis y = Axis.exactly(-most, most, BOTTOM, 24, 4);
        band(svg, x, y, OUTER, Ink.BAND_WIDE);
        band(svg, x, y, INNER, Ink.BAND);
        frame(svg, x, y, "group of rows, by score", "observed ÷ expected");
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "end");
        for (double tick : RATIO_TICKS) {
            if (y.holds(Math.log(tick))) svg.text(x.from() - 7, y.at(Math.log(tick)) + 4, Numbers.fixed(tick, 2));
        }
        svg.end().group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "middle");
        double room = (x.to() - x.from()) / Math.max(1, points.size());
        boolean named = points.stream().allMatch(p -> Lettering.width(p.label(), 11.5) <= room);
        for (int i = 0; i < points.size(); i++) {
            svg.text(x.at(i + 1), BOTTOM + 17, named ? points.get(i).label() : Integer.toString(i + 1));
        }
        svg.end();
        svg.group("stroke", svg.ink(Ink.ZERO), "stroke-dasharray", "4 4")
                .line(x.from(), y.at(0), x.to(), y.at(0))
                .end();
        for (int i = 0; i < points.size(); i++) {
            double ratio = points.get(i).ratio();
            if (!Double.isNaN(ratio)) mark(svg, points.get(i), x.at(i + 1), y.at(y.held(Math.log(ratio))));
        }
    }

    private static void frame(Svg svg, Axis x, Axis y, String across, String up) {
        svg.group("fill", "none", "stroke", svg.ink(Ink.GRID))
                .path("M" + Svg.number(x.from()) + " " + Svg.number(y.to()) + "V" + Svg.number(y.from()) + "H"
                        + Svg.number(x.to()))
                .end();
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5")
                .text(x.from(), 12, up)
                .group("text-anchor", "middle")
                .text((x.from() + x.to()) / 2, BOTTOM + 35, across)
                .end()
                .end();
    }

    /** A mark whose shape tells the verdict as well as its colour does. */
    private static void mark(Svg svg, Point point, double x, double y) {
        svg.group("fill", svg.ink(Verdicts.ink(point.verdict())))
                .hint(point.label() + ": observed " + Numbers.probability(point.observed()) + ", expected "
                        + Numbers.probability(point.expected()) + ", " + point.verdict())
                .path(Verdicts.shape(point.verdict()).at(x, y))
                .end();
    }

    private static void band(Svg svg, Axis x, Axis y, double[] ratios, Ink ink) {
        double top = y.at(y.held(Math.log(ratios[1])));
        double bottom = y.at(y.held(Math.log(ratios[0])));
        svg.group("fill", svg.ink(ink))
                .rectangle(x.from(), top, x.to() - x.from(), bottom - top)
                .end();
    }

    /** The area between two ratios, from the origin to the edge of the square. */
    private static String wedge(Axis x, Axis y, double[] ratios) {
        double end = x.upper();
        return "M" + spot(x, y, 0, 0) + "L" + spot(x, y, end / ratios[1], end) + "L" + spot(x, y, end, end) + "L"
                + spot(x, y, end, end * ratios[0]) + "z";
    }

    private static String spot(Axis x, Axis y, double across, double up) {
        return Svg.number(x.at(across)) + " " + Svg.number(y.at(up));
    }

    private String description() {
        long good = points.stream().filter(p -> p.verdict() == Verdict.PASS).count();
        return "Observed against expected treated share in " + points.size() + " groups, of which " + good + " pass.";
    }
}
