package dev.elsewise.scm;

import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Worlds by abduction, action and prediction: what the mechanisms left unexplained stays as it was, some nodes are set, and the nodes
 * after them follow in topological order. Only what changes is worked out, so that the observed world is the data, bit for bit.
 */
public final class Worlds {
    private final Panel panel;
    private final Series observed;
    private final Behind behind;
    private final Map<String, double[]> measured;
    private final @Nullable Reduced reduced;
    private final @Nullable Map<World, OtherWorld> recent;

    /** A reduced form, and the columns that these worlds make for it. */
    record Reduced(ReducedForm form, FittedSum fit, Series columns) {}

    /** @param order all nodes, causes first */
    Worlds(Panel panel, Series observed, List<String> order, Map<String, Fitted> mechanisms) {
        this(panel, observed, new Behind(order, mechanisms), Map.of(), null, null);
    }

    /** @param measured by rows, what was measured of the nodes that {@code observed} holds as their mechanisms predict them */
    Worlds(
            Panel panel,
            Series observed,
            List<String> order,
            Map<String, Fitted> mechanisms,
            Map<String, double[]> measured) {
        this(panel, observed, new Behind(order, mechanisms), measured, null, null);
    }

    /** The same of mechanisms that other worlds share what is known about. */
    Worlds(Panel panel, Series observed, Behind behind, Map<String, double[]> measured) {
        this(panel, observed, behind, measured, null, null);
    }

    private Worlds(
            Panel panel,
            Series observed,
            Behind behind,
            Map<String, double[]> measured,
            @Nullable Reduced reduced,
            @Nullable Map<World, OtherWorld> recent) {
        this.panel = panel;
        this.observed = observed;
        this.behind = behind;
        this.measured = measured;
        this.reduced = reduced;
        this.recent = recent;
    }

    /**
     * The same worlds for many questions in a row: columns of the world as it was observed are made once, and the last few worlds asked about
     * are kept. For one thread.
     */
    Worlds remembering() {
        Reduced same = reduced == null
                ? null
                : new Reduced(reduced.form(), reduced.fit(), reduced.columns().remembering());
        return new Worlds(panel, observed.remembering(), behind, measured, same, new Recent());
    }

    /** The worlds asked about last. */
    private static final class Recent extends LinkedHashMap<World, OtherWorld> {
        private static final int MOST = 6;
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<World, OtherWorld> eldest) {
            return size() > MOST;
        }
    }

    /** The same worlds, with the outcome's reduced form. */
    Worlds with(ReducedForm form, FittedSum fit) {
        Reduced with = new Reduced(form, fit, form.columns(remembering(), observed));
        return new Worlds(panel, observed, behind, measured, with, recent);
    }

    Optional<FittedSum> reducedFit() {
        return Optional.ofNullable(reduced).map(Reduced::fit);
    }

    /** The outcome's reduced form as fitted. */
    public Optional<FittedMechanism> reduced() {
        return Optional.ofNullable(reduced).map(Reduced::fit);
    }

    /**
     * By rows, the outcome when something is done to one node, less as observed: by the reduced form where the node is exogenous and acts
     * through mediators, else by the mechanisms.
     *
     * @param on interventions on one and the same node
     */
    public double[] published(String outcome, Intervention... on) {
        if (reduced == null || !reduced.form().covers(outcome, on[0].node())) {
            return difference(Contrast.of(outcome, World.of(on), World.OBSERVED));
        }
        return reduced.form().change(reduced.fit(), this, reduced.columns(), true, on);
    }

    /**
     * By rows, the part of {@link #published} that passes mediators, told from the direct one by its shape alone: without what the mediator's
     * own movements say of it, and so without what is hidden behind them. Zero where there is no reduced form of the node.
     */
    public double[] publishedThrough(String outcome, Intervention... on) {
        if (reduced == null || !reduced.form().covers(outcome, on[0].node())) {
            return new double[panel.rows()];
        }
        return reduced.form().change(reduced.fit(), this, reduced.columns(), false, on);
    }

    /** The mechanism of a node. */
    public FittedMechanism mechanism(String node) {
        return fitted(node);
    }

    Fitted fitted(String node) {
        Fitted mechanism = behind.mechanisms().get(node);
        if (mechanism == null) {
            throw new IllegalArgumentException("\"" + node + "\" is not explained by a mechanism.");
        }
        return mechanism;
    }

    /** A node's values in a world, by rows (unit × periods + period). */
    public double[] values(String node, World world) {
        return in(world, node).clone();
    }

    /** The same, not to be written to. */
    private double[] in(World world, String node) {
        return (world.interventions().isEmpty() ? observed : series(world, Map.of(), Set.of(node))).of(node);
    }

    /** The outcome in one world less in the other, by rows. */
    public double[] difference(Contrast contrast) {
        return less(in(contrast.world(), contrast.outcome()), in(contrast.against(), contrast.outcome()));
    }

    private static double[] less(double[] left, double[] right) {
        double[] difference = new double[left.length];
        for (int r = 0; r < left.length; r++) {
            difference[r] = left[r] - right[r];
        }
        return difference;
    }

    /**
     * The same worlds if the errors of a node and of one of its parents were correlated: the node's mechanism is fitted again for each
     * correlation, at the same shapes.
     *
     * @return none where the node is no sum of terms, units have coefficients of their own, or the parent acts only as its mechanism predicts it
     */
    public List<Worlds> withErrorsCorrelated(String node, String parent, double[] correlations) {
        if (!(fitted(node) instanceof FittedSum sum) || sum.separate() || measured.containsKey(parent)) {
            return List.of();
        }
        CorrelatedErrors errors = new CorrelatedErrors(sum, panel, observed, residuals(fitted(parent)));
        List<Worlds> all = new ArrayList<>();
        for (double rho : correlations) {
            Map<String, Fitted> other = new HashMap<>(behind.mechanisms());
            other.put(node, errors.at(rho));
            all.add(new Worlds(panel, observed, behind.order(), other, measured));
        }
        return all;
    }

    /** All units' series in a world. */
    Series series(World world) {
        return series(world, Map.of());
    }

    /**
     * All units' series in a world with other luck.
     *
     * @param luck for a node, how much more its unexplained part is in each row, on the scale of its terms
     */
    Series series(World world, Map<String, double[]> luck) {
        return series(world, luck, Set.copyOf(behind.order()));
    }

    /** The same of some nodes only, and of what they follow from: others may be as they were observed. */
    Series series(World world, Map<String, double[]> luck, Set<String> asked) {
        if (recent == null || !luck.isEmpty()) {
            return new OtherWorld(panel, observed, behind, world, luck).of(asked);
        }
        return recent.computeIfAbsent(world, w -> new OtherWorld(panel, observed, behind, w, luck))
                .of(asked);
    }

    /**
     * How far the last node of a path moves when only what goes along the path changes: every other parent of each node on it stays as it
     * was observed.
     *
     * @param first the path's first node in the other world, by rows
     * @return by rows, the last node in that world less as observed
     */
    public double[] along(List<String> path, double[] first) {
        String at = path.getFirst();
        double[] now = first;
        for (String next : path.subList(1, path.size())) {
            now = moved(fitted(next), observed.over().put(at, now));
            at = next;
        }
        return less(now, observed.of(at));
    }

    /**
     * How far a node moves when some of the columns that its mechanism reads are others, and all else stays as it was observed.
     *
     * @param columns all units' values by name
     * @return by rows, the node with those columns less as observed
     */
    public double[] moved(String node, Map<String, double[]> columns) {
        Series after = observed.over();
        columns.forEach(after::put);
        return less(moved(fitted(node), after), observed.of(node));
    }

    /** A mechanism's node when it sees other series. */
    private double[] moved(Fitted mechanism, Series after) {
        double[] was = observed.of(mechanism.node());
        double[] is = was.clone();
        mechanism.change(
                observed, after, OtherWorld.step(panel, mechanism, was, is, List.of(), null), new double[is.length]);
        return is;
    }

    /**
     * By rows, what each column of a mechanism contributes to the sum of its terms.
     *
     * @return in the order of {@link FittedMechanism#contributions}; intercepts are not among them; none where it is no sum
     */
    public List<double[]> contributions(String node) {
        return columns(node, true);
    }

    /** By rows, the columns of a mechanism before they are multiplied by their coefficients. */
    public List<double[]> columns(String node) {
        return columns(node, false);
    }

    private List<double[]> columns(String node, boolean multiplied) {
        Fitted mechanism = fitted(node);
        if (multiplied && !(mechanism instanceof FittedSum)) {
            return List.of();
        }
        int n = panel.periods().size();
        List<double[]> all = new ArrayList<>();
        for (Layout.Slot slot : mechanism.layout().slots()) {
            double[][] columns = mechanism.layout().columns(slot, observed, mechanism.link(), mechanism.theta());
            for (int c = 0; c < slot.count(); c++) {
                double[] column = columns[c].clone();
                for (int r = 0; r < column.length && multiplied; r++) {
                    column[r] *= ((FittedSum) mechanism).beta()[r / n][slot.start() + c];
                }
                all.add(column);
            }
        }
        return all;
    }

    /**
     * By rows, what a node's mechanism expects of it, given its parents and its own past as they were: where terms add up to a logarithm,
     * the exponential times the mean of that of the residuals (N. Duan's smearing, JASA 78 (1983), DOI 10.1080/01621459.1983.10478017).
     *
     * @param trained the periods over which that mean is taken
     */
    public double[] expected(String node, int[] trained) {
        Fitted mechanism = fitted(node);
        double[] residuals = residuals(mechanism);
        int n = panel.periods().size();
        double[] out = new double[panel.rows()];
        mechanism.predictor(observed, out);
        for (int start = 0; start < out.length && mechanism.link() == Link.LOG; start += n) {
            double smear = 0;
            for (int t : trained) {
                smear += Math.exp(residuals[start + t]) / trained.length;
            }
            for (int r = start; r < start + n; r++) {
                out[r] = smear * Math.exp(out[r]);
            }
        }
        return out;
    }

    /**
     * By rows, what a node's mechanism leaves unexplained of what was measured, on the scale of its terms; 0 in the history. Of a node that
     * acts only as it is predicted, this is not what these worlds hold: there it leaves nothing.
     */
    public double[] residuals(String node) {
        double[] left = residuals(fitted(node));
        double[] as = measured.get(node);
        if (as != null) {
            double[] y = observed.of(node);
            for (int r = 0; r < left.length; r++) {
                left[r] += history(r) ? 0 : as[r] - y[r];
            }
        }
        return left;
    }

    /** What a mechanism leaves of its node, by rows, on the scale of its terms; 0 in the history. */
    double[] residuals(Fitted mechanism) {
        double[] out = new double[panel.rows()];
        mechanism.predictor(observed, out);
        double[] y = observed.of(mechanism.node());
        for (int r = 0; r < out.length; r++) {
            out[r] = history(r) ? 0 : mechanism.link().of(y[r]) - out[r];
        }
        return out;
    }

    private boolean history(int row) {
        return row % panel.periods().size() < panel.history();
    }

    /** What a mechanism leaves of its node as a level: of one that explains changes, all that it left so far. */
    double[] luck(String node) {
        Fitted mechanism = fitted(node);
        double[] residuals = residuals(mechanism);
        return mechanism.differenced() ? cumulated(residuals, panel) : residuals;
    }

    /** Running sums, unit by unit. */
    static double[] cumulated(double[] changes, Panel panel) {
        int n = panel.periods().size();
        double[] sums = changes.clone();
        for (int r = 0; r < sums.length; r++) {
            sums[r] += r % n == 0 ? 0 : sums[r - 1];
        }
        return sums;
    }

    Series observed() {
        return observed;
    }
}
