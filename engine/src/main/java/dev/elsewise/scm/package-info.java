/**
 * Structural causal models over time: one mechanism for each node of a graph that is to be explained, fitted together, and worlds
 * made from them by abduction, action and prediction.
 */
package dev.elsewise.scm;
