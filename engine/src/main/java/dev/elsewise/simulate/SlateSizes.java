package dev.elsewise.simulate;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.List;

/**
 * How large slates are and how many clicks they get: the table {@code slates.csv}, which {@code
 * bench/references/slate_table.py} derives from published figures about 20,000 slates of a news log.
 */
final class SlateSizes {
    /** The slates of the table. */
    static final int SLATES = 20_000;
    /** The rows of those slates. */
    static final int ROWS = 737_762;

    private static final SlateSizes TABLE = new SlateSizes(Resource.rows("slates.csv"));
    private static final int SOLVER_STEPS = 60;

    private final int[] sorted = new int[SLATES];
    private final double[] meanClicks;
    private final double[][] clicksAtMost;

    private SlateSizes(List<String[]> rows) {
        int largest = Integer.parseInt(rows.getLast()[0]);
        meanClicks = new double[largest + 1];
        clicksAtMost = new double[largest + 1][];
        int filled = 0;
        for (String[] row : rows) {
            int size = Integer.parseInt(row[0]);
            int slates = Integer.parseInt(row[1]);
            meanClicks[size] = Double.parseDouble(row[2]);
            clicksAtMost[size] = truncatedGeometric(size, meanClicks[size]);
            java.util.Arrays.fill(sorted, filled, filled + slates, size);
            filled += slates;
        }
        if (filled != SLATES) {
            throw new IllegalStateException(
                    "The table slates.csv must hold " + SLATES + " slates; it has " + filled + ".");
        }
    }

    static SlateSizes table() {
        return TABLE;
    }

    /**
     * Sizes for so many slates, in random order. They are drawn by quota, at evenly spaced places of the table with one
     * common random shift, so every size has its share up to one slate, and 20,000 slates are the table itself.
     */
    int[] draw(int slates, long seed) {
        double shift = Streams.of(seed, "slate sizes shift").uniform(0);
        int[] sizes = new int[slates];
        for (int i = 0; i < slates; i++) {
            int place = (int) ((i + shift) * SLATES / slates);
            sizes[i] = sorted[Math.min(place, SLATES - 1)];
        }
        Streams.of(seed, "slate sizes order", 0).shuffle(sizes);
        return sizes;
    }

    /** The probability that a given item of a slate of that size is clicked, before any effect of its position. */
    double clickRate(int size) {
        return meanClicks[size] / size;
    }

    /** How many items of a slate of that size are clicked: 1 to size. */
    int clicks(int size, RandomStream stream) {
        double u = stream.uniform();
        double[] atMost = clicksAtMost[size];
        int clicks = 1;
        while (clicks < size && u > atMost[clicks - 1]) {
            clicks++;
        }
        return clicks;
    }

    /**
     * P(C ≤ j), j = 1, …, size, for P(C = j) ∝ ρʲ: of all distributions on 1, …, size with that mean the one of largest
     * entropy. ρ is found by bisection; it is below 1, since the means are below (size + 1) / 2.
     */
    private static double[] truncatedGeometric(int size, double mean) {
        double low = 0;
        double high = 1;
        double[] atMost = new double[size];
        for (int step = 0; step < SOLVER_STEPS; step++) {
            double middle = (low + high) / 2;
            if (fill(atMost, middle) < mean) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return atMost;
    }

    /** Fills in the distribution for a ρ and returns its mean. */
    private static double fill(double[] atMost, double ratio) {
        double weight = 1;
        double total = 0;
        double mean = 0;
        for (int j = 0; j < atMost.length; j++) {
            total += weight;
            mean += (j + 1) * weight;
            atMost[j] = total;
            weight *= ratio;
        }
        for (int j = 0; j < atMost.length; j++) {
            atMost[j] /= total;
        }
        return mean / total;
    }
}
