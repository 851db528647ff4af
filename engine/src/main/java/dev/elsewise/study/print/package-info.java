/** How results are printed: JSON, text for a terminal, CSV. Shared by the kinds of study; not exported. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.study.print;
