package dev.elsewise.learn;

/** How the linear predictor becomes a mean. */
enum Link {
    IDENTITY,
    LOGIT
}
