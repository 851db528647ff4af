/** The report of a media mix: one page that a marketer can read, and the details under it. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.report.mix;
