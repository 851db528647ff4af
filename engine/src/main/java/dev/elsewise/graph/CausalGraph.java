package dev.elsewise.graph;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import dev.elsewise.question.Question;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What causes what: a directed graph without cycles whose nodes are columns or hidden quantities, with {@code a <-> b}
 * for a common cause of a and b that nobody measured. An absent arrow is the assumption; an arrow claims nothing about
 * size or sign. Immutable.
 *
 * <pre>{@code
 * CausalGraph graph = CausalGraph.parse("""
 *     history_len, slate_size, category -> top3, clicked
 *     top3 -> clicked
 *     """);
 * Adjustment adjustment = graph.adjustmentFor(Question.effectOf("top3").on("clicked")).orThrow();
 * }</pre>
 *
 * <p>Every method takes time linear in nodes and edges, unless it says otherwise.
 */
public final class CausalGraph {
    private final List<String> nodes;
    private final List<Edge> edges;
    private final Set<String> hidden;
    private final List<String> exposures;
    private final List<String> outcomes;
    private final Map<String, Integer> index;
    private final MixedGraph graph;

    private CausalGraph(
            List<String> nodes, List<Edge> edges, Set<String> hidden, List<String> exposures, List<String> outcomes) {
        this.nodes = List.copyOf(nodes);
        this.edges = List.copyOf(edges);
        this.hidden = ordered(hidden);
        this.exposures = List.copyOf(exposures);
        this.outcomes = List.copyOf(outcomes);
        this.index = new LinkedHashMap<>();
        this.nodes.forEach(node -> index.put(node, index.size()));
        this.graph = MixedGraph.of(nodes.size(), ends(false), ends(true));
    }

    /**
     * Reads a graph; the word before the opening brace tells the format: {@code dag} is dagitty's text
     * ({@link #parseDagitty}), {@code digraph} is DOT ({@link #parseDot}). Anything else is the edge list, one statement a
     * line (or several with {@code ;} between them):
     *
     * <pre>{@code
     * a, b -> c, d        # four arrows
     * a -> b -> c         # a chain; <- points the other way
     * b <-> d             # a hidden common cause of b and d
     * "item price" -> b   # a name with spaces
     * lonely              # a node without edges
     * u [latent]          # a node that nobody measured
     * }</pre>
     *
     * @throws BadStudy with the line and what was expected there, or the cycle when the arrows have one
     */
    public static CausalGraph parse(String text) {
        return BracedReader.recognises(text) ? BracedReader.read(text) : EdgeListReader.read(text);
    }

    /**
     * Reads dagitty's text: {@code dag { x [exposure]; y [outcome]; u [latent]; u -> x; u -> y; x -> y; a <-> b }}.
     * Exposure and outcome become the {@link #question}; positions and other attributes are ignored. Graphs that stand for
     * many ({@code pdag}, {@code mag}, {@code pag}) are refused.
     */
    public static CausalGraph parseDagitty(String text) {
        return BracedReader.read(text, "dag");
    }

    /**
     * Reads DOT: {@code digraph { a -> b; a -> {c d}; b -> d [dir=both, style=dashed] }}. An edge with {@code dir=both}
     * is a hidden common cause, with {@code dir=back} an arrow the other way; a node with {@code observed=no} is hidden;
     * all other attributes, styles and labels included, are ignored.
     */
    public static CausalGraph parseDot(String text) {
        return BracedReader.read(text, "digraph");
    }

    /** A graph from its edges; the nodes in the order of their first mention. */
    public static CausalGraph of(Collection<Edge> edges) {
        Set<String> nodes = new LinkedHashSet<>();
        Map<Edge, Integer> lines = new LinkedHashMap<>();
        for (Edge edge : edges) {
            nodes.add(edge.from());
            nodes.add(edge.to());
            lines.putIfAbsent(edge, 0);
        }
        return of(List.copyOf(nodes), lines, Set.of(), List.of(), List.of());
    }

    /** @param lines the edges with the line of the text where each stands, 0 when there is no text */
    static CausalGraph of(
            List<String> nodes,
            Map<Edge, Integer> lines,
            Set<String> hidden,
            List<String> exposures,
            List<String> outcomes) {
        CausalGraph graph = new CausalGraph(nodes, List.copyOf(lines.keySet()), hidden, exposures, outcomes);
        graph.refuseCycle(lines);
        return graph;
    }

    /** All nodes, in the order of their first mention. */
    public List<String> nodes() {
        return nodes;
    }

    /** All arrows and hidden pairs, in the order of the text. */
    public List<Edge> edges() {
        return edges;
    }

    /** The pairs {@code a <-> b}. */
    public List<Edge> hiddenPairs() {
        return edges.stream().filter(Edge::hidden).toList();
    }

    /** The nodes that nobody measured. */
    public Set<String> hidden() {
        return hidden;
    }

    public boolean has(String node) {
        return index.containsKey(node);
    }

    /** The question that the text itself marks: one exposure and one outcome, as dagitty does. */
    public Optional<Question> question() {
        return exposures.size() == 1 && outcomes.size() == 1
                ? Optional.of(Question.effectOf(exposures.getFirst()).on(outcomes.getFirst()))
                : Optional.empty();
    }

    /** The direct causes of a node. */
    public Set<String> parents(String node) {
        return names(bits(graph.parents(number(node))));
    }

    /** What a node causes directly. */
    public Set<String> children(String node) {
        return names(bits(graph.children(number(node))));
    }

    /** All direct and indirect causes of a node, without the node. */
    public Set<String> ancestors(String node) {
        return namesWithout(node, graph.ancestors(bits(number(node))));
    }

    /** All that a node causes, directly or not, without the node. */
    public Set<String> descendants(String node) {
        return namesWithout(node, graph.descendants(bits(number(node))));
    }

    /** The same graph where only the given columns are observed: every other node is hidden. */
    public CausalGraph observing(Collection<String> columns) {
        Set<String> unseen = new LinkedHashSet<>(hidden);
        Set<String> seen = Set.copyOf(columns);
        nodes.stream().filter(node -> !seen.contains(node)).forEach(unseen::add);
        return new CausalGraph(nodes, edges, unseen, exposures, outcomes);
    }

    /** The same nodes without some of the edges. */
    public CausalGraph without(Collection<Edge> gone) {
        Set<Edge> those = Set.copyOf(gone);
        List<Edge> left = edges.stream().filter(e -> !those.contains(e)).toList();
        return new CausalGraph(nodes, left, hidden, exposures, outcomes);
    }

    /**
     * Whether the graph implies that two sets of nodes are independent given a third: every path between them is blocked,
     * by a given node where no two arrowheads meet, or by a meeting of arrowheads (a collider) of which neither it nor a
     * descendant is given.
     *
     * @see <a href="https://doi.org/10.1017/CBO9780511803161">Pearl 2009, §1.2.3</a>
     * @throws BadStudy when the three sets overlap
     */
    public boolean dSeparated(Set<String> xs, Set<String> ys, Set<String> given) {
        BitSet from = bits(xs);
        BitSet to = bits(ys);
        BitSet blocked = bits(given);
        if (from.intersects(to) || from.intersects(blocked) || to.intersects(blocked)) {
            throw new BadStudy("The three sets of a d-separation must have no node in common, found " + Words.set(xs)
                    + " and " + Words.set(ys) + " given " + Words.set(given) + ".");
        }
        return !Flow.given(graph, blocked).from(from).intersects(to);
    }

    /** {@link #dSeparated(Set, Set, Set)} of two nodes. */
    public boolean dSeparated(String x, String y, Set<String> given) {
        return dSeparated(Set.of(x), Set.of(y), given);
    }

    /** A shortest path between two nodes that is open given a set, as text; empty when they are d-separated. */
    public Optional<String> openPath(String x, String y, Set<String> given) {
        return Optional.ofNullable(trail(x, y, given)).map(trail -> trail.text(this::bare));
    }

    /**
     * The sets of observed nodes whose adjustment identifies the effect, or why there is none. Sound and complete: if any
     * set does, this finds one (Perković et al. 2018, after Shpitser et al. 2010).
     *
     * <p>With Cn the nodes after the treatment on directed paths to the outcome, a set is valid if it holds no
     * descendant of Cn and blocks every path that is left when the arrows from the treatment into Cn are taken away. The
     * covariates proposed are the ones <em>closest to the outcome</em>: of the largest candidate (the observed ancestors
     * of treatment and outcome), those that the outcome reaches before it is blocked. That keeps every observed direct
     * cause of the outcome, which buys precision, and drops causes of the treatment alone, which cost precision and
     * overlap. Where all parents of Cn are observed it is the O-set, which no other set beats in asymptotic variance
     * (Henckel et al. 2022). The other sets are one call away: {@link Adjustment#minimal}, {@link Adjustment#parents},
     * {@link Adjustment#canonical}.
     *
     * @see <a href="https://jmlr.org/papers/v18/16-319.html">Perković, Textor, Kalisch, Maathuis 2018</a>
     * @see <a href="https://doi.org/10.1016/j.artint.2018.12.006">van der Zander, Liśkiewicz, Textor 2019</a>
     * @see <a href="https://doi.org/10.1111/rssb.12451">Henckel, Perković, Maathuis 2022</a>
     * @throws BadStudy when treatment or outcome is not a node of the graph, or is hidden
     */
    public Identification<Adjustment> adjustmentFor(Question question) {
        return new Adjuster(new BackDoor(this, question)).adjustment();
    }

    /** {@link #adjustmentFor(Question)} from these columns only: nodes that are not among them count as hidden. */
    public Identification<Adjustment> adjustmentFor(Question question, Collection<String> availableColumns) {
        return observing(availableColumns).adjustmentFor(question);
    }

    /**
     * The verdict on covariates that someone proposes: which must not be adjusted for and why, and which paths stay
     * open. Cost: linear for each neighbour of the treatment and each covariate.
     *
     * @throws BadStudy when a covariate is not a node of the graph
     */
    public Review review(Question question, Collection<String> covariates) {
        return new Reviewer(new BackDoor(this, question)).review(covariates);
    }

    /**
     * What the missing edges imply that data can test: pairs of observed nodes with a minimal set of observed nodes that
     * makes them independent. Cost: linear for each pair without an edge, at most n²/2, until the limit is reached.
     *
     * @param limit how many to list at most
     */
    public List<Independence> testableImplications(int limit) {
        return Independence.impliedBy(this, limit);
    }

    /** The graph as an edge list that {@link #parse} reads back. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        for (String node : nodes) {
            if (hidden.contains(node)) {
                lines.add(Words.bare(node) + " [latent]");
            } else if (edges.stream().noneMatch(e -> e.from().equals(node) || e.to().equals(node))) {
                lines.add(Words.bare(node));
            }
        }
        edges.forEach(edge -> lines.add(edge.toString()));
        return String.join("\n", lines);
    }

    /** Graphs are equal that have the same nodes, edges and hidden nodes, in whatever order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CausalGraph that
                && index.keySet().equals(that.index.keySet())
                && hidden.equals(that.hidden)
                && Set.copyOf(edges).equals(Set.copyOf(that.edges));
    }

    @Override
    public int hashCode() {
        return Objects.hash(index.keySet(), hidden, Set.copyOf(edges));
    }

    MixedGraph structure() {
        return graph;
    }

    @Nullable
    Trail trail(String x, String y, Set<String> given) {
        return Flow.given(graph, bits(given)).shortest(number(x), number(y));
    }

    /** @throws BadStudy when there is no such node; the message has the nearest name */
    int number(String node) {
        Integer number = index.get(node);
        if (number == null) {
            String all = nodes.size() > 20
                    ? Words.set(nodes.subList(0, 20)) + " and " + (nodes.size() - 20) + " more"
                    : Words.set(nodes);
            throw new BadStudy("The graph has no node " + Words.quoted(node) + "; it has " + all + "."
                    + Nearest.hint(node, nodes));
        }
        return number;
    }

    String name(int node) {
        return nodes.get(node);
    }

    String bare(int node) {
        return Words.bare(nodes.get(node));
    }

    BitSet observedBits() {
        BitSet observed = bits(hidden);
        observed.flip(0, nodes.size());
        return observed;
    }

    BitSet bits(Collection<String> names) {
        BitSet set = new BitSet();
        names.forEach(name -> set.set(number(name)));
        return set;
    }

    static BitSet bits(int... numbers) {
        BitSet set = new BitSet();
        for (int number : numbers) {
            set.set(number);
        }
        return set;
    }

    /** The names of a set of nodes, in the order of the graph. */
    Set<String> names(BitSet set) {
        return ordered(set.stream().mapToObj(this::name).toList());
    }

    static Set<String> ordered(Collection<String> names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    private Set<String> namesWithout(String node, BitSet set) {
        set.clear(number(node));
        return names(set);
    }

    private List<int[]> ends(boolean ofHidden) {
        return edges.stream()
                .filter(edge -> edge.hidden() == ofHidden)
                .map(edge -> new int[] {number(edge.from()), number(edge.to())})
                .toList();
    }

    private void refuseCycle(Map<Edge, Integer> lines) {
        List<Integer> cycle = new ArrayList<>(graph.cycle());
        if (cycle.isEmpty()) {
            return;
        }
        Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
        List<String> round = new ArrayList<>();
        int lastLine = 0;
        for (int i = 0; i < cycle.size(); i++) {
            String from = name(cycle.get(i));
            String to = name(cycle.get((i + 1) % cycle.size()));
            round.add(Words.bare(from));
            lastLine = Math.max(lastLine, lines.getOrDefault(Edge.arrow(from, to), 0));
        }
        round.add(round.getFirst());
        String message = "a causal graph must have no cycle, found " + String.join(" -> ", round) + "."
                + "\nMaybe one arrow points the wrong way, or a quantity needs one node for each point in time.";
        throw lastLine > 0
                ? Token.error(lastLine, message)
                : new BadStudy(Character.toUpperCase(message.charAt(0)) + message.substring(1));
    }
}
