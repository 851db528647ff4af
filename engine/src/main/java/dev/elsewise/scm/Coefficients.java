package dev.elsewise.scm;

/**
 * The best coefficients at given shapes: one vector for each block of rows. What {@link #follow} answers is what a change of the blocks' X'y
 * would do to them, limits kept: with it the search for shapes knows how coefficients follow.
 */
interface Coefficients {
    /** Block by block. */
    double[][] beta();

    /** What those of all units vary about. */
    double[] common();

    /** Which of them lie at a limit, or are pinned. */
    boolean[][] held();

    /** Which columns of a block are combinations of earlier ones, and were left out. */
    boolean[][] aliased();

    /** How many the data had to tell. */
    double freedom();

    /** What the coefficients cost beside the squares of residuals and the ridge. */
    double penalty();

    /** M⁻¹ c of the coefficients that are not held, M the matrix of the penalised normal equations. */
    double[][] follow(double[][] c);
}
