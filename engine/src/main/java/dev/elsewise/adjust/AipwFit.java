package dev.elsewise.adjust;

import dev.elsewise.data.Batch;
import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Table;
import dev.elsewise.effect.Estimate;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.effect.Uncertainty;
import dev.elsewise.error.EstimationFailed;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.learn.CrossFitted;
import dev.elsewise.question.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fitted nuisances of an {@link Aipw} and the units with their scores: what the estimate, its segments and its checks
 * are made from.
 */
public final class AipwFit {
    /** Stands before the names of computed columns: a table may well have a "score" or a "propensity" of its own. */
    private static final String OURS = "\u0001";

    /** The propensity score as predicted, before the clip. */
    public static final String PROPENSITY = OURS + "propensity";

    /** The predicted outcome under treatment. */
    public static final String TREATED_OUTCOME = OURS + "outcome if treated";

    /** The predicted outcome under control. */
    public static final String CONTROL_OUTCOME = OURS + "outcome if not treated";

    /** The score's numerator b. */
    public static final String SCORE = OURS + "score";

    private static final String DENOMINATOR = OURS + "score denominator";

    private final Aipw aipw;
    private final Adjustment adjustment;
    private final Units units;
    private final Optional<CrossFitted> propensity;
    private final List<CrossFitted> outcomes;
    private final Table table;
    private final ScoredEstimate estimate;

    AipwFit(
            Aipw aipw,
            Adjustment adjustment,
            Units units,
            Table folded,
            Optional<CrossFitted> propensity,
            List<CrossFitted> outcomes) {
        this.aipw = aipw;
        this.adjustment = adjustment;
        this.units = units;
        this.propensity = propensity;
        this.outcomes = outcomes;
        Question question = adjustment.question();
        Table with = folded.with(propensity
                .map(p -> p.predict(PROPENSITY))
                .orElseGet(() -> new Copy(aipw.knownPropensity().orElseThrow())));
        if (outcomes.size() == 1) {
            String t = question.treatment();
            with = with.with(outcomes.getFirst().predict(TREATED_OUTCOME, Map.of(t, 1.0)))
                    .with(outcomes.getFirst().predict(CONTROL_OUTCOME, Map.of(t, 0.0)));
        } else {
            with = with.with(outcomes.get(0).predict(TREATED_OUTCOME))
                    .with(outcomes.get(1).predict(CONTROL_OUTCOME));
        }
        table = with.with(new Scores(question, score()));
        estimate = ScoredEstimate.of(
                description(question),
                new Uncertainty.Scored(
                        table,
                        question.treatment(),
                        question.outcome(),
                        SCORE,
                        DENOMINATOR,
                        aipw.weights(),
                        aipw.divisor()));
        requireFinite(question);
    }

    /** A score of infinity is a row that its propensity calls impossible, or an outcome model that ran away. */
    private void requireFinite(Question question) {
        if (!Double.isFinite(estimate.value()) || !Double.isFinite(estimate.standardError())) {
            throw new EstimationFailed("The scores of an effect must be finite; those of \"" + question.treatment()
                    + "\" on \"" + question.outcome() + "\" add up to " + estimate.value()
                    + " with the propensity score held inside [" + aipw.clip() + ", " + (1 - aipw.clip())
                    + "].\nMaybe some rows have a propensity score of 0 or 1: a clip of 0.01 keeps it away from them.");
        }
    }

    private Estimate.Description description(Question question) {
        return new Estimate.Description(
                "aipw", "aipw", "Doubly robust (AIPW)", question.target().words(), adjustment.assumptions(), List.of());
    }

    /** One of the columns above, as people call it. */
    public static String words(String column) {
        return column.startsWith(OURS) ? column.substring(OURS.length()) : column;
    }

    /** The formula of the scores. */
    Score score() {
        return new Score(adjustment.question().target(), aipw.clip());
    }

    public Aipw configuration() {
        return aipw;
    }

    public Adjustment adjustment() {
        return adjustment;
    }

    public Units units() {
        return units;
    }

    public ScoredEstimate estimate() {
        return estimate;
    }

    /** The units with the columns {@link #PROPENSITY}, {@link #TREATED_OUTCOME}, {@link #CONTROL_OUTCOME}, {@link #SCORE}. */
    public Table table() {
        return table;
    }

    /** The propensity models; empty when the propensity was known. */
    public Optional<CrossFitted> propensity() {
        return propensity;
    }

    /** One outcome model for both arms, or first the treated's and then the controls'. */
    public List<CrossFitted> outcomes() {
        return outcomes;
    }

    private record Copy(String from) implements RowFunction {
        @Override
        public List<String> inputs() {
            return List.of(from);
        }

        @Override
        public List<String> outputs() {
            return List.of(PROPENSITY);
        }

        @Override
        public void apply(Batch batch, double[][] out) {
            System.arraycopy(batch.numbers(0), batch.start(0), out[0], 0, batch.size());
        }
    }

    /** The two columns of scores. */
    private record Scores(Question question, Score score) implements RowFunction {
        @Override
        public List<String> inputs() {
            return List.of(question.treatment(), question.outcome(), PROPENSITY, TREATED_OUTCOME, CONTROL_OUTCOME);
        }

        @Override
        public List<String> outputs() {
            return List.of(SCORE, DENOMINATOR);
        }

        @Override
        public void apply(Batch batch, double[][] out) {
            double[] ts = batch.numbers(0);
            double[] ys = batch.numbers(1);
            double[] es = batch.numbers(2);
            double[] m1 = batch.numbers(3);
            double[] m0 = batch.numbers(4);
            for (int r = 0; r < batch.size(); r++) {
                double t = ts[batch.start(0) + r];
                out[0][r] = score.b(
                        t,
                        ys[batch.start(1) + r],
                        es[batch.start(2) + r],
                        m1[batch.start(3) + r],
                        m0[batch.start(4) + r]);
                out[1][r] = score.a(t);
            }
        }
    }
}
