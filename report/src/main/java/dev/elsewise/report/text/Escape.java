package dev.elsewise.report.text;

/** Makes text harmless inside XML and HTML. */
public final class Escape {
    private Escape() {}

    /**
     * The text with the five characters of markup replaced by entities, fit for an element or a quoted attribute.
     * Characters that XML forbids (controls, halves of surrogate pairs) become U+FFFD. One pass over the text.
     */
    public static String xml(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(point) ? point : 0xFFFD);
            }
        });
        return out.toString();
    }

    private static boolean allowed(int point) {
        if (point < 0x20) return point == '\t' || point == '\n' || point == '\r';
        if (point >= 0x7F && point <= 0x9F) return false;
        return (point < 0xD800 || point > 0xDFFF) && point != 0xFFFE && point != 0xFFFF;
    }
}
