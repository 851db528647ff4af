package dev.elsewise.learn.penalised;

import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The cross products that each split learns from, and those of all rows. Rows that the same splits learn from form a cell; each
 * cell is multiplied once and what a split learns from is the sum of its cells, so that ten folds cost hardly more than one fit.
 */
final class SplitProducts {
    /** More cells than so many a split cost more to add up than they save. */
    private static final int CELLS_PER_SPLIT = 4;

    private final CrossProducts all;
    private final List<CrossProducts> train;

    private SplitProducts(CrossProducts all, List<CrossProducts> train) {
        this.all = all;
        this.train = train;
    }

    CrossProducts all() {
        return all;
    }

    CrossProducts train(int split) {
        return train.get(split);
    }

    static SplitProducts of(Observations of, List<Split> splits, Executor pool, int threads) {
        if (splits.size() < 2) {
            throw new BadStudy("Cross-validation needs at least two splits; found " + splits.size()
                    + ".\nMaybe Split.byFold makes them.");
        }
        int rows = of.rows();
        int[] cell = new int[rows];
        int cells = 1;
        boolean[][] member = new boolean[splits.size()][];
        for (int s = 0; s < splits.size(); s++) {
            member[s] = members(splits.get(s), s, rows);
            Map<Long, Integer> numbers = new HashMap<>();
            for (int i = 0; i < rows; i++) {
                long pair = 2L * cell[i] + (member[s][i] ? 1 : 0);
                Integer known = numbers.putIfAbsent(pair, numbers.size());
                cell[i] = known == null ? numbers.size() - 1 : known;
            }
            cells = numbers.size();
        }
        double[] origin = CrossProducts.means(of);
        if (cells > CELLS_PER_SPLIT * (splits.size() + 1)) {
            List<int[]> sets = new ArrayList<>();
            splits.forEach(split -> sets.add(split.train()));
            sets.add(rows(cell, -1));
            List<CrossProducts> products = multiply(of, sets, origin, pool, threads);
            return new SplitProducts(products.removeLast(), products);
        }
        List<int[]> sets = new ArrayList<>();
        for (int c = 0; c < cells; c++) {
            sets.add(rows(cell, c));
        }
        List<CrossProducts> products = multiply(of, sets, origin, pool, threads);
        CrossProducts all = CrossProducts.empty(origin);
        products.forEach(all::add);
        List<CrossProducts> train = new ArrayList<>();
        for (int s = 0; s < splits.size(); s++) {
            CrossProducts sum = CrossProducts.empty(origin);
            for (int c = 0; c < cells; c++) {
                if (member[s][sets.get(c)[0]]) {
                    sum.add(products.get(c));
                }
            }
            train.add(sum);
        }
        return new SplitProducts(all, train);
    }

    private static List<CrossProducts> multiply(
            Observations of, List<int[]> sets, double[] origin, Executor pool, int threads) {
        return new ArrayList<>(Shared.map(sets.size(), pool, threads, s -> CrossProducts.of(of, sets.get(s), origin)));
    }

    private static boolean[] members(Split split, int number, int rows) {
        boolean[] member = new boolean[rows];
        for (int i : split.train()) {
            if (i < 0 || i >= rows || member[i]) {
                throw new BadStudy("A split learns from distinct rows 0 to " + (rows - 1) + "; split " + number
                        + " names row " + i + (i < 0 || i >= rows ? "." : " twice.")
                        + "\nMaybe it was made for another table; a row that counts twice needs weight 2.");
            }
            member[i] = true;
        }
        for (int i : split.test()) {
            if (i < 0 || i >= rows) {
                throw new BadStudy("A split is judged on rows 0 to " + (rows - 1) + "; split " + number + " names row "
                        + i + ".\nMaybe it was made for another table.");
            }
        }
        return member;
    }

    /** The rows of a cell; all rows if it is negative. */
    private static int[] rows(int[] cell, int wanted) {
        int[] found = new int[cell.length];
        int count = 0;
        for (int i = 0; i < cell.length; i++) {
            if (wanted < 0 || cell[i] == wanted) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
