package dev.elsewise.learn;

/** Element-wise sums. */
final class Sums {
    private Sums() {}

    static void add(double[] into, double[] other) {
        for (int i = 0; i < into.length; i++) {
            into[i] += other[i];
        }
    }

    static void add(double[][] into, double[][] other) {
        for (int i = 0; i < into.length; i++) {
            add(into[i], other[i]);
        }
    }
}
