/**
 * Charts as values: each is an immutable record that draws itself as a small SVG, to stand in a page (where it takes on
 * the page's colours) or in a file of its own.
 */
@org.jspecify.annotations.NullMarked
package dev.elsewise.report.chart;
