package dev.elsewise.scm;

/** What worlds need of a fitted mechanism. */
sealed interface Fitted extends FittedMechanism permits FittedSum, FittedTrees {
    /** Whether changes were fitted: then what is left over in one period stays in all later ones. */
    boolean differenced();

    /** Its terms' layout. */
    Layout layout();

    /** The values of all shape parameters. */
    double[] theta();

    /** The mechanism of which the draws of a bootstrap are made. */
    Fitted made();

    /** The sum of terms, by rows. */
    void predictor(Series of, double[] out);

    /**
     * How far that sum moves when some columns change, by rows.
     *
     * @param after whose changed columns say so
     * @param step from how far the sum moves in a row to how far the node does, which lags pass on
     */
    void change(Series before, Series after, Step step, double[] out);

    /** From how far a node's sum of terms moves to how far the node does, on the same scale. */
    interface Step {
        /** Nothing but the sum is asked for. */
        Step NONE = new Step() {
            @Override
            public double at(int row, double moved) {
                return moved;
            }

            @Override
            public void all(double[] moved) {
                // It is asked for as it is.
            }
        };

        double at(int row, double moved);

        /** The same of every row, where none waits for another: in the place of how far the sum moves. */
        default void all(double[] moved) {
            for (int r = 0; r < moved.length; r++) {
                moved[r] = at(r, moved[r]);
            }
        }
    }
}
