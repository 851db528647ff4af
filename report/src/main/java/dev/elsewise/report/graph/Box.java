package dev.elsewise.report.graph;

/** The rectangle of a node. */
record Box(double x, double y, double width, double height) {
    static final double RADIUS = 8;

    Point centre() {
        return new Point(x + width / 2, y + height / 2);
    }

    boolean contains(Point point, double margin) {
        return point.x() > x - margin
                && point.x() < x + width + margin
                && point.y() > y - margin
                && point.y() < y + height + margin;
    }

    /** Its outline with round corners, in SVG's letters. */
    String outline() {
        double r = Math.min(RADIUS, height / 2);
        Point start = new Point(x + r, y);
        return "M" + start + side(x + width - r, y) + corner(r, x + width, y + r) + side(x + width, y + height - r)
                + corner(r, x + width - r, y + height) + side(x + r, y + height) + corner(r, x, y + height - r)
                + side(x, y + r) + corner(r, x + r, y) + "Z";
    }

    private static String side(double x, double y) {
        return "L" + new Point(x, y);
    }

    private static String corner(double r, double x, double y) {
        return "A" + new Point(r, r) + " 0 0 1 " + new Point(x, y);
    }
}
