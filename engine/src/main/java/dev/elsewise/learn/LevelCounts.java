package dev.elsewise.learn;

import java.util.Arrays;

/** How often each level of a factor occurs in a model's training rows, missing values counted as the mode. */
final class LevelCounts {
    private final double[] counts;
    private final int mode;

    private LevelCounts(double[] counts, int mode) {
        this.counts = counts;
        this.mode = mode;
    }

    static LevelCounts of(Summary summary, Rows rows, int model, int factor) {
        int levels = summary.levels[factor][0].length - 1;
        double[] counts = new double[levels];
        double missing = 0;
        for (int c = 0; c < rows.cells(); c++) {
            if (rows.trains(model, c)) {
                for (int l = 0; l < levels; l++) {
                    counts[l] += summary.levels[factor][c][l];
                }
                missing += summary.levels[factor][c][levels];
            }
        }
        int mode = -1;
        for (int l = 0; l < levels; l++) {
            if (counts[l] > 0 && (mode < 0 || counts[l] > counts[mode])) {
                mode = l;
            }
        }
        if (mode >= 0) {
            counts[mode] += missing;
        }
        return new LevelCounts(counts, mode);
    }

    int levels() {
        return counts.length;
    }

    /** The most frequent level, the first of equals; −1 when no row has a level. */
    int mode() {
        return mode;
    }

    boolean keeps(int level, int minFrequency) {
        return counts[level] > 0 && counts[level] >= minFrequency;
    }

    /** Whether some level that occurs is too rare to keep. */
    boolean pools(int minFrequency) {
        for (double count : counts) {
            if (count > 0 && count < minFrequency) {
                return true;
            }
        }
        return false;
    }

    /** Whether several levels occur and each is too rare to keep. */
    boolean allPooled(int minFrequency) {
        return Arrays.stream(counts).filter(count -> count > 0).count() > 1
                && Arrays.stream(counts).noneMatch(count -> count > 0 && count >= minFrequency);
    }
}
