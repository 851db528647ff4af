package dev.elsewise.scm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns that the terms of a mechanism make of units' series, and where the parameters that shape them stand. Series are
 * divided by the largest absolute value that they have in the panel, so that columns are of one size.
 */
final class Layout {
    private final List<Slot> slots = new ArrayList<>();
    private final List<Shaped> parameters = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final Map<String, Double> scales = new LinkedHashMap<>();
    private final int units;
    private final int width;
    private final boolean lagged;
    private final boolean[] moving;

    /** Of whose transform a parameter is one, and of which unit; −1: of all. */
    record Shaped(String node, Parameter parameter, int unit) {}

    /** A parameter's derivative of one column. */
    record Slope(int parameter, int column, double[] values) {}

    Layout(List<Term> terms, Panel panel) {
        units = panel.units().size();
        int columns = 0;
        for (Term term : terms) {
            // Products come after what they are made of, so that they share its parameters.
            if (!(term instanceof Term.Product)) {
                slots.add(slot(term, panel, columns));
                columns += slots.getLast().count();
            }
        }
        for (Term term : terms) {
            if (term instanceof Term.Product) {
                slots.add(slot(term, panel, columns));
                columns += slots.getLast().count();
            }
        }
        width = columns;
        lagged = slots.stream().anyMatch(s -> s.term() instanceof Term.Lagged);
        moving = new boolean[width];
        for (Slot slot : slots) {
            Arrays.fill(moving, slot.start(), slot.end(), slot.shaped());
        }
    }

    /** One term's columns, from {@code start} on. */
    record Slot(Term term, List<String> reads, int start, int count, List<Filter> filters, double[] scale) {
        int end() {
            return start + count;
        }

        /** Whether it has a parameter that is fitted. */
        boolean shaped() {
            return filters.stream()
                    .anyMatch(f -> f.transform().parameters().stream().anyMatch(p -> !p.fixed()));
        }

        /** Whether a parameter is one of its transforms'. */
        boolean shapedBy(int parameter) {
            return filters.stream()
                    .flatMap(f -> Arrays.stream(f.at()))
                    .anyMatch(unit -> Arrays.stream(unit).anyMatch(p -> p == parameter));
        }

        boolean touched(Series after) {
            for (String column : reads) {
                if (after.changed(column)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * A transform and where its parameters stand, unit by unit.
     *
     * @param common whether that is the same in all
     */
    private record Filter(String column, String shape, Transform transform, int[][] at, boolean common) {}

    private Slot slot(Term term, Panel panel, int start) {
        List<String> columns = term.columns();
        double[] scale = columns.stream().mapToDouble(c -> scale(c, panel)).toArray();
        return switch (term) {
            case Term.Filtered f -> new Slot(term, columns, start, 1, List.of(filter(f)), scale);
            case Term.Product p ->
                new Slot(
                        term,
                        columns,
                        start,
                        1,
                        p.of().stream()
                                .filter(Term.Filtered.class::isInstance)
                                .map(t -> filter((Term.Filtered) t))
                                .toList(),
                        scale);
            case Term.Block b -> new Slot(term, columns, start, b.columns().size(), List.of(), ones(scale.length));
            case Term.Linear l -> new Slot(term, columns, start, 1, List.of(), scale);
            case Term.Lagged l -> new Slot(term, columns, start, 1, List.of(), ones(1));
        };
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private double scale(String column, Panel panel) {
        return scales.computeIfAbsent(column, name -> {
            double most = Arrays.stream(panel.column(name)).map(Math::abs).max().orElse(1);
            return most > 0 ? most : 1;
        });
    }

    private Filter filter(Term.Filtered term) {
        for (Filter known : filters) {
            if (known.shape().equals(term.shape()) && known.transform().equals(term.transform())) {
                return known.column().equals(term.node())
                        ? known
                        : new Filter(term.node(), term.shape(), term.transform(), known.at(), known.common());
            }
        }
        List<Parameter> own = term.transform().parameters();
        int[][] at = new int[units][own.size()];
        for (int k = 0; k < own.size(); k++) {
            boolean separate = units > 1 && term.separate().contains(own.get(k).name());
            for (int u = 0; u < units; u++) {
                if (u == 0 || separate) {
                    parameters.add(new Shaped(term.shape(), own.get(k), separate ? u : -1));
                }
                at[u][k] = parameters.size() - 1;
            }
        }
        boolean common = Arrays.stream(at).allMatch(unit -> Arrays.equals(unit, at[0]));
        Filter filter = new Filter(term.node(), term.shape(), term.transform(), at, common);
        filters.add(filter);
        return filter;
    }

    /** Whether any series that the columns are made of differs from the world under it. */
    boolean touched(Series after) {
        for (Slot slot : slots) {
            if (slot.touched(after)) {
                return true;
            }
        }
        return false;
    }

    /** How many columns a unit has. */
    int width() {
        return width;
    }

    List<Slot> slots() {
        return slots;
    }

    /** All parameters, the fixed ones too, in the order of {@code theta}. */
    List<Shaped> parameters() {
        return parameters;
    }

    boolean lagged() {
        return lagged;
    }

    /** For each column whether a parameter shapes it that is fitted; not to be written to. */
    boolean[] moving() {
        return moving;
    }

    /**
     * The first period that can be fitted, counted from the first of the panel: earlier ones lack a past.
     *
     * @param differenced whether changes are
     */
    int first(boolean differenced) {
        int lag = differenced ? 1 : 0;
        for (Slot slot : slots) {
            lag = slot.term() instanceof Term.Lagged l ? Math.max(lag, l.lag()) : lag;
        }
        return lag;
    }

    /** What a column was divided by. */
    double scale(String column) {
        return scales.getOrDefault(column, 1.0);
    }

    /** Each column's name. */
    String[] names() {
        String[] names = new String[width];
        for (Slot slot : slots) {
            for (int c = 0; c < slot.count(); c++) {
                names[slot.start() + c] = slot.count() == 1
                        ? slot.term().name()
                        : slot.term().columns().get(c);
            }
        }
        return names;
    }

    /** Every column's coefficient limits: {least, most}. */
    double[][] limits() {
        double[][] limits = new double[2][width];
        for (Slot slot : slots) {
            Arrays.fill(
                    limits[0],
                    slot.start(),
                    slot.start() + slot.count(),
                    slot.term().limits().least());
            Arrays.fill(
                    limits[1],
                    slot.start(),
                    slot.start() + slot.count(),
                    slot.term().limits().most());
        }
        return limits;
    }

    /** The columns of one slot, all units by rows; not to be written to. */
    double[][] columns(Slot slot, Series of, Link link, double[] theta) {
        if (slot.term() instanceof Term.Block b) {
            return b.columns().stream().map(of::of).toArray(double[][]::new);
        }
        double[][] columns = new double[slot.count()][of.rows()];
        columns(slot, of, link, theta, columns);
        return columns;
    }

    /** The columns of one slot, all units by rows; out[c] are those of column start + c. */
    void columns(Slot slot, Series of, Link link, double[] theta, double[][] out) {
        switch (slot.term()) {
            case Term.Linear l -> divided(of.of(l.node()), 0, scale(l.node()), out[0]);
            case Term.Filtered f -> filtered(slot.filters().getFirst(), of, 0, theta, out[0]);
            case Term.Block b -> {
                for (int c = 0; c < slot.count(); c++) {
                    System.arraycopy(of.of(b.columns().get(c)), 0, out[c], 0, out[c].length);
                }
            }
            case Term.Lagged l -> {
                double[] y = of.of(l.node());
                for (int r = 0; r < y.length; r++) {
                    // Before the series begins it is taken to have been as in its first period; such rows are not
                    // fitted.
                    out[0][r] = link.of(y[r - Math.min(r % of.periods(), l.lag())]);
                }
            }
            case Term.Product p -> {
                Arrays.fill(out[0], 1);
                double[] factor = new double[out[0].length];
                for (int i = 0; i < p.of().size(); i++) {
                    factor(slot, p.of().get(i), of, 0, theta, factor);
                    times(out[0], factor);
                }
            }
        }
    }

    /** Of units from one on, as many as {@code out} has room for. */
    private void factor(Slot slot, Term term, Series of, int first, double[] theta, double[] out) {
        switch (term) {
            case Term.Linear l -> divided(of.of(l.node()), first * of.periods(), scale(l.node()), out);
            case Term.Filtered f -> filtered(filter(slot, f), of, first, theta, out);
            default ->
                throw new IllegalArgumentException("A product must be of single columns; found " + term.name() + ".");
        }
    }

    private static Filter filter(Slot slot, Term.Filtered term) {
        return slot.filters().stream()
                .filter(f -> f.column().equals(term.node()) && f.transform().equals(term.transform()))
                .findFirst()
                .orElseThrow();
    }

    private void filtered(Filter filter, Series of, int first, double[] theta, double[] out) {
        int periods = of.periods();
        double[] x = new double[out.length];
        divided(of.of(filter.column()), first * periods, scale(filter.column()), x);
        if (filter.common()) {
            filter.transform().apply(x, periods, at(filter, first, theta), out);
            return;
        }
        double[] own = new double[periods];
        for (int start = 0; start < out.length; start += periods) {
            System.arraycopy(x, start, own, 0, periods);
            filter.transform().apply(own, at(filter, first + start / periods, theta), own);
            System.arraycopy(own, 0, out, start, periods);
        }
    }

    private static double[] at(Filter filter, int unit, double[] theta) {
        int[] places = filter.at()[unit];
        double[] at = new double[places.length];
        for (int k = 0; k < at.length; k++) {
            at[k] = theta[places[k]];
        }
        return at;
    }

    /** The values that the parameters of a node's first transform have in a unit; empty when it has none. */
    double[] shape(String node, int unit, double[] theta) {
        return filters.stream()
                .filter(f -> f.column().equals(node))
                .findFirst()
                .map(f -> at(f, unit, theta))
                .orElse(new double[0]);
    }

    /** Whether some shape has a value of its own in each unit. */
    boolean shapesApart() {
        return parameters.stream().anyMatch(p -> p.unit() >= 0);
    }

    /**
     * The column of a slot that is one filtered series, as its parameters move; nothing for other terms.
     *
     * @param first of the units, one after the other, that have the slot's parameters in common
     * @param units how many they are
     */
    @Nullable
    MovingColumn moving(Slot slot, Series of, int first, int units) {
        if (!(slot.term() instanceof Term.Filtered)) {
            return null;
        }
        Filter filter = slot.filters().getFirst();
        double[] x = new double[units * of.periods()];
        divided(of.of(filter.column()), first * of.periods(), scale(filter.column()), x);
        return new MovingColumn(slot.start(), filter.at()[first], filter.transform(), x, of.periods());
    }

    /** The derivatives of a shaped slot's column in such units with respect to the parameters that are fitted. */
    List<Slope> slopes(Slot slot, Series of, int first, int units, double[] theta) {
        List<Slope> slopes = new ArrayList<>();
        int rows = units * of.periods();
        for (Filter filter : slot.filters()) {
            List<Parameter> own = filter.transform().parameters();
            double[] x = new double[rows];
            divided(of.of(filter.column()), first * of.periods(), scale(filter.column()), x);
            double[][] all = new double[own.size()][];
            Arrays.setAll(all, k -> new double[own.get(k).fixed() ? 0 : rows]);
            Transform.Moving moving = filter.transform().moving(x, of.periods());
            moving.values(at(filter, first, theta), new double[rows]);
            moving.slopes(all);
            for (int k = 0; k < all.length; k++) {
                if (all[k].length > 0) {
                    if (slot.term() instanceof Term.Product p) {
                        otherFactors(slot, p, filter, of, first, theta, all[k]);
                    }
                    slopes.add(new Slope(filter.at()[first][k], slot.start(), all[k]));
                }
            }
        }
        return slopes;
    }

    private void otherFactors(
            Slot slot, Term.Product product, Filter moved, Series of, int first, double[] theta, double[] slope) {
        double[] factor = new double[slope.length];
        for (Term term : product.of()) {
            if (!(term instanceof Term.Filtered f) || !filter(slot, f).equals(moved)) {
                factor(slot, term, of, first, theta, factor);
                times(slope, factor);
            }
        }
    }

    /** The values from one row on, as many as {@code out} has room for. */
    private static void divided(double[] x, int from, double by, double[] out) {
        double factor = 1 / by;
        for (int r = 0; r < out.length; r++) {
            out[r] = x[from + r] * factor;
        }
    }

    private static void times(double[] y, double[] by) {
        for (int t = 0; t < y.length; t++) {
            y[t] *= by[t];
        }
    }
}
