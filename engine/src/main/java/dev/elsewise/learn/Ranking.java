package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.math.Longs;
import java.util.Arrays;

/**
 * How well scores rank the rows of outcome 1 above those of 0. ROC AUC = Σ over pairs of a positive and a negative row of [s₁ >
 * s₀] + ½ [s₁ = s₀], over their number; average precision = Σ (Rₖ − Rₖ₋₁) Pₖ over distinct scores, as scikit-learn. Scores
 * that agree but for their last bit are equal. The scores of a fold are sorted. Cost: n log n, and 24 bytes a row meanwhile, 80 with weights.
 *
 * @param rocAuc NaN when only one outcome occurs
 * @param averagePrecision NaN when only one outcome occurs
 */
record Ranking(double rocAuc, double averagePrecision) {
    static final Ranking NONE = new Ranking(Double.NaN, Double.NaN);

    private static final long BYTES = 3L * Long.BYTES;
    private static final long WEIGHTED_BYTES = 10L * Long.BYTES;

    /**
     * Each fold's ranking. As many folds take a pass as the memory budget has room for; when it has none for
     * one, there is no ranking.
     *
     * @param rows of each fold
     */
    static Ranking[] of(Table table, ScoredRows columns, long[] rows) {
        long bytes = columns.weighted() ? WEIGHTED_BYTES : BYTES;
        Ranking[] rankings = new Ranking[rows.length];
        Arrays.fill(rankings, NONE);
        for (int from = 0; from < rows.length; ) {
            long free = table.workspace().budget().free();
            int to = from;
            for (; to < rows.length && rows[to] * bytes <= free && rows[to] < Integer.MAX_VALUE / 2; to++) {
                free -= rows[to] * bytes;
            }
            if (to > from) {
                System.arraycopy(pass(table, columns, from, to), 0, rankings, from, to - from);
            }
            from = Math.max(to, from + 1);
        }
        return rankings;
    }

    private static Ranking[] pass(Table table, ScoredRows columns, int from, int to) {
        Rows[] rows = table.fold(
                columns.names(),
                Fold.of(
                        () -> {
                            Rows[] zero = new Rows[to - from];
                            Arrays.setAll(zero, i -> new Rows());
                            return zero;
                        },
                        (folds, batch) -> {
                            collect(columns, batch, from, folds);
                            return folds;
                        },
                        (left, right) -> {
                            for (int i = 0; i < left.length; i++) {
                                left[i].and(right[i]);
                            }
                            return left;
                        }));
        // Each fold's sort is its own: they run side by side.
        return Arrays.stream(rows).parallel().map(Rows::ranking).toArray(Ranking[]::new);
    }

    private static void collect(ScoredRows columns, Batch batch, int from, Rows[] folds) {
        int[] fold = columns.folds(batch);
        double[] score = batch.numbers(ScoredRows.SCORE);
        double[] outcome = batch.numbers(ScoredRows.OUTCOME);
        int scores = batch.start(ScoredRows.SCORE);
        int outcomes = batch.start(ScoredRows.OUTCOME);
        for (int r = 0; r < fold.length; r++) {
            int into = fold[r] - from;
            if (fold[r] >= 0 && into >= 0 && into < folds.length) {
                folds[into].words.add(word(score[scores + r], outcome[outcomes + r]));
                if (columns.weighted()) {
                    folds[into].weights.add(Double.doubleToRawLongBits(columns.weight(batch, r)));
                }
            }
        }
    }

    /** The rows of one fold: each a word of score and outcome, and a weight where there are weights. */
    private static final class Rows {
        final Longs words = new Longs();
        final Longs weights = new Longs();

        void and(Rows other) {
            words.and(other.words);
            weights.and(other.weights);
        }

        Ranking ranking() {
            return weights.size() == 0
                    ? ofSorted(words.sorted())
                    : of(
                            words.all(),
                            Arrays.stream(weights.all())
                                    .mapToDouble(Double::longBitsToDouble)
                                    .toArray());
        }
    }

    /** A word whose order is that of the scores, with the outcome in place of their last bit. */
    private static long word(double score, double outcome) {
        long bits = Double.doubleToRawLongBits(score + 0.0);
        long image = bits < 0 ? ~bits ^ Long.MIN_VALUE : bits;
        return (image & ~1L) | (outcome == 1 ? 1 : 0);
    }

    /** The ranking of some rows. */
    static Ranking of(double[] score, double[] outcome, double[] weight) {
        long[] words = new long[score.length];
        Arrays.setAll(words, r -> word(score[r], outcome[r]));
        return of(words, weight);
    }

    private static Ranking ofSorted(long[] sorted) {
        Sweep sweep = new Sweep();
        for (int end = sorted.length; end > 0; ) {
            long value = sorted[end - 1] >> 1;
            int begin = end;
            double hits = 0;
            while (begin > 0 && sorted[begin - 1] >> 1 == value) {
                hits += sorted[--begin] & 1;
            }
            sweep.add(hits, end - begin - hits);
            end = begin;
        }
        return sweep.ranking();
    }

    private static Ranking of(long[] words, double[] weight) {
        Integer[] order = new Integer[words.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(words[b], words[a]));
        Sweep sweep = new Sweep();
        for (int begin = 0; begin < order.length; ) {
            long value = words[order[begin]] >> 1;
            int end = begin;
            double hits = 0;
            double misses = 0;
            for (; end < order.length && words[order[end]] >> 1 == value; end++) {
                int r = order[end];
                hits += (words[r] & 1) * weight[r];
                misses += (1 - (words[r] & 1)) * weight[r];
            }
            sweep.add(hits, misses);
            begin = end;
        }
        return sweep.ranking();
    }

    /** Goes down the scores, one distinct score at a time. */
    private static final class Sweep {
        private double positives;
        private double negatives;
        private double area;
        private double precision;

        void add(double hits, double misses) {
            area += misses * (positives + 0.5 * hits);
            positives += hits;
            negatives += misses;
            precision += hits * (positives / (positives + negatives));
        }

        Ranking ranking() {
            return positives == 0 || negatives == 0
                    ? NONE
                    : new Ranking(area / (positives * negatives), precision / positives);
        }
    }
}
