package dev.elsewise.study.yaml;

import dev.elsewise.data.Source;
import dev.elsewise.error.BadStudy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads {@code data:} of a study file. */
public final class SourceReader {
    private static final List<String> FORMATS = List.of("csv", "parquet", "json", "duckdb", "mind");

    private SourceReader() {}

    public static Source read(Yaml data, Path folder) {
        if (data.isText()) {
            try {
                return Source.of(path(data, folder));
            } catch (BadStudy e) {
                throw data.wrong(String.valueOf(e.getMessage()), e);
            }
        }
        if (!data.isMap()) {
            throw data.mustBe("a file, or one of " + FORMATS + " with its options");
        }
        Set<String> keys = data.entries().keySet();
        List<String> formats = FORMATS.stream().filter(keys::contains).toList();
        if (formats.size() != 1) {
            // An unknown key is said first: it is the likelier mistake.
            data.fields(
                    "csv",
                    "parquet",
                    "json",
                    "duckdb",
                    "mind",
                    "delimiter",
                    "quote",
                    "decimal",
                    "encoding",
                    "columns",
                    "table",
                    "query");
            throw data.mustBe("of one format, told by one of the keys " + String.join(", ", FORMATS));
        }
        return switch (formats.getFirst()) {
            case "csv" -> csv(data.fields("csv", "delimiter", "quote", "decimal", "encoding", "columns"), folder);
            case "parquet" -> new Source.Parquet(path(data.fields("parquet").require("parquet"), folder));
            case "json" -> new Source.JsonLines(path(data.fields("json").require("json"), folder));
            case "duckdb" -> duckDb(data, folder);
            default -> mind(data.fields("mind").require("mind"), folder);
        };
    }

    private static Source csv(Yaml.Fields fields, Path folder) {
        Source.Csv csv = Source.Csv.of(path(fields.require("csv"), folder));
        csv = with(csv, fields, "delimiter", Source.Csv::withDelimiter);
        csv = with(csv, fields, "quote", Source.Csv::withQuote);
        csv = with(csv, fields, "decimal", Source.Csv::withDecimal);
        csv = with(csv, fields, "encoding", Source.Csv::withEncoding);
        return fields.find("columns").map(Yaml::texts).<Source>map(csv::reading).orElse(csv);
    }

    private static Source.Csv with(
            Source.Csv csv, Yaml.Fields fields, String key, BiFunction<Source.Csv, String, Source.Csv> option) {
        return fields.find(key)
                .map(Yaml::characters)
                .map(value -> option.apply(csv, value))
                .orElse(csv);
    }

    private static Source duckDb(Yaml data, Path folder) {
        Yaml.Fields fields = data.fields("duckdb", "table", "query");
        if (fields.has("table") == fields.has("query")) {
            throw data.mustBe("{duckdb: FILE, table: NAME} or {duckdb: FILE, query: SQL}");
        }
        String what = fields.has("table") ? "table" : "query";
        return new Source.DuckDb(
                path(fields.require("duckdb"), folder), fields.require(what).text());
    }

    private static Source mind(Yaml mind, Path folder) {
        Yaml.Fields fields = mind.fields("behaviors", "news", "firstImpressions");
        Source.Mind whole =
                new Source.Mind(path(fields.require("behaviors"), folder), path(fields.require("news"), folder));
        return fields.find("firstImpressions")
                .map(n -> whole.withFirstImpressions(n.whole(1)))
                .orElse(whole);
    }

    private static Path path(Yaml value, Path folder) {
        try {
            return folder.resolve(value.text()).normalize();
        } catch (InvalidPathException e) {
            throw value.mustBe("a file");
        }
    }
}
