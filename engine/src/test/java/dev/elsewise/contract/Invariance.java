package dev.elsewise.contract;

/** What should hold for every estimator of a binary treatment. */
enum Invariance {
    ROW_ORDER(DataInvariances::rowOrder),
    COLUMN_NAMES(DataInvariances::columnNames),
    AFFINE_OUTCOME(DataInvariances::affineOutcome),
    LABEL_FLIP(DataInvariances::labelFlip),
    FREQUENCY_WEIGHTS_ARE_DUPLICATES(WeightInvariances::frequencyWeightsAreDuplicates),
    EQUAL_WEIGHTS_ARE_NONE(WeightInvariances::equalWeightsAreNone),
    SAMPLING_WEIGHTS_HAVE_NO_SCALE(WeightInvariances::samplingWeightsHaveNoScale),
    SAME_SEED_SAME_BITS(BitInvariances::sameSeed),
    ANY_THREADS_SAME_BITS(BitInvariances::anyThreads),
    CONSTANT_TREATMENT_REFUSED(Refusals::constantTreatment),
    THIRD_TREATMENT_VALUE_REFUSED(Refusals::thirdTreatmentValue),
    MISSING_TREATMENT_REFUSED(Refusals::missingTreatment),
    MISSING_OUTCOME_REFUSED(Refusals::missingOutcome),
    INFINITE_OUTCOME_REFUSED(Refusals::infiniteOutcome),
    BAD_WEIGHT_REFUSED(Refusals::badWeight),
    MISSING_CLUSTER_REFUSED(Refusals::missingCluster),
    MISSING_CLUSTERS_COUNTED(Refusals::missingClustersAreCounted),
    SINGLE_CLUSTER_REFUSED(Refusals::singleCluster),
    MISSING_COVARIATES_IMPUTED(DataInvariances::missingCovariatesImputed),
    CLUSTERS_OF_ONE_ARE_ROWS(Algebra::clustersOfOneAreRows),
    SEGMENTS_ADD_UP(Algebra::segmentsAddUp),
    ONE_SEGMENT_IS_THE_WHOLE(Algebra::oneSegmentIsTheWhole),
    CLUSTERED_SEGMENTS_OF_ROWS(Algebra::clusteredSegmentsOfRows),
    CHANGES_KNOW_THEIR_COVARIANCE(Algebra::changesKnowTheirCovariance),
    MINUS_ITSELF_IS_ZERO(Algebra::minusItselfIsZero);

    /** Tries an estimator; throws an AssertionError when the invariance does not hold for it. */
    interface Check {
        void on(Subject subject) throws Exception;
    }

    private final Check check;

    Invariance(Check check) {
        this.check = check;
    }

    void check(Subject subject) throws Exception {
        check.on(subject);
    }
}
