/**
 * Learners of trees over XGBoost: {@link dev.elsewise.xgboost.GradientBoosting} and {@link
 * dev.elsewise.xgboost.RandomForest}. XGBoost grows the trees, in native code; predictions are made from them in Java.
 */
@NullMarked
package dev.elsewise.xgboost;

import org.jspecify.annotations.NullMarked;
