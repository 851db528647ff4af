package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.math.RankedCholesky;
import java.util.Arrays;
import java.util.List;

/**
 * Penalised least squares in coefficients and shapes at once: minimises over β within limits and shapes u
 *
 * <p>½ Σ (y − Xβ)² + ½ λ Σ Gⱼⱼ βⱼ² + ½ σ² Σ ((u − u₀) / s)²
 *
 * <p>where X depends on u, G = X'X of centred columns, so that λ is a ridge on standardised columns, and s is wide: it only decides what
 * the data leave open. Intercepts, one a unit, are projected out by centring. The coefficients are solved for at each u (variable
 * projection, G. H. Golub and V. Pereyra, SIAM J. Numer. Anal. 10 (1973), DOI 10.1137/0710036), and u moves by Levenberg–Marquardt with
 * Kaufman's Jacobian (BIT 15 (1975), DOI 10.1007/BF01932995). Cost: n (p + k)² a step for n rows, p columns and k shapes.
 */
final class ShapeFit {
    private static final double PRIOR_SD = 2;
    private static final double ALIASED = 1e-11;
    private static final double CONSTANT = 1e-11;

    private final Layout layout;
    private final Link link;
    private final boolean separate;
    private final boolean differenced;
    private final Series[] data;
    private final int periods;
    private final int[] rows;
    private final List<Evidence> evidence;
    private final double ridge;

    private final int[] free;
    private final ShapeSpace[] spaces;
    private final double[] home;
    private final double[][] limits;
    private final int total;
    private final int columns;

    private final double[] y;
    private final double[] yMean;
    private final double[][] x;
    private final double[][] xMean;
    private final double[][] slopes;
    private final double[][] scratch;

    /** Whether a column depends on what is searched for; the others are made once, and their products too. */
    private final boolean[] moving;

    private final double[][] still;
    private boolean made;

    /**
     * @param node whose series is explained
     * @param differenced whether changes from the period before are fitted
     * @param rows the periods fitted, ascending
     */
    ShapeFit(
            Layout layout,
            Link link,
            String node,
            boolean separate,
            boolean differenced,
            Series[] data,
            int[] rows,
            List<Evidence> evidence,
            double ridge) {
        this.layout = layout;
        this.link = link;
        this.separate = separate && data.length > 1;
        this.differenced = differenced;
        this.data = data;
        this.rows = rows;
        this.evidence = evidence;
        this.ridge = ridge;
        periods = data[0].of(node).length;
        List<Layout.Shaped> shapes = layout.parameters();
        free = java.util.stream.IntStream.range(0, shapes.size())
                .filter(i -> !shapes.get(i).parameter().fixed())
                .toArray();
        spaces = Arrays.stream(free)
                .mapToObj(i -> ShapeSpace.of(shapes.get(i).parameter()))
                .toArray(ShapeSpace[]::new);
        home = new double[free.length];
        for (int k = 0; k < free.length; k++) {
            home[k] = spaces[k].free(shapes.get(free[k]).parameter().start());
        }
        columns = layout.width() * (this.separate ? data.length : 1);
        total = data.length * rows.length + evidence.size();
        limits = new double[2][columns];
        double[][] own = layout.limits();
        for (int c = 0; c < columns; c++) {
            limits[0][c] = own[0][c % layout.width()];
            limits[1][c] = own[1][c % layout.width()];
        }
        x = new double[columns][total];
        xMean = new double[data.length][layout.width()];
        slopes = new double[free.length][total];
        scratch = new double[layout.width()][periods];
        moving = new boolean[columns];
        still = new double[columns + 1][columns];
        for (Layout.Slot slot : layout.slots()) {
            for (int c = slot.start(); c < slot.start() + slot.count(); c++) {
                int at = c;
                boolean moves = slot.shaped() || evidence.stream().anyMatch(e -> e.column() == at);
                for (int column = c; column < columns; column += layout.width()) {
                    moving[column] = moves;
                }
            }
        }
        y = new double[total];
        yMean = new double[data.length];
        for (int u = 0; u < data.length; u++) {
            double[] series = data[u].of(node);
            for (int r = 0; r < rows.length; r++) {
                y[u * rows.length + r] = link.of(series[rows[r]]) - (differenced ? link.of(series[rows[r] - 1]) : 0);
            }
            yMean[u] = centre(y, u);
        }
    }

    /**
     * @param theta every parameter, the fixed ones too
     * @param beta unit by unit
     * @param variance Σ residual² / (n − columns not at a limit − shapes − units)
     * @param objective what was minimised
     * @param held whether a coefficient lies at a limit
     */
    record Solution(
            double[] theta,
            double[][] beta,
            double[] intercept,
            double variance,
            double objective,
            boolean[][] held,
            boolean[] aliased,
            int steps) {}

    /**
     * What a fit of the coefficients sees at given shapes: rows unit by unit and then experiments, columns and outcome centred by unit.
     *
     * @param pinned the coefficients that experiments pin; NaN elsewhere
     * @param observations rows that are not experiments
     */
    record Design(double[][] x, double[] y, double[][] limits, double[] pinned, int units, int observations) {}

    /** The arrays are those of this fit: they hold until it looks at other shapes. */
    Design design(double[] theta, double variance) {
        fill(theta, variance);
        return new Design(x, y, limits, pins(theta), data.length, observations());
    }

    /**
     * A solution with coefficients from elsewhere.
     *
     * @param parameters how many of them the data had to tell, shapes and intercepts not counted
     */
    Solution with(double[] theta, double[] beta, boolean[] held, double parameters) {
        double[] residual = y.clone();
        for (int c = 0; c < columns; c++) {
            Kernels.axpy(-beta[c], x[c], residual, total);
        }
        double squares = Kernels.dot(residual, residual, observations());
        return solution(theta, beta, held, new boolean[columns], squares, parameters, 0.5 * squares, 0);
    }

    /** The values at which parameters start. */
    double[] start() {
        return layout.parameters().stream()
                .mapToDouble(s -> s.parameter().start())
                .toArray();
    }

    int fitted() {
        return free.length;
    }

    /** A start with the free parameters at given places of their line. */
    double[] at(double[] u) {
        double[] theta = start();
        for (int k = 0; k < free.length; k++) {
            theta[free[k]] = spaces[k].inside(u[k]);
        }
        return theta;
    }

    /** Rows that count, the experiments not among them. */
    int observations() {
        return data.length * rows.length;
    }

    private static final double GREATEST_STEP = 3;

    /**
     * Searches from a start.
     *
     * @param variance of the errors, which weighs experiments and the pull of u towards its start
     * @param tolerance the step in u at which the search ends
     */
    Solution from(double[] start, double variance, int steps, double tolerance) {
        double[] u = new double[free.length];
        for (int k = 0; k < free.length; k++) {
            u[k] = spaces[k].free(start[free[k]]);
        }
        double[] theta = start.clone();
        Projection now = project(theta, u, variance, true);
        double damping = 1e-3;
        int step = 0;
        while (free.length > 0 && step < steps) {
            step++;
            double[] move = now.step(damping);
            double most = 0;
            double[] next = u.clone();
            for (int k = 0; k < free.length; k++) {
                double bounded = Math.clamp(move[k], -GREATEST_STEP, GREATEST_STEP);
                next[k] = Math.clamp(u[k] + bounded, -12, 12);
                most = Math.max(most, Math.abs(next[k] - u[k]));
            }
            double[] moved = start.clone();
            for (int k = 0; k < free.length; k++) {
                moved[free[k]] = spaces[k].inside(next[k]);
            }
            Projection trial = project(moved, next, variance, true);
            if (trial.objective <= now.objective) {
                boolean done = most < tolerance || now.objective - trial.objective < 1e-12 * now.objective;
                u = next;
                theta = moved;
                damping = Math.max(1e-10, damping / 10);
                if (done) {
                    break;
                }
                now = trial;
            } else {
                if (most < tolerance || damping > 1e12) {
                    break;
                }
                damping *= 8;
            }
        }
        return project(theta, u, variance, false).solution(theta, step);
    }

    /** The best coefficients at one set of shapes, and how the objective changes with them. */
    private Projection project(double[] theta, double[] u, double variance, boolean derive) {
        fill(theta, variance);
        double[][] gram = new double[columns][columns];
        double[] xy = new double[columns];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                boolean known = made && !moving[i] && !moving[j];
                gram[i][j] = known ? still[i][j] : apart(i, j) ? 0 : Kernels.dot(x[i], x[j], total);
                gram[j][i] = gram[i][j];
                still[i][j] = gram[i][j];
            }
            xy[i] = made && !moving[i] ? still[columns][i] : Kernels.dot(x[i], y, total);
            still[columns][i] = xy[i];
        }
        made = true;
        double[] beta = new double[columns];
        boolean[] held = new boolean[columns];
        double[] pinned = pins(theta);
        for (int c = 0; c < columns; c++) {
            if (!Double.isNaN(pinned[c])) {
                beta[c] = pinned[c];
                held[c] = true;
            }
        }
        boolean[] fixed = held.clone();
        double[][] ridged = new double[columns][];
        for (int c = 0; c < columns; c++) {
            ridged[c] = gram[c].clone();
            ridged[c][c] *= 1 + ridge;
        }
        RankedCholesky factor = LimitedLeastSquares.solve(ridged, xy, limits, fixed, beta, held);
        boolean[] aliased = new boolean[columns];
        int[] open = LimitedLeastSquares.open(held);
        for (int i = 0; i < open.length; i++) {
            aliased[open[i]] = factor.aliased(i);
        }

        double[] residual = y.clone();
        double penalty = 0;
        for (int c = 0; c < columns; c++) {
            if (beta[c] != 0) {
                Kernels.axpy(-beta[c], x[c], residual, total);
                penalty += ridge * gram[c][c] * beta[c] * beta[c];
            }
        }
        double pull = 0;
        for (int k = 0; k < free.length; k++) {
            double away = (u[k] - home[k]) / PRIOR_SD;
            pull += away * away;
        }
        double squares = Kernels.dot(residual, residual, total);
        Projection at = new Projection();
        at.objective = 0.5 * (squares + penalty + variance * pull);
        at.beta = beta;
        at.held = held;
        at.fixed = fixed;
        at.aliased = aliased;
        at.squares = Kernels.dot(residual, residual, observations());
        if (derive && free.length > 0) {
            derive(at, theta, u, variance, residual, factor, open);
        }
        return at;
    }

    /** Whether two columns belong to different units. */
    private boolean apart(int i, int j) {
        return separate && evidence.isEmpty() && i / layout.width() != j / layout.width();
    }

    private void fill(double[] theta, double variance) {
        for (int u = 0; u < data.length; u++) {
            for (Layout.Slot slot : layout.slots()) {
                if (made && !moving[slot.start()]) {
                    continue;
                }
                layout.columns(slot, data[u], u, link, theta, scratch);
                for (int c = 0; c < slot.count(); c++) {
                    double[] into = x[column(u, slot.start() + c)];
                    gather(scratch[c], into, u);
                    xMean[u][slot.start() + c] = centre(into, u);
                }
            }
        }
        for (int e = 0; e < evidence.size(); e++) {
            Evidence said = evidence.get(e);
            int row = observations() + e;
            y[row] = said.pins() ? 0 : Math.sqrt(variance) / said.standardError() * said.effect();
            for (int u = 0; u < data.length; u++) {
                if (separate || u == 0) {
                    x[column(u, said.column())][row] = 0;
                }
            }
            if (!said.pins()) {
                for (int u = 0; u < data.length; u++) {
                    x[column(u, said.column())][row] +=
                            Math.sqrt(variance) / said.standardError() * lever(said, u, theta);
                }
            }
        }
    }

    private int column(int unit, int own) {
        return separate ? unit * layout.width() + own : own;
    }

    private void gather(double[] series, double[] into, int unit) {
        int start = unit * rows.length;
        for (int r = 0; r < rows.length; r++) {
            into[start + r] = differenced ? series[rows[r]] - series[rows[r] - 1] : series[rows[r]];
        }
    }

    private double centre(double[] values, int unit) {
        int start = unit * rows.length;
        double mean = 0;
        double most = 0;
        for (int r = start; r < start + rows.length; r++) {
            mean += values[r];
            most = Math.max(most, Math.abs(values[r]));
        }
        mean /= rows.length;
        double left = 0;
        for (int r = start; r < start + rows.length; r++) {
            values[r] -= mean;
            left = Math.max(left, Math.abs(values[r]));
        }
        // What is left of a constant is rounding, which must not become a column of its own.
        if (left <= CONSTANT * most) {
            Arrays.fill(values, start, start + rows.length, 0);
        }
        return mean;
    }

    /** The effect that a coefficient of one would have in an experiment, in one unit. */
    private double lever(Evidence said, int unit, double[] theta) {
        Layout.Slot slot = slot(said.column());
        double[][] before = new double[slot.count()][periods];
        double[][] after = new double[slot.count()][periods];
        layout.columns(slot, data[unit], unit, link, theta, before);
        layout.columns(slot, said.changed()[unit], unit, link, theta, after);
        int c = said.column() - slot.start();
        double sum = 0;
        for (int t = 0; t < periods; t++) {
            sum += said.weight()[unit * periods + t] * (before[c][t] - after[c][t]);
        }
        return sum;
    }

    private Layout.Slot slot(int column) {
        return layout.slots().stream()
                .filter(s -> s.start() <= column && column < s.start() + s.count())
                .findFirst()
                .orElseThrow();
    }

    /** The coefficients that experiments pin; NaN elsewhere. */
    private double[] pins(double[] theta) {
        double[] pins = new double[columns];
        Arrays.fill(pins, Double.NaN);
        for (Evidence said : evidence) {
            if (said.pins()) {
                double lever = 0;
                for (int u = 0; u < data.length; u++) {
                    lever += lever(said, u, theta);
                }
                for (int u = 0; u < data.length; u++) {
                    pins[column(u, said.column())] = lever == 0 ? 0 : said.effect() / lever;
                }
            }
        }
        return pins;
    }

    private void derive(
            Projection at,
            double[] theta,
            double[] u,
            double variance,
            double[] residual,
            RankedCholesky factor,
            int[] open) {
        double[] ridgeSlope = new double[free.length];
        for (double[] slope : slopes) {
            Arrays.fill(slope, 0);
        }
        int[] place = new int[theta.length];
        Arrays.fill(place, -1);
        for (int k = 0; k < free.length; k++) {
            place[free[k]] = k;
        }
        double[] gathered = new double[total];
        for (int unit = 0; unit < data.length; unit++) {
            for (Layout.Slope slope : layout.slopes(data[unit], unit, theta, periods)) {
                int k = place[slope.parameter()];
                int c = column(unit, slope.column());
                double inside = spaces[k].slope(u[k]) * at.beta[c];
                if (inside == 0) {
                    continue;
                }
                Arrays.fill(gathered, 0);
                gather(slope.values(), gathered, unit);
                centre(gathered, unit);
                Kernels.axpy(inside, gathered, slopes[k], total);
                if (!at.fixed[c]) {
                    ridgeSlope[k] += ridge * at.beta[c] * inside * Kernels.dot(x[c], gathered, total);
                }
            }
        }
        evidenceSlopes(at, theta, u, variance, place);
        int n = free.length;
        double[] gradient = new double[n];
        double[][] curvature = new double[n][n];
        double[][] solved = new double[n][];
        double[][] cross = new double[n][open.length];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < open.length; i++) {
                cross[k][i] = at.aliased[open[i]] ? 0 : Kernels.dot(x[open[i]], slopes[k], total);
            }
            solved[k] = factor.solve(cross[k].clone());
            double away = (u[k] - home[k]) / (PRIOR_SD * PRIOR_SD);
            gradient[k] = -Kernels.dot(slopes[k], residual, total) + ridgeSlope[k] + variance * away;
            for (int j = 0; j <= k; j++) {
                curvature[k][j] =
                        Kernels.dot(slopes[k], slopes[j], total) - Kernels.dot(cross[k], solved[j], open.length);
                curvature[j][k] = curvature[k][j];
            }
        }
        at.gradient = gradient;
        at.curvature = curvature;
        at.pull = variance / (PRIOR_SD * PRIOR_SD);
    }

    /** What a shape does to the rows of experiments, and through a pinned coefficient to all rows: by central differences. */
    private void evidenceSlopes(Projection at, double[] theta, double[] u, double variance, int[] place) {
        for (int e = 0; e < evidence.size(); e++) {
            Evidence said = evidence.get(e);
            int row = observations() + e;
            for (int i = 0; i < place.length; i++) {
                int k = place[i];
                if (k < 0) {
                    continue;
                }
                double step = 1e-5;
                double[] up = theta.clone();
                double[] down = theta.clone();
                up[i] = spaces[k].inside(u[k] + step);
                down[i] = spaces[k].inside(u[k] - step);
                for (int unit = 0; unit < data.length; unit++) {
                    double slope = (lever(said, unit, up) - lever(said, unit, down)) / (2 * step);
                    int c = column(unit, said.column());
                    if (slope == 0) {
                        continue;
                    }
                    if (said.pins()) {
                        double lever = lever(said, unit, theta);
                        Kernels.axpy(-at.beta[c] * slope / lever, x[c], slopes[k], total);
                    } else {
                        slopes[k][row] += Math.sqrt(variance) / said.standardError() * slope * at.beta[c];
                    }
                }
            }
        }
    }

    private final class Projection {
        double objective;
        double squares;
        double[] beta = {};
        boolean[] held = {};
        boolean[] fixed = {};
        boolean[] aliased = {};
        double[] gradient = {};
        double[][] curvature = {};
        double pull;

        /** −(curvature + damping) ⁻¹ gradient. */
        double[] step(double damping) {
            int n = gradient.length;
            double[][] a = new double[n][];
            double[] diagonal = new double[n];
            for (int k = 0; k < n; k++) {
                a[k] = curvature[k].clone();
                a[k][k] = Math.max(a[k][k], 0) * (1 + damping) + pull;
                diagonal[k] = a[k][k];
            }
            double[] b = new double[n];
            for (int k = 0; k < n; k++) {
                b[k] = -gradient[k];
            }
            return RankedCholesky.of(a, diagonal, ALIASED).solve(b);
        }

        Solution solution(double[] theta, int steps) {
            boolean[] atLimit = new boolean[columns];
            int open = 0;
            for (int c = 0; c < columns; c++) {
                open += held[c] || aliased[c] ? 0 : 1;
                atLimit[c] = held[c] && !fixed[c];
            }
            return ShapeFit.this.solution(theta, beta, atLimit, aliased, squares, open, objective, steps);
        }
    }

    private Solution solution(
            double[] theta,
            double[] beta,
            boolean[] held,
            boolean[] aliased,
            double squares,
            double open,
            double objective,
            int steps) {
        int units = data.length;
        double[][] each = new double[units][layout.width()];
        boolean[][] atLimit = new boolean[units][layout.width()];
        double[] intercept = new double[units];
        for (int u = 0; u < units; u++) {
            intercept[u] = yMean[u];
            for (int c = 0; c < layout.width(); c++) {
                each[u][c] = beta[column(u, c)];
                atLimit[u][c] = held[column(u, c)];
                intercept[u] -= each[u][c] * xMean[u][c];
            }
        }
        double freedom = Math.max(1, observations() - open - free.length - units);
        return new Solution(theta.clone(), each, intercept, squares / freedom, objective, atLimit, aliased, steps);
    }
}
