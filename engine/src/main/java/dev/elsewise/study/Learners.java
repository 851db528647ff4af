package dev.elsewise.study;

import dev.elsewise.learn.Features;
import dev.elsewise.learn.Learner;
import dev.elsewise.learn.LinearRegression;
import dev.elsewise.learn.LogisticRegression;
import dev.elsewise.learn.TreeLearners;
import java.util.List;

/** Learners from what a study says of its nuisances. */
final class Learners {
    private Learners() {}

    static Learner of(Nuisance nuisance) {
        return switch (nuisance) {
            case Nuisance.Logistic logistic ->
                new LogisticRegression(logistic.penalty().orElse(Double.POSITIVE_INFINITY));
            case Nuisance.Linear linear -> new LinearRegression(linear.penalty().orElse(0));
            case Nuisance.Boosting b ->
                TreeLearners.find().boosting(b.trees(), b.depth(), b.learningRate(), b.minChildWeight(), b.subsample());
            case Nuisance.Forest f ->
                TreeLearners.find().forest(f.trees(), f.depth(), f.minLeaf(), f.featuresPerSplit());
        };
    }

    /** How covariates enter a nuisance: the study's features, then the nuisance's own. */
    static Features features(Study study, Features ofKinds, Nuisance.Inputs inputs) {
        Features result = ofKinds;
        if (inputs.minFrequency().isPresent()) {
            result = result.withMinFrequency(inputs.minFrequency().getAsInt());
        }
        for (List<Features.Feature> own : List.of(study.features(), inputs.features())) {
            for (Features.Feature feature : own) {
                if (result.find(feature.column()).isPresent()) {
                    result = result.with(feature);
                }
            }
        }
        return result;
    }
}
