package dev.elsewise.data.duckdb;

import dev.elsewise.data.Source;
import dev.elsewise.error.BadData;
import dev.elsewise.error.ElsewiseException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Builds the impression table from MIND's two files: one row a candidate, in file order and then in the order of the
 * slate. Everything runs in the database, which streams the files and may spill.
 */
final class MindImport {
    private final Database database;
    private final Source.Mind source;
    private final boolean onDisk;

    private MindImport(DuckDbStore store, Source.Mind source) {
        this.database = store.database();
        this.source = source;
        DataFile.requireReadable(source.behaviors());
        DataFile.requireReadable(source.news());
        this.onDisk = store.onDisk(12 * DataFile.textSize(source.behaviors()));
    }

    /** The name of the table that was made. */
    static String of(DuckDbStore store, Source.Mind source) {
        return new MindImport(store, source).table();
    }

    private String table() {
        String slates = slates();
        String candidates = candidates(slates);
        String news = news();
        String table = database.table(onDisk);
        database.execute("""
                CREATE TABLE %s AS
                WITH item AS (
                    SELECT news_id, count(*) AS exposures, CAST(sum(clicked) AS BIGINT) AS clicks
                    FROM %s GROUP BY news_id
                ), exposed AS (
                    SELECT *, rank() OVER (PARTITION BY news_id ORDER BY "timestamp", line) - 1 AS before FROM %s
                )
                SELECT
                    c.impression_id, c.user_id, c."timestamp", c.news_id,
                    CAST(c.rank_position AS SMALLINT) AS rank_position,
                    CAST(c.rank_position = 1 AS TINYINT) AS is_top_1,
                    CAST(c.rank_position <= 3 AS TINYINT) AS is_top_3,
                    c.clicked, c.history_len, c.candidate_set_size,
                    coalesce(n.category, 'unknown') AS category,
                    coalesce(n.subcategory, 'unknown') AS subcategory,
                    coalesce(n.title_length, 0) AS title_length,
                    coalesce(n.abstract_length, 0) AS abstract_length,
                    CAST(hour(c."timestamp") AS TINYINT) AS hour,
                    CAST(isodow(c."timestamp") - 1 AS TINYINT) AS day_of_week,
                    item.exposures AS item_exposures,
                    item.clicks AS item_clicks,
                    item.clicks / item.exposures AS item_ctr,
                    CAST(n.news_id IS NULL AS TINYINT) AS missing_news_metadata,
                    c.before AS item_exposures_before
                FROM exposed c JOIN item ON item.news_id = c.news_id LEFT JOIN %s n ON n.news_id = c.news_id
                ORDER BY c.line, c.rank_position
                """.formatted(table, candidates, candidates, news));
        for (String done : List.of(slates, candidates, news)) {
            database.execute("DROP TABLE " + done);
        }
        return table;
    }

    private String slates() {
        String table = database.table(onDisk);
        String limit = source.firstImpressions().isPresent()
                ? " LIMIT " + source.firstImpressions().getAsLong()
                : "";
        database.execute(
                """
                CREATE TABLE %s AS
                SELECT
                    row_number() OVER () AS line, impression_id, user_id, time,
                    try_strptime(time, '%%m/%%d/%%Y %%I:%%M:%%S %%p') AS "timestamp",
                    CAST(%s AS BIGINT) AS history_len,
                    string_split(trim(slate), ' ') AS slate
                FROM (SELECT * FROM read_csv(%s, header = false, delim = '\t', quote = '', escape = '',
                    strict_mode = true, columns = {
                    'impression_id': 'BIGINT', 'user_id': 'VARCHAR', 'time': 'VARCHAR', 'history': 'VARCHAR',
                    'slate': 'VARCHAR'})%s)
                """.formatted(table, words("history"), Sql.text(source.behaviors()), limit),
                e -> failure(source.behaviors(), "5 fields: impression id, user id, time, history, impressions", e));
        refuseAny(
                "SELECT line, coalesce(time, '') FROM " + table + " WHERE \"timestamp\" IS NULL ORDER BY line LIMIT 1",
                "Each line's time must look like 11/15/2019 10:22:32 AM");
        refuseAny(
                "SELECT line, '' FROM " + table + " WHERE slate IS NULL ORDER BY line LIMIT 1",
                "Each line must list at least one candidate");
        return table;
    }

    private String candidates(String slates) {
        String table = database.table(onDisk);
        database.execute("""
                CREATE TABLE %s AS
                SELECT
                    line, impression_id, user_id, "timestamp", history_len, candidate_set_size, rank_position, candidate,
                    regexp_extract(candidate, '^(.+)-[01]$', 1) AS news_id,
                    CAST(right(candidate, 1) = '1' AS TINYINT) AS clicked
                FROM (
                    SELECT
                        line, impression_id, user_id, "timestamp", history_len,
                        CAST(len(slate) AS INTEGER) AS candidate_set_size,
                        unnest(slate) AS candidate, generate_subscripts(slate, 1) AS rank_position
                    FROM %s)
                """.formatted(table, slates));
        refuseAny(
                "SELECT line, candidate FROM " + table + " WHERE news_id = '' ORDER BY line, rank_position LIMIT 1",
                "Each candidate must be a news id with its label, as in N55689-1");
        return table;
    }

    private String news() {
        String table = database.table(onDisk);
        database.execute(
                """
                CREATE TABLE %s AS
                SELECT DISTINCT ON (news_id)
                    news_id, category, subcategory,
                    CAST(%s AS INTEGER) AS title_length, CAST(%s AS INTEGER) AS abstract_length
                FROM (SELECT *, row_number() OVER () AS line FROM read_csv(%s, header = false, delim = '\t', quote = '',
                    escape = '', strict_mode = true, columns = {
                    'news_id': 'VARCHAR', 'category': 'VARCHAR', 'subcategory': 'VARCHAR', 'title': 'VARCHAR',
                    'abstract': 'VARCHAR', 'url': 'VARCHAR', 'title_entities': 'VARCHAR',
                    'abstract_entities': 'VARCHAR'}))
                ORDER BY news_id, line
                """.formatted(table, words("title"), words("abstract"), Sql.text(source.news())),
                e -> failure(
                        source.news(), "8 fields: news id, category, subcategory, title, abstract, url, entities", e));
        return table;
    }

    /** How many words a text has; none when it is missing. */
    private static String words(String text) {
        return "coalesce(len(regexp_extract_all(" + text + ", '[^\\s\\p{Z}]+')), 0)";
    }

    private void refuseAny(String sql, String rule) {
        List<List<String>> found = database.rows(sql);
        if (!found.isEmpty()) {
            String value = found.getFirst().get(1);
            throw new BadData(rule + "; line " + found.getFirst().getFirst() + " of \"" + source.behaviors() + "\" has "
                    + (value.isEmpty() ? "none" : "\"" + value + "\"")
                    + ".\nMaybe the line was cut off, or it is not the behaviors file.");
        }
    }

    private static ElsewiseException failure(Path path, String fields, SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Invalid Input Error") || message.startsWith("Conversion Error")) {
            CsvFault fault = CsvFault.of(e);
            return new BadData(
                    "Each line of \"" + path + "\" must have " + fields + fault.where() + ": " + fault.reason()
                            + "\nMaybe it is another file of the data set.",
                    e);
        }
        return Database.unexpected(e);
    }
}
