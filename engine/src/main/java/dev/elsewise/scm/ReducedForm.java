package dev.elsewise.scm;

import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The outcome as a sum of terms of exogenous nodes alone: each acts directly, as in the outcome's mechanism, and through the mediators,
 * with the shape that the mechanisms between give its effect and a coefficient of its own. Where something hidden moves mediators and
 * outcome together, the mechanisms' coefficients are wrong and this total is not, because no mediator stands among the regressors. A plain
 * carry-over of the node would be too short: an effect that passes two of them has a hump. Whatever the mechanisms are, this is a sum
 * fitted by least squares.
 *
 * <p>For a node x and a mediator m of the outcome, the column is f(m as it was) − f(m without x), with f the term of m in the outcome's
 * mechanism. What exogenous nodes that cannot be switched off, such as seasons, do through m is one column more.
 */
final class ReducedForm {
    private static final String THROUGH = " through ";
    private static final String REST = "everything else";

    private final StructuralModel model;
    private final String outcome;
    private final Mechanism mechanism;
    private final Map<String, Through> columns = new LinkedHashMap<>();
    private final List<String> switched;

    /** @param x empty for what cannot be switched off */
    private record Through(String x, Term mediator) {}

    /** @param switched exogenous nodes that can be set to 0 */
    ReducedForm(StructuralModel model, String outcome, Set<String> switched) {
        this.model = model;
        this.outcome = outcome;
        Mechanism structural = model.mechanisms().get(outcome);
        if (structural == null) {
            throw new IllegalArgumentException("\"" + outcome + "\" is not explained.");
        }
        this.switched = switched.stream()
                .filter(x -> !model.mechanisms().containsKey(x))
                .sorted()
                .toList();
        List<Term> terms = new ArrayList<>();
        List<Term> mediators = new ArrayList<>();
        Set<String> mediated = new TreeSet<>();
        for (Term term : structural.terms()) {
            if (term.nodes().stream().anyMatch(model.mechanisms()::containsKey)) {
                mediators.add(term);
                term.nodes().stream()
                        .filter(model.mechanisms()::containsKey)
                        .forEach(m -> mediated.addAll(model.graph().ancestors(m)));
            }
        }
        for (Term term : structural.terms()) {
            if (!mediators.contains(term)) {
                terms.add(term.nodes().stream().anyMatch(mediated::contains) ? unlimited(term) : term);
            }
        }
        for (Term mediator : mediators) {
            for (String x : this.switched) {
                if (reaches(x, mediator)) {
                    add(terms, x, mediator);
                }
            }
            add(terms, REST, mediator);
        }
        mechanism = structural.withTerms(terms).withMethod(structural.method().shapes());
    }

    private void add(List<Term> terms, String x, Term mediator) {
        String name = x + THROUGH + mediator.name();
        columns.put(name, new Through(x, mediator));
        terms.add(new Term.Linear(name, Term.Limits.NONE));
    }

    private boolean reaches(String x, Term mediator) {
        return mediator.nodes().stream()
                .anyMatch(m -> model.graph().ancestors(m).contains(x));
    }

    /** A limit on a direct effect is none on a total one. */
    private static Term unlimited(Term term) {
        return switch (term) {
            case Term.Linear l -> new Term.Linear(l.node(), Term.Limits.NONE);
            case Term.Filtered f -> new Term.Filtered(f.node(), f.transform(), Term.Limits.NONE, f.separate());
            case Term.Product p -> new Term.Product(p.of(), Term.Limits.NONE);
            case Term.Block b -> b;
            case Term.Lagged l -> l;
        };
    }

    Mechanism mechanism() {
        return mechanism;
    }

    /** Whether it says more of a node's effect than the mechanisms do: it can be switched off, and acts through a mediator. */
    boolean covers(String of, String x) {
        return of.equals(outcome) && columns.values().stream().anyMatch(c -> c.x().equals(x));
    }

    /** Whether any effect passes a mediator. */
    boolean matters() {
        return columns.values().stream().anyMatch(c -> !c.x().equals(REST));
    }

    /** The names of the columns that it adds. */
    Set<String> names() {
        return columns.keySet();
    }

    /** The series that the reduced form reads, besides those of the panel, as the mechanisms of some worlds make them. */
    Series[] columns(Worlds worlds, Series[] data) {
        Map<String, Series[]> without = new HashMap<>();
        Series[] out = new Series[data.length];
        for (int u = 0; u < out.length; u++) {
            out[u] = data[u].over();
        }
        Fitted structural = worlds.fitted(outcome);
        columns.forEach((name, through) -> {
            Series[] off =
                    without.computeIfAbsent(through.x(), x -> x.equals(REST) ? rest(worlds) : without(worlds, x));
            for (int u = 0; u < out.length; u++) {
                double[] column = column(structural, through.mediator(), off[u], u);
                if (!through.x().equals(REST)) {
                    double[] as = column(structural, through.mediator(), worlds.observed()[u], u);
                    for (int t = 0; t < column.length; t++) {
                        column[t] = as[t] - column[t];
                    }
                }
                out[u].put(name, column);
            }
        });
        return out;
    }

    private static Series[] without(Worlds worlds, String x) {
        return worlds.series(World.of(Intervention.set(x, 0)));
    }

    /** What the mediators would be without any node that can be switched off, and with no luck. */
    private Series[] rest(Worlds worlds) {
        World off = new World(switched.stream().map(x -> Intervention.set(x, 0)).toList());
        Map<String, double[]> luck = new HashMap<>();
        for (String node : model.explained()) {
            if (!node.equals(outcome)) {
                double[] e = worlds.luck(node);
                for (int r = 0; r < e.length; r++) {
                    e[r] = -e[r];
                }
                luck.put(node, e);
            }
        }
        return worlds.series(off, luck);
    }

    /** What a term of the outcome's mechanism makes of the series of a world; history as it was. */
    private static double[] column(Fitted structural, Term term, Series of, int unit) {
        Layout.Slot slot = structural.layout().slots().stream()
                .filter(s -> s.term().equals(term))
                .findFirst()
                .orElseThrow();
        double[][] out = new double[slot.count()][of.of(structural.node()).length];
        structural.layout().columns(slot, of, unit, structural.link(), structural.theta(), out);
        return out[0];
    }

    /**
     * By rows, how far the outcome moves according to the reduced form when one exogenous node changes.
     *
     * @param reduced as fitted, on columns that these worlds made
     */
    double[] change(FittedSum reduced, Worlds worlds, Series[] withColumns, Intervention... on) {
        Series[] after = worlds.series(World.of(on));
        Fitted structural = worlds.fitted(outcome);
        String x = on[0].node();
        int n = after[0].of(outcome).length;
        double[] out = new double[after.length * n];
        double[] moved = new double[n];
        for (int u = 0; u < after.length; u++) {
            Series now = withColumns[u].over().put(x, after[u].of(x));
            for (Map.Entry<String, Through> column : columns.entrySet()) {
                if (column.getValue().x().equals(x)) {
                    double[] was = column(structural, column.getValue().mediator(), worlds.observed()[u], u);
                    double[] is = column(structural, column.getValue().mediator(), after[u], u);
                    double[] values = withColumns[u].of(column.getKey()).clone();
                    for (int t = 0; t < n; t++) {
                        values[t] += is[t] - was[t];
                    }
                    now.put(column.getKey(), values);
                }
            }
            double[] y = withColumns[u].of(outcome);
            int unit = u;
            reduced.change(
                    withColumns[u],
                    now,
                    u,
                    (t, by) -> {
                        out[unit * n + t] = by == 0 ? 0 : reduced.link().moved(y[t], by) - y[t];
                        return by;
                    },
                    moved);
        }
        return out;
    }
}
