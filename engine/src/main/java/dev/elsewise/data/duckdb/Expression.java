package dev.elsewise.data.duckdb;

import dev.elsewise.data.Schema;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row-wise scalar expression that was looked at word by word: only columns of the table, literals, operators and the
 * functions of {@link ExpressionWords}; {@code row} is the row's ordinal. Written again with quoted columns, and with decimal literals as doubles, so that
 * 0.1 means here what it means everywhere else.
 *
 * @param sql the expression as the database gets it
 * @param reads the columns in it
 */
record Expression(String sql, Set<String> reads) {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<space>\\s+)\
            |(?<comment>--|/\\*)\
            |(?<text>'(?:[^']|'')*')\
            |(?<quoted>"(?:[^"]|"")*")\
            |(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\
            |(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)\
            |(?<sign>::|\\|\\||<=|>=|<>|!=|==|//|\\*\\*|[-+*/%^=<>(),])""");

    private enum Kind {
        TEXT,
        QUOTED,
        NUMBER,
        WORD,
        SIGN
    }

    private record Token(Kind kind, String text) {
        String word() {
            return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
        }

        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }
    }

    /**
     * Reads an expression over the columns of a table.
     *
     * @throws BadStudy naming the word that does not belong
     */
    static Expression of(String expression, Schema schema) {
        return new Reader(expression, schema).read();
    }

    private static final class Reader {
        private final String expression;
        private final Schema schema;
        private final Map<String, String> columns = new HashMap<>();
        private final List<Token> tokens;
        private final Set<String> reads = new LinkedHashSet<>();

        Reader(String expression, Schema schema) {
            this.expression = expression;
            this.schema = schema;
            schema.names().forEach(n -> columns.put(n.toLowerCase(Locale.ROOT), n));
            tokens = tokens(expression);
        }

        Expression read() {
            if (tokens.isEmpty()) {
                throw new BadStudy("An expression must not be empty.\nMaybe its column is missing.");
            }
            StringBuilder sql = new StringBuilder();
            for (int i = 0; i < tokens.size(); i++) {
                if (i > 0) {
                    sql.append(' ');
                }
                sql.append(rewritten(i));
            }
            return new Expression(sql.toString(), reads);
        }

        private String rewritten(int i) {
            Token token = tokens.get(i);
            return switch (token.kind()) {
                case TEXT, SIGN -> token.text();
                case NUMBER ->
                    token.text().contains(".") && !token.text().matches(".*[eE].*")
                            ? token.text() + "e0"
                            : token.text();
                case QUOTED -> quoted(token, i);
                case WORD -> word(token, i);
            };
        }

        private String quoted(Token token, int i) {
            String name = token.text().substring(1, token.text().length() - 1).replace("\"\"", "\"");
            if (next(i).is("(")) {
                throw refused(name, "a quoted name is a column, not a function");
            }
            return column(name);
        }

        private String word(Token token, int i) {
            String word = token.word();
            if (word.equals("if") && !next(i).is("(")) {
                return column(token.text());
            }
            if (next(i).is("(") && ExpressionWords.FUNCTIONS.contains(word)) {
                return token.text();
            }
            boolean typeExpected = previous(i).is("::") || previous(i).word().equals("as");
            if (typeExpected && ExpressionWords.TYPES.contains(word)) {
                return token.text();
            }
            if (word.equals("precision") && previous(i).word().equals("double")) {
                return token.text();
            }
            if (next(i).kind() == Kind.TEXT
                    && Set.of("date", "timestamp", "interval", "time").contains(word)) {
                return token.text();
            }
            if (word.equals("interval") && next(i).kind() == Kind.NUMBER) {
                return token.text();
            }
            if (ExpressionWords.PARTS.contains(word) && partExpected(i)) {
                return token.text();
            }
            if (word.equals("from")
                    ? previous(i).word().equals("distinct") || partOfExtract(i)
                    : ExpressionWords.OPERATORS.contains(word)) {
                return token.text();
            }
            if (!next(i).is("(") && columns.containsKey(word)) {
                return column(token.text());
            }
            if (word.equals("row") && !next(i).is("(")) {
                return Sql.ORDINAL;
            }
            String because = ExpressionWords.REFUSED.get(word);
            if (because != null) {
                throw refused(token.text(), because);
            }
            if (next(i).is("(")) {
                throw new BadStudy("Expressions are made of row-wise functions; \"" + token.text() + "\" in \""
                        + expression + "\" is none of those known here."
                        + Nearest.hint(word, new TreeSet<>(ExpressionWords.FUNCTIONS)));
            }
            return column(token.text());
        }

        private boolean partExpected(int i) {
            Token before = previous(i);
            boolean ofInterval = (before.kind() == Kind.NUMBER || before.kind() == Kind.TEXT)
                    && previous(i - 1).word().equals("interval");
            boolean ofExtract = before.is("(") && previous(i - 1).word().equals("extract");
            return ofInterval || ofExtract;
        }

        private boolean partOfExtract(int i) {
            return i >= 3 && previous(i - 1).is("(") && previous(i - 2).word().equals("extract");
        }

        private String column(String name) {
            String found = columns.get(name.toLowerCase(Locale.ROOT));
            if (found == null) {
                throw new BadStudy("The table has no column \"" + name + "\", which \"" + expression
                        + "\" reads; it has " + schema.names() + "." + Nearest.hint(name, schema.names()));
            }
            reads.add(found);
            return Sql.name(found);
        }

        private BadStudy refused(String word, String because) {
            return new BadStudy("An expression must be row-wise; \"" + word + "\" in \"" + expression + "\" is not: "
                    + because + ".\nMaybe compute the column where the data are made; here it sees one row alone.");
        }

        private Token next(int i) {
            return i + 1 < tokens.size() ? tokens.get(i + 1) : new Token(Kind.SIGN, "");
        }

        private Token previous(int i) {
            return i > 0 && i <= tokens.size() ? tokens.get(i - 1) : new Token(Kind.SIGN, "");
        }

        private List<Token> tokens(String text) {
            List<Token> found = new ArrayList<>();
            Matcher matcher = TOKEN.matcher(text);
            int depth = 0;
            for (int at = 0; at < text.length(); at = matcher.end()) {
                matcher.region(at, text.length());
                if (!matcher.lookingAt()) {
                    throw refused(Character.toString(text.codePointAt(at)), "the sign has no place in an expression");
                }
                if (matcher.group("comment") != null) {
                    throw refused(matcher.group(), "comments have no place in an expression");
                }
                for (Kind kind : Kind.values()) {
                    String part = matcher.group(kind.name().toLowerCase(Locale.ROOT));
                    if (part != null) {
                        found.add(new Token(kind, part));
                        depth += part.equals("(") ? 1 : part.equals(")") ? -1 : 0;
                    }
                }
                if (depth < 0) {
                    break;
                }
            }
            if (depth != 0) {
                throw new BadStudy("Parentheses must match; in \"" + text
                        + "\" they do not.\nMaybe one is missing, or one too many.");
            }
            return found;
        }
    }
}
