package dev.elsewise.report.graph;

import dev.elsewise.report.chart.Ink;
import dev.elsewise.report.chart.Svg;
import dev.elsewise.report.text.Lettering;
import java.util.Arrays;
import java.util.List;

/** The line below the graph that names its colours; it lists only what is there. */
final class Legend {
    private static final double SWATCH = 22;
    private static final double GAP = 26;
    private static final double SIZE = 12;
    private static final String HIDDEN_CAUSE = "hidden common cause";

    private Legend() {}

    static double width(Sketch sketch) {
        double width = -GAP;
        for (Shape shape : shapes(sketch)) {
            width += entry(shape.words());
        }
        return hasHiddenPair(sketch) ? width + entry(HIDDEN_CAUSE) : width;
    }

    /** @param y the base line of its words */
    static void draw(Svg svg, Sketch sketch, double y) {
        double x = 1;
        for (Shape shape : shapes(sketch)) {
            svg.group(shape.attributes(svg))
                    .path(new Box(x, y - 11, SWATCH, 14).outline())
                    .end();
            words(svg, x, y, shape.words());
            x += entry(shape.words());
        }
        if (hasHiddenPair(sketch)) {
            svg.group("stroke", svg.ink(Ink.WARN), "stroke-width", "1.4", "stroke-dasharray", "5 4")
                    .line(x, y - 4, x + SWATCH, y - 4)
                    .end();
            words(svg, x, y, HIDDEN_CAUSE);
        }
    }

    private static void words(Svg svg, double x, double y, String words) {
        svg.group("font-size", "12", "fill", svg.ink(Ink.MUTED))
                .text(x + SWATCH + 7, y, words)
                .end();
    }

    private static double entry(String words) {
        return SWATCH + 7 + Lettering.halfBold(words, SIZE) + GAP;
    }

    private static List<Shape> shapes(Sketch sketch) {
        return Arrays.stream(Sketch.Role.values())
                .filter(sketch::has)
                .map(Shape::of)
                .toList();
    }

    private static boolean hasHiddenPair(Sketch sketch) {
        return sketch.arrows().stream().anyMatch(Sketch.Arrow::hidden);
    }
}
