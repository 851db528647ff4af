package dev.elsewise.graph;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Names in texts and in sentences. */
final class Words {
    /** A name that needs no quotes; {@link Tokens} reads it back. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.]([\\p{L}\\p{N}_.:/%-]*[\\p{L}\\p{N}_.:/%])?");

    private Words() {}

    /** The name as a graph's text writes it: in quotes where it needs them. */
    static String bare(String name) {
        if (PLAIN.matcher(name).matches() && !name.contains("--")) {
            return name;
        }
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The name in a sentence. */
    static String quoted(String name) {
        return "\"" + name + "\"";
    }

    /** {@code "a", "b" and "c"}. */
    static String all(Collection<String> names) {
        return join(names, " and ");
    }

    /** {@code "a", "b" or "c"}. */
    static String any(Collection<String> names) {
        return join(names, " or ");
    }

    /** {@code a, b, c}, or "nothing". */
    static String set(Collection<String> names) {
        return names.isEmpty()
                ? "nothing"
                : String.join(", ", names.stream().map(Words::bare).toList());
    }

    private static String join(Collection<String> names, String last) {
        List<String> quoted = names.stream().map(Words::quoted).toList();
        if (quoted.size() < 2) {
            return String.join("", quoted);
        }
        int end = quoted.size() - 1;
        return String.join(", ", quoted.subList(0, end)) + last + quoted.get(end);
    }
}
