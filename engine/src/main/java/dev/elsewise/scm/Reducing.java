package dev.elsewise.scm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reduced form and how it is fitted, the first time and in each draw.
 *
 * @param columns that the fitted mechanisms make for it
 */
record Reducing(
        ReducedForm form,
        Fitting fitting,
        FittedSum fit,
        Fitting.Start start,
        Worlds point,
        Series[] columns,
        String outcome,
        Experiments experiments,
        double[] centre) {

    /** Empty when no effect on the outcome passes a mediator. */
    static Optional<Reducing> of(
            StructuralModel model,
            Panel panel,
            Worlds point,
            int[] rows,
            Bootstrap bootstrap,
            Optional<FittedSum> warm,
            Experiments experiments) {
        if (model.published().isEmpty()) {
            return Optional.empty();
        }
        String outcome = model.published().get();
        ReducedForm form = new ReducedForm(model, outcome, model.switched());
        if (!form.matters()) {
            return Optional.empty();
        }
        Series[] columns = form.columns(point, point.observed());
        Fitting fitting = fitting(model, form, panel, columns, rows);
        List<Evidence> evidence = experiments.of(form, fitting.layout(), point, columns);
        FittedSum fit = (FittedSum)
                (warm.isPresent()
                        ? fitting.near(columns, evidence, warm.get(), bootstrap.seed())
                        : fitting.first(columns, evidence, bootstrap.seed()));
        return Optional.of(new Reducing(
                form,
                fitting,
                fit,
                fitting.start(columns, evidence, fit),
                point,
                columns,
                outcome,
                experiments,
                experiments.centre(form, fit, point, columns)));
    }

    /** How a reduced form is fitted, over the columns that the fitted mechanisms make for it. */
    static Fitting fitting(StructuralModel model, ReducedForm form, Panel panel, Series[] columns, int[] rows) {
        Panel with = panel;
        for (String name : form.names()) {
            double[] all = new double[panel.rows()];
            int n = panel.periods().size();
            for (int u = 0; u < columns.length; u++) {
                System.arraycopy(columns[u].of(name), 0, all, u * n, n);
            }
            with = with.with(name, all);
        }
        return new Fitting(form.outcome(), form.mechanism(), with, model.pooling(), rows);
    }

    Resampling resampling(Panel panel, int[] rows, Bootstrap bootstrap) {
        Worlds reduced = new Worlds(panel, columns, List.of(), Map.of(outcome, fit));
        return Resampling.of(panel, rows, reduced, Map.of(outcome, fit), bootstrap);
    }

    /**
     * The worlds of a draw with its reduced form, which is fitted to the outcome that the reduced form made.
     *
     * @param drawn the same mechanisms on the series that the draw made
     * @param made the fitted mechanisms on those series: they know what the mediators' luck was
     */
    Worlds again(Worlds worlds, Worlds drawn, Worlds made, Map<String, double[]> luck, Fitting.Draw draw) {
        Series[] data = drawn.observed();
        double[] more = luck.getOrDefault(outcome, new double[0]);
        Series[] own = new Series[data.length];
        Series[] after = form.columns(made, data);
        for (int u = 0; u < data.length; u++) {
            double[] was = point.observed()[u].of(outcome);
            double[] y = was.clone();
            Series changed = columns[u].over();
            for (String name : form.names()) {
                changed.put(name, after[u].of(name));
            }
            double[] by = Arrays.copyOfRange(more, u * y.length, (u + 1) * y.length);
            fit.change(
                    columns[u],
                    changed,
                    u,
                    (t, moved) -> {
                        double all = moved + by[t];
                        y[t] = all == 0 ? was[t] : fit.link().moved(was[t], all);
                        return all;
                    },
                    new double[y.length]);
            own[u] = data[u].over().put(outcome, y);
        }
        List<Evidence> evidence = experiments.of(form, fitting.layout(), worlds, centre, draw.number() - 1);
        return worlds.with(form, (FittedSum) fitting.again(form.columns(drawn, own), evidence, start, draw));
    }
}
