package dev.elsewise.learn.penalised;

import dev.elsewise.learn.penalised.BoundedLeastSquares.Place;
import dev.elsewise.learn.penalised.BoundedLeastSquares.Problem;

/**
 * The normal equations of the free coefficients, given the others.
 */
final class FreeSystem {
    private final double[][] factor;
    private final double[] right;
    private final int[] free;
    private final int p;
    private int factorisations;

    FreeSystem(int p) {
        this.p = p;
        factor = new double[p][p];
        right = new double[p];
        free = new int[p];
    }

    void begin() {
        factorisations = 0;
    }

    int factorisations() {
        return factorisations;
    }

    /** Puts the solution at the free places of {@code x}; combinations of other columns keep the value they have. */
    void solve(Problem of, Place[] places, double[] x, double aliased) {
        int n = 0;
        for (int j = 0; j < p; j++) {
            if (places[j] == Place.FREE) {
                free[n++] = j;
            }
        }
        if (n == 0) {
            return;
        }
        factorisations++;
        gather(of, n);
        Triangle.factor(factor, n, aliased);
        for (int i = 0; i < n; i++) {
            if (Triangle.own(factor, i)) {
                x[free[i]] = 0;
            }
        }
        for (int i = 0; i < n; i++) {
            right[i] = of.moments()[free[i]];
        }
        for (int j = 0; j < p; j++) {
            if (x[j] != 0) {
                for (int i = 0; i < n; i++) {
                    right[i] -= of.gram()[j * p + free[i]] * x[j];
                }
            }
        }
        Triangle.solve(factor, n, right);
        for (int i = 0; i < n; i++) {
            if (Triangle.own(factor, i)) {
                x[free[i]] = right[i];
            }
        }
    }

    private void gather(Problem of, int n) {
        double[] gram = of.gram();
        for (int i = 0; i < n; i++) {
            int row = free[i] * p;
            for (int k = i; k < n; k++) {
                factor[i][k] = gram[row + free[k]];
            }
            factor[i][i] += of.ridge()[free[i]];
        }
    }
}
