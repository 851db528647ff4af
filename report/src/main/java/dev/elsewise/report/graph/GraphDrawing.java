package dev.elsewise.report.graph;

import dev.elsewise.graph.CausalGraph;
import dev.elsewise.question.Question;
import dev.elsewise.report.chart.Ink;
import dev.elsewise.report.chart.Svg;
import dev.elsewise.study.Result;
import dev.elsewise.study.mix.MixResult;
import java.util.Collection;

/**
 * The picture of a causal graph: causes to the left of their effects, treatment and outcome in colour, what is adjusted
 * for shaded, the arrows that carry the effect strong, hidden common causes as dashed bows with two heads.
 */
public final class GraphDrawing {
    private static final double PAGE = 944;
    private static final double HEAD = 9;
    private static final double LEGEND = 40;

    private final Sketch sketch;
    private final Layout layout;
    private final Svg svg;

    private GraphDrawing(Sketch sketch, Svg.Colours colours) {
        this.sketch = sketch;
        this.layout = Layout.of(sketch, PAGE);
        double width = Math.max(layout.right() - layout.left(), Legend.width(sketch)) + 2;
        double height = layout.bottom() - layout.top() + LEGEND + 2;
        this.svg = new Svg(
                width,
                height,
                colours,
                "Causal graph of "
                        + (sketch.treatment().isEmpty() ? "" : sketch.treatment() + " and ")
                        + sketch.outcome(),
                sketch.description());
    }

    /** The drawing as part of a page whose CSS variables (see {@link Ink}) give the colours, light or dark. */
    public static String svg(Result.GraphView view) {
        return new GraphDrawing(Sketch.of(view), Svg.Colours.OF_THE_PAGE).drawn();
    }

    /** The graph of a media mix, as part of a page. */
    public static String svg(MixResult.GraphView view) {
        return new GraphDrawing(Sketch.of(view), Svg.Colours.OF_THE_PAGE).drawn();
    }

    /** The graph of a media mix as a file of its own. */
    public static String standalone(MixResult.GraphView view) {
        return new GraphDrawing(Sketch.of(view), Svg.Colours.WRITTEN).drawn();
    }

    /** The drawing as a file of its own, with its colours written into it, on white. */
    public static String standalone(Result.GraphView view) {
        return new GraphDrawing(Sketch.of(view), Svg.Colours.WRITTEN).drawn();
    }

    /** The drawing of a graph and what is adjusted for, as a file of its own; hidden nodes have a dashed outline. */
    public static String standalone(CausalGraph graph, Question question, Collection<String> adjusted) {
        return new GraphDrawing(Sketch.of(graph, question, adjusted), Svg.Colours.WRITTEN).drawn();
    }

    private String drawn() {
        double graphWidth = layout.right() - layout.left();
        double width = Math.max(graphWidth, Legend.width(sketch));
        double dx = 1 - layout.left() + (width - graphWidth) / 2;
        svg.group("transform", "translate(" + new Point(dx, 1 - layout.top()) + ")");
        layout.curves().forEach((arrow, curve) -> {
            if (!arrow.causal()) {
                arrow(arrow, curve);
            }
        });
        layout.curves().forEach((arrow, curve) -> {
            if (arrow.causal()) {
                arrow(arrow, curve);
            }
        });
        for (Sketch.Node node : sketch.nodes()) {
            node(node, layout.box(node.name()));
        }
        svg.end();
        Legend.draw(svg, sketch, layout.bottom() - layout.top() + LEGEND - 8);
        return svg.toString();
    }

    private void arrow(Sketch.Arrow arrow, Curve curve) {
        String ink = svg.ink(arrow.causal() ? Ink.ACCENT : arrow.hidden() ? Ink.WARN : Ink.ZERO);
        String width = arrow.causal() ? "2.2" : "1.4";
        Curve line = curve.shortened(HEAD - 1);
        if (arrow.hidden()) {
            line = line.reversed().shortened(HEAD - 1).reversed();
        }
        svg.group(
                        "stroke",
                        ink,
                        "fill",
                        "none",
                        "stroke-width",
                        width,
                        "stroke-dasharray",
                        arrow.hidden() ? "5 4" : "none")
                .path(line.path())
                .end();
        svg.group("fill", ink).path(head(curve));
        if (arrow.hidden()) {
            svg.path(head(curve.reversed()));
        }
        svg.end();
    }

    /** A small triangle whose tip is the end of the curve. */
    private static String head(Curve curve) {
        Point tip = curve.end();
        Point base = curve.shortened(HEAD).end();
        double length = Math.max(tip.distance(base), 1e-6);
        double dx = (tip.y() - base.y()) / length * HEAD * 0.42;
        double dy = -(tip.x() - base.x()) / length * HEAD * 0.42;
        return "M" + tip + "L" + base.plus(dx, dy) + "L" + base.plus(-dx, -dy) + "Z";
    }

    private void node(Sketch.Node node, Box box) {
        Shape shape = Shape.of(node.role());
        svg.group("fill", svg.ink(Ink.PAPER)).path(box.outline()).end();
        svg.group(shape.attributes(svg)).path(box.outline()).end();
        svg.group("text-anchor", "middle", "font-size", "14", "font-weight", shape.weight(), "fill", svg.ink(Ink.TEXT))
                .text(box.centre().x(), box.centre().y() + 5, node.name())
                .end();
    }
}
