package dev.elsewise.graph;

/**
 * An arrow {@code from -> to}, or with {@code hidden} a pair {@code from <-> to}: a common cause of both that nobody
 * measured.
 */
public record Edge(String from, String to, boolean hidden) {
    public static Edge arrow(String from, String to) {
        return new Edge(from, to, false);
    }

    public static Edge hidden(String one, String other) {
        return new Edge(one, other, true);
    }

    /** The edge as the edge list writes it. */
    @Override
    public String toString() {
        return Words.bare(from) + (hidden ? " <-> " : " -> ") + Words.bare(to);
    }
}
