package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The outcome as a sum of terms of exogenous nodes alone: each acts directly, as in the outcome's mechanism, and through the mediators,
 * with the shape that the mechanisms between give its effect and a coefficient of its own. Where something hidden moves mediators and
 * outcome together, the mechanisms' coefficients are wrong and this total is not, because no mediator stands among the regressors. A plain
 * carry-over of the node would be too short: an effect that passes two of them has a hump. Whatever the mechanisms are, this is a sum
 * fitted by least squares.
 *
 * <p>For a node x and a mediator m of the outcome, the series is m as it was less m without x, through the carry-over of m in the outcome's
 * mechanism, whose parameters are fitted anew: those of the mechanism follow what is hidden. What exogenous nodes that cannot be switched
 * off, such as seasons, do through m is one series more.
 */
final class ReducedForm {
    private static final String THROUGH = " through ";
    private static final String REST = "everything else";
    private static final String LEFT = "what is left of ";

    private final StructuralModel model;
    private final String outcome;
    private final Mechanism mechanism;
    private final Map<String, Through> columns = new LinkedHashMap<>();
    private final Map<String, String> left = new LinkedHashMap<>();
    private final List<String> switched;
    private final List<String> explained;
    /** Those that the outcome's own mechanism reads. */
    private final Set<String> mediators;
    /** Exogenous nodes that can be switched off and act through mediators. */
    private final Set<String> covered;

    /** @param x empty for what cannot be switched off */
    private record Through(String x, String mediator) {}

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
        explained = model.explained();
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
            innovations(terms, mediator);
        }
        this.mediators = columns.values().stream().map(Through::mediator).collect(Collectors.toUnmodifiableSet());
        covered = columns.values().stream()
                .map(Through::x)
                .filter(x -> !x.equals(REST))
                .collect(Collectors.toUnmodifiableSet());
        mechanism = structural.withTerms(terms).withMethod(structural.method().shapes());
    }

    private void add(List<Term> terms, String x, Term mediator) {
        if (mediator instanceof Term.Product) {
            return;
        }
        String node = mediator.columns().getFirst();
        String name = x + THROUGH + node;
        columns.put(name, new Through(x, node));
        terms.add(
                mediator instanceof Term.Filtered f
                        ? new Term.Filtered(name, f.transform().linear(), Term.Limits.NONE, f.separate(), node)
                        : new Term.Linear(name, Term.Limits.NONE));
    }

    /**
     * What a mediator's own mechanism leaves of it, as a covariate: no cause among the exogenous nodes moves it, so it takes nothing from
     * their effects, but it carries much of what hidden demand does to the outcome, and the totals are the more precise for it.
     */
    private void innovations(List<Term> terms, Term mediator) {
        if (mediator instanceof Term.Product) {
            return;
        }
        String node = mediator.columns().getFirst();
        String name = LEFT + node;
        left.put(name, node);
        terms.add(new Term.Linear(name, Term.Limits.NONE));
        if (mediator instanceof Term.Filtered f) {
            terms.add(new Term.Filtered(name, f.transform().linear(), Term.Limits.NONE, f.separate(), node));
        }
    }

    private boolean reaches(String x, Term mediator) {
        return mediator.nodes().stream()
                .anyMatch(m -> model.graph().ancestors(m).contains(x));
    }

    /** A limit on a direct effect is none on a total one. */
    private static Term unlimited(Term term) {
        return switch (term) {
            case Term.Linear l -> new Term.Linear(l.node(), Term.Limits.NONE);
            case Term.Filtered f ->
                new Term.Filtered(f.node(), f.transform(), Term.Limits.NONE, f.separate(), f.shape());
            case Term.Product p -> new Term.Product(p.of(), Term.Limits.NONE);
            case Term.Block b -> b;
            case Term.Lagged l -> l;
        };
    }

    Mechanism mechanism() {
        return mechanism;
    }

    String outcome() {
        return outcome;
    }

    /** Whether it says more of a node's effect than the mechanisms do: it can be switched off, and acts through a mediator. */
    boolean covers(String of, String x) {
        return of.equals(outcome) && covered.contains(x);
    }

    /** Whether any effect passes a mediator. */
    boolean matters() {
        return !covered.isEmpty();
    }

    /** The names of the columns that it adds. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(columns.keySet());
        names.addAll(left.keySet());
        return names;
    }

    /** The series that the reduced form reads, besides those of the panel, as the mechanisms of some worlds make them. */
    Series columns(Worlds worlds, Series data) {
        Map<String, Series> without = new HashMap<>();
        Series out = data.over();
        columns.forEach((name, through) -> {
            double[] column = without.computeIfAbsent(
                            through.x(), x -> x.equals(REST) ? rest(worlds) : without(worlds, x))
                    .of(through.mediator())
                    .clone();
            if (!through.x().equals(REST)) {
                double[] as = worlds.observed().of(through.mediator());
                for (int r = 0; r < column.length; r++) {
                    column[r] = as[r] - column[r];
                }
            }
            out.put(name, column);
        });
        left.forEach((name, node) -> out.put(name, worlds.luck(node)));
        return out;
    }

    private Series without(Worlds worlds, String x) {
        return worlds.series(World.of(Intervention.set(x, 0)), Map.of(), mediators);
    }

    /** What the mediators would be without any node that can be switched off, and with no luck. */
    private Series rest(Worlds worlds) {
        World off = new World(switched.stream().map(x -> Intervention.set(x, 0)).toList());
        Map<String, double[]> luck = new HashMap<>();
        for (String node : explained) {
            if (!node.equals(outcome)) {
                double[] e = worlds.luck(node);
                for (int r = 0; r < e.length; r++) {
                    e[r] = -e[r];
                }
                luck.put(node, e);
            }
        }
        return worlds.series(off, luck, mediators);
    }

    /** The columns when one exogenous node changes, by what these worlds make of that. */
    Series moved(Worlds worlds, Series withColumns, boolean directly, Intervention... on) {
        String x = on[0].node();
        Set<String> followed = new HashSet<>(mediators);
        followed.add(x);
        Series was = worlds.observed();
        Series is = worlds.series(World.of(on), Map.of(), followed);
        Series now = withColumns.over();
        if (directly && is.changed(x)) {
            now.put(x, is.of(x));
        }
        columns.forEach((name, through) -> {
            if (through.x().equals(x) && is.changed(through.mediator())) {
                double[] values = withColumns.of(name).clone();
                Kernels.axpy(1, is.of(through.mediator()), was.of(through.mediator()), values, values.length);
                now.put(name, values);
            }
        });
        return now;
    }

    /**
     * By rows, how far the outcome moves according to the reduced form when one exogenous node changes.
     *
     * @param reduced as fitted, on columns that these worlds made
     * @param directly whether what the node does past the mediators counts, too
     */
    double[] change(FittedSum reduced, Worlds worlds, Series withColumns, boolean directly, Intervention... on) {
        Series after = moved(worlds, withColumns, directly, on);
        double[] moved = new double[after.rows()];
        reduced.change(withColumns, after, Fitted.Step.NONE, moved);
        if (reduced.link() == Link.LOG) {
            double[] y = withColumns.of(outcome);
            for (int r = 0; r < moved.length; r++) {
                moved[r] = moved[r] == 0 ? 0 : Link.LOG.moved(y[r], moved[r]) - y[r];
            }
        }
        return moved;
    }
}
