package dev.elsewise.learn;

/**
 * Newton's steps for the levels of categories, bent to the logistic curve. A rare level may hold one event or none; Newton's
 * method then moves its coefficient by about 1 a pass, because it takes the curvature of the present point for that of the
 * whole way. The expected events of a level are known to follow N σ(logit(P/N) + δ) closely, so the step is taken along that
 * curve to where Newton's line ends: a few passes instead of many. Near the solution both steps agree.
 */
final class LevelSteps {
    private static final int ITERATIONS = 50;

    /** Levels with more events, expected where the fit stands, follow the line well enough. */
    private static final double RARE = 30;

    /** How far a step is bent at most. */
    private static final double FARTHEST = 2;

    /** For each parameter the rows and events of its level in the training rows; 0 rows for what is no level. */
    private final double[] rows;

    private final double[] events;

    private LevelSteps(double[] rows, double[] events) {
        this.rows = rows;
        this.events = events;
    }

    static LevelSteps of(Design design, int m) {
        Parametrisation p = design.model(m);
        double[] rows = new double[p.parameters()];
        double[] events = new double[p.parameters()];
        for (int f = 0; f < p.groups().length; f++) {
            for (int c = 0; c < design.rows().cells(); c++) {
                if (design.rows().trains(m, c)) {
                    double[] weight = design.summary().levelWeights[f][c];
                    double[] outcome = design.summary().levelOutcomes[f][c];
                    for (int code = 0; code < weight.length; code++) {
                        int parameter = p.groups()[f][design.groups().of(f, code)];
                        if (parameter >= 0) {
                            rows[p.offset(f) + parameter] += weight[code];
                            events[p.offset(f) + parameter] += outcome[code];
                        }
                    }
                }
            }
        }
        return new LevelSteps(rows, events);
    }

    /**
     * The step of a parameter from where it stands. The penalty is counted from there: Newton's step has it in its line.
     *
     * @param gradient of the likelihood, without the penalty: observed minus expected events
     * @param step Newton's
     */
    double bent(int parameter, double gradient, double step, double penalty) {
        double n = rows[parameter];
        double expected = events[parameter] - gradient;
        if (!(expected > 0 && expected < n && Math.min(expected, n - expected) < RARE)) {
            return step;
        }
        double logit = Math.log(expected / (n - expected));
        double slope = expected * (1 - expected / n);
        double aim = slope * step + penalty * step;
        if (penalty == 0 && !(expected + aim > 0 && expected + aim < n)) {
            return step;
        }
        // The root of a rising function: Newton's method, kept inside what is known to hold the root.
        double d = step;
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (int i = 0; i < ITERATIONS; i++) {
            double p = 1 / (1 + Math.exp(-logit - d));
            double off = n * p - expected + penalty * d - aim;
            if (off > 0) {
                high = d;
            } else {
                low = d;
            }
            double next = d - off / (n * p * (1 - p) + penalty);
            if (!(next > low && next < high)) {
                next = Double.isInfinite(low) ? high - 1 : Double.isInfinite(high) ? low + 1 : 0.5 * (low + high);
            }
            if (Math.abs(next - d) <= 1e-12 * (1 + Math.abs(d))) {
                break;
            }
            d = next;
        }
        return Math.clamp(d, step - FARTHEST, step + FARTHEST);
    }
}
