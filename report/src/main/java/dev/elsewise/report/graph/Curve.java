package dev.elsewise.report.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A chain of cubic Bézier curves: start, then two control points and an end for each piece.
 *
 * @param points 3 n + 1 of them
 */
record Curve(List<Point> points) {
    Curve {
        points = List.copyOf(points);
        if (points.size() < 4 || points.size() % 3 != 1) {
            throw new IllegalArgumentException("A curve has 3 n + 1 points, found " + points.size());
        }
    }

    static Curve straight(Point from, Point to) {
        return new Curve(List.of(from, from.towards(to, 1.0 / 3), from.towards(to, 2.0 / 3), to));
    }

    /** A curve of one piece whose middle stands off the straight line, to the left of its direction when positive. */
    static Curve bowed(Point from, Point to, double bow) {
        double length = Math.max(from.distance(to), 1);
        double dx = (to.y() - from.y()) / length * bow * 4 / 3;
        double dy = -(to.x() - from.x()) / length * bow * 4 / 3;
        return new Curve(List.of(
                from,
                from.towards(to, 0.25).plus(dx, dy),
                from.towards(to, 0.75).plus(dx, dy),
                to));
    }

    /** Of a curve of one piece, the part from where it leaves one box to where it enters another. */
    Curve between(Box from, Box to) {
        double first = 0;
        double last = 1;
        while (first < 0.45 && from.contains(at(0, first), 1)) {
            first += 0.01;
        }
        while (last > 0.55 && to.contains(at(0, last), 1)) {
            last -= 0.01;
        }
        return tail(first).reversed().tail((1 - last) / (1 - first)).reversed();
    }

    /** The part of a curve of one piece after a share of it, by de Casteljau's construction. */
    private Curve tail(double t) {
        Point ab = points.get(0).towards(points.get(1), t);
        Point bc = points.get(1).towards(points.get(2), t);
        Point cd = points.get(2).towards(points.get(3), t);
        return new Curve(
                List.of(ab.towards(bc, t).towards(bc.towards(cd, t), t), bc.towards(cd, t), cd, points.get(3)));
    }

    Point start() {
        return points.getFirst();
    }

    Point end() {
        return points.getLast();
    }

    /** The point before the end, from which the curve arrives. */
    Point beforeEnd() {
        Point before = points.get(points.size() - 2);
        return before.distance(end()) > 0.1 ? before : points.get(points.size() - 3);
    }

    Curve reversed() {
        return new Curve(points.reversed());
    }

    /** The same curve whose end is drawn back along its last direction, to leave room for an arrowhead. */
    Curve shortened(double by) {
        List<Point> moved = new ArrayList<>(points);
        Point before = beforeEnd();
        double share = Math.min(by / Math.max(before.distance(end()), by), 0.9);
        moved.set(moved.size() - 1, end().towards(before, share));
        return new Curve(moved);
    }

    /** Points along the curve, ends included. */
    List<Point> along(int perPiece) {
        List<Point> found = new ArrayList<>(List.of(start()));
        for (int piece = 0; piece + 3 < points.size(); piece += 3) {
            for (int i = 1; i <= perPiece; i++) {
                found.add(at(piece, i / (double) perPiece));
            }
        }
        return found;
    }

    String path() {
        StringBuilder path = new StringBuilder("M").append(start());
        for (int i = 1; i < points.size(); i += 3) {
            path.append('C').append(points.get(i));
            path.append(' ').append(points.get(i + 1));
            path.append(' ').append(points.get(i + 2));
        }
        return path.toString();
    }

    private Point at(int piece, double t) {
        Point a = points.get(piece).towards(points.get(piece + 1), t);
        Point b = points.get(piece + 1).towards(points.get(piece + 2), t);
        Point c = points.get(piece + 2).towards(points.get(piece + 3), t);
        return a.towards(b, t).towards(b.towards(c, t), t);
    }
}
