package dev.elsewise.report.chart;

import dev.elsewise.report.text.Escape;
import dev.elsewise.report.text.Lettering;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A small SVG writer. It knows the few shapes that charts need, writes text as text, rounds coordinates to a tenth of a
 * pixel, and escapes everything that it is given to say. Used by one thread.
 *
 * <pre>{@code
 * Svg svg = new Svg(200, 40, Svg.Colours.OF_THE_PAGE, "A line", "From left to right");
 * svg.group("stroke", svg.ink(Ink.ACCENT)).line(10, 20, 190, 20).end();
 * String picture = svg.toString();
 * }</pre>
 */
public final class Svg {
    /** Where the colours come from. */
    public enum Colours {
        /** From the CSS variables of the page, light or dark. */
        OF_THE_PAGE,
        /** Written into the picture, on white paper. */
        WRITTEN
    }

    static final String FONT = "Inter,'Segoe UI','Helvetica Neue',Arial,'Liberation Sans',sans-serif";

    /** The width of most charts: a comfortable page. */
    public static final double WIDTH = 944;

    /** The height of a title and the space below it. */
    private static final double HEADING = 28;

    /** The white around a picture in a file of its own. */
    private static final double MARGIN = 24;

    private final StringBuilder out = new StringBuilder(4096);
    private final Colours colours;
    private int open;

    /**
     * @param title what the picture shows, read aloud in its place
     * @param description what a reader would say who sees it
     */
    public Svg(double width, double height, Colours colours, String title, String description) {
        this.colours = colours;
        double margin = colours == Colours.WRITTEN ? MARGIN : 0;
        String w = number(width + 2 * margin);
        String h = number(height + 2 * margin);
        out.append("<svg role=\"img\"");
        if (colours == Colours.WRITTEN) attribute("xmlns", "http://www.w3.org/2000/svg");
        attribute("viewBox", number(-margin) + " " + number(-margin) + " " + w + " " + h);
        attribute("width", w);
        attribute("height", h);
        attribute("font-family", colours == Colours.WRITTEN ? FONT : "inherit");
        attribute("font-size", "13");
        attribute("fill", ink(Ink.TEXT));
        out.append("><title>").append(Escape.xml(title)).append("</title><desc>");
        out.append(Escape.xml(description)).append("</desc>");
        if (colours == Colours.WRITTEN) {
            group("fill", ink(Ink.PAPER))
                    .rectangle(-margin, -margin, width + 2 * margin, height + 2 * margin)
                    .end();
        }
    }

    /**
     * The picture of a chart. A file of its own has the title as a heading, which a page writes itself; what is drawn lies
     * below it, in a group to be ended.
     *
     * @param height of what is drawn
     */
    static Svg of(Chart chart, double height, Colours colours, String description) {
        return of(chart, WIDTH, height, colours, description);
    }

    /** The same for a chart of another width. */
    static Svg of(Chart chart, double width, double height, Colours colours, String description) {
        double heading = colours == Colours.WRITTEN ? HEADING : 0;
        Svg svg = new Svg(width, heading + height, colours, chart.title(), description);
        if (heading > 0)
            svg.group("font-size", "15", "font-weight", "600")
                    .text(0, 18, chart.title())
                    .end();
        return svg.group("transform", "translate(0 " + number(heading) + ")");
    }

    /** A colour as the value of {@code fill} or {@code stroke}. */
    public String ink(Ink ink) {
        return colours == Colours.WRITTEN ? ink.colour() : ink.inPage();
    }

    /** Opens a group whose attributes, in pairs of name and value, hold for all that it contains. */
    public Svg group(String... attributes) {
        out.append("<g");
        for (int i = 0; i < attributes.length; i += 2) attribute(attributes[i], attributes[i + 1]);
        out.append('>');
        open++;
        return this;
    }

    /** Closes the group opened last. */
    public Svg end() {
        out.append("</g>");
        open--;
        return this;
    }

    /** Adds words that appear over the group just opened when one rests on it. */
    public Svg hint(String words) {
        out.append("<title>").append(Escape.xml(words)).append("</title>");
        return this;
    }

    public Svg line(double x1, double y1, double x2, double y2) {
        return path("M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2));
    }

    public Svg rectangle(double x, double y, double width, double height) {
        out.append("<rect");
        attribute("x", number(x));
        attribute("y", number(y));
        attribute("width", number(width));
        attribute("height", number(height));
        out.append("/>");
        return this;
    }

    public Svg circle(double x, double y, double radius) {
        out.append("<circle");
        attribute("cx", number(x));
        attribute("cy", number(y));
        attribute("r", number(radius));
        out.append("/>");
        return this;
    }

    /** A path in SVG's own letters; an empty one is left out. */
    public Svg path(CharSequence letters) {
        if (letters.isEmpty()) return this;
        out.append("<path");
        attribute("d", letters.toString());
        out.append("/>");
        return this;
    }

    /** A line of text, placed by the group's {@code text-anchor} on its base line. */
    public Svg text(double x, double y, String words) {
        out.append("<text");
        attribute("x", number(x));
        attribute("y", number(y));
        out.append('>').append(Escape.xml(words)).append("</text>");
        return this;
    }

    /** A line of text no wider than the width: what does not fit gives way to an ellipsis, and the whole is a hint. */
    public Svg text(double x, double y, String words, double width, double size) {
        String shown = Lettering.fit(words, size, width);
        if (shown.equals(words)) return text(x, y, words);
        return group().hint(words).text(x, y, shown).end();
    }

    /** The picture; every group must be closed. */
    @Override
    public String toString() {
        if (open != 0) throw new IllegalStateException("Every group must be ended; " + open + " are open.");
        return out + "</svg>";
    }

    /** A coordinate to a tenth of a pixel, as short as can be. */
    static String number(double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("A coordinate must be finite, not " + value);
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(Escape.xml(value)).append('"');
    }
}
