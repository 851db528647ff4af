package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a graph's text into names, arrows and signs. Two dialects share it: the edge list, where the end of a line ends a
 * statement, and the braced one of dagitty and DOT, where it does not, a colon starts a port, and {@code //},
 * {@code /* *}{@code /} are comments too.
 */
final class Tokens {
    private static final List<String> ARROWS = List.of("<->", "->", "<-", "--");
    private static final String SIGNS = ",;[]{}()=";

    private final String text;
    private final boolean braced;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int next;

    private Tokens(String text, boolean braced) {
        this.text = text;
        this.braced = braced;
    }

    static Tokens ofEdgeList(String text) {
        return new Tokens(text, false).cut();
    }

    static Tokens ofBraced(String text) {
        return new Tokens(text, true).cut();
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekBeyond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** The next token; the end stays the end. */
    Token take() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    /** Takes the sign if it comes next. */
    boolean took(String sign) {
        boolean here = peek().isSign(sign);
        if (here) {
            take();
        }
        return here;
    }

    private Tokens cut() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                if (!braced) {
                    add(Token.Kind.NEWLINE, "\n");
                }
                line++;
                at++;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#' || (braced && text.startsWith("//", at))) {
                skipTo(text.indexOf('\n', at));
            } else if (braced && text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw Token.error(line, "expected \"*/\" at the end of this comment.");
                }
                skipTo(end + 2);
            } else if (c == '"') {
                quoted();
            } else if (!arrow()) {
                signOrName(c);
            }
        }
        add(Token.Kind.END, "");
        return this;
    }

    private boolean arrow() {
        for (String arrow : ARROWS) {
            if (text.startsWith(arrow, at)) {
                add(Token.Kind.ARROW, arrow);
                at += arrow.length();
                return true;
            }
        }
        return false;
    }

    private void signOrName(char c) {
        if (SIGNS.indexOf(c) >= 0 || (braced && c == ':')) {
            add(Token.Kind.SIGN, String.valueOf(c));
            at++;
        } else if (braced && c == '<') {
            markup();
        } else if (endsName(at)) {
            throw Token.error(line, "expected a name, an arrow or a comma, found \"" + c + "\".");
        } else {
            int start = at;
            while (at < text.length() && !endsName(at)) {
                at++;
            }
            add(Token.Kind.NAME, text.substring(start, at));
        }
    }

    private boolean endsName(int position) {
        char c = text.charAt(position);
        return Character.isWhitespace(c)
                || SIGNS.indexOf(c) >= 0
                || "#\"<>".indexOf(c) >= 0
                || (braced && c == ':')
                || text.startsWith("->", position)
                || text.startsWith("--", position);
    }

    private void quoted() {
        int opened = line;
        StringBuilder name = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            if (c == '\n' && !braced) {
                break;
            }
            if (c == '\n') {
                line++;
            }
            boolean escape = c == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
            name.append(escape ? text.charAt(++at) : c);
        }
        if (at >= text.length() || text.charAt(at) != '"') {
            throw Token.error(
                    opened,
                    "expected a closing quote after \"" + name.toString().strip() + ".");
        }
        at++;
        tokens.add(new Token(Token.Kind.QUOTED, name.toString(), opened));
    }

    /** DOT's labels between angle brackets, which nest. */
    private void markup() {
        int opened = line;
        int start = at;
        int depth = 0;
        do {
            if (at >= text.length()) {
                throw Token.error(opened, "expected \">\" at the end of this label.");
            }
            char c = text.charAt(at++);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            line += c == '\n' ? 1 : 0;
        } while (depth > 0);
        tokens.add(new Token(Token.Kind.QUOTED, text.substring(start, at), opened));
    }

    private void skipTo(int end) {
        int stop = end < 0 ? text.length() : end;
        for (; at < stop; at++) {
            line += text.charAt(at) == '\n' ? 1 : 0;
        }
    }

    private void add(Token.Kind kind, String what) {
        tokens.add(new Token(kind, what, line));
    }
}
