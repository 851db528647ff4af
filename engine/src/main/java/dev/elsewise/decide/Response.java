package dev.elsewise.decide;

/**
 * Where a surface writes its answer, draw by draw: place 0 of each row belongs to the first draw that was asked for.
 *
 * @param outcome incremental outcome of the plan, in money, by draw
 * @param induced spend that the plan causes on a mediator, in money, by mediator and draw
 * @param outcomeSlopes derivative of the outcome with respect to each lever's amount, by lever and draw
 * @param inducedSlopes the same for the induced spend, by mediator, lever and draw
 */
@SuppressWarnings("ArrayRecordComponent") // A desk to write on, not a value.
public record Response(double[] outcome, double[][] induced, double[][] outcomeSlopes, double[][][] inducedSlopes) {
    /** A desk for that many draws of a surface. */
    public static Response of(ResponseSurface surface, int draws) {
        int levers = surface.levers().size();
        int mediators = surface.mediators().size();
        return new Response(
                new double[draws],
                new double[mediators][draws],
                new double[levers][draws],
                new double[mediators][levers][draws]);
    }
}
