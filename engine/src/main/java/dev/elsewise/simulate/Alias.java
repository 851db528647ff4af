package dev.elsewise.simulate;

import dev.elsewise.math.RandomStream;

/**
 * Draws one of n things with given odds in constant time. A. J. Walker, "An efficient method for generating discrete
 * random variables with general distributions", ACM TOMS 3 (1977), DOI 10.1145/355744.355749; the table is laid out in
 * one pass over the under- and over-full cells.
 */
final class Alias {
    private final double[] keep;
    private final int[] other;

    /** @param odds non-negative, not all zero; need not add up to 1 */
    Alias(double[] odds) {
        int n = odds.length;
        keep = new double[n];
        other = new int[n];
        double total = 0;
        for (double o : odds) {
            total += o;
        }
        int[] stack = new int[n];
        int underfull = 0;
        int overfull = n;
        for (int i = 0; i < n; i++) {
            keep[i] = odds[i] * n / total;
            other[i] = i;
            if (keep[i] < 1) {
                stack[underfull++] = i;
            } else {
                stack[--overfull] = i;
            }
        }
        while (underfull > 0 && overfull < n) {
            int small = stack[--underfull];
            int large = stack[overfull];
            other[small] = large;
            keep[large] -= 1 - keep[small];
            if (keep[large] < 1) {
                overfull++;
                stack[underfull++] = large;
            }
        }
        // What is left over is full up to rounding.
        while (underfull > 0) {
            keep[stack[--underfull]] = 1;
        }
    }

    int draw(RandomStream stream) {
        double u = stream.uniform() * keep.length;
        int cell = Math.min((int) u, keep.length - 1);
        return u - cell < keep[cell] ? cell : other[cell];
    }
}
