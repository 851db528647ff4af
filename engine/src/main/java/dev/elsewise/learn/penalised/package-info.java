/**
 * Penalised least squares on dense columns: elastic net, ridge and lasso with limits on the coefficients, their
 * cross-validation, bounded least squares, and recursive elimination of columns.
 *
 * <p>Made for tens to thousands of rows and up to a few hundred columns. Everything after one pass over the rows works on
 * cross products, so refits cost little.
 */
package dev.elsewise.learn.penalised;
