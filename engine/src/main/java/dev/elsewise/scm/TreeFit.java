package dev.elsewise.scm;

import dev.elsewise.learn.time.TimeFold;
import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.learn.trees.DenseTrees;
import dev.elsewise.learn.trees.GrownTrees;
import dev.elsewise.learn.trees.PermutationImportance;
import dev.elsewise.learn.trees.TreeRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Grows trees over the columns that given shapes make. Units have levels of their own, and trees of their own where all else is separate.
 *
 * @param rows the periods that are learnt from, ascending
 */
record TreeFit(
        Mechanism mechanism,
        TreeRecipe recipe,
        String node,
        Layout layout,
        boolean separate,
        Series data,
        int[] rows,
        double[] theta) {
    private static final int BLOCKS = 5;
    private static final int SHUFFLES = 10;

    /** What trees learn from: rows unit by unit, the outcome less its unit's mean. */
    private record Table(double[][] columns, double[] outcome, double[] means) {
        Table only(int[] some) {
            return new Table(
                    Arrays.stream(columns).map(c -> pick(c, some)).toArray(double[][]::new),
                    pick(outcome, some),
                    means);
        }

        private static double[] pick(double[] values, int[] some) {
            return Arrays.stream(some).mapToDouble(r -> values[r]).toArray();
        }
    }

    /** With the variance of errors in blocks of periods not seen, and with importances, shuffled ones only if asked. */
    FittedTrees judged(long seed, boolean shuffled) {
        Table table = table();
        return fitted(table, seed, unseen(table, seed), shuffled);
    }

    /** With a known variance. */
    FittedTrees grown(long seed, double variance) {
        return fitted(table(), seed, variance, false);
    }

    private FittedTrees fitted(Table table, long seed, double variance, boolean shuffled) {
        DenseTrees grower = DenseTrees.find(recipe);
        List<GrownTrees> trees = new ArrayList<>();
        double[] gains = new double[layout.width()];
        double[] rises = new double[layout.width()];
        if (!shuffled) {
            Arrays.fill(rises, Double.NaN);
        }
        for (int[] group : groups()) {
            Table own = table.only(group);
            GrownTrees one = grower.grow(recipe, own.columns(), own.outcome(), seed);
            trees.add(one);
            add(gains, one.gains());
            if (shuffled) {
                add(rises, new PermutationImportance(SHUFFLES, seed).of(one, own.columns(), own.outcome()));
            }
        }
        return new FittedTrees(
                node,
                mechanism.link(),
                mechanism.differenced(),
                recipe.describe(),
                layout,
                theta,
                List.copyOf(trees),
                table.means(),
                variance,
                importance(gains, rises));
    }

    private List<FittedMechanism.Importance> importance(double[] gains, double[] rises) {
        double all = Arrays.stream(gains).sum();
        double risen = Arrays.stream(rises).map(r -> Math.max(0, r)).sum();
        String[] names = layout.names();
        return IntStream.range(0, names.length)
                .mapToObj(c -> new FittedMechanism.Importance(
                        names[c],
                        all > 0 ? gains[c] / all : 0,
                        Double.isNaN(rises[c]) ? Double.NaN : risen > 0 ? Math.max(0, rises[c]) / risen : 0))
                .toList();
    }

    private static void add(double[] sum, double[] more) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] += more[c];
        }
    }

    private List<int[]> groups() {
        int n = rows.length;
        return separate
                ? IntStream.range(0, data.units())
                        .mapToObj(u -> IntStream.range(u * n, (u + 1) * n).toArray())
                        .toList()
                : List.of(IntStream.range(0, data.units() * n).toArray());
    }

    private Table table() {
        int n = rows.length;
        double[][] columns = new double[layout.width()][];
        double[] outcome = taken(level(data.of(node)));
        double[] means = new double[data.units()];
        for (Layout.Slot slot : layout.slots()) {
            double[][] made = layout.columns(slot, data, mechanism.link(), theta);
            for (int c = 0; c < slot.count(); c++) {
                columns[slot.start() + c] = taken(made[c]);
            }
        }
        for (int u = 0; u < means.length; u++) {
            for (int r = u * n; r < (u + 1) * n; r++) {
                means[u] += outcome[r] / n;
            }
            for (int r = u * n; r < (u + 1) * n; r++) {
                outcome[r] -= means[u];
            }
        }
        return new Table(columns, outcome, means);
    }

    private double[] level(double[] y) {
        return Arrays.stream(y).map(mechanism.link()::of).toArray();
    }

    /** Of all periods those that are learnt from, as levels or as changes. */
    private double[] taken(double[] values) {
        int n = rows.length;
        double[] taken = new double[data.units() * n];
        for (int r = 0; r < taken.length; r++) {
            int at = r / n * data.periods() + rows[r % n];
            taken[r] = values[at] - (mechanism.differenced() ? values[at - 1] : 0);
        }
        return taken;
    }

    /** The mean squared error over blocks of periods, each predicted by trees that saw the others. */
    private double unseen(Table table, long seed) {
        DenseTrees grower = DenseTrees.find(recipe);
        double squares = 0;
        for (TimeFold fold : TimeFolds.blocked(Math.min(BLOCKS, rows.length)).of(rows.length)) {
            for (int[] group : groups()) {
                Table train = table.only(rows(group, fold.train()));
                Table test = table.only(rows(group, fold.test()));
                double mean = Arrays.stream(train.outcome()).average().orElse(0);
                double[] centred =
                        Arrays.stream(train.outcome()).map(y -> y - mean).toArray();
                double[] said = grower.grow(recipe, train.columns(), centred, seed)
                        .predict(test.columns(), test.outcome().length);
                for (int r = 0; r < said.length; r++) {
                    double e = test.outcome()[r] - mean - said[r];
                    squares += e * e;
                }
            }
        }
        return squares / table.outcome().length;
    }

    /** The rows of a group in some of the periods learnt from. */
    private int[] rows(int[] group, int[] of) {
        int n = rows.length;
        return IntStream.range(0, group.length / n)
                .flatMap(u -> Arrays.stream(of).map(t -> group[u * n] + t))
                .toArray();
    }
}
