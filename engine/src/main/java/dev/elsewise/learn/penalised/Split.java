package dev.elsewise.learn.penalised;

import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows to learn from and rows to be judged on.
 *
 * @param train at least one row, none twice
 * @param test at least one row; splits of a series need not be a partition
 */
public record Split(int[] train, int[] test) {
    public Split {
        if (train.length == 0 || test.length == 0) {
            throw new BadStudy("A split needs rows to learn from and rows to be judged on; it has " + train.length
                    + " and " + test.length + ".\nMaybe use fewer folds.");
        }
    }

    /**
     * One split for each distinct number, in rising order: rows of that number are judged by a fit on all others.
     *
     * @param fold a number for each row
     */
    public static List<Split> byFold(int[] fold) {
        int[] numbers = Arrays.stream(fold).distinct().sorted().toArray();
        if (numbers.length < 2) {
            throw new BadStudy("Cross-validation needs at least two folds; the rows name " + numbers.length
                    + ".\nMaybe number them row % 5.");
        }
        List<Split> splits = new ArrayList<>();
        for (int k : numbers) {
            int[] test = rows(fold, k, true);
            splits.add(new Split(rows(fold, k, false), test));
        }
        return List.copyOf(splits);
    }

    private static int[] rows(int[] fold, int k, boolean inside) {
        int[] found = new int[fold.length];
        int count = 0;
        for (int i = 0; i < fold.length; i++) {
            if ((fold[i] == k) == inside) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
