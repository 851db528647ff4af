package dev.elsewise.decide;

import dev.elsewise.error.EstimationFailed;
import dev.elsewise.math.Kernels;

/**
 * What a plan is worth under an objective, and which spend it induces on the mediators that are charged, with their slopes. Amounts come in the
 * order of {@link Terms}, not of the surface. It owns its desk, so it belongs to one thread.
 */
final class Worth {
    private final Terms terms;
    private final int draws;
    private final double width;
    private final double[] now;
    private final double[] amounts;
    private final Response response;
    private final double[] weights;
    private double induced;
    private final double[] inducedSlope;
    private int calls;

    Worth(Terms terms, int draws, double width, double[] now) {
        this.terms = terms;
        this.draws = draws;
        this.width = width;
        this.now = now;
        this.amounts = new double[terms.size()];
        this.response = Response.of(terms.surface(), draws);
        this.weights = new double[draws];
        this.inducedSlope = new double[terms.size()];
    }

    Terms terms() {
        return terms;
    }

    double width() {
        return width;
    }

    /** The objective at a plan; NaN where the surface has no finite answer. */
    double at(double[] x) {
        place(x);
        terms.surface().respond(amounts, 0, draws, response);
        return score();
    }

    /** The objective at a plan, and its slope in each lever. */
    double at(double[] x, double[] slope) {
        place(x);
        terms.surface().respondWithSlopes(amounts, 0, draws, response);
        double worth = score();
        for (int i = 0; i < x.length; i++) {
            int j = terms.place(i);
            slope[i] = Kernels.dot(weights, response.outcomeSlopes()[j], draws);
            double sum = 0;
            for (int m : terms.charged()) {
                sum += Kernels.sum(response.inducedSlopes()[m][j], draws);
            }
            inducedSlope[i] = sum / draws;
            if (!Double.isFinite(slope[i] + inducedSlope[i])) {
                throw new EstimationFailed(
                        "The response to \"" + terms.name(i) + "\" has no finite slope at the amount " + Money.of(x[i])
                                + ".\nMaybe a lower bound above 0 keeps it where the response is known.");
            }
        }
        return worth;
    }

    /** Expected induced spend at the plan last looked at. */
    double induced() {
        return induced;
    }

    /** Its slope in each lever there. */
    double[] inducedSlope() {
        return inducedSlope;
    }

    /** The outcomes by draw at the plan last looked at. */
    double[] outcomes() {
        return response.outcome();
    }

    int calls() {
        return calls;
    }

    private void place(double[] x) {
        calls++;
        for (int i = 0; i < x.length; i++) {
            amounts[terms.place(i)] = x[i];
        }
    }

    private double score() {
        induced = 0;
        for (int m : terms.charged()) {
            induced += Kernels.sum(response.induced()[m], draws) / draws;
        }
        return Scoring.smooth(terms.objective(), response.outcome(), now, width, weights);
    }
}
