/** The command line: reads the words, calls the engine, prints, and answers with an exit code. */
@org.jspecify.annotations.NullMarked
package dev.elsewise.app;
