package dev.elsewise.report.graph;

import dev.elsewise.report.chart.Ink;
import dev.elsewise.report.chart.Svg;

/**
 * How the box of a role looks. The fills are thin veils of a line colour, so they suit a light and a dark page.
 *
 * @param words what the legend says
 */
record Shape(String words, Ink line, Ink fill, String veil, String width, String dashes, String weight) {
    static Shape of(Sketch.Role role) {
        return switch (role) {
            case TREATMENT -> new Shape("treatment", Ink.ACCENT, Ink.ACCENT, "0.16", "2", "none", "600");
            case CHANNEL -> new Shape("channel", Ink.ACCENT, Ink.ACCENT, "0.16", "2", "none", "600");
            case MEDIATOR -> new Shape("mediator", Ink.SERIES_3, Ink.SERIES_3, "0.16", "2", "none", "600");
            case CONTROL -> new Shape("control", Ink.MUTED, Ink.MUTED, "0.12", "1.2", "none", "400");
            case OUTCOME -> new Shape("outcome", Ink.SERIES_2, Ink.SERIES_2, "0.16", "2", "none", "600");
            case ADJUSTED -> new Shape("adjusted for", Ink.MUTED, Ink.MUTED, "0.2", "1.2", "none", "400");
            case OTHER -> new Shape("not adjusted for", Ink.ZERO, Ink.PAPER, "0", "1.2", "none", "400");
            case HIDDEN -> new Shape("not measured", Ink.WARN, Ink.PAPER, "0", "1.4", "5 4", "400");
        };
    }

    /** For the group around the outline. */
    String[] attributes(Svg svg) {
        return new String[] {
            "fill",
            svg.ink(fill),
            "fill-opacity",
            veil,
            "stroke",
            svg.ink(line),
            "stroke-width",
            width,
            "stroke-dasharray",
            dashes
        };
    }
}
