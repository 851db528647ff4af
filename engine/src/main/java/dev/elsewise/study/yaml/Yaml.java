package dev.elsewise.study.yaml;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A value in a YAML 1.2 file that knows where it stands: {@code what} is the way to it ("question.treatment"), and every
 * complaint about it begins with the file and the line.
 */
public final class Yaml {
    private final String file;
    private final String what;
    private final Node node;

    private Yaml(String file, String what, Node node) {
        this.file = file;
        this.what = what;
        this.node = node;
    }

    /**
     * The one document of a file.
     *
     * @param file its name, for messages
     */
    public static Yaml parse(String text, String file) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(50)
                .build();
        try {
            Node root = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)))
                    .getSingleNode()
                    .orElseThrow(() -> new BadStudy(
                            file + " must say what to do; it is empty." + "\nMaybe begin with: version: 1"));
            return new Yaml(file, "", root);
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> " line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            throw new BadStudy(
                    file + where + ": this is not YAML: " + e.getProblem() + "."
                            + "\nMaybe a quote or a bracket is not closed, or the indentation is uneven.",
                    e);
        } catch (YamlEngineException e) {
            throw new BadStudy(file + ": this is not YAML: " + e.getMessage() + ".", e);
        }
    }

    /** Counted from 1. */
    public int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The way to this value, such as "estimators[2].folds". */
    public String what() {
        return what;
    }

    /** The file's name. */
    public String file() {
        return file;
    }

    /** "study.yaml line 12". */
    public String place() {
        return file + " line " + line();
    }

    public BadStudy wrong(String message) {
        return new BadStudy(place() + ": " + message);
    }

    public BadStudy wrong(String message, BadStudy cause) {
        return new BadStudy(place() + ": " + message, cause);
    }

    /** A complaint that this value is not what it must be. */
    public BadStudy mustBe(String expected) {
        return mustBe(expected, Guess.kind(isNothing(), node instanceof ScalarNode));
    }

    /** @param maybe what may have been meant: a sentence that begins after "Maybe" */
    public BadStudy mustBe(String expected, String maybe) {
        return wrong((what.isEmpty() ? "The file" : what) + " must be " + expected + "; found " + found() + ".\nMaybe "
                + maybe);
    }

    /** Whether nothing stands there. */
    public boolean isNothing() {
        return node.getTag().equals(Tag.NULL);
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isText() {
        return node instanceof ScalarNode && node.getTag().equals(Tag.STR);
    }

    public boolean isNumber() {
        return node instanceof ScalarNode
                && (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT));
    }

    /** A string. A plain {@code 5}, {@code true} or {@code null} is none; in quotes it is. */
    public String text() {
        if (isText()) {
            String value = scalar();
            if (value.isBlank()) {
                throw mustBe("a text that is not empty");
            }
            return value;
        }
        if (node instanceof ScalarNode && !node.getTag().equals(Tag.NULL)) {
            throw wrong(
                    what + " must be a text; found " + found() + ".\nMaybe put it in quotes: \"" + scalar() + "\".");
        }
        throw mustBe("a text");
    }

    /** A string of any characters, white space too. */
    public String characters() {
        return isText() && !scalar().isEmpty() ? scalar() : text();
    }

    /** One of a few words. */
    public String word(List<String> words) {
        return word(words, "another of these words says it, or the key is not needed.");
    }

    /** @param otherwise what may be meant by a word that is near none of them: a sentence that begins after "Maybe" */
    public String word(List<String> words, String otherwise) {
        if (isText() && words.contains(scalar())) {
            return scalar();
        }
        throw mustBe("one of " + String.join(", ", words), Guess.word(scalarOrEmpty(), words, otherwise));
    }

    /** A finite number. */
    public double number() {
        if (isNumber()) {
            try {
                double value = Double.parseDouble(scalar());
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException notDecimal) {
                // 0x10, .inf: nobody writes such a study on purpose.
            }
        }
        throw mustBe("a number", "write it in digits, with a point for the decimals and without a unit, as in 0.5.");
    }

    /** A number in [least, most]. */
    public double numberWithin(double least, double most) {
        double value = number();
        if (value < least || value > most) {
            throw mustBe(
                    "between " + Guess.plain(least) + " and " + Guess.plain(most), Guess.within(value, least, most));
        }
        return value;
    }

    public double numberAbove(double bound) {
        double value = number();
        if (value <= bound) {
            throw mustBe("more than " + Guess.plain(bound), Guess.above(value, bound));
        }
        return value;
    }

    /** A whole number that is at least {@code least}. */
    public long whole(long least) {
        if (node instanceof ScalarNode && node.getTag().equals(Tag.INT)) {
            try {
                long value = Long.parseLong(scalar());
                if (value >= least) {
                    return value;
                }
            } catch (NumberFormatException tooLargeOrNotDecimal) {
                // Said below.
            }
        }
        throw mustBe(
                "a whole number" + (least == Long.MIN_VALUE ? "" : ", at least " + least),
                Guess.whole(scalarOrEmpty(), least));
    }

    /** A whole number that is at least {@code least} and fits an int. */
    public int count(int least) {
        return count(least, Integer.MAX_VALUE);
    }

    /** A whole number in [least, most]. */
    public int count(int least, int most) {
        long value = whole(least);
        if (value > most) {
            throw mustBe("a whole number, at most " + most, most + " will do, the most there may be.");
        }
        return (int) value;
    }

    /** A day, as 2025-11-28. */
    public LocalDate date() {
        if (isText()) {
            try {
                return LocalDate.parse(scalar());
            } catch (DateTimeParseException notIso) {
                // Said below.
            }
        }
        throw mustBe("a day written as 2025-11-28", "the year does not stand first, or there is no such day.");
    }

    /** One of a few words, alone or with its options as in {@code ridge: {penalty: 1}}. */
    public Choice choice(List<String> words) {
        if (isText()) {
            return new Choice(word(words), this, true);
        }
        if (!isMap() || entries().size() != 1) {
            throw mustBe("one of " + String.join(", ", words) + ", or one of them with its options in a map");
        }
        Map.Entry<String, Yaml> only = entries().entrySet().iterator().next();
        if (!words.contains(only.getKey())) {
            throw wrong(what + " must be one of " + String.join(", ", words) + "; found \"" + only.getKey()
                    + "\".\nMaybe " + Guess.word(only.getKey(), words, "another of these words says it."));
        }
        return new Choice(only.getKey(), only.getValue(), false);
    }

    /** A word, and what stands beside it. */
    public record Choice(String word, Yaml value, boolean alone) {
        /** The word's options, of which there may be no others than these. */
        public Fields options(String... known) {
            return alone ? new Fields(value, Map.of()) : value.fields(known);
        }
    }

    public boolean truth() {
        if (node instanceof ScalarNode && node.getTag().equals(Tag.BOOL)) {
            return Boolean.parseBoolean(scalar());
        }
        throw mustBe("true or false", "there are quotes around it, or another word for it.");
    }

    public List<Yaml> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw mustBe("a list");
        }
        List<Node> nodes = sequence.getValue();
        return java.util.stream.IntStream.range(0, nodes.size())
                .mapToObj(i -> new Yaml(file, what + "[" + (i + 1) + "]", nodes.get(i)))
                .toList();
    }

    /** A list, or one value that stands for a list of one. */
    public List<Yaml> oneOrMore() {
        return isList() ? items() : List.of(this);
    }

    /** Different texts. */
    public List<String> texts() {
        List<String> texts = items().stream().map(Yaml::text).toList();
        if (texts.stream().distinct().count() < texts.size()) {
            throw mustBe("a list without repetition");
        }
        return texts;
    }

    /** What stands under each key, in order; any key will do. */
    public Map<String, Yaml> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw mustBe("a map (key: value)");
        }
        Map<String, Yaml> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new Yaml(file, "a key", tuple.getKeyNode()).mustBe("a word");
            }
            String path = what.isEmpty() ? key.getValue() : what + "." + key.getValue();
            Yaml value = new Yaml(file, path, tuple.getValueNode());
            Yaml earlier = entries.put(key.getValue(), value);
            if (earlier != null) {
                throw new Yaml(file, path, key)
                        .wrong(path + " stands there twice, first in line " + earlier.line()
                                + ".\nMaybe one of the two was left from before: keep the one that is meant.");
            }
        }
        return entries;
    }

    /** The line on which the key of an entry stands, which for a long value is not the value's own. */
    private int lineOfKey(String name) {
        return ((MappingNode) node)
                .getValue().stream()
                        .map(NodeTuple::getKeyNode)
                        .filter(key -> key instanceof ScalarNode scalar
                                && scalar.getValue().equals(name))
                        .flatMap(key -> key.getStartMark().stream())
                        .mapToInt(mark -> mark.getLine() + 1)
                        .findFirst()
                        .orElse(line());
    }

    /** What stands under the keys of this map, of which there may be no others than these. */
    public Fields fields(String... known) {
        return fields(List.of(known));
    }

    public Fields fields(List<String> known) {
        return fields("A study", known);
    }

    /** @param kind what a file is whose map this is, such as "A plan file" */
    public Fields fields(String kind, List<String> known) {
        Map<String, Yaml> entries = entries();
        String called = what.isEmpty() ? kind : what;
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                throw new BadStudy(file + " line " + lineOfKey(key) + ": " + called + " has no key \"" + key
                        + "\"; it may have " + String.join(", ", known) + "." + Nearest.hint(key, known));
            }
        }
        return new Fields(this, called, entries);
    }

    /**
     * The entries of a map whose keys were checked.
     *
     * @param called what the map is called in complaints, such as "mix.draws" or "A plan file"
     */
    public record Fields(Yaml map, String called, Map<String, Yaml> entries) {
        public Fields(Yaml map, Map<String, Yaml> entries) {
            this(map, map.what.isEmpty() ? "A study" : map.what, entries);
        }

        public Optional<Yaml> find(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        public boolean has(String key) {
            return entries.containsKey(key);
        }

        public Yaml require(String key) {
            return find(key)
                    .orElseThrow(() -> map.wrong(called + " must have the key \"" + key + "\"; found "
                            + (entries.isEmpty() ? "none" : String.join(", ", entries.keySet()))
                            + ".\nMaybe " + Guess.missing(key, map.what)));
        }

        public Optional<String> text(String key) {
            return find(key).map(Yaml::text);
        }
    }

    private String scalarOrEmpty() {
        return node instanceof ScalarNode ? scalar() : "";
    }

    private String scalar() {
        return ((ScalarNode) node).getValue();
    }

    private String found() {
        return switch (node) {
            case MappingNode m -> m.getValue().isEmpty() ? "an empty map" : "a map";
            case SequenceNode s -> s.getValue().isEmpty() ? "an empty list" : "a list";
            default -> node.getTag().equals(Tag.NULL) ? "nothing" : "\"" + scalar() + "\"";
        };
    }
}
