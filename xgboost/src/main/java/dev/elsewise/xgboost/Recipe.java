package dev.elsewise.xgboost;

import java.util.Map;

/**
 * What a learner asks of XGBoost.
 *
 * @param name as the subject of a sentence: "A random forest"
 * @param description the learner in words
 * @param parameters XGBoost's, beyond those that every fit has
 * @param rounds how often the derivatives are taken anew
 * @param ofTruth how an outcome of 0 and 1 is predicted
 */
record Recipe(String name, String description, Map<String, Object> parameters, int rounds, Link ofTruth) {}
