package dev.elsewise.effect;

import java.util.Arrays;
import java.util.stream.IntStream;

/** p-values adjusted for their number. One that is NaN belongs to no hypothesis that was tested: it stays NaN and counts for none. */
final class Adjusted {
    private Adjusted() {}

    /** Holm (1979): controls the chance of any false rejection, whatever the dependence. */
    static double[] holm(double[] p) {
        int[] order = ascending(p);
        int n = order.length;
        double[] adjusted = absent(p.length);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.min(1, (n - i) * p[order[i]]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }

    /** Benjamini and Hochberg (1995), DOI 10.1111/j.2517-6161.1995.tb02031.x: controls the false discovery rate. */
    static double[] benjaminiHochberg(double[] p) {
        int[] order = ascending(p);
        int n = order.length;
        double[] adjusted = absent(p.length);
        double smallest = 1;
        for (int i = n - 1; i >= 0; i--) {
            smallest = Math.min(smallest, p[order[i]] * n / (i + 1));
            adjusted[order[i]] = smallest;
        }
        return adjusted;
    }

    private static double[] absent(int n) {
        double[] absent = new double[n];
        Arrays.fill(absent, Double.NaN);
        return absent;
    }

    /** The places of the p-values that there are, the smallest first. */
    private static int[] ascending(double[] p) {
        return IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted((a, b) -> Double.compare(p[a], p[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
