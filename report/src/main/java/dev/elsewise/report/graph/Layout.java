package dev.elsewise.report.graph;

import dev.elsewise.report.text.Lettering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * A sketch with a place for everything: layers from causes to effects, by ELK's layered algorithm; hidden pairs are
 * bowed between the boxes afterwards. The same sketch gets the same layout.
 */
record Layout(Map<String, Box> boxes, Map<Sketch.Arrow, Curve> curves) {
    private static final double HEIGHT = 34;
    private static final double PADDING = 14;
    private static final double SIZE = 14;
    private static final double ROOM_FOR_AN_ARROW = 8;
    private static final double CLEARANCE = 6;
    private static final double[] BOWS = {30, -30, 48, -48, 72, -72, 104, -104, 144, -144, 200, -200};

    /** Left to right, unless that is wider than the page and top to bottom is narrower. */
    static Layout of(Sketch sketch, double pageWidth) {
        Layout across = of(sketch, Direction.RIGHT);
        if (across.right() - across.left() <= pageWidth) {
            return across;
        }
        Layout down = of(sketch, Direction.DOWN);
        return down.right() - down.left() < across.right() - across.left() ? down : across;
    }

    Box box(String node) {
        return box(boxes, node);
    }

    private static Box box(Map<String, Box> boxes, String node) {
        return Objects.requireNonNull(boxes.get(node), node);
    }

    double left() {
        return points().stream().mapToDouble(Point::x).min().orElse(0);
    }

    double right() {
        return points().stream().mapToDouble(Point::x).max().orElse(0);
    }

    double top() {
        return points().stream().mapToDouble(Point::y).min().orElse(0);
    }

    double bottom() {
        return points().stream().mapToDouble(Point::y).max().orElse(0);
    }

    private List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (Box box : boxes.values()) {
            points.add(new Point(box.x(), box.y()));
            points.add(new Point(box.x() + box.width(), box.y() + box.height()));
        }
        curves.values().forEach(curve -> points.addAll(curve.along(12)));
        return points;
    }

    private static Layout of(Sketch sketch, Direction direction) {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(LayeredOptions.DIRECTION, direction);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.SPLINES);
        root.setProperty(LayeredOptions.RANDOM_SEED, 1);
        root.setProperty(LayeredOptions.THOROUGHNESS, 30);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(0));
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, 22.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, betweenLayers(sketch));
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 14.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 8.0);

        Map<String, ElkNode> nodes = new LinkedHashMap<>();
        for (Sketch.Node node : sketch.nodes()) {
            ElkNode placed = ElkGraphUtil.createNode(root);
            double width = Lettering.halfBold(node.name(), SIZE) + 2 * PADDING;
            double needed = ROOM_FOR_AN_ARROW * busiestSide(sketch, node.name());
            placed.setDimensions(
                    direction == Direction.DOWN ? Math.max(width, needed) : width,
                    direction == Direction.DOWN ? HEIGHT : Math.max(HEIGHT, needed));
            nodes.put(node.name(), placed);
        }
        Map<Sketch.Arrow, ElkEdge> edges = new LinkedHashMap<>();
        for (Sketch.Arrow arrow : sketch.arrows()) {
            if (!arrow.hidden()) {
                edges.put(arrow, ElkGraphUtil.createSimpleEdge(nodes.get(arrow.from()), nodes.get(arrow.to())));
            }
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());

        Map<String, Box> boxes = new LinkedHashMap<>();
        nodes.forEach(
                (name, node) -> boxes.put(name, new Box(node.getX(), node.getY(), node.getWidth(), node.getHeight())));
        Map<Sketch.Arrow, Curve> curves = new LinkedHashMap<>();
        edges.forEach(
                (arrow, edge) -> curves.put(arrow, curve(edge.getSections().getFirst())));
        for (Sketch.Arrow arrow : sketch.arrows()) {
            if (arrow.hidden()) {
                curves.put(arrow, bow(box(boxes, arrow.from()), box(boxes, arrow.to()), boxes.values()));
            }
        }
        return new Layout(boxes, curves);
    }

    /** Many arrows into one node need a longer way to turn. */
    private static double betweenLayers(Sketch sketch) {
        long busiest = sketch.nodes().stream()
                .mapToLong(node -> busiestSide(sketch, node.name()))
                .max()
                .orElse(0);
        return Math.min(56 + 8.0 * busiest, 150);
    }

    /** How many arrows share a side of a node. */
    private static long busiestSide(Sketch sketch, String node) {
        long in = sketch.arrows().stream()
                .filter(arrow -> !arrow.hidden() && arrow.to().equals(node))
                .count();
        long out = sketch.arrows().stream()
                .filter(arrow -> !arrow.hidden() && arrow.from().equals(node))
                .count();
        return Math.max(in, out);
    }

    /** A curve between two boxes: of several bows to either side the flattest that runs through no box. */
    private static Curve bow(Box from, Box to, Collection<Box> boxes) {
        Curve best = Curve.straight(from.centre(), to.centre());
        double leastCost = Double.POSITIVE_INFINITY;
        for (double bow : BOWS) {
            Curve curve = Curve.bowed(from.centre(), to.centre(), bow).between(from, to);
            double cost = Math.abs(bow);
            for (Point point : curve.along(40)) {
                for (Box box : boxes) {
                    if (!box.equals(from) && !box.equals(to) && box.contains(point, CLEARANCE)) {
                        cost += 100;
                    }
                }
            }
            if (cost < leastCost) {
                best = curve;
                leastCost = cost;
            }
        }
        return best;
    }

    /** ELK's bend points are the control points of Bézier pieces; any other number of them is a chain of lines. */
    private static Curve curve(ElkEdgeSection section) {
        List<Point> points = new ArrayList<>();
        points.add(new Point(section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
        points.add(new Point(section.getEndX(), section.getEndY()));
        if (points.size() % 3 == 1) {
            return new Curve(points);
        }
        List<Point> lines = new ArrayList<>(List.of(points.getFirst()));
        for (int i = 1; i < points.size(); i++) {
            lines.addAll(
                    Curve.straight(points.get(i - 1), points.get(i)).points().subList(1, 4));
        }
        return new Curve(lines);
    }
}
