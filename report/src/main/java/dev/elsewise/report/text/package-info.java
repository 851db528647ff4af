/** How numbers and foreign text are printed, in charts and pages alike. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.report.text;
