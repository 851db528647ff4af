package dev.elsewise.report.graph;

import java.util.Locale;

/** A place in the drawing, in pixels to the right and down. */
record Point(double x, double y) {
    Point plus(double dx, double dy) {
        return new Point(x + dx, y + dy);
    }

    /** The point at a share of the way to another. */
    Point towards(Point other, double share) {
        return new Point(x + share * (other.x - x), y + share * (other.y - y));
    }

    double distance(Point other) {
        return Math.hypot(other.x - x, other.y - y);
    }

    /** Both coordinates to a tenth of a pixel. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f %.1f", x + 0.0, y + 0.0).replace(".0", "");
    }
}
