/** The study of a media mix: its file, the call that runs it, and what it found. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.study.mix;
