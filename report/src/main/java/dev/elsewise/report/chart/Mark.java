package dev.elsewise.report.chart;

/** Shapes of about the same weight, told apart without colour. */
enum Mark {
    CIRCLE("m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"),
    SQUARE("m-4 -4h8v8h-8z"),
    TRIANGLE("m0 -5.2l5.2 9h-10.4z"),
    DIAMOND("m0 -5.6l5.6 5.6l-5.6 5.6l-5.6 -5.6z"),
    DOWN("m0 5.2l5.2 -9h-10.4z"),
    CROSS("m-1.6 -5h3.2v3.4h3.4v3.2h-3.4v3.4h-3.2v-3.4h-3.4v-3.2h3.4z"),
    BAR("m-5.5 -2.2h11v4.4h-11z"),
    POST("m-2.2 -5.5h4.4v11h-4.4z");

    private final String outline;

    Mark(String outline) {
        this.outline = outline;
    }

    /** The mark of the n-th group, from 0; they repeat after eight. */
    static Mark series(int n) {
        return values()[Math.floorMod(n, values().length)];
    }

    /** The shape around a point, as the letters of a path. */
    String at(double x, double y) {
        return "M" + Svg.number(x) + " " + Svg.number(y) + outline;
    }
}
