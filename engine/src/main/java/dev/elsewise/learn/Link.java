package dev.elsewise.learn;

/** How the linear predictor becomes a mean. */
enum Link {
    IDENTITY,
    LOGIT;

    double mean(double eta) {
        return this == IDENTITY ? eta : 1 / (1 + Math.exp(-eta));
    }
}
