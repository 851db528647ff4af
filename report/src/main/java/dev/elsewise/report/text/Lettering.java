package dev.elsewise.report.text;

/**
 * How wide text will be. A static picture cannot ask the font, so this counts typical widths of a sans-serif face, a
 * little on the generous side.
 */
public final class Lettering {
    private static final String NARROW = "iljtfrI.,:;'|!()[]{}/ -\u202F";
    private static final String WIDE = "mwMW%@∞";
    private static final double HALF_BOLD = 1.05;

    private Lettering() {}

    /** The width in pixels at a font size. */
    public static double width(String text, double size) {
        return size * text.codePoints().mapToDouble(Lettering::em).sum();
    }

    /** The width in half-bold letters. */
    public static double halfBold(String text, double size) {
        return HALF_BOLD * width(text, size);
    }

    /** The text, cut to a width with an ellipsis where it is too long. */
    public static String fit(String text, double size, double width) {
        if (width(text, size) <= width) return text;
        int[] points = text.codePoints().toArray();
        double room = width / size - em('…');
        int kept = 0;
        while (kept < points.length && room >= em(points[kept])) room -= em(points[kept++]);
        return new String(points, 0, kept).stripTrailing() + "…";
    }

    private static double em(int point) {
        if (NARROW.indexOf(point) >= 0) return 0.34;
        if (WIDE.indexOf(point) >= 0) return 0.9;
        if (point == '…') return 1;
        if (point >= 0x1100) return point == '\u2212' ? 0.58 : 1.05;
        return Character.isUpperCase(point) ? 0.7 : 0.57;
    }
}
