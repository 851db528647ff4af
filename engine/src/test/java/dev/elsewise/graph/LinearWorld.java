package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A linear model with the arrows of a graph and random coefficients, its population covariance computed exactly: what a
 * regression with any number of rows would converge to. Hidden pairs are correlated noises.
 */
final class LinearWorld {
    private final CausalGraph graph;
    private final DMatrixRMaj totalEffects;
    private final DMatrixRMaj covariance;

    LinearWorld(CausalGraph graph, long seed) {
        this.graph = graph;
        SplittableRandom random = new SplittableRandom(seed);
        int size = graph.nodes().size();
        DMatrixRMaj direct = new DMatrixRMaj(size, size);
        DMatrixRMaj noise = CommonOps_DDRM.identity(size);
        for (Edge edge : graph.edges()) {
            int from = graph.nodes().indexOf(edge.from());
            int to = graph.nodes().indexOf(edge.to());
            double strength = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.3, 1);
            if (edge.hidden()) {
                noise.set(from, to, noise.get(from, to) + strength);
                noise.set(to, from, noise.get(to, from) + strength);
                noise.set(from, from, noise.get(from, from) + 1);
                noise.set(to, to, noise.get(to, to) + 1);
            } else {
                direct.set(to, from, strength);
            }
        }
        totalEffects = CommonOps_DDRM.identity(size);
        CommonOps_DDRM.subtractEquals(totalEffects, direct);
        CommonOps_DDRM.invert(totalEffects);
        DMatrixRMaj half = new DMatrixRMaj(size, size);
        CommonOps_DDRM.mult(totalEffects, noise, half);
        covariance = new DMatrixRMaj(size, size);
        CommonOps_DDRM.multTransB(half, totalEffects, covariance);
    }

    /** What do(x + 1) adds to y. */
    double effect(String x, String y) {
        return totalEffects.get(graph.nodes().indexOf(y), graph.nodes().indexOf(x));
    }

    /** The coefficient of x in the regression of y on x and a set. */
    double coefficient(String x, String y, List<String> set) {
        List<String> regressors = new ArrayList<>(List.of(x));
        regressors.addAll(set);
        DMatrixRMaj cross = new DMatrixRMaj(regressors.size(), 1);
        DMatrixRMaj moments = new DMatrixRMaj(regressors.size(), regressors.size());
        for (int i = 0; i < regressors.size(); i++) {
            cross.set(i, 0, covariance(regressors.get(i), y));
            for (int j = 0; j < regressors.size(); j++) {
                moments.set(i, j, covariance(regressors.get(i), regressors.get(j)));
            }
        }
        DMatrixRMaj coefficients = new DMatrixRMaj(regressors.size(), 1);
        CommonOps_DDRM.solve(moments, cross, coefficients);
        return coefficients.get(0, 0);
    }

    private double covariance(String a, String b) {
        return covariance.get(graph.nodes().indexOf(a), graph.nodes().indexOf(b));
    }
}
