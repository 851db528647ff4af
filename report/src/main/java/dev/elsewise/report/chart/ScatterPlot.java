package dev.elsewise.report.chart;

import dev.elsewise.report.text.Lettering;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Two numbers per point, with both zero lines and the dashed line on which they are equal. Groups differ in colour and in
 * shape; the points furthest from the line are named. Both axes have the same ends unless one spread is more than four
 * times the other.
 */
public record ScatterPlot(String title, String across, String up, List<Point> points) implements Chart {
    private static final double WIDTH = Svg.WIDTH;
    private static final double HEIGHT = 480;
    private static final double LEFT = 64;
    private static final double RIGHT = 690;
    private static final double TOP = 12;
    private static final double BOTTOM = 424;
    private static final int NAMED = 6;

    public ScatterPlot {
        points = List.copyOf(points);
    }

    /** One point. */
    public record Point(String group, String label, double x, double y) {
        boolean isFinite() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }

    /** What adjustment changed: each segment's naive difference across, its adjusted effect up. */
    public static ScatterPlot naiveAgainstAdjusted(List<Result.SegmentRow> segments) {
        return new ScatterPlot(
                "Naive against adjusted, by segment",
                "naive difference of the means",
                "adjusted effect",
                segments.stream()
                        .map(s -> new Point(s.by(), s.segment(), s.naive(), s.value()))
                        .toList());
    }

    @Override
    public Svg drawn(Svg.Colours colours) {
        Svg svg = Svg.of(this, HEIGHT, colours, description());
        Axis x = axis(true);
        Axis y = axis(false);
        drawFrame(svg, x, y);
        List<String> groups = points.stream().map(Point::group).distinct().toList();
        for (int g = 0; g < groups.size(); g++) drawGroup(svg, x, y, groups.get(g), g);
        drawNames(svg, x, y);
        return svg.end();
    }

    private Axis axis(boolean across) {
        double[] xs = finite(true);
        double[] ys = finite(false);
        boolean common = spread(xs) <= 4 * spread(ys) && spread(ys) <= 4 * spread(xs);
        double[] own = common
                ? DoubleStream.concat(DoubleStream.of(xs), DoubleStream.of(ys)).toArray()
                : across ? xs : ys;
        double low = DoubleStream.of(own).min().orElse(0);
        double high = DoubleStream.of(own).max().orElse(1);
        return across ? Axis.around(low, high, LEFT, RIGHT, 6) : Axis.around(low, high, BOTTOM, TOP, 6);
    }

    /** The finite coordinates and zero. */
    private double[] finite(boolean across) {
        return DoubleStream.concat(
                        DoubleStream.of(0),
                        points.stream().filter(Point::isFinite).mapToDouble(across ? Point::x : Point::y))
                .toArray();
    }

    private static double spread(double[] values) {
        return DoubleStream.of(values).max().orElse(0)
                - DoubleStream.of(values).min().orElse(0);
    }

    private void drawFrame(Svg svg, Axis x, Axis y) {
        StringBuilder grid = new StringBuilder();
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "middle");
        for (double tick : x.ticks()) {
            grid.append('M').append(Svg.number(x.at(tick))).append(' ').append(Svg.number(TOP));
            grid.append('V').append(Svg.number(BOTTOM));
            svg.text(x.at(tick), BOTTOM + 18, x.label(tick));
        }
        svg.text((LEFT + RIGHT) / 2, BOTTOM + 40, across);
        svg.group("transform", "translate(14 " + Svg.number((TOP + BOTTOM) / 2) + ") rotate(-90)")
                .text(0, 0, up)
                .end();
        svg.end().group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "end");
        for (double tick : y.ticks()) {
            grid.append('M').append(Svg.number(LEFT)).append(' ').append(Svg.number(y.at(tick)));
            grid.append('H').append(Svg.number(RIGHT));
            svg.text(LEFT - 8, y.at(tick) + 4, y.label(tick));
        }
        svg.end();
        svg.group("fill", "none", "stroke", svg.ink(Ink.GRID)).path(grid).end();
        svg.group("stroke", svg.ink(Ink.ZERO))
                .line(x.at(0), TOP, x.at(0), BOTTOM)
                .line(LEFT, y.at(0), RIGHT, y.at(0))
                .end();
        double low = Math.max(x.lower(), y.lower());
        double high = Math.min(x.upper(), y.upper());
        if (low < high) {
            svg.group("stroke", svg.ink(Ink.TEXT), "stroke-dasharray", "5 4")
                    .line(x.at(low), y.at(low), x.at(high), y.at(high))
                    .end();
        }
    }

    private void drawGroup(Svg svg, Axis x, Axis y, String group, int number) {
        svg.group("fill", svg.ink(Ink.series(number)));
        for (Point point : points) {
            if (!point.group().equals(group) || !point.isFinite()) continue;
            svg.group("fill-opacity", ".82")
                    .hint(point.group() + " " + point.label() + ": " + Numbers.effect(point.x()) + " → "
                            + Numbers.effect(point.y()))
                    .path(Mark.series(number).at(x.at(point.x()), y.at(point.y())))
                    .end();
        }
        double line = TOP + 14 + 24 * number;
        svg.path(Mark.series(number).at(RIGHT + 34, line)).end();
        svg.group().text(RIGHT + 48, line + 4.5, group, WIDTH - RIGHT - 48, 13).end();
    }

    /** Names the points furthest from the line, where their names have room. */
    private void drawNames(Svg svg, Axis x, Axis y) {
        List<Point> far = points.stream()
                .filter(Point::isFinite)
                .sorted(Comparator.comparingDouble((Point p) -> Math.abs(p.y() - p.x()))
                        .reversed())
                .limit(NAMED)
                .toList();
        List<double[]> taken = new ArrayList<>();
        for (Point p : points) {
            if (p.isFinite()) taken.add(box(x.at(p.x()), y.at(p.y()), 5, 5));
        }
        svg.group("font-size", "11.5");
        for (Point p : far) {
            String name = Lettering.fit(p.label(), 11.5, 130);
            double half = Lettering.width(name, 11.5) / 2;
            double[][] places = {{half + 9, 0}, {-half - 9, 0}, {0, -13}, {0, 13}};
            for (double[] place : places) {
                double[] box = box(x.at(p.x()) + place[0], y.at(p.y()) + place[1], half, 7);
                if (box[0] < LEFT || box[2] > RIGHT || box[1] < TOP || box[3] > BOTTOM) continue;
                if (taken.stream().anyMatch(other -> meet(box, other))) continue;
                taken.add(box);
                svg.text(box[0] + 1, box[3] - 3, name);
                break;
            }
        }
        svg.end();
    }

    private static double[] box(double x, double y, double half, double tall) {
        return new double[] {x - half, y - tall, x + half, y + tall};
    }

    private static boolean meet(double[] a, double[] b) {
        return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    }

    private String description() {
        long drawn = points.stream().filter(Point::isFinite).count();
        return drawn + " points: " + up + " against " + across + ". On the dashed line they are equal.";
    }
}
