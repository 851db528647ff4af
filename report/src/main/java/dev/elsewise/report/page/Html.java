package dev.elsewise.report.page;

import dev.elsewise.report.chart.Chart;
import dev.elsewise.report.text.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a page as a value. Foreign text can only get in through {@link #text}, which escapes it. What is printed is
 * well-formed XML and HTML at once.
 */
public sealed interface Html {
    /** Prints this piece. */
    void print(StringBuilder out);

    /** Words, escaped. */
    record Text(String words) implements Html {
        @Override
        public void print(StringBuilder out) {
            out.append(Escape.xml(words));
        }
    }

    /** Markup that this module has made itself. */
    record Markup(String markup) implements Html {
        @Override
        public void print(StringBuilder out) {
            out.append(markup);
        }
    }

    /** Pieces after one another. */
    record Pieces(List<Html> pieces) implements Html {
        @Override
        public void print(StringBuilder out) {
            pieces.forEach(piece -> piece.print(out));
        }
    }

    /** An element with its attributes, in the order of their names, and what it contains. */
    record Element(String name, Map<String, String> attributes, List<Html> content) implements Html {
        private static final Set<String> EMPTY = Set.of("meta", "br", "hr", "col");
        private static final Set<String> ON_A_LINE =
                Set.of("section", "tr", "li", "p", "h1", "h2", "h3", "figure", "table", "dt");

        public Element with(String attribute, String value) {
            Map<String, String> more = new TreeMap<>(attributes);
            more.put(attribute, value);
            return new Element(name, more, content);
        }

        @Override
        public void print(StringBuilder out) {
            if (ON_A_LINE.contains(name)) out.append('\n');
            out.append('<').append(name);
            attributes.forEach((attribute, value) -> out.append(' ')
                    .append(attribute)
                    .append("=\"")
                    .append(Escape.xml(value))
                    .append('"'));
            if (EMPTY.contains(name)) {
                out.append("/>");
                return;
            }
            out.append('>');
            content.forEach(piece -> piece.print(out));
            out.append("</").append(name).append('>');
        }
    }

    /** The parts of {@code name#id.class.class}. */
    Pattern SELECTOR = Pattern.compile("([a-z0-9]+)(?:#([\\w-]+))?((?:\\.[\\w-]+)*)");

    static Html text(String words) {
        return new Text(words);
    }

    static Html pieces(List<Html> pieces) {
        return new Pieces(List.copyOf(pieces));
    }

    static Html pieces(Html... pieces) {
        return new Pieces(List.of(pieces));
    }

    static Html nothing() {
        return new Pieces(List.of());
    }

    /** An element named as a style sheet would select it, as in {@code "section#answer.wide"}. */
    static Element tag(String selector, List<Html> content) {
        Matcher parts = SELECTOR.matcher(selector);
        if (!parts.matches()) throw new IllegalArgumentException("Not a selector: " + selector);
        Map<String, String> attributes = new TreeMap<>();
        if (parts.group(2) != null) attributes.put("id", parts.group(2));
        if (!parts.group(3).isEmpty()) {
            attributes.put("class", parts.group(3).substring(1).replace('.', ' '));
        }
        return new Element(parts.group(1), attributes, List.copyOf(content));
    }

    static Element tag(String selector, Html... content) {
        return tag(selector, List.of(content));
    }

    static Element tag(String selector, String words) {
        return tag(selector, text(words));
    }

    /** A chart with words under it. */
    static Html figure(Chart chart, Html caption) {
        return tag("figure", new Markup(chart.svg()), tag("figcaption", caption));
    }

    /** What is too long for most readers, behind a line to open it. */
    static Html details(String summary, Html... content) {
        List<Html> all = new ArrayList<>();
        all.add(tag("summary", summary));
        all.addAll(List.of(content));
        return tag("details", all);
    }
}
