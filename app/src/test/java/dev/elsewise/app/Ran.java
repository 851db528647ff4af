package dev.elsewise.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** A command line that was run in this JVM. */
record Ran(int code, String out, String err) {
    static Ran elsewise(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(
                Arrays.stream(words).map(String::valueOf).toArray(String[]::new),
                new Terminal(new PrintWriter(out), new PrintWriter(err), false));
        return new Ran(code, out.toString(), err.toString());
    }
}
