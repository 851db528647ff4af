package dev.elsewise.study.yaml;

import dev.elsewise.data.Column;
import dev.elsewise.study.data.Derived;
import dev.elsewise.study.data.Filter;
import dev.elsewise.study.data.Named;
import dev.elsewise.study.data.Preparation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what every kind of study says of its data, and remembers each column that is named. */
public final class DataReader {
    private final List<Named> named = new ArrayList<>();

    /** Every column named so far. */
    public List<Named> named() {
        return named;
    }

    /** A column. */
    public String column(Yaml value) {
        return column(value.text(), value);
    }

    /** A column whose name is a key. */
    public String column(String name, Yaml under) {
        named.add(new Named(name, under.place()));
        return name;
    }

    /** Different columns. */
    public List<String> columns(Yaml value) {
        value.texts();
        return value.items().stream().map(this::column).toList();
    }

    /** The keys {@code data}, {@code columns}, {@code where} and {@code derive}, with every column that was named before. */
    public Preparation preparation(Yaml.Fields fields, Path folder) {
        return new Preparation(
                SourceReader.read(fields.require("data"), folder),
                fields.find("columns").map(this::kinds).orElse(Map.of()),
                fields.find("where").map(DataReader::filters).orElse(List.of()),
                fields.find("derive").map(DataReader::derived).orElse(List.of()),
                named);
    }

    private Map<String, Column.Kind> kinds(Yaml value) {
        Map<String, Column.Kind> kinds = new LinkedHashMap<>();
        value.entries()
                .forEach((name, kind) -> kinds.put(
                        column(name, kind),
                        Column.Kind.valueOf(kind.word(List.of("number", "category", "key", "truth"))
                                .toUpperCase(Locale.ROOT))));
        return kinds;
    }

    private static List<Filter> filters(Yaml value) {
        return value.oneOrMore().stream()
                .map(item -> item.fields("keep", "because"))
                .map(fields -> new Filter(
                        fields.require("keep").text(), fields.require("because").text()))
                .toList();
    }

    private static List<Derived> derived(Yaml value) {
        return value.entries().entrySet().stream()
                .map(entry -> new Derived(entry.getKey(), entry.getValue().text()))
                .toList();
    }
}
