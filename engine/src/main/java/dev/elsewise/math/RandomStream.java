package dev.elsewise.math;

/**
 * One stream of random numbers, drawn from its beginning; make it with {@link Streams}. It belongs to one thread and to
 * one small piece of work (a row, a slate, a replicate), so that no draw depends on how the work is shared out.
 */
public final class RandomStream {
    private static final double TO_UNIT = 0x1.0p-52;

    private final long key;
    private final long index;
    private final long[] block = new long[2];
    private long next;

    RandomStream(long key, long index) {
        this.key = key;
        this.index = index;
    }

    /** 64 random bits. */
    public long bits() {
        int half = (int) (next & 1);
        if (half == 0) {
            Philox.block(key, index, next >>> 1, block);
        }
        next++;
        return block[half];
    }

    /** Uniform in the open interval (0, 1), on the midpoints of 2⁵² equal cells: never 0, never 1. */
    public double uniform() {
        return unit(bits());
    }

    static double unit(long bits) {
        return ((bits >>> 12) + 0.5) * TO_UNIT;
    }

    /** True with that probability. */
    public boolean bernoulli(double probability) {
        return uniform() < probability;
    }

    /**
     * Uniform on 0, …, bound − 1, each equally likely: the high half of a 64 × 64-bit product, redrawn in the few cases
     * that would favour some values. D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019),
     * DOI 10.1145/3230636.
     *
     * @throws IllegalArgumentException unless bound is positive
     */
    public int below(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("The bound must be positive; it is " + bound + ".");
        }
        long draw = bits();
        long low = draw * bound;
        if (Long.compareUnsigned(low, bound) < 0) {
            long threshold = Long.remainderUnsigned(-(long) bound, bound);
            while (Long.compareUnsigned(low, threshold) < 0) {
                draw = bits();
                low = draw * bound;
            }
        }
        return (int) Math.unsignedMultiplyHigh(draw, bound);
    }

    /** Standard normal, by the quantile function: one draw each. */
    public double normal() {
        return NormalQuantile.of(uniform());
    }

    /** Exponential with mean 1. */
    public double exponential() {
        return -StrictMath.log(uniform());
    }

    /**
     * Gamma with the given shape and scale 1. G. Marsaglia and W. W. Tsang, "A simple method for generating gamma
     * variables", ACM TOMS 26 (2000), DOI 10.1145/358407.358414.
     *
     * @throws IllegalArgumentException unless shape is positive
     */
    public double gamma(double shape) {
        if (!(shape > 0)) {
            throw new IllegalArgumentException("The shape must be positive; it is " + shape + ".");
        }
        if (shape < 1) {
            double boost = StrictMath.pow(uniform(), 1 / shape);
            return gamma(shape + 1) * boost;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal();
            double cubeRoot = 1 + c * x;
            if (cubeRoot > 0) {
                double v = cubeRoot * cubeRoot * cubeRoot;
                if (StrictMath.log(uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                    return d * v;
                }
            }
        }
    }

    /** Puts the values in random order, every order equally likely (Fisher–Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int moved = values[i];
            values[i] = values[j];
            values[j] = moved;
        }
    }

    /** 0, …, size − 1 in random order. */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        shuffle(order);
        return order;
    }
}
