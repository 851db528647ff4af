package dev.elsewise.learn.forest;

import dev.elsewise.data.spi.Crew;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Shares the trees of a forest among threads. Trees are grown in batches of a fixed size, whose sums are added in their order:
 * so the threads leave no trace.
 */
final class Growth {
    private static final int BATCH = 10;

    private final Forest forest;
    private final RankedColumns of;
    private final double[] centred;
    private final double origin;
    private final Streams samples;
    private final Streams shuffles;

    private Growth(Forest forest, RankedColumns of, double[] outcome) {
        this.forest = forest;
        this.of = of;
        double sum = 0;
        for (double y : outcome) {
            sum += y;
        }
        double mean = sum / outcome.length;
        origin = mean;
        centred = Arrays.stream(outcome).map(y -> y - mean).toArray();
        samples = Streams.of(forest.seed(), "forest");
        shuffles = Streams.of(forest.seed(), "forest importance");
    }

    /** What a batch of trees adds up to. */
    private record Batch(List<Tree> trees, double[] sum, int[] count, double[] importance) {}

    static GrownForest of(Forest forest, double[][] columns, double[] outcome, Executor pool, int threads) {
        Growth growth = new Growth(forest, RankedColumns.of(columns), outcome);
        int batches = (forest.trees() + BATCH - 1) / BATCH;
        AtomicReferenceArray<Batch> done = new AtomicReferenceArray<>(batches);
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            TreeGrower grower = new TreeGrower(forest, growth.of, growth.centred, growth.origin);
            for (int b = next.getAndIncrement(); b < batches; b = next.getAndIncrement()) {
                done.set(b, growth.batch(b, grower));
            }
        };
        Crew.run(pool, worker, Math.min(threads, batches));
        return growth.together(done, outcome);
    }

    private Batch batch(int number, TreeGrower grower) {
        int rows = centred.length;
        int columns = of.rank().length;
        Batch batch = new Batch(new ArrayList<>(), new double[rows], new int[rows], new double[columns]);
        int end = Math.min(forest.trees(), (number + 1) * BATCH);
        for (int t = number * BATCH; t < end; t++) {
            Tree tree = grower.grow(samples.at(t));
            batch.trees.add(tree);
            for (int i = 0; i < grower.outsiders(); i++) {
                int row = grower.outsider(i);
                batch.sum[row] += grower.predicted(row);
                batch.count[row]++;
            }
            switch (forest.importance()) {
                case NONE -> {}
                case IMPURITY -> add(grower.gains(), batch.importance);
                case PERMUTATION -> shuffle(tree, t, grower, batch.importance);
            }
        }
        return batch;
    }

    private static void add(double[] from, double[] to) {
        for (int j = 0; j < to.length; j++) {
            to[j] += from[j];
        }
    }

    /** By how much the error of the rows that the tree did not see rises when each column it uses is shuffled among them. */
    private void shuffle(Tree tree, int number, TreeGrower grower, double[] importance) {
        int n = grower.outsiders();
        if (n == 0) {
            return;
        }
        int[] ranks = grower.splitRanks();
        boolean[] used = new boolean[importance.length];
        for (int j : tree.column()) {
            if (j >= 0) {
                used[j] = true;
            }
        }
        for (int j = 0; j < used.length; j++) {
            if (!used[j]) {
                continue;
            }
            RandomStream stream = shuffles.at((long) number * used.length + j);
            int[] from = stream.permutation(n);
            double rise = 0;
            for (int i = 0; i < n; i++) {
                int row = grower.outsider(i);
                double y = centred[row] + origin;
                double kept = y - grower.predicted(row);
                double moved = y - tree.predict(of.rank(), ranks, row, j, grower.outsider(from[i]));
                rise += moved * moved - kept * kept;
            }
            importance[j] += rise / n;
        }
    }

    private GrownForest together(AtomicReferenceArray<Batch> batches, double[] outcome) {
        List<Tree> trees = new ArrayList<>();
        double[] predicted = new double[outcome.length];
        int[] count = new int[outcome.length];
        double[] importance = new double[forest.importance() == Importance.NONE ? 0 : of.rank().length];
        for (int b = 0; b < batches.length(); b++) {
            Batch batch = batches.get(b);
            trees.addAll(batch.trees);
            add(batch.importance, importance);
            for (int i = 0; i < count.length; i++) {
                predicted[i] += batch.sum[i];
                count[i] += batch.count[i];
            }
        }
        double squares = 0;
        int judged = 0;
        for (int i = 0; i < count.length; i++) {
            predicted[i] = count[i] == 0 ? Double.NaN : predicted[i] / count[i];
            if (count[i] > 0) {
                squares += (outcome[i] - predicted[i]) * (outcome[i] - predicted[i]);
                judged++;
            }
        }
        double error = judged == 0 ? Double.NaN : squares / judged;
        for (int j = 0; j < importance.length; j++) {
            importance[j] /= trees.size();
        }
        return new GrownForest(List.copyOf(trees), predicted, error, importance);
    }
}
