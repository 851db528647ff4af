package dev.elsewise.report.chart;

import dev.elsewise.report.text.Lettering;
import java.util.List;

/** The names of what is drawn, each beside its colour, on as many lines as they need. */
record Key(List<Entry> entries) {
    private static final double LINE = 19;
    private static final double SWATCH = 14;
    private static final double GAP = 18;
    private static final double SIZE = 12;

    Key {
        entries = List.copyOf(entries);
    }

    /** How a thing is drawn. */
    enum Look {
        AREA,
        LINE,
        DASHED,
        DOT
    }

    /** @param opacity of its fill, as SVG writes it */
    record Entry(String name, Ink ink, Look look, String opacity) {
        Entry(String name, Ink ink, Look look) {
            this(name, ink, look, "1");
        }
    }

    double height(double width) {
        double x = 0;
        int lines = entries.isEmpty() ? 0 : 1;
        for (Entry entry : entries) {
            double needs = needs(entry);
            if (x > 0 && x + needs > width) {
                lines++;
                x = 0;
            }
            x += needs;
        }
        return lines * LINE;
    }

    /** @param top the pixel above the first line */
    void draw(Svg svg, double left, double top, double width) {
        double x = 0;
        double y = top + 13;
        for (Entry entry : entries) {
            double needs = needs(entry);
            if (x > 0 && x + needs > width) {
                x = 0;
                y += LINE;
            }
            swatch(svg, entry, left + x, y - 4);
            svg.group("fill", svg.ink(Ink.MUTED), "font-size", "12")
                    .text(left + x + SWATCH + 6, y, entry.name(), width - SWATCH - 6, SIZE)
                    .end();
            x += needs;
        }
    }

    private static double needs(Entry entry) {
        return SWATCH + 6 + Lettering.width(entry.name(), SIZE) + GAP;
    }

    private static void swatch(Svg svg, Entry entry, double x, double y) {
        String ink = svg.ink(entry.ink());
        switch (entry.look()) {
            case AREA ->
                svg.group("fill", ink, "fill-opacity", entry.opacity())
                        .rectangle(x, y - 5, SWATCH, 10)
                        .end();
            case LINE ->
                svg.group("stroke", ink, "stroke-width", "2")
                        .line(x, y, x + SWATCH, y)
                        .end();
            case DASHED ->
                svg.group("stroke", ink, "stroke-width", "1.6", "stroke-dasharray", "4 3")
                        .line(x, y, x + SWATCH, y)
                        .end();
            case DOT -> svg.group("fill", ink).circle(x + SWATCH / 2, y, 3).end();
        }
    }
}
