/** The report of a study: one HTML file that can be read without a network. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.report;
