package dev.elsewise.report.chart;

import dev.elsewise.report.text.Lettering;
import java.util.List;

/** The frame of a chart with two axes: a light grid, ticks, and what is measured. */
record Plot(Axis x, Axis y, Unit across, Unit up) {
    private static final double SIZE = 11.5;
    private static final double DATE_ROOM = 78;

    /** How far the last label may stand out to the right of the frame. */
    static final double OVER = 6;

    /** The least between two labels across. */
    private static final double APART = 7;

    /**
     * A frame whose left edge leaves room for the numbers beside it.
     *
     * @param top the pixel of the upper end
     * @param bottom the pixel of the lower end
     */
    static Plot in(double left, double right, double top, double bottom, Range xs, Range ys, Unit across, Unit up) {
        int rows = (int) Math.clamp((bottom - top) / 36, 2, 6);
        Axis y = Axis.around(ys.low(), ys.high(), bottom, top, rows);
        double words = up.ticks(y, rows).stream()
                .mapToDouble(t -> Lettering.width(t.words(), SIZE))
                .max()
                .orElse(0);
        double from = left + words + 9;
        double span = xs.high() - xs.low();
        double room = span > 0 ? 0 : Math.max(0.5, 0.05 * Math.abs(xs.low()));
        int columns = (int) Math.clamp((right - from) / (across == Unit.DATE ? 80 : 48), 2, 10);
        return new Plot(Axis.exactly(xs.low() - room, xs.high() + room, from, right, columns), y, across, up);
    }

    /** Grid, ticks and labels; what a label would say of nothing is left out. */
    void draw(Svg svg, String acrossWords, String upWords) {
        StringBuilder grid = new StringBuilder();
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "end");
        for (Unit.Tick tick : up.ticks(y, 6)) {
            double at = y.at(tick.at());
            grid.append('M').append(Svg.number(x.from())).append(' ').append(Svg.number(at));
            grid.append('H').append(Svg.number(x.to()));
            svg.text(x.from() - 7, at + 4, tick.words());
        }
        svg.end();
        svg.group("fill", "none", "stroke", svg.ink(Ink.GRID)).path(grid).end();
        drawAcross(svg);
        if (y.holds(0)) {
            svg.group("stroke", svg.ink(Ink.ZERO))
                    .line(x.from(), y.at(0), x.to(), y.at(0))
                    .end();
        }
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5");
        if (!upWords.isEmpty()) {
            svg.text(0, y.to() - 8, upWords, x.to(), SIZE);
        }
        if (!acrossWords.isEmpty()) {
            svg.group("text-anchor", "middle")
                    .text((x.from() + x.to()) / 2, y.from() + 34, acrossWords)
                    .end();
        }
        svg.end();
    }

    private void drawAcross(Svg svg) {
        List<Unit.Tick> ticks = across.ticks(x, (int) Math.max(2, (x.to() - x.from()) / DATE_ROOM));
        int every = every(ticks);
        for (int i = 0; i < ticks.size(); i++) {
            Unit.Tick tick = ticks.get(i);
            double at = x.at(tick.at());
            if (i % every == 0) {
                double half = Lettering.width(tick.words(), SIZE) / 2;
                // Words at the edges stay inside the picture.
                String anchor = at + half > x.to() + OVER ? "end" : at - half < 0 ? "start" : "middle";
                svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", anchor)
                        .text(
                                "end".equals(anchor) ? Math.min(at + half, x.to() + OVER) : at,
                                y.from() + 17,
                                tick.words())
                        .end();
            }
            if (across == Unit.DATE) {
                svg.group("stroke", svg.ink(Ink.ZERO))
                        .line(at, y.from(), at, y.from() + 4)
                        .end();
            }
        }
    }

    /** Each label, or each second or third, so that none runs into the next. */
    private int every(List<Unit.Tick> ticks) {
        int every = 1;
        while (every < ticks.size() && runTogether(ticks, every)) {
            every++;
        }
        return every;
    }

    private boolean runTogether(List<Unit.Tick> ticks, int every) {
        double taken = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ticks.size(); i += every) {
            double at = x.at(ticks.get(i).at());
            double width = Lettering.width(ticks.get(i).words(), SIZE);
            double from = at < width / 2 ? at : Math.min(at + width / 2, x.to() + OVER) - width;
            if (from < taken + APART) {
                return true;
            }
            taken = from + width;
        }
        return false;
    }

    /** A line through points in order, broken where one is missing. */
    String path(double[] xs, double[] ys) {
        StringBuilder path = new StringBuilder();
        boolean on = false;
        for (int i = 0; i < xs.length; i++) {
            if (!Double.isFinite(xs[i]) || !Double.isFinite(ys[i])) {
                on = false;
                continue;
            }
            path.append(on ? 'L' : 'M').append(spot(xs[i], ys[i]));
            on = true;
        }
        return path.toString();
    }

    /** The area between two lines where both are there. */
    String area(double[] xs, double[] lower, double[] upper) {
        StringBuilder path = new StringBuilder();
        int i = 0;
        while (i < xs.length) {
            int from = i;
            while (i < xs.length && Double.isFinite(lower[i]) && Double.isFinite(upper[i])) i++;
            if (i > from) {
                for (int k = from; k < i; k++)
                    path.append(k == from ? 'M' : 'L').append(spot(xs[k], upper[k]));
                for (int k = i - 1; k >= from; k--) path.append('L').append(spot(xs[k], lower[k]));
                path.append('z');
            }
            i = Math.max(i, from + 1);
        }
        return path.toString();
    }

    private String spot(double across, double height) {
        return Svg.number(x.at(across)) + " " + Svg.number(y.at(y.held(height)));
    }
}
