/** Drawings of causal graphs: laid out in layers from causes to effects, written as SVG. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.report.graph;
