package dev.elsewise.study;

import dev.elsewise.adjust.Arms;
import dev.elsewise.effect.Uncertainty.Divisor;
import java.util.List;
import java.util.Optional;

/** An estimator with its options, as a study asks for it. */
public sealed interface Estimation {
    /** Unique in the study. */
    String id();

    /** The word of the study file. */
    String word();

    /** The difference of the arms' mean outcomes: right in an experiment, naive elsewhere. */
    record DifferenceInMeans(String id) implements Estimation {
        public static final String WORD = "difference-in-means";

        public static DifferenceInMeans withDefaults() {
            return new DifferenceInMeans(WORD);
        }

        @Override
        public String word() {
            return WORD;
        }
    }

    /**
     * Augmented inverse propensity weighting with cross-fitting.
     *
     * @param clip propensity scores are held inside [clip, 1 − clip] in the score
     * @param outcome empty: logistic where the outcome is 0 and 1, else linear
     * @param arms whether one outcome model has the treatment as a feature, or each arm has its own
     * @param divisor of the variance of the scores
     * @param by whether folds cut rows even where the study names a cluster
     * @param knownPropensity a column with the propensity score, known by design; nothing is fitted then
     * @param excludeDeterministic whether strata in which everyone or nobody is treated are left out, and the target renamed
     * @param strata the columns where such strata are looked for; empty: all covariates
     */
    record Aipw(
            String id,
            FoldRule folds,
            double clip,
            Nuisance propensity,
            Optional<Nuisance> outcome,
            Arms arms,
            Divisor divisor,
            FoldsBy by,
            Optional<String> knownPropensity,
            boolean excludeDeterministic,
            List<String> strata)
            implements Estimation {
        public static final String WORD = "aipw";

        public Aipw {
            strata = List.copyOf(strata);
        }

        @Override
        public String word() {
            return WORD;
        }
    }

    /** What folds are cut by. */
    enum FoldsBy {
        ROWS,
        /** Whole clusters share a fold. */
        CLUSTERS
    }
}
