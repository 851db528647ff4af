package dev.elsewise.data;

import dev.elsewise.error.BadStudy;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Where rows come from. */
public sealed interface Source {
    /**
     * Delimited text whose first line names the columns. What is empty is detected; what is given overrides the detection.
     * Empty fields, {@code NA} and {@code NULL} are missing values.
     *
     * @param columns only these columns are read, all when empty
     */
    record Csv(
            Path path,
            Optional<String> delimiter,
            Optional<String> quote,
            Optional<String> decimal,
            Optional<String> encoding,
            List<String> columns)
            implements Source {
        public Csv {
            columns = List.copyOf(columns);
        }

        public static Csv of(Path path) {
            return new Csv(path, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        }

        public Csv withDelimiter(String value) {
            return new Csv(path, Optional.of(value), quote, decimal, encoding, columns);
        }

        public Csv withQuote(String value) {
            return new Csv(path, delimiter, Optional.of(value), decimal, encoding, columns);
        }

        public Csv withDecimal(String value) {
            return new Csv(path, delimiter, quote, Optional.of(value), encoding, columns);
        }

        public Csv withEncoding(String value) {
            return new Csv(path, delimiter, quote, decimal, Optional.of(value), columns);
        }
    }

    /** A Parquet file. */
    record Parquet(Path path) implements Source {}

    /** One JSON object a line. */
    record JsonLines(Path path) implements Source {}

    /** A DuckDB file: a table's name, or a query over its tables. */
    record DuckDb(Path path, String tableOrQuery) implements Source {}

    /**
     * The MIND news-impression logs, exploded to one row a candidate with the columns of the public processed table.
     *
     * <p>Columns: {@code impression_id user_id timestamp news_id rank_position is_top_1 is_top_3 clicked history_len
     * candidate_set_size category subcategory title_length abstract_length hour day_of_week item_exposures item_clicks
     * item_ctr missing_news_metadata}, where the {@code item_} ones count over all rows that are read, the future included,
     * and {@code item_exposures_before}: in how many rows of earlier impressions (by time, then by line) the item stood.
     *
     * @param news the metadata; a candidate without a line there keeps its row and is marked
     * @param firstImpressions how many lines of {@code behaviors} are read, all when empty
     */
    record Mind(Path behaviors, Path news, OptionalLong firstImpressions) implements Source {
        /** All impressions. */
        public Mind(Path behaviors, Path news) {
            this(behaviors, news, OptionalLong.empty());
        }

        public Mind withFirstImpressions(long lines) {
            return new Mind(behaviors, news, OptionalLong.of(lines));
        }
    }

    /** The source that the file's name tells: {@code .csv .tsv .txt}, {@code .parquet}, {@code .jsonl .ndjson}. */
    static Source of(Path path) {
        Path file = path.getFileName();
        String name = (file == null ? "" : file.toString()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz")) {
            name = name.substring(0, name.length() - 3);
        }
        if (name.endsWith(".parquet")) {
            return new Parquet(path);
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
            return new JsonLines(path);
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
            return Csv.of(path);
        }
        throw new BadStudy("A data file is told by its name: .csv, .tsv, .txt, .parquet, .jsonl or .ndjson; found \""
                + name + "\".\nMaybe say which it is: data: {csv: " + name + "}.");
    }

    /** This source with only some columns read, where the format can leave columns out. */
    default Source reading(List<String> only) {
        return switch (this) {
            case Csv csv -> new Csv(csv.path, csv.delimiter, csv.quote, csv.decimal, csv.encoding, only);
            case Parquet p -> p;
            case JsonLines j -> j;
            case DuckDb d -> d;
            case Mind m -> m;
        };
    }
}
