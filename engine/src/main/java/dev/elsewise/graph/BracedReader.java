package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code dag { … }} of dagitty and {@code digraph { … }} of Graphviz, which share most of their grammar. */
final class BracedReader {
    private static final Pattern OPENING = Pattern.compile(
            "(?:\\s++|#[^\\n]*+|//[^\\n]*+)*+(?:strict\\s+)?(digraph|graph|dag|pdag|mag|pag)\\s*+"
                    + "(?:\"[^\"]*+\"|[\\w.]++)?\\s*+\\{",
            Pattern.CASE_INSENSITIVE);

    private final Tokens tokens;
    private final Draft draft = new Draft();

    private BracedReader(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whether a text opens like one of this family, the members that cannot be read included. */
    static boolean recognises(String text) {
        Matcher opening = OPENING.matcher(text);
        return opening.lookingAt();
    }

    /** @param word what the text must open with, such as "dag" */
    static CausalGraph read(String text, String word) {
        return new BracedReader(Tokens.ofBraced(text)).graph(List.of(word));
    }

    static CausalGraph read(String text) {
        return new BracedReader(Tokens.ofBraced(text)).graph(List.of("dag", "digraph"));
    }

    private CausalGraph graph(List<String> words) {
        if (tokens.peek().isWord("strict")) {
            tokens.take();
        }
        Token opening = tokens.take();
        if (words.stream().noneMatch(opening::isWord)) {
            throw Token.error(
                    opening.line(),
                    "expected " + String.join(" or ", words) + ", found \"" + opening.text() + "\"."
                            + "\nMaybe draw it with directed edges only: a causal question needs one graph without cycles.");
        }
        if (tokens.peek().isName()) {
            tokens.take();
        }
        block(new HashMap<>());
        tokens.took(";");
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.peek().expected("the end of the text after the closing brace");
        }
        return draft.graph(tokens.peek().line());
    }

    /** Reads {@code { … }} and answers the nodes named in it; attribute defaults hold inside. */
    private List<Token> block(Map<String, Map<String, String>> defaults) {
        Token open = tokens.take();
        if (!open.isSign("{")) {
            throw open.expected("\"{\"");
        }
        Map<String, Map<String, String>> inner = new HashMap<>(defaults);
        Map<String, Token> named = new LinkedHashMap<>();
        while (!tokens.took("}")) {
            if (tokens.peek().kind() == Token.Kind.END) {
                throw tokens.peek().expected("\"}\" for the brace opened in line " + open.line());
            }
            if (!tokens.took(";") && !tokens.took(",")) {
                statement(inner).forEach(node -> named.putIfAbsent(node.text(), node));
            }
        }
        return List.copyOf(named.values());
    }

    private List<Token> statement(Map<String, Map<String, String>> defaults) {
        Token first = tokens.peek();
        if ((first.isWord("graph") || first.isWord("node") || first.isWord("edge"))
                && tokens.peekBeyond().isSign("[")) {
            tokens.take();
            defaults.merge(first.text().toLowerCase(Locale.ROOT), attributes(), BracedReader::over);
            return List.of();
        }
        if (first.isName() && tokens.peekBeyond().isSign("=")) {
            tokens.take();
            tokens.take();
            value();
            return List.of();
        }
        return nodesOrEdges(defaults);
    }

    private List<Token> nodesOrEdges(Map<String, Map<String, String>> defaults) {
        boolean single = tokens.peek().isName();
        List<List<Token>> ends = new ArrayList<>(List.of(end(defaults)));
        List<Token> arrows = new ArrayList<>();
        while (tokens.peek().kind() == Token.Kind.ARROW) {
            arrows.add(tokens.take());
            ends.add(end(defaults));
        }
        Map<String, String> own = attributes();
        if (arrows.isEmpty()) {
            if (single) {
                mark(ends.getFirst().getFirst(), over(defaults.getOrDefault("node", Map.of()), own));
            }
        } else {
            Map<String, String> all = over(defaults.getOrDefault("edge", Map.of()), own);
            for (int i = 0; i < arrows.size(); i++) {
                draft.edges(ends.get(i), directed(arrows.get(i), all), ends.get(i + 1));
            }
        }
        return ends.stream().flatMap(List::stream).toList();
    }

    /** One end of an edge: a node, or a group in braces. */
    private List<Token> end(Map<String, Map<String, String>> defaults) {
        if (tokens.peek().isWord("subgraph")) {
            tokens.take();
            if (tokens.peek().isName()) {
                tokens.take();
            }
        }
        if (tokens.peek().isSign("{")) {
            return block(defaults);
        }
        Token name = tokens.take();
        if (!name.isName()) {
            throw name.expected("a node or \"{\"");
        }
        draft.node(name);
        while (tokens.took(":")) {
            value();
        }
        return List.of(name);
    }

    /** DOT says with {@code dir} what the arrow does not: both ends are heads, or the head is at the back. */
    private static Token directed(Token arrow, Map<String, String> attributes) {
        String direction = attributes.getOrDefault("dir", "forward").toLowerCase(Locale.ROOT);
        if (!arrow.text().equals("->")) {
            return arrow;
        }
        String sign = switch (direction) {
            case "both" -> "<->";
            case "back" -> "<-";
            case "none" -> "--";
            default -> "->";
        };
        return new Token(Token.Kind.ARROW, sign, arrow.line());
    }

    private void mark(Token node, Map<String, String> attributes) {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            switch (attribute.getKey()) {
                case "latent", "l", "unobserved", "u" -> draft.hide(node);
                case "observed" -> {
                    if (attribute.getValue().equalsIgnoreCase("no")) {
                        draft.hide(node);
                    }
                }
                case "exposure", "e" -> draft.exposure(node);
                case "outcome", "o" -> draft.outcome(node);
                default -> {}
            }
        }
    }

    private Map<String, String> attributes() {
        Map<String, String> found = new LinkedHashMap<>();
        while (tokens.took("[")) {
            while (!tokens.took("]")) {
                if (tokens.took(",") || tokens.took(";")) {
                    continue;
                }
                Token key = tokens.take();
                if (!key.isName()) {
                    throw key.expected("an attribute or \"]\"");
                }
                found.put(key.text().toLowerCase(Locale.ROOT), tokens.took("=") ? value() : "");
            }
        }
        return found;
    }

    private String value() {
        Token value = tokens.take();
        if (!value.isName()) {
            throw value.expected("a value");
        }
        return value.text();
    }

    private static Map<String, String> over(Map<String, String> defaults, Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>(defaults);
        all.putAll(own);
        return all;
    }
}
