package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the edge list: a line is {@code a, b -> c -> d}, or {@code a <-> b}, or names alone, where {@code [latent]} may
 * follow.
 */
final class EdgeListReader {
    private static final String NAME = "a name (in double quotes if it has spaces)";

    private final Tokens tokens;
    private final Draft draft = new Draft();

    private EdgeListReader(Tokens tokens) {
        this.tokens = tokens;
    }

    static CausalGraph read(String text) {
        return new EdgeListReader(Tokens.ofEdgeList(text)).graph();
    }

    private CausalGraph graph() {
        while (tokens.peek().kind() != Token.Kind.END) {
            if (!endOfStatement(tokens.peek())) {
                statement();
            } else {
                tokens.take();
            }
        }
        return draft.graph(tokens.peek().line());
    }

    private void statement() {
        List<Token> left = names();
        left.forEach(draft::node);
        if (tokens.peek().isSign("[")) {
            attributes(left);
        }
        while (tokens.peek().kind() == Token.Kind.ARROW) {
            Token arrow = tokens.take();
            List<Token> right = names();
            draft.edges(left, arrow, right);
            left = right;
        }
        if (!endOfStatement(tokens.peek())) {
            throw tokens.peek().expected("->, <->, a comma or the end of the line");
        }
    }

    private List<Token> names() {
        List<Token> names = new ArrayList<>();
        do {
            Token name = tokens.take();
            if (!name.isName()) {
                throw name.expected(NAME);
            }
            names.add(name);
        } while (tokens.took(","));
        return names;
    }

    private void attributes(List<Token> names) {
        tokens.take();
        Token word = tokens.take();
        if (!word.isWord("latent") && !word.isWord("hidden")) {
            throw word.expected("latent or hidden");
        }
        if (!tokens.took("]")) {
            throw tokens.peek().expected("\"]\"");
        }
        names.forEach(draft::hide);
    }

    private static boolean endOfStatement(Token token) {
        return token.kind() == Token.Kind.NEWLINE || token.kind() == Token.Kind.END || token.isSign(";");
    }
}
