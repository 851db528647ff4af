package dev.elsewise.scm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Coefficients of each unit's own. */
record SeparateCoefficients(List<SharedCoefficients> units) implements Coefficients {
    /**
     * @param pinned unit by unit, NaN where a coefficient is free
     * @param more by units, that X'y is taken to be
     */
    static SeparateCoefficients of(
            ShapedColumns columns, double ridge, double[][] limits, double[][] pinned, double[][] more) {
        return new SeparateCoefficients(IntStream.range(0, columns.units())
                .mapToObj(u -> SharedCoefficients.of(columns, u, u + 1, ridge, limits, pinned[u], more[u]))
                .toList());
    }

    @Override
    public double[][] beta() {
        return units.stream().map(u -> u.beta()[0]).toArray(double[][]::new);
    }

    @Override
    public double[] common() {
        return new double[0];
    }

    @Override
    public boolean[][] held() {
        return units.stream().map(u -> u.held()[0]).toArray(boolean[][]::new);
    }

    @Override
    public boolean[][] aliased() {
        return units.stream().map(u -> u.aliased()[0]).toArray(boolean[][]::new);
    }

    @Override
    public double freedom() {
        return units.stream().mapToDouble(Coefficients::freedom).sum();
    }

    @Override
    public double penalty() {
        return 0;
    }

    @Override
    public double[][] follow(double[][] c) {
        double[][] moved = new double[c.length][];
        Arrays.setAll(moved, u -> units.get(u).follow(new double[][] {c[u]})[0]);
        return moved;
    }
}
