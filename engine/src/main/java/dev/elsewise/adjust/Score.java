package dev.elsewise.adjust;

import dev.elsewise.question.Target;

/**
 * The doubly robust score of a row, b and a, with e held inside [clip, 1 − clip]. For everyone b = μ₁ − μ₀ + t(y − μ₁)/e −
 * (1 − t)(y − μ₀)/(1 − e) and a = 1; for the treated b = t(y − μ₀) − (1 − t)(y − μ₀)e/(1 − e) and a = t. The one place that
 * knows the formula.
 */
record Score(Target target, double clip) {
    /** The numerator b. */
    double b(double t, double y, double propensity, double mu1, double mu0) {
        double e = Math.clamp(propensity, clip, 1 - clip);
        if (target == Target.EVERYONE) {
            return mu1 - mu0 + (t == 1 ? (y - mu1) / e : -(y - mu0) / (1 - e));
        }
        return t == 1 ? y - mu0 : -(y - mu0) * e / (1 - e);
    }

    /** The denominator a. */
    double a(double t) {
        return target == Target.EVERYONE ? 1 : t;
    }
}
