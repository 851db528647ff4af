package dev.elsewise.scm;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What one or several parents contribute to a mechanism. Each stands for arrows of the graph, from its nodes to the node explained. */
public sealed interface Term {
    String name();

    /** The nodes whose arrows it stands for. */
    Set<String> nodes();

    /** The panel's columns that it reads. */
    List<String> columns();

    /** The limits of its coefficients. */
    Limits limits();

    /** The least and the most that a coefficient may be. */
    record Limits(double least, double most) {
        public static final Limits NONE = new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        public static final Limits POSITIVE = new Limits(0, Double.POSITIVE_INFINITY);
        public static final Limits NEGATIVE = new Limits(Double.NEGATIVE_INFINITY, 0);
    }

    /** A parent that acts in the same period, in proportion. */
    record Linear(String node, Limits limits) implements Term {
        @Override
        public String name() {
            return node;
        }

        @Override
        public Set<String> nodes() {
            return Set.of(node);
        }

        @Override
        public List<String> columns() {
            return List.of(node);
        }
    }

    /**
     * A parent that acts through a transform of its series.
     *
     * @param separate the transform's parameters of which each unit has its own
     * @param shape terms with the same one and equal transforms share their parameters
     */
    record Filtered(String node, Transform transform, Limits limits, Set<String> separate, String shape)
            implements Term {
        /** A shape of its own. */
        public Filtered(String node, Transform transform, Limits limits, Set<String> separate) {
            this(node, transform, limits, separate, node);
        }

        @Override
        public String name() {
            return node;
        }

        @Override
        public Set<String> nodes() {
            return Set.of(node);
        }

        @Override
        public List<String> columns() {
            return List.of(node);
        }
    }

    /** A parent with several columns, such as the season. */
    record Block(String node, List<String> columns) implements Term {
        @Override
        public String name() {
            return node;
        }

        @Override
        public Set<String> nodes() {
            return Set.of(node);
        }

        @Override
        public Limits limits() {
            return Limits.NONE;
        }
    }

    /** The node itself, some periods ago: on the scale on which its terms add up. */
    record Lagged(String node, int lag) implements Term {
        @Override
        public String name() {
            return node + " " + lag + (lag == 1 ? " period ago" : " periods ago");
        }

        @Override
        public Set<String> nodes() {
            return Set.of();
        }

        @Override
        public List<String> columns() {
            return List.of(node);
        }

        @Override
        public Limits limits() {
            return Limits.NONE;
        }
    }

    /** The product of what other terms make of their parents. */
    record Product(List<Term> of, Limits limits) implements Term {
        @Override
        public String name() {
            return of.stream().map(Term::name).collect(Collectors.joining(" × "));
        }

        @Override
        public Set<String> nodes() {
            return of.stream().flatMap(t -> t.nodes().stream()).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public List<String> columns() {
            return of.stream().flatMap(t -> t.columns().stream()).distinct().toList();
        }
    }
}
