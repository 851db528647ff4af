/** A page as a value: pieces of HTML, tables, sections, and the frame that all reports share. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.report.page;
