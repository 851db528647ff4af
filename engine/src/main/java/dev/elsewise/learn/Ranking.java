package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.data.spi.MemoryBudget;
import dev.elsewise.math.Longs;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well scores rank the rows of outcome 1 above those of 0. ROC AUC = Σ over pairs of a positive and a negative row of [s₁ >
 * s₀] + ½ [s₁ = s₀], over their number; average precision = Σ (Rₖ − Rₖ₋₁) Pₖ over distinct scores, as scikit-learn. Scores
 * that agree but for their last bit are equal. The scores of a fold are sorted, in as many parts as the memory budget asks for;
 * the answer does not depend on them. Cost: n log n, and 24 bytes a row of a part meanwhile, 80 with weights.
 *
 * @param rocAuc NaN when only one outcome occurs
 * @param averagePrecision NaN when only one outcome occurs
 */
record Ranking(double rocAuc, double averagePrecision) {
    static final Ranking NONE = new Ranking(Double.NaN, Double.NaN);

    private static final long BYTES = 3L * Long.BYTES;
    private static final long WEIGHTED_BYTES = 10L * Long.BYTES;

    /** A part has at least as many rows, whatever the budget says: smaller ones would cost more passes than they are worth. */
    private static final long SMALLEST_PART = 1 << 16;

    private static final long LARGEST_PART = Integer.MAX_VALUE / 2;

    /**
     * Each fold's ranking. As many folds take a pass as the memory budget has room for; one that is too large for it takes
     * several, from its highest scores down.
     *
     * @param rows of each fold; 0 leaves it out
     */
    static Ranking[] of(Table table, ScoredRows columns, long[] rows) {
        MemoryBudget budget = table.workspace().budget();
        long bytes = columns.weighted() ? WEIGHTED_BYTES : BYTES;
        Ranking[] rankings = new Ranking[rows.length];
        for (int from = 0; from < rows.length; ) {
            Object pass = new Object();
            int to = from;
            try {
                while (to < rows.length && rows[to] <= LARGEST_PART && budget.reserve(rows[to] * bytes, pass)) {
                    to++;
                }
                if (to > from) {
                    // Each fold's sort is its own: they run side by side.
                    Ranking[] found = Arrays.stream(rows(table, columns, from, to, Range.ALL))
                            .parallel()
                            .map(fold -> fold.into(new Sweep()).ranking())
                            .toArray(Ranking[]::new);
                    System.arraycopy(found, 0, rankings, from, found.length);
                } else {
                    long room = Math.clamp(budget.free() / bytes, SMALLEST_PART, LARGEST_PART);
                    rankings[to++] = inParts(table, columns, from, room);
                }
            } finally {
                Reference.reachabilityFence(pass);
            }
            from = to;
        }
        return rankings;
    }

    private static Ranking inParts(Table table, ScoredRows columns, int fold, long room) {
        long[] counts = table.fold(
                columns.names(),
                Fold.of(
                        () -> new long[Range.HEADS],
                        (zero, batch) -> {
                            eachWord(columns, batch, (k, r, word) -> zero[Range.head(word)] += k == fold ? 1 : 0);
                            return zero;
                        },
                        (left, right) -> {
                            Arrays.setAll(left, h -> left[h] + right[h]);
                            return left;
                        }));
        Sweep sweep = new Sweep();
        for (Range part : Range.downwards(counts, room)) {
            rows(table, columns, fold, fold + 1, part)[0].into(sweep);
        }
        return sweep.ranking();
    }

    /** The rows of folds from ≤ k < to whose words lie in the range. */
    private static Rows[] rows(Table table, ScoredRows columns, int from, int to, Range range) {
        return table.fold(
                columns.names(),
                Fold.of(
                        () -> {
                            Rows[] zero = new Rows[to - from];
                            Arrays.setAll(zero, i -> new Rows());
                            return zero;
                        },
                        (folds, batch) -> {
                            eachWord(columns, batch, (k, r, word) -> {
                                if (k >= from && k < to && range.holds(word)) {
                                    folds[k - from].words.add(word);
                                    if (columns.weighted()) {
                                        folds[k - from].weights.add(
                                                Double.doubleToRawLongBits(columns.weight(batch, r)));
                                    }
                                }
                            });
                            return folds;
                        },
                        (left, right) -> {
                            for (int i = 0; i < left.length; i++) {
                                left[i].and(right[i]);
                            }
                            return left;
                        }));
    }

    private interface EachWord {
        void accept(int fold, int row, long word);
    }

    private static void eachWord(ScoredRows columns, Batch batch, EachWord each) {
        int[] fold = columns.folds(batch);
        double[] score = batch.numbers(ScoredRows.SCORE);
        double[] outcome = batch.numbers(ScoredRows.OUTCOME);
        int scores = batch.start(ScoredRows.SCORE);
        int outcomes = batch.start(ScoredRows.OUTCOME);
        for (int r = 0; r < fold.length; r++) {
            if (fold[r] >= 0) {
                each.accept(fold[r], r, word(score[scores + r], outcome[outcomes + r]));
            }
        }
    }

    /** Words whose first bits, their heads, lie between two: a score is in one range with all that equal it. */
    private record Range(int lowest, int highest) {
        static final int HEADS = 1 << 16;
        static final Range ALL = new Range(0, HEADS - 1);

        static int head(long word) {
            return (int) (word >> 48) + HEADS / 2;
        }

        boolean holds(long word) {
            int head = head(word);
            return head >= lowest && head <= highest;
        }

        /** Ranges from the highest words down, of at most so many words each where a single head does not have more. */
        static List<Range> downwards(long[] counts, long room) {
            List<Range> ranges = new ArrayList<>();
            int highest = HEADS - 1;
            long words = 0;
            for (int head = HEADS - 1; head >= 0; head--) {
                if (words > 0 && words + counts[head] > room) {
                    ranges.add(new Range(head + 1, highest));
                    highest = head;
                    words = 0;
                }
                words += counts[head];
            }
            ranges.add(new Range(0, highest));
            return ranges;
        }
    }

    /** Some rows of one fold: each a word of score and outcome, and a weight where there are weights. */
    private static final class Rows {
        final Longs words = new Longs();
        final Longs weights = new Longs();

        void and(Rows other) {
            words.and(other.words);
            weights.and(other.weights);
        }

        Sweep into(Sweep sweep) {
            if (weights.size() == 0) {
                sweep.addSorted(words.sorted());
            } else {
                sweep.addAll(
                        words.all(),
                        Arrays.stream(weights.all())
                                .mapToDouble(Double::longBitsToDouble)
                                .toArray());
            }
            return sweep;
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
        Sweep sweep = new Sweep();
        sweep.addAll(words, weight);
        return sweep.ranking();
    }

    /** Goes down the scores, one distinct score at a time. */
    private static final class Sweep {
        private double positives;
        private double negatives;
        private double area;
        private double precision;

        /** Ascending words, each below all that were added before. */
        void addSorted(long[] sorted) {
            for (int end = sorted.length; end > 0; ) {
                long value = sorted[end - 1] >> 1;
                int begin = end;
                double hits = 0;
                while (begin > 0 && sorted[begin - 1] >> 1 == value) {
                    hits += sorted[--begin] & 1;
                }
                add(hits, end - begin - hits);
                end = begin;
            }
        }

        /** Weighted words in any order, all below those that were added before. */
        void addAll(long[] words, double[] weight) {
            Integer[] order = new Integer[words.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Long.compare(words[b], words[a]));
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
                add(hits, misses);
                begin = end;
            }
        }

        private void add(double hits, double misses) {
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
