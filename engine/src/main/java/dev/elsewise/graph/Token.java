package dev.elsewise.graph;

import dev.elsewise.error.BadStudy;

/**
 * A piece of a graph's text.
 *
 * @param text the name without its quotes, or the sign itself
 * @param line counted from 1
 */
record Token(Kind kind, String text, int line) {
    enum Kind {
        NAME,
        QUOTED,
        ARROW,
        SIGN,
        NEWLINE,
        END
    }

    boolean isName() {
        return kind == Kind.NAME || kind == Kind.QUOTED;
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** A bare word, whatever its case; a quoted one is always a name. */
    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    BadStudy expected(String what) {
        return error(line, "expected " + what + ", found " + found() + ".");
    }

    static BadStudy error(int line, String message) {
        return new BadStudy("Line " + line + " of the graph: " + message);
    }

    private String found() {
        return switch (kind) {
            case NEWLINE -> "the end of the line";
            case END -> "the end of the text";
            case NAME, QUOTED, ARROW, SIGN -> Words.quoted(text);
        };
    }
}
