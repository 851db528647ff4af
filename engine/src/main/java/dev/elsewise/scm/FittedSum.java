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
                        of(column),
                        slot.scale()[slot.count() == 1 ? 0 : c],
                        limited(column),
                        aliased[column]));
            }
        }
        return all;
    }

    private double[] of(int column) {
        double[] coefficients = new double[beta.length];
        for (int u = 0; u < beta.length; u++) {
            coefficients[u] = beta[u][column];
        }
        return coefficients;
    }

    private boolean limited(int column) {
        for (boolean[] unit : held) {
            if (unit[column]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public double[] shape(String parent, int unit) {
        return layout.shape(parent, unit, theta);
    }

    @Override
    public void predictor(Series of, double[] out) {
        int n = of.periods();
        for (int u = 0; u < intercept.length; u++) {
            Arrays.fill(out, u * n, (u + 1) * n, differenced ? 0 : intercept[u]);
        }
        for (Layout.Slot slot : layout.slots()) {
            double[][] columns = of.columns(layout, slot, link, theta);
            for (int c = 0; c < slot.count(); c++) {
                add(slot.start() + c, columns[c], out);
            }
        }
        if (differenced) {
            double[] y = of.of(node);
            for (int u = 0; u < intercept.length; u++) {
                double before = out[u * n];
                out[u * n] = link.of(y[u * n]);
                for (int r = u * n + 1; r < (u + 1) * n; r++) {
                    double now = out[r];
                    out[r] = link.of(y[r - 1]) + now - before + intercept[u];
                    before = now;
                }
            }
        }
    }

    /** Whether a column has one coefficient in all units. */
    private boolean alike(int column) {
        for (double[] unit : beta) {
            if (unit[column] != beta[0][column]) {
                return false;
            }
        }
        return true;
    }

    /** Adds up β times a column. */
    private void add(int column, double[] values, double[] out) {
        if (alike(column)) {
            Kernels.axpy(beta[0][column], values, out, out.length);
            return;
        }
        int n = out.length / beta.length;
        for (int u = 0; u < beta.length; u++) {
            double own = beta[u][column];
            for (int r = u * n; r < (u + 1) * n; r++) {
                out[r] += own * values[r];
            }
        }
    }

    /** The same of how far it moves. */
    private void add(int column, double[] now, double[] old, double[] out) {
        if (alike(column)) {
            Kernels.axpy(beta[0][column], now, old, out, out.length);
            return;
        }
        int n = out.length / beta.length;
        for (int u = 0; u < beta.length; u++) {
            double own = beta[u][column];
            for (int r = u * n; r < (u + 1) * n; r++) {
                out[r] += own * (now[r] - old[r]);
            }
        }
    }

    @Override
    public void change(Series before, Series after, Step step, double[] out) {
        Arrays.fill(out, 0);
        for (Layout.Slot slot : layout.slots()) {
            if (slot.term() instanceof Term.Lagged || !slot.touched(after) || zero(slot)) {
                continue;
            }
            double[][] old = before.columns(layout, slot, link, theta);
            double[][] now = after.columns(layout, slot, link, theta);
            for (int c = 0; c < slot.count(); c++) {
                add(slot.start() + c, now[c], old[c], out);
            }
        }
        roll(step, out);
    }

    private boolean zero(Layout.Slot slot) {
        for (double[] unit : beta) {
            for (int c = slot.start(); c < slot.end(); c++) {
                if (unit[c] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What moved the node in one period moves it again in later ones, where it acts on itself. */
    private void roll(Step step, double[] out) {
        if (!layout.lagged()) {
            step.all(out);
            return;
        }
        int n = out.length / beta.length;
        for (int r = 0; r < out.length; r++) {
            for (Layout.Slot slot : layout.slots()) {
                if (slot.term() instanceof Term.Lagged l && r % n >= l.lag()) {
                    out[r] += beta[r / n][slot.start()] * out[r - l.lag()];
                }
            }
            out[r] = step.at(r, out[r]);
        }
    }
}
