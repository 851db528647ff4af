package dev.elsewise.mix;

import dev.elsewise.math.Kernels;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.scm.Link;
import dev.elsewise.scm.Parameter;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Transform;
import dev.elsewise.scm.Worlds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * The fitted equations: coefficients and shapes.
 *
 * @param importances in each fold of validation, the share of each column by node; empty without folds or without trees
 */
record Equations(FittedMix fit, Map<String, List<Map<String, Double>>> importances) {
    /** Shapes that move together this closely with their coefficient, in logarithms over the draws, are not told apart. */
    static final double TIED = 0.9;

    private static final double OPEN = 0.7;

    List<EquationAnswer> answers() {
        List<EquationAnswer> answers = new ArrayList<>();
        for (String node : fit.explained()) {
            answers.add(answer(node));
        }
        return answers;
    }

    private EquationAnswer answer(String node) {
        Worlds worlds = fit.model().worlds();
        FittedMechanism mechanism = worlds.mechanism(node);
        double[] residuals = inUnits(fit.window(worlds.residuals(node)), mechanism);
        double sdY = spread(linked(node));
        List<EquationAnswer.Term> terms = new ArrayList<>();
        List<double[]> columns = worlds.columns(node);
        List<FittedMechanism.Contribution> contributions = mechanism.contributions();
        Sampled<double[]> coefficients = fit.model().sample(w -> first(w.mechanism(node)));
        for (int c = 0; c < contributions.size(); c++) {
            FittedMechanism.Contribution column = contributions.get(c);
            double inUnits = linear(column) ? 1 / column.scale() : 1;
            int place = c;
            Draws coefficient = coefficients.of(b -> b[place]);
            double perUnit = spread(fit.window(columns.get(c))) / sdY;
            terms.add(new EquationAnswer.Term(
                    column.column(),
                    String.join(" × ", column.nodes().stream().sorted().toList()),
                    given(node, fit.estimated(coefficient.map(b -> b * inUnits))),
                    given(node, fit.estimated(coefficient.map(b -> b * perUnit))),
                    limit(mechanism, column)));
        }
        double squares = sumOfSquares(residuals);
        double all = sumOfSquares(centredByUnit(inUnits(linked(node), mechanism)));
        return new EquationAnswer(
                node,
                mechanism.method(),
                1 - squares / all,
                Math.sqrt(mechanism.variance()) * size(mechanism),
                mechanism.penalty().orElse(Double.NaN),
                terms,
                shapes(node),
                importance(node, mechanism),
                words(mechanism));
    }

    /** The first unit's coefficients, column by column. */
    private static double[] first(FittedMechanism mechanism) {
        return mechanism.contributions().stream()
                .mapToDouble(c -> c.coefficients()[0])
                .toArray();
    }

    /** What an equation of units that were divided by their sizes says, for each unit as large as it is; a logarithm knows no size. */
    private double[] inUnits(double[] window, FittedMechanism mechanism) {
        double[] sized = window.clone();
        if (mechanism.link() != Link.LOG) {
            for (int r = 0; r < sized.length; r++) {
                sized[r] *= fit.compiled().sizes()[r / fit.data().window()];
            }
        }
        return sized;
    }

    /** By which an error of all units is larger than one of a unit of size 1: the root of the mean square of sizes. */
    private double size(FittedMechanism mechanism) {
        double[] sizes = fit.compiled().sizes();
        return mechanism.link() == Link.LOG ? 1 : Math.sqrt(sumOfSquares(sizes) / sizes.length);
    }

    /** Less the mean of each unit: that one region is larger than another is nothing that an equation explains. */
    private double[] centredByUnit(double[] window) {
        double[] centred = new double[window.length];
        int n = fit.data().window();
        for (int from = 0; from < window.length; from += n) {
            System.arraycopy(centred(Arrays.copyOfRange(window, from, from + n)), 0, centred, from, n);
        }
        return centred;
    }

    private static String limit(FittedMechanism mechanism, FittedMechanism.Contribution column) {
        if (column.aliased()) {
            return "left out: a combination of others";
        }
        if (mechanism.dropped().contains(column.column())) {
            return "dropped";
        }
        return column.held() ? "at its limit" : "";
    }

    /** Only what depends on a chosen penalty says so. */
    private Estimated given(String node, Estimated estimated) {
        boolean chosen = fit.model().mechanism(node).penalty().isPresent();
        return chosen || !estimated.note().equals(FittedMix.GIVEN_PENALTY) ? estimated : estimated.withNote("");
    }

    private String words(FittedMechanism mechanism) {
        List<String> words = new ArrayList<>();
        if (mechanism.link() == Link.LOG) {
            words.add("Terms add up to the logarithm of " + mechanism.node() + ".");
        }
        if (!mechanism.dropped().isEmpty()) {
            words.add("Recursive elimination dropped, the weakest first: " + String.join(", ", mechanism.dropped())
                    + ". Intervals are given that choice.");
        }
        if (!mechanism.importance().isEmpty()) {
            words.add(Trees.words(fit.mix()));
            List<FittedMechanism.Importance> shuffled = mechanism.importance().stream()
                    .filter(i -> i.permutation() > 0)
                    .sorted(Comparator.comparingDouble(FittedMechanism.Importance::permutation)
                            .reversed())
                    .toList();
            if (!shuffled.isEmpty()) {
                words.add(
                        "Importance is the share of squares that the splits by a column took away. Shares of the error when columns are "
                                + "shuffled instead: "
                                + shuffled.stream()
                                        .map(i -> String.format(
                                                Locale.ROOT, "%s %.0f %%", i.column(), 100 * i.permutation()))
                                        .collect(Collectors.joining(", "))
                                + ". Neither is an effect.");
            }
        }
        return String.join(" ", words);
    }

    /** The largest first. */
    private List<EquationAnswer.Importance> importance(String node, FittedMechanism mechanism) {
        List<Map<String, Double>> folds = importances.getOrDefault(node, List.of());
        return mechanism.importance().stream()
                .sorted(Comparator.comparingDouble(FittedMechanism.Importance::gain)
                        .reversed())
                .map(i -> {
                    DoubleSummaryStatistics over = folds.stream()
                            .mapToDouble(f -> f.getOrDefault(i.column(), 0.0))
                            .summaryStatistics();
                    return new EquationAnswer.Importance(
                            i.column(),
                            i.gain(),
                            folds.isEmpty() ? Double.NaN : over.getMin(),
                            folds.isEmpty() ? Double.NaN : over.getMax());
                })
                .toList();
    }

    /** Whether a coefficient can be given for one unit of its input: where nothing saturates. */
    private boolean linear(FittedMechanism.Contribution column) {
        return column.nodes().size() == 1
                && column.nodes().stream()
                        .flatMap(n -> fit.mix().input(n).stream())
                        .allMatch(i -> i.carryOver()
                                .map(t -> t instanceof CarryOver c && c.saturation() instanceof Saturation.Identity)
                                .orElse(true));
    }

    private List<EquationAnswer.Shape> shapes(String node) {
        List<EquationAnswer.Shape> shapes = new ArrayList<>();
        for (Input input : fit.mix().inputs()) {
            if (!fit.mix().graph().parents(node).contains(input.name())
                    || input.carryOver().isEmpty()) {
                continue;
            }
            Transform transform = input.carryOver().get();
            List<Parameter> parameters = transform.parameters();
            int units = fit.separate() ? fit.data().units().size() : 1;
            for (int k = 0; k < parameters.size(); k++) {
                for (int u = 0; u < units; u++) {
                    int place = k;
                    int unit = u;
                    String name = parameters.get(k).name()
                            + (units > 1 ? " in " + fit.data().units().get(u) : "");
                    Draws draws = fit.model().of(w -> w.mechanism(node).shape(input.name(), unit)[place]);
                    shapes.add(new EquationAnswer.Shape(
                            input.name(),
                            name,
                            parameters.get(k).fixed()
                                    ? Estimated.known(parameters.get(k).start(), "fixed")
                                    : fit.estimated(draws),
                            parameters.get(k).fixed(),
                            words(node, input, transform, k, draws)));
                }
            }
        }
        return shapes;
    }

    /** Whether a shape and the scale of its term can be told apart. */
    private String words(String node, Input input, Transform transform, int parameter, Draws draws) {
        if (transform.parameters().get(parameter).fixed() || !tied(node, input, parameter, draws)) {
            return "";
        }
        return "saturation and scale are not separately identified";
    }

    /** Whether a saturation's parameter moves with its term's coefficient from draw to draw, or is all but left open by the data. */
    boolean tied(String node, Input input, int parameter, Draws draws) {
        if (!(input.carryOver().orElse(null) instanceof CarryOver carryOver)
                || parameter < carryOver.adstock().parameters().size()
                || draws.of().length < 2
                || fit.model().mechanism(node).contributions().isEmpty()) {
            return false;
        }
        if (open(carryOver.parameters().get(parameter), draws)) {
            return true;
        }
        int column = column(node, input.name());
        Draws coefficient = fit.model()
                .of(w -> w.mechanism(node).contributions().get(column).coefficients()[0]);
        return Math.abs(correlation(draws.map(Equations::logarithm), coefficient.map(Equations::logarithm))) > TIED;
    }

    /** Whether the middle nine tenths of the draws fill most of a parameter's range. */
    private static boolean open(Parameter parameter, Draws draws) {
        DoubleUnaryOperator scale = parameter.logarithmic() ? Math::log : v -> v;
        double filled = scale.applyAsDouble(draws.quantile(0.95)) - scale.applyAsDouble(draws.quantile(0.05));
        return filled > OPEN * (scale.applyAsDouble(parameter.most()) - scale.applyAsDouble(parameter.least()));
    }

    private static double logarithm(double v) {
        return Math.log(Math.max(1e-12, Math.abs(v)));
    }

    private int column(String node, String parent) {
        List<FittedMechanism.Contribution> columns = fit.model().mechanism(node).contributions();
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).column().equals(parent)) {
                return c;
            }
        }
        throw new IllegalArgumentException(parent + " is no term of " + node + ".");
    }

    private static double correlation(Draws left, Draws right) {
        double[] a = centred(left.of());
        double[] b = centred(right.of());
        double size = Math.sqrt(sumOfSquares(a) * sumOfSquares(b));
        return size == 0 ? 0 : Kernels.dot(a, b, a.length) / size;
    }

    double[] linked(String node) {
        double[] y = fit.window(fit.compiled().panel().column(node));
        if (fit.model().mechanism(node).link() == Link.LOG) {
            for (int r = 0; r < y.length; r++) {
                y[r] = Math.log(y[r]);
            }
        }
        return y;
    }

    static double[] centred(double[] values) {
        double mean = Kernels.sum(values, values.length) / Math.max(1, values.length);
        double[] centred = values.clone();
        for (int r = 0; r < centred.length; r++) {
            centred[r] -= mean;
        }
        return centred;
    }

    static double spread(double[] values) {
        return Math.sqrt(sumOfSquares(centred(values)) / Math.max(1, values.length - 1));
    }

    private static double sumOfSquares(double[] values) {
        return Kernels.dot(values, values, values.length);
    }
}
