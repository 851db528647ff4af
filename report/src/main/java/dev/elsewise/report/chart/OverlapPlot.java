package dev.elsewise.report.chart;

import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.Result;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The propensity scores of both arms as a mirrored histogram: the treated above the axis, the controls below it, each as
 * a share of its own arm so that a small arm can be seen. Where one side is empty nothing can be compared.
 *
 * @param edges of the bins, ascending, one more than there are counts
 * @param treated counts per bin
 * @param control counts per bin
 * @param clip scores below it and above one minus it are held there; shaded
 */
public record OverlapPlot(String title, List<Double> edges, List<Long> treated, List<Long> control, double clip)
        implements Chart {
    private static final double WIDTH = Svg.WIDTH;
    private static final double LEFT = 64;
    private static final double HALF = 120;

    public OverlapPlot {
        edges = List.copyOf(edges);
        treated = List.copyOf(treated);
        control = List.copyOf(control);
        if (treated.size() != control.size() || edges.size() != treated.size() + 1) {
            throw new IllegalArgumentException("Both arms need one count per bin and one edge more; found "
                    + treated.size() + ", " + control.size() + " and " + edges.size() + " edges.");
        }
    }

    /** The overlap of a study. */
    public static OverlapPlot of(Result.Overlap overlap) {
        return new OverlapPlot(
                "Propensity scores of the treated and the controls",
                overlap.edges(),
                overlap.treated(),
                overlap.control(),
                overlap.clip());
    }

    @Override
    public Svg drawn(Svg.Colours colours) {
        Svg svg = Svg.of(this, 2 * HALF + 66, colours, description());
        double tallest = Math.max(tallest(treated), tallest(control));
        double middle = 16 + HALF;
        Axis across = Axis.exactly(edges.get(firstBin()), edges.get(lastBin() + 1), LEFT, WIDTH - 12, 8);
        Axis up = Axis.exactly(0, tallest * 1.05, middle, middle - HALF, 3);
        drawClip(svg, across, middle);
        drawFrame(svg, across, up, middle);
        svg.group("fill", svg.ink(Ink.ACCENT))
                .path(bars(treated, across, up, 1))
                .end();
        svg.group("fill", svg.ink(Ink.ZERO)).path(bars(control, across, up, -1)).end();
        svg.group("stroke", svg.ink(Ink.TEXT))
                .line(LEFT, middle, WIDTH - 12, middle)
                .end();
        return svg.end();
    }

    private void drawFrame(Svg svg, Axis across, Axis up, double middle) {
        StringBuilder grid = new StringBuilder();
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "end");
        for (double tick : up.ticks()) {
            double height = middle - up.at(tick);
            for (double y : tick == 0 ? new double[] {middle} : new double[] {middle - height, middle + height}) {
                grid.append('M').append(Svg.number(LEFT)).append(' ').append(Svg.number(y));
                grid.append('H').append(Svg.number(WIDTH - 12));
                svg.text(LEFT - 8, y + 4, Numbers.percent(tick, up.step() < 0.01 ? 1 : 0));
            }
        }
        svg.end().group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "middle");
        for (double tick : across.ticks()) {
            svg.text(across.at(tick), middle + HALF + 18, across.label(tick));
        }
        svg.text((LEFT + WIDTH) / 2, middle + HALF + 38, "propensity score").end();
        svg.group("stroke", svg.ink(Ink.GRID), "fill", "none").path(grid).end();
        svg.group("text-anchor", "end", "font-size", "12")
                .group("fill", svg.ink(Ink.ACCENT), "font-weight", "600")
                .text(WIDTH - 16, middle - HALF + 10, "treated, share of " + Numbers.count(total(treated)))
                .end()
                .group("fill", svg.ink(Ink.MUTED), "font-weight", "600")
                .text(WIDTH - 16, middle + HALF - 4, "control, share of " + Numbers.count(total(control)))
                .end()
                .end();
    }

    /** Shades what the clip holds, and writes its value. */
    private void drawClip(Svg svg, Axis across, double middle) {
        if (!(clip > 0)) return;
        double[][] shaded = {{across.lower(), clip}, {1 - clip, across.upper()}};
        for (double[] part : shaded) {
            if (part[1] <= part[0]) continue;
            double from = across.at(across.held(part[0]));
            double to = across.at(across.held(part[1]));
            svg.group("fill", svg.ink(Ink.BAND))
                    .rectangle(from, middle - HALF, Math.max(1, to - from), 2 * HALF)
                    .end();
        }
        boolean low = across.holds(clip);
        double mark = low ? clip : 1 - clip;
        if (!across.holds(mark)) return;
        svg.group("stroke", svg.ink(Ink.WARN), "stroke-dasharray", "4 3")
                .line(across.at(mark), middle - HALF, across.at(mark), middle + HALF)
                .end();
        String anchor = across.at(mark) > WIDTH - 120 ? "end" : "start";
        svg.group("fill", svg.ink(Ink.WARN), "font-size", "11.5", "text-anchor", anchor)
                .text(
                        across.at(mark) + ("end".equals(anchor) ? -5 : 5),
                        middle - HALF - 4,
                        "clip " + Numbers.effect(mark))
                .end();
    }

    private StringBuilder bars(List<Long> counts, Axis across, Axis up, int side) {
        StringBuilder path = new StringBuilder();
        double total = Math.max(1, total(counts));
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) == 0) continue;
            double from = across.at(edges.get(i));
            double width = Math.max(0.5, across.at(edges.get(i + 1)) - from - 1);
            // At least a hair, so that an occupied bin never looks empty.
            double height = Math.max(0.6, up.at(0) - up.at(counts.get(i) / total));
            path.append('M').append(Svg.number(from + 0.5)).append(' ').append(Svg.number(up.at(0)));
            path.append('h').append(Svg.number(width)).append('v').append(Svg.number(-side * height));
            path.append('h').append(Svg.number(-width)).append('z');
        }
        return path;
    }

    private int firstBin() {
        return occupied().min().orElse(0);
    }

    private int lastBin() {
        return occupied().max().orElse(treated.size() - 1);
    }

    private IntStream occupied() {
        return IntStream.range(0, treated.size()).filter(i -> treated.get(i) + control.get(i) > 0);
    }

    private static double tallest(List<Long> counts) {
        double most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
        return total(counts) == 0 ? 0.01 : Math.max(0.01, most / total(counts));
    }

    private static long total(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private String description() {
        return "Mirrored histogram of propensity scores from " + Numbers.effect(edges.get(firstBin())) + " to "
                + Numbers.effect(edges.get(lastBin() + 1)) + ": " + Numbers.count(total(treated)) + " treated above, "
                + Numbers.count(total(control)) + " controls below.";
    }
}
