package dev.elsewise.app;

import java.io.PrintWriter;

/**
 * Where a command speaks.
 *
 * @param out for answers
 * @param err for everything else
 * @param watched whether a person sees {@code err} as it is written: then there is a progress bar
 */
record Terminal(PrintWriter out, PrintWriter err, boolean watched) {
    Terminal unwatched() {
        return new Terminal(out, err, false);
    }
}
