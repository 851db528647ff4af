package dev.elsewise.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command: the words it takes, and what it does. Making one loads nothing of the engine. */
interface Verb {
    /** Its words. Written out, not annotated: reading annotations would cost every start some milliseconds. */
    CommandSpec spec();

    /** Does it; what goes wrong is thrown. */
    ExitCode run(ParseResult words, Terminal terminal);
}
