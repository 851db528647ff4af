package dev.elsewise.report.graph;

/** How wide a node's name will be: widths of a sans-serif face in half-bold, on the generous side. */
final class Lettering {
    static final double SIZE = 14;

    private Lettering() {}

    static double width(String name) {
        return SIZE * name.codePoints().mapToDouble(Lettering::em).sum();
    }

    private static double em(int point) {
        if ("iljtfrI.,:;'|!()[]{}/ -".indexOf(point) >= 0) {
            return 0.36;
        }
        if ("mwMW%@".indexOf(point) >= 0) {
            return 0.94;
        }
        if (point >= 0x1100) {
            return 1.05;
        }
        return Character.isUpperCase(point) ? 0.73 : 0.6;
    }
}
