package dev.elsewise.xgboost;

import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Workspace;
import dev.elsewise.data.spi.Crew;
import dev.elsewise.error.EstimationFailed;
import dev.elsewise.learn.CrossFitted;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Model;
import dev.elsewise.learn.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The models of all folds of a problem, grown side by side. */
final class FittedTrees implements CrossFitted {
    /** Bytes a value costs while a model grows: ours, the copy on its way, XGBoost's row store, its bins. */
    private static final long BYTES_PER_VALUE = 16;

    /** Bytes a row costs beside its values: label, weight, margin, prediction, derivatives, its place in a leaf. */
    private static final long BYTES_PER_ROW = 48;

    private final Problem problem;
    private final List<Features.Feature> features;
    private final List<TreeModel> models;
    private final List<String> notes;

    private FittedTrees(Problem problem, List<Features.Feature> features, List<TreeModel> models, List<String> notes) {
        this.problem = problem;
        this.features = features;
        this.models = models;
        this.notes = notes;
    }

    static FittedTrees of(Problem problem, Recipe recipe) {
        Sample sample = Sample.of(problem);
        List<Plan> plans = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        for (int k = 0; k < problem.folds().count(); k++) {
            Plan plan = Plan.of(sample, recipe, k);
            plans.add(plan);
            notes.addAll(plan.notes);
        }
        List<TreeModel> models = grow(plans, problem.table().workspace());
        return new FittedTrees(problem, sample.features(), models, List.copyOf(notes));
    }

    /** What one model will learn from: everything that can be refused is refused before any tree grows. */
    private record Plan(
            Sample sample,
            Recipe recipe,
            int[] rows,
            Optional<float[]> weights,
            Target target,
            Encoding encoding,
            List<String> notes,
            int seed) {
        static Plan of(Sample sample, Recipe recipe, int k) {
            int[] rows = sample.training(k);
            Optional<float[]> weights = sample.weights(rows);
            Target target = Target.of(sample, recipe, k, rows, weights.orElse(new float[0]));
            Encoding.Learned learned = Encoding.of(sample, rows);
            int seed = Seeds.of(sample.problem().seed(), recipe.name(), k);
            return new Plan(sample, recipe, rows, weights, target, learned.encoding(), learned.notes(), seed);
        }

        long values() {
            return (long) rows.length * encoding.width();
        }

        long bytes() {
            return BYTES_PER_VALUE * values() + BYTES_PER_ROW * rows.length;
        }

        TreeModel grow(Workspace workspace) {
            float[] x = new float[Math.toIntExact(values())];
            encoding.fill(sample.batch(), rows, rows.length, Map.of(), x);
            return new Fit(recipe, encoding, x, target, weights, seed).run(workspace);
        }
    }

    private static List<TreeModel> grow(List<Plan> plans, Workspace workspace) {
        Map<Integer, TreeModel> grown = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        Runnable worker = () -> {
            try {
                for (int k = next.getAndIncrement(); k < plans.size() && !failed.get(); k = next.getAndIncrement()) {
                    grown.put(k, plans.get(k).grow(workspace));
                }
            } catch (Throwable t) {
                failed.set(true);
                throw t;
            }
        };
        Crew.run(workspace.pool(), worker, workers(plans, workspace));
        List<TreeModel> models = new ArrayList<>();
        for (int k = 0; k < plans.size(); k++) {
            models.add(java.util.Objects.requireNonNull(grown.get(k), "every model was grown"));
        }
        return List.copyOf(models);
    }

    /** As many models at a time as there are threads and memory. */
    private static int workers(List<Plan> plans, Workspace workspace) {
        long values = plans.stream().mapToLong(Plan::values).max().orElse(0);
        long bytes = plans.stream().mapToLong(Plan::bytes).max().orElse(0);
        long free = workspace.budget().free();
        if (bytes > free || values > Integer.MAX_VALUE - 8) {
            Plan plan = plans.getFirst();
            throw new EstimationFailed(
                    plan.recipe.name() + " needs its training rows in memory: " + plan.rows.length
                            + " rows of " + Words.count(plan.encoding.width(), "covariate") + " need "
                            + Words.megabytes(bytes) + ", and " + Words.megabytes(free) + " of the memory budget of "
                            + Words.megabytes(workspace.options().memory())
                            + " are free for tables.\nMaybe raise --memory, take a sample, or use a logistic or a linear model.");
        }
        return (int) Math.min(Math.min(plans.size(), workspace.options().threads()), free / Math.max(1, bytes));
    }

    @Override
    public RowFunction predict(String name) {
        return predict(name, Map.of());
    }

    @Override
    public RowFunction predict(String name, Map<String, Double> set) {
        return TreePrediction.of(problem, features, models, name, set);
    }

    @Override
    public int models() {
        return models.size();
    }

    @Override
    public Model model(int k) {
        return models.get(k).described(features);
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
