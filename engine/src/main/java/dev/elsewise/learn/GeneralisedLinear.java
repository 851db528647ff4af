package dev.elsewise.learn;

import dev.elsewise.data.Fold;
import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Weights;
import dev.elsewise.error.BadData;
import dev.elsewise.error.EstimationFailed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Linear and logistic models for all folds of a problem: learn the design, iterate, keep the coefficients. */
final class GeneralisedLinear implements CrossFitted {
    private final Problem problem;
    private final Design design;
    private final Link link;
    private final List<Newton.Fit> fits;
    private final String learner;
    private final List<String> notes;

    private GeneralisedLinear(Problem problem, Design design, Link link, List<Newton.Fit> fits, String learner) {
        this.problem = problem;
        this.design = design;
        this.link = link;
        this.fits = fits;
        this.learner = learner;
        List<String> said = new ArrayList<>(design.notes());
        for (Newton.Fit fit : fits) {
            if (fit.curvature != null) {
                for (String name : fit.curvature.collinear()) {
                    String note = "\"" + name + "\" is a combination of other covariates and has no coefficient";
                    if (!said.contains(note)) {
                        said.add(note);
                    }
                }
            }
        }
        notes = List.copyOf(said);
    }

    static GeneralisedLinear fit(Problem problem, Link link, double penalty, String learner) {
        Design design = Design.of(problem, penalty > 0);
        checkOutcome(problem, design, link);
        double inRows = penalty == 0 ? 0 : penalty * meanSamplingWeight(problem);
        return new GeneralisedLinear(problem, design, link, new Newton(problem, design, link, inRows).run(), learner);
    }

    /**
     * Only the ratios of sampling weights mean something: measured against their mean, the penalty weighs as much whether
     * they add up to the sample, to a country or to 1.
     */
    private static double meanSamplingWeight(Problem problem) {
        if (problem.weights().isEmpty() || problem.weights().get().kind() != Weights.Kind.SAMPLING) {
            return 1;
        }
        double total = problem.table()
                .fold(
                        List.of(problem.weights().get().column()),
                        Fold.of(
                                () -> 0.0,
                                (sum, batch) -> {
                                    double of = 0;
                                    for (int r = 0; r < batch.size(); r++) {
                                        of += batch.numbers(0)[batch.start(0) + r];
                                    }
                                    return sum + of;
                                },
                                Double::sum));
        return total / problem.table().rows();
    }

    private static void checkOutcome(Problem problem, Design design, Link link) {
        for (int m = 0; m < design.models().size(); m++) {
            Moments y = new Moments();
            for (int c = 0; c < design.rows().cells(); c++) {
                if (design.rows().trains(m, c)) {
                    y.merge(design.summary().outcome[c]);
                }
            }
            if (y.weight == 0) {
                throw new EstimationFailed("A model needs rows to learn from; \"" + problem.outcome() + "\" has none"
                        + problem.given()
                                .map(g -> " where " + g.column() + " = " + Words.number(g.value()))
                                .orElse("")
                        + ".\nMaybe ask for fewer folds.");
            }
            if (link == Link.LOGIT) {
                if (Math.abs(y.squares - y.weight * y.mean * (1 - y.mean)) > 1e-6 * y.weight) {
                    throw new BadData("A logistic regression needs an outcome of 0 and 1; \"" + problem.outcome()
                            + "\" has other values (mean " + y.mean + ").\nMaybe use a linear outcome model.");
                }
                if (!(y.mean > 0 && y.mean < 1)) {
                    throw new EstimationFailed(
                            "A logistic regression needs both values of its outcome; \""
                                    + problem.outcome() + "\" is " + Words.number(y.mean) + " in all "
                                    + Words.number(y.weight) + " training rows"
                                    + problem.given()
                                            .map(g -> " where " + g.column() + " = " + Words.number(g.value()))
                                            .orElse("")
                                    + ".\nMaybe one of them is too rare for so many folds; an outcome that never varies needs no model.");
                }
            }
        }
    }

    @Override
    public RowFunction predict(String name) {
        return predict(name, Map.of());
    }

    @Override
    public RowFunction predict(String name, Map<String, Double> set) {
        return LinearPrediction.of(problem, design, link, coefficients(), name, set);
    }

    private List<Parametrisation.Coefficients> coefficients() {
        return fits.stream().map(f -> f.p.expand(f.tried)).toList();
    }

    @Override
    public int models() {
        return fits.size();
    }

    @Override
    public Model model(int k) {
        Newton.Fit fit = fits.get(k);
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int j = 0; j < fit.tried.length; j++) {
            weights.put(fit.p.names().get(j), fit.tried[j]);
        }
        String words = learner + ", " + fit.tried.length + " coefficients, " + fit.passes + " passes";
        return new Model() {
            @Override
            public String describe() {
                return words;
            }

            @Override
            public Map<String, Double> weights() {
                return weights;
            }
        };
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public Problem problem() {
        return problem;
    }
}
