package dev.elsewise.xgboost;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Problem;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;

/** A problem's columns in memory, checked, and which rows each of its models learns from. */
final class Sample {
    private final Problem problem;
    private final List<Features.Feature> features;
    private final Columns columns;
    private final double[] outcome;

    private Sample(Problem problem, List<Features.Feature> features, Columns columns) {
        this.problem = problem;
        this.features = features;
        this.columns = columns;
        outcome = columns.numbers(problem.outcome());
    }

    static Sample of(Problem problem) {
        List<Features.Feature> features = distinct(problem.features());
        Table table = problem.table();
        features.forEach(f -> checkKind(f, table.schema().column(f.column())));
        Set<String> names = new LinkedHashSet<>();
        features.forEach(f -> names.add(f.column()));
        names.add(problem.outcome());
        if (problem.folds().crossed()) {
            names.add(problem.folds().column());
        }
        problem.given().ifPresent(g -> names.add(g.column()));
        problem.weights().ifPresent(w -> names.add(w.column()));
        Sample sample = new Sample(problem, features, table.gather(List.copyOf(names)));
        sample.checkValues();
        return sample;
    }

    /** Each column once: trees see it raw, whatever its shapes. */
    static List<Features.Feature> distinct(Features features) {
        Map<String, Features.Feature> byColumn = new LinkedHashMap<>();
        features.list().forEach(f -> byColumn.putIfAbsent(f.column(), f));
        return List.copyOf(byColumn.values());
    }

    private static void checkKind(Features.Feature feature, Column column) {
        boolean category = feature instanceof Features.Categorical;
        boolean fits = category
                ? column.kind() == Column.Kind.CATEGORY
                : !column.kind().coded();
        if (!fits) {
            throw new BadStudy("The feature \"" + column.name() + "\" is taken as a "
                    + (category ? "category" : "number")
                    + "; the column is a " + column.kind().name().toLowerCase(java.util.Locale.ROOT)
                    + ".\nMaybe take it as its kind suggests, or declare another kind: columns: {" + column.name()
                    + ": " + (category ? "category" : "number") + "}.");
        }
    }

    private void checkValues() {
        refuse(problem.outcome(), y -> !Double.isFinite(y), "An outcome must be a finite number");
        for (Features.Feature feature : features) {
            if (feature instanceof Features.Numeric) {
                refuse(feature.column(), Double::isInfinite, "A covariate must be finite");
            }
        }
        problem.weights()
                .ifPresent(w -> refuse(
                        w.column(), x -> !(x >= 0 && x < Double.POSITIVE_INFINITY), "A weight must be 0 or more"));
        int models = problem.folds().count();
        if (problem.folds().crossed()) {
            refuse(
                    problem.folds().column(),
                    x -> !(x >= 0 && x < models && x == Math.rint(x)),
                    "A fold must be a whole number from 0 to " + (models - 1));
        }
    }

    private void refuse(String column, DoublePredicate bad, String what) {
        double[] values = columns.numbers(column);
        for (int r = 0; r < values.length; r++) {
            if (bad.test(values[r])) {
                throw new BadData(what + "; \"" + column + "\" is " + Words.number(values[r]) + " in row " + (r + 1L)
                        + ".\nMaybe leave such rows out with where:.");
            }
        }
    }

    Problem problem() {
        return problem;
    }

    List<Features.Feature> features() {
        return features;
    }

    Columns columns() {
        return columns;
    }

    double[] outcome() {
        return outcome;
    }

    /** Whether the outcome is 0 or 1 in every row. */
    boolean ofTruth() {
        for (double y : outcome) {
            if (y != 0 && y != 1) {
                return false;
            }
        }
        return true;
    }

    /** The rows that model k learns from: those of other folds, that meet the condition, with a weight. */
    int[] training(int k) {
        Optional<double[]> weight = problem.weights().map(w -> columns.numbers(w.column()));
        Optional<double[]> given = problem.given().map(g -> columns.numbers(g.column()));
        double value = problem.given().map(Problem.Given::value).orElse(0.0);
        boolean crossed = problem.folds().crossed();
        double[] fold = crossed ? columns.numbers(problem.folds().column()) : new double[0];
        int[] rows = new int[outcome.length];
        int n = 0;
        for (int r = 0; r < outcome.length; r++) {
            boolean met = given.isEmpty() || given.get()[r] == value;
            boolean counts = weight.isEmpty() || weight.get()[r] > 0;
            if (met && counts && !(crossed && fold[r] == k)) {
                rows[n++] = r;
            }
        }
        return java.util.Arrays.copyOf(rows, n);
    }

    /**
     * The weights of the likelihood, if there are any: frequencies as they are; sampling weights scaled to mean 1, since only
     * their ratios mean something and a leaf's least weight counts rows.
     */
    Optional<float[]> weights(int[] rows) {
        return problem.weights().map(w -> {
            double[] all = columns.numbers(w.column());
            double scale = 1;
            if (w.kind() == Weights.Kind.SAMPLING) {
                double total = 0;
                for (int r : rows) {
                    total += all[r];
                }
                scale = rows.length / total;
            }
            float[] result = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                result[i] = (float) (all[rows[i]] * scale);
            }
            return result;
        });
    }

    /** How many rows each row stands for when levels are counted: frequency weights; empty when each counts once. */
    Optional<double[]> frequencies() {
        return problem.weights().filter(w -> w.kind() == Weights.Kind.FREQUENCY).map(w -> columns.numbers(w.column()));
    }

    /** The features of all rows as one batch. */
    Batch batch() {
        Object[] arrays = new Object[features.size()];
        for (int i = 0; i < arrays.length; i++) {
            String column = features.get(i).column();
            arrays[i] =
                    features.get(i) instanceof Features.Categorical ? columns.codes(column) : columns.numbers(column);
        }
        return new Batch(0, columns.rows(), arrays, new int[arrays.length], null, 0, null);
    }
}
