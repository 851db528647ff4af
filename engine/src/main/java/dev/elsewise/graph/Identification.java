package dev.elsewise.graph;

import dev.elsewise.error.EffectNotIdentified;
import dev.elsewise.question.Question;

/**
 * What the graph lets us estimate: a way of identification, or the reason why there is none. A value, to switch on or to
 * unwrap:
 *
 * <pre>{@code
 * String said = switch (graph.adjustmentFor(question)) {
 *     case Adjustment adjustment -> "adjust for " + adjustment.covariates();
 *     case NotIdentified<Adjustment> not -> not.because();
 * };
 * }</pre>
 *
 * @param <I> the way that was looked for
 */
public sealed interface Identification<I extends Identification<I>> permits Adjustment, NotIdentified {
    Question question();

    /**
     * The way of identification that was looked for.
     *
     * @throws EffectNotIdentified saying why there is none
     */
    I orThrow();
}
