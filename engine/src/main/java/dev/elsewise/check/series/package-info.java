/**
 * What a series and the residuals of a weekly model are judged by: normality, serial correlation, constant variance,
 * collinearity, unit roots, and the parts of a seasonal series. Arrays in, small records out; each says in words what it found
 * by {@code diagnostic()}. Series are in the order of time, without gaps; regressors are given as columns.
 */
package dev.elsewise.check.series;
