package dev.elsewise.decide;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where climbs start, so that an S-shaped response cannot hide its better side: the current plan; all levers at the same height between
 * their bounds; corners; random plans, every second one with some levers at their lower bound; and the plan that a
 * dynamic programme finds best if the levers did not interact, which for separable responses is the right basin up to its grid.
 * Beyond 50 levers there are no corners and at most four random plans.
 */
final class Starts {
    private static final int HEIGHTS = 24;
    private static final int CELLS = 600;
    private static final int CORNERS_OF = 4;
    private static final int BLOCKS = 30;
    private static final int MANY_LEVERS = 50;
    private static final int OF_MANY = 4;

    private final Terms terms;
    private final Worth worth;
    private final double budget;
    private final double price;

    /** @param worth looked at for the dynamic programme, with few draws */
    Starts(Terms terms, Worth worth, double budget, double price) {
        this.terms = terms;
        this.worth = worth;
        this.budget = budget;
        this.price = price;
    }

    List<double[]> all(int random, long seed) {
        List<double[]> raw = new ArrayList<>();
        raw.add(terms.current());
        raw.add(level());
        raw.add(separable());
        boolean many = terms.size() > MANY_LEVERS;
        if (!many) {
            corners(raw);
        }
        for (int i = 0; i < (many ? Math.min(random, OF_MANY) : random); i++) {
            raw.add(random(Streams.of(seed, "budget starts", i), i % 2 == 1));
        }
        List<double[]> starts = new ArrayList<>();
        for (double[] x : raw) {
            double[] near = terms.nearest(x, budget).orElse(null);
            if (near != null && starts.stream().noneMatch(s -> same(s, near))) {
                starts.add(near);
            }
        }
        return starts;
    }

    private boolean same(double[] x, double[] y) {
        for (int j = 0; j < x.length; j++) {
            if (Math.abs(x[j] - y[j]) > 1e-6 * Math.max(terms.upper()[j], Double.MIN_NORMAL)) {
                return false;
            }
        }
        return true;
    }

    /** All at the same height between their bounds, so high that the budget is spent. */
    private double[] level() {
        double low = Terms.sum(terms.lower());
        double high = Terms.sum(terms.upper());
        double share = high > low ? Math.min(1, Math.max(0, (Math.min(budget, high) - low) / (high - low))) : 0;
        return at(share);
    }

    private double[] at(double share) {
        double[] x = new double[terms.size()];
        for (int j = 0; j < x.length; j++) {
            x[j] = terms.lower()[j] + share * (terms.upper()[j] - terms.lower()[j]);
        }
        return x;
    }

    private void corners(List<double[]> raw) {
        List<List<Integer>> blocks = blocks();
        if (blocks.size() > BLOCKS) {
            return;
        }
        if (blocks.size() <= CORNERS_OF) {
            for (int mask = 0; mask < 1 << blocks.size(); mask++) {
                double[] x = terms.lower().clone();
                for (int b = 0; b < blocks.size(); b++) {
                    if ((mask >> b & 1) == 1) {
                        raise(x, blocks.get(b));
                    }
                }
                raw.add(x);
            }
            return;
        }
        double[] level = level();
        for (List<Integer> block : blocks) {
            double[] high = terms.lower().clone();
            raise(high, block);
            raw.add(high);
            double[] low = level.clone();
            block.forEach(j -> low[j] = terms.lower()[j]);
            raw.add(low);
        }
    }

    private void raise(double[] x, List<Integer> block) {
        block.forEach(j -> x[j] = terms.upper()[j]);
    }

    private double[] random(RandomStream stream, boolean sparse) {
        int n = terms.size();
        double[] pull = new double[n];
        double most = 0;
        for (int j = 0; j < n; j++) {
            boolean out = sparse && stream.bernoulli(0.4);
            pull[j] = out ? 0 : stream.exponential();
            most = Math.max(most, pull[j]);
        }
        double share = stream.uniform();
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            double height = Math.min(1, pull[j] * (0.3 + share));
            x[j] = terms.lower()[j] + height * (terms.upper()[j] - terms.lower()[j]);
        }
        return x;
    }

    /** Levers that the dynamic programme moves together: each alone when they are few, else those of a channel. */
    private List<List<Integer>> blocks() {
        Map<String, List<Integer>> blocks = new LinkedHashMap<>();
        long free = java.util.stream.IntStream.range(0, terms.size())
                .filter(j -> !terms.fixed(j))
                .count();
        for (int j = 0; j < terms.size(); j++) {
            if (!terms.fixed(j)) {
                String block =
                        free <= BLOCKS ? terms.name(j) : terms.levers().get(j).channel();
                blocks.computeIfAbsent(block, b -> new ArrayList<>()).add(j);
            }
        }
        return List.copyOf(blocks.values());
    }

    /**
     * The best heights of the blocks, were worth and cost sums over blocks: by dynamic programming over cells of the budget, costs
     * rounded up.
     */
    private double[] separable() {
        List<List<Integer>> blocks = blocks();
        double[] base = level();
        if (blocks.isEmpty() || blocks.size() > BLOCKS) {
            return base;
        }
        double baseWorth = worth.at(base);
        double baseInduced = worth.induced();
        double fixedCost = Terms.sum(base) + baseInduced;
        double[][] gain = new double[blocks.size()][HEIGHTS + 1];
        double[][] cost = new double[blocks.size()][HEIGHTS + 1];
        double[][] least = new double[blocks.size()][1];
        for (int b = 0; b < blocks.size(); b++) {
            double[] x = base.clone();
            least[b][0] = Double.POSITIVE_INFINITY;
            for (int h = 0; h <= HEIGHTS; h++) {
                double height = (double) h / HEIGHTS;
                for (int j : blocks.get(b)) {
                    x[j] = terms.lower()[j] + height * (terms.upper()[j] - terms.lower()[j]);
                }
                gain[b][h] = worth.at(x) - baseWorth;
                cost[b][h] = Terms.sum(x) + worth.induced() - fixedCost;
                gain[b][h] -= price * cost[b][h];
                least[b][0] = Math.min(least[b][0], cost[b][h]);
            }
        }
        int[] heights = Double.isInfinite(budget) ? apart(gain) : together(gain, cost, least, budget - fixedCost);
        double[] x = base.clone();
        for (int b = 0; b < blocks.size(); b++) {
            double height = (double) heights[b] / HEIGHTS;
            for (int j : blocks.get(b)) {
                x[j] = terms.lower()[j] + height * (terms.upper()[j] - terms.lower()[j]);
            }
        }
        return x;
    }

    private static int[] apart(double[][] gain) {
        int[] heights = new int[gain.length];
        for (int b = 0; b < gain.length; b++) {
            for (int h = 1; h < gain[b].length; h++) {
                if (gain[b][h] > gain[b][heights[b]]) {
                    heights[b] = h;
                }
            }
        }
        return heights;
    }

    private static int[] together(double[][] gain, double[][] cost, double[][] least, double left) {
        int blocks = gain.length;
        double room = left;
        for (double[] l : least) {
            room -= l[0];
        }
        if (!(room > 0)) {
            return new int[blocks];
        }
        double cell = room / CELLS;
        double[] best = new double[CELLS + 1];
        int[][] choice = new int[blocks][CELLS + 1];
        for (int b = 0; b < blocks; b++) {
            double[] next = new double[CELLS + 1];
            java.util.Arrays.fill(next, Double.NEGATIVE_INFINITY);
            for (int h = 0; h <= HEIGHTS; h++) {
                int cells = (int) Math.ceil((cost[b][h] - least[b][0]) / cell - 1e-9);
                for (int c = cells; c <= CELLS && cells >= 0; c++) {
                    double value = best[c - cells] + gain[b][h];
                    if (value > next[c]) {
                        next[c] = value;
                        choice[b][c] = h;
                    }
                }
            }
            best = next;
        }
        int[] heights = new int[blocks];
        int at = CELLS;
        for (int b = blocks - 1; b >= 0; b--) {
            heights[b] = choice[b][at];
            at -= Math.max(0, (int) Math.ceil((cost[b][heights[b]] - least[b][0]) / cell - 1e-9));
        }
        return heights;
    }
}
