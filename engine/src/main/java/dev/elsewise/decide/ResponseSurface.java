package dev.elsewise.decide;

import java.util.List;

/**
 * What a model says about plans: for an amount of money on each lever, the expected incremental outcome over the window of the
 * plan, in money, and the spend on mediators that the plan causes, both for each draw of the model's uncertainty.
 *
 * <p>Implementations are immutable and answer several threads at once. Draws are exchangeable: the first few stand for all
 * in a first search. The optimiser matches levers by name, never by place.
 */
public interface ResponseSurface {
    /** The levers, with different names; amounts and slopes come in this order. */
    List<Lever> levers();

    /** How many draws there are; 1 for a point estimate. */
    int draws();

    /** The mediators whose spend a plan moves, such as paid search; none unless a surface says so. */
    default List<String> mediators() {
        return List.of();
    }

    /** In which unit messages and warnings say amounts; that of the surface unless it says otherwise. */
    default Wording wording() {
        return Wording.PLAIN;
    }

    /**
     * Outcome and induced spend of a plan in the draws from, …, to − 1.
     *
     * @param amounts money on each lever, each zero or more
     */
    void respond(double[] amounts, int from, int to, Response into);

    /**
     * The same with slopes, which must be finite: where a response is infinitely steep at 0, that of a little above 0. Unless a surface knows better: by central differences, whose step is 1e-5 of the lever's amount
     * (of its usual amount, where it is near 0, with a one-sided difference of second order at 0), accurate to about nine digits
     * where the response is smooth. Cost: two calls of {@link #respond} a lever.
     */
    default void respondWithSlopes(double[] amounts, int from, int to, Response into) {
        Differences.slopes(this, amounts, from, to, into);
        respond(amounts, from, to, into);
    }
}
