package dev.elsewise.study;

import dev.elsewise.learn.Features.Feature;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A model of the treatment or of the outcome, as a study asks for it. */
public sealed interface Nuisance {
    /** The word of the study file. */
    String word();

    Inputs inputs();

    /**
     * What differs from the study's own features, for this model alone.
     *
     * @param features in place of the study's, by column
     * @param minFrequency of category columns without a shape
     */
    record Inputs(List<Feature> features, OptionalInt minFrequency) {
        public static final Inputs OF_THE_STUDY = new Inputs(List.of(), OptionalInt.empty());

        public Inputs {
            features = List.copyOf(features);
        }
    }

    /**
     * Logistic regression.
     *
     * @param penalty scikit-learn's C, the inverse weight of ½‖β‖² on standardised features, intercept free; empty: none
     */
    record Logistic(OptionalDouble penalty, Inputs inputs) implements Nuisance {
        public static Logistic withDefaults() {
            return new Logistic(OptionalDouble.of(1), Inputs.OF_THE_STUDY);
        }

        @Override
        public String word() {
            return "logistic";
        }
    }

    /**
     * Linear regression.
     *
     * @param penalty λ of the ridge on standardised features, intercept free; empty: none
     */
    record Linear(OptionalDouble penalty, Inputs inputs) implements Nuisance {
        public static Linear withDefaults() {
            return new Linear(OptionalDouble.empty(), Inputs.OF_THE_STUDY);
        }

        @Override
        public String word() {
            return "linear";
        }
    }

    /**
     * Gradient-boosted trees.
     *
     * @param minChildWeight least sum of second derivatives in a leaf
     * @param subsample share of the rows that a tree sees
     */
    record Boosting(int trees, int depth, double learningRate, double minChildWeight, double subsample, Inputs inputs)
            implements Nuisance {
        public static Boosting withDefaults() {
            return new Boosting(100, 4, 0.1, 1, 1, Inputs.OF_THE_STUDY);
        }

        @Override
        public String word() {
            return "boosting";
        }
    }

    /**
     * A random forest.
     *
     * @param minLeaf least rows in a leaf
     * @param featuresPerSplit share of the features tried at a split
     */
    record Forest(int trees, int depth, int minLeaf, double featuresPerSplit, Inputs inputs) implements Nuisance {
        public static Forest withDefaults() {
            return new Forest(500, 12, 20, 1.0 / 3, Inputs.OF_THE_STUDY);
        }

        @Override
        public String word() {
            return "forest";
        }
    }
}
