package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A sum of terms with coefficients.
 *
 * @param differenced whether changes were fitted; then the intercept is a drift
 * @param theta the values of all shape parameters
 * @param beta coefficients of the layout's columns, unit by unit
 * @param held whether a coefficient lies at a limit
 * @param aliased whether a column is a combination of earlier ones, and was left out
 * @param spread of units' coefficients, where they are pooled partially
 * @param penalised what a chosen penalty did
 */
record FittedSum(
        String node,
        Link link,
        boolean differenced,
        Layout layout,
        double[] theta,
        double[][] beta,
        double[] intercept,
        double variance,
        boolean[][] held,
        boolean[] aliased,
        Optional<Spread> spread,
        Optional<Penalised> penalised)
        implements Fitted {

    static FittedSum of(
            String node,
            Link link,
            boolean differenced,
            Layout layout,
            ShapeFit.Solution s,
            Optional<Penalised> penalised) {
        return new FittedSum(
                node,
                link,
                differenced,
                layout,
                s.theta(),
                s.beta(),
                s.intercept(),
                s.variance(),
                s.held(),
                s.aliased(),
                s.spread(),
                penalised);
    }

    /** Whether units have coefficients that nothing holds together. */
    boolean separate() {
        return spread.isEmpty() && Arrays.stream(beta).anyMatch(b -> !Arrays.equals(b, beta[0]));
    }

    @Override
    public String method() {
        return penalised
                .map(Penalised::method)
                .orElse(spread.isPresent() ? "penalised least squares, pooled partially" : "penalised least squares");
    }

    @Override
    public OptionalDouble penalty() {
        return penalised.map(p -> OptionalDouble.of(p.penalty())).orElse(OptionalDouble.empty());
    }

    @Override
    public List<String> dropped() {
        return penalised.map(Penalised::dropped).orElse(List.of());
    }

    @Override
    public Fitted made() {
        return penalised.flatMap(Penalised::unpenalised).orElse(this);
    }

    @Override
    public List<Importance> importance() {
        return List.of();
    }

    @Override
    public List<Contribution> contributions() {
        List<Contribution> all = new ArrayList<>();
        String[] names = layout.names();
        for (Layout.Slot slot : layout.slots()) {
            for (int c = 0; c < slot.count(); c++) {
                int column = slot.start() + c;
                all.add(new Contribution(
                        names[column],
                        slot.term().nodes(),
                        Arrays.stream(beta).mapToDouble(b -> b[column]).toArray(),
                        slot.scale()[slot.count() == 1 ? 0 : c],
                        Arrays.stream(held).anyMatch(h -> h[column]),
                        aliased[column]));
            }
        }
        return all;
    }

    @Override
    public double[] shape(String parent, int unit) {
        return layout.shape(parent, unit, theta);
    }

    @Override
    public void predictor(Series of, int unit, double[] out) {
        Arrays.fill(out, differenced ? 0 : intercept[unit]);
        for (Layout.Slot slot : layout.slots()) {
            double[][] columns = of.columns(layout, slot, unit, link, theta);
            for (int c = 0; c < slot.count(); c++) {
                Kernels.axpy(beta[unit][slot.start() + c], columns[c], out, out.length);
            }
        }
        if (differenced) {
            double[] y = of.of(node);
            double before = out[0];
            out[0] = link.of(y[0]);
            for (int t = 1; t < out.length; t++) {
                double now = out[t];
                out[t] = link.of(y[t - 1]) + now - before + intercept[unit];
                before = now;
            }
        }
    }

    @Override
    public void change(Series before, Series after, int unit, Step step, double[] out) {
        Arrays.fill(out, 0);
        for (Layout.Slot slot : layout.slots()) {
            if (slot.term() instanceof Term.Lagged || !slot.touched(after) || zero(beta[unit], slot)) {
                continue;
            }
            double[][] old = before.columns(layout, slot, unit, link, theta);
            double[][] now = after.columns(layout, slot, unit, link, theta);
            for (int c = 0; c < slot.count(); c++) {
                Kernels.axpy(beta[unit][slot.start() + c], now[c], old[c], out, out.length);
            }
        }
        roll(unit, step, out);
    }

    private static boolean zero(double[] coefficients, Layout.Slot slot) {
        for (int c = slot.start(); c < slot.start() + slot.count(); c++) {
            if (coefficients[c] != 0) {
                return false;
            }
        }
        return true;
    }

    /** What moved the node in one period moves it again in later ones, where it acts on itself. */
    private void roll(int unit, Step step, double[] out) {
        if (!layout.lagged()) {
            step.all(out);
            return;
        }
        for (int t = 0; t < out.length; t++) {
            for (Layout.Slot slot : layout.slots()) {
                if (slot.term() instanceof Term.Lagged l && t >= l.lag()) {
                    out[t] += beta[unit][slot.start()] * out[t - l.lag()];
                }
            }
            out[t] = step.at(t, out[t]);
        }
    }
}
