package dev.elsewise.scm;

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
        FittedSum fit,
        Fitting.Start start,
        Worlds point,
        Series columns,
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
        Series columns = form.columns(point, point.observed());
        Fitting fitting = fitting(model, form, panel, columns, rows);
        List<Evidence> evidence = experiments.of(form, fitting.layout(), point, columns);
        FittedSum fit = (FittedSum)
                (warm.isPresent()
                        ? fitting.near(columns, evidence, warm.get(), bootstrap.seed())
                        : fitting.first(columns, evidence, bootstrap.seed()));
        return Optional.of(new Reducing(
                form,
                fit,
                fitting.start(columns, evidence, fit),
                point,
                columns,
                outcome,
                experiments,
                experiments.centre(form, fit, point, columns)));
    }

    /** How a reduced form is fitted, over the columns that the fitted mechanisms make for it. */
    static Fitting fitting(StructuralModel model, ReducedForm form, Panel panel, Series columns, int[] rows) {
        Panel with = panel;
        for (String name : form.names()) {
            with = with.with(name, columns.of(name));
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
        Series data = drawn.observed();
        double[] more = luck.getOrDefault(outcome, new double[data.rows()]);
        Series after = form.columns(made, data);
        double[] was = point.observed().of(outcome);
        double[] y = was.clone();
        Series changed = columns.over();
        for (String name : form.names()) {
            changed.put(name, after.of(name));
        }
        fit.change(
                columns,
                changed,
                (r, moved) -> {
                    double all = moved + more[r];
                    y[r] = all == 0 ? was[r] : fit.link().moved(was[r], all);
                    return all;
                },
                new double[y.length]);
        Series own = data.over().put(outcome, y);
        List<Evidence> evidence = experiments.of(form, start.fitting().layout(), worlds, centre, draw.number() - 1);
        return worlds.with(form, (FittedSum) start.again(form.columns(drawn, own), evidence, draw));
    }
}
