package dev.elsewise.scm;

import java.util.List;
import java.util.Optional;

/**
 * What a chosen penalty did to a sum of terms: it minimises ½ Σ residual² + ½ Σ squaresⱼ βⱼ² + Σ absolutesⱼ |βⱼ| over the columns that it kept.
 *
 * @param method "ridge", "lasso" or "elastic net"
 * @param penalty λ as {@link dev.elsewise.learn.penalised.ElasticNet} counts it
 * @param kept which columns were not dropped
 * @param dropped the names of the others, in the order in which they went
 * @param unpenalised the sum by least squares at the same shapes, of which the draws of a bootstrap are made: made of a sum that was pulled
 *     towards 0 they would be pulled twice, and lie beside it
 */
record Penalised(
        String method,
        double penalty,
        boolean[] kept,
        List<String> dropped,
        double[] squares,
        double[] absolutes,
        Optional<FittedSum> unpenalised) {
    Penalised beside(FittedSum value) {
        return new Penalised(method, penalty, kept, dropped, squares, absolutes, Optional.of(value));
    }
}
