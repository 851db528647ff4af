/** Causal graphs: what causes what, what that lets us estimate, and what it implies that data can test. */
package dev.elsewise.graph;
