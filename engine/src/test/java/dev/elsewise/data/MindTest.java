package dev.elsewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Workspace.Options;
import dev.elsewise.data.Workspace.Placement;
import dev.elsewise.error.BadData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A MIND-format pair of four impressions, worked out by hand: in time they stand in the order 1, 3, 2, 4. */
class MindTest {
    private static final Path BEHAVIORS = resource("behaviors.tsv");
    private static final Path NEWS = resource("news.tsv");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"MEMORY", "DISK"})
    void buildsOneRowACandidate(Placement placement) {
        try (Workspace workspace = Workspace.open(Options.withDefaults().withPlacement(placement))) {
            Table table = workspace.open(new Source.Mind(BEHAVIORS, NEWS));
            assertThat(table.schema().names())
                    .containsExactly(
                            "impression_id",
                            "user_id",
                            "timestamp",
                            "news_id",
                            "rank_position",
                            "is_top_1",
                            "is_top_3",
                            "clicked",
                            "history_len",
                            "candidate_set_size",
                            "category",
                            "subcategory",
                            "title_length",
                            "abstract_length",
                            "hour",
                            "day_of_week",
                            "item_exposures",
                            "item_clicks",
                            "item_ctr",
                            "missing_news_metadata",
                            "item_exposures_before");
            numbers(table, "impression_id", 1, 1, 2, 2, 2, 2, 3, 4, 4, 4);
            names(table, "user_id", "U1", "U1", "U2", "U2", "U2", "U2", "U1", "U3", "U3", "U3");
            double[] times = {
                micros("2019-11-11T09:05:58"),
                micros("2019-11-12T00:00:01"),
                micros("2019-11-11T12:30:00"),
                micros("2020-01-04T23:59:59")
            };
            assertThat(table.schema().column("timestamp").kind()).isEqualTo(Column.Kind.TIME);
            numbers(
                    table,
                    "timestamp",
                    times[0],
                    times[0],
                    times[1],
                    times[1],
                    times[1],
                    times[1],
                    times[2],
                    times[3],
                    times[3],
                    times[3]);
            names(table, "news_id", "N1", "N2", "N2", "N1", "N3-4", "N5", "N5", "N1", "N5", "N2");
            numbers(table, "rank_position", 1, 2, 1, 2, 3, 4, 1, 1, 2, 3);
            numbers(table, "is_top_1", 1, 0, 1, 0, 0, 0, 1, 1, 0, 0);
            numbers(table, "is_top_3", 1, 1, 1, 1, 1, 0, 1, 1, 1, 1);
            numbers(table, "clicked", 1, 0, 0, 0, 1, 0, 1, 0, 0, 1);
            numbers(table, "history_len", 3, 3, 0, 0, 0, 0, 1, 2, 2, 2);
            numbers(table, "candidate_set_size", 2, 2, 4, 4, 4, 4, 1, 3, 3, 3);
            names(
                    table,
                    "category",
                    "news",
                    "sports",
                    "sports",
                    "news",
                    "finance",
                    "unknown",
                    "unknown",
                    "news",
                    "unknown",
                    "sports");
            names(
                    table,
                    "subcategory",
                    "newspolitics",
                    "football_nfl",
                    "football_nfl",
                    "newspolitics",
                    "markets",
                    "unknown",
                    "unknown",
                    "newspolitics",
                    "unknown",
                    "football_nfl");
            numbers(table, "title_length", 2, 1, 1, 2, 5, 0, 0, 2, 0, 1);
            numbers(table, "abstract_length", 5, 0, 0, 5, 1, 0, 0, 5, 0, 0);
            numbers(table, "hour", 9, 9, 0, 0, 0, 0, 12, 23, 23, 23);
            numbers(table, "day_of_week", 0, 0, 1, 1, 1, 1, 0, 5, 5, 5);
            numbers(table, "item_exposures", 3, 3, 3, 3, 1, 3, 3, 3, 3, 3);
            numbers(table, "item_clicks", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
            double third = 1.0 / 3;
            numbers(table, "item_ctr", third, third, third, third, 1, third, third, third, third, third);
            numbers(table, "missing_news_metadata", 0, 0, 0, 0, 0, 1, 1, 0, 1, 0);
            numbers(table, "item_exposures_before", 0, 0, 1, 1, 0, 1, 0, 2, 2, 2);
        }
    }

    @Test
    void theFirstImpressionsCountOnlyThemselves() {
        try (Workspace workspace = Workspace.open()) {
            Table table = workspace.open(new Source.Mind(BEHAVIORS, NEWS).withFirstImpressions(2));
            numbers(table, "impression_id", 1, 1, 2, 2, 2, 2);
            numbers(table, "item_exposures", 2, 2, 2, 2, 1, 1);
            numbers(table, "item_clicks", 1, 0, 0, 1, 1, 0);
            numbers(table, "item_exposures_before", 0, 0, 1, 1, 0, 0);
        }
    }

    @Test
    void brokenLinesAreNamed() throws Exception {
        refused("1\tU1\t11/11/2019 9:05:58 AM\tN9\tN1-1 N2\n", "line 1", "\"N2\"");
        refused("1\tU1\t11/11/2019 9:05:58 AM\tN9\tN1-1\n2\tU1\t2019-11-11\tN9\tN1-1\n", "line 2", "\"2019-11-11\"");
        refused("1\tU1\t11/11/2019 9:05:58 AM\tN9\t\n", "line 1", "at least one candidate");
        refused("1\tU1\t11/11/2019 9:05:58 AM\tN9\n", "5 fields");
    }

    private void refused(String behaviors, String... words) throws Exception {
        Path file = Files.writeString(folder.resolve("behaviors.tsv"), behaviors);
        try (Workspace workspace = Workspace.open()) {
            assertThatThrownBy(() -> workspace.open(new Source.Mind(file, NEWS)))
                    .isInstanceOf(BadData.class)
                    .message()
                    .contains(words);
        }
    }

    private static void numbers(Table table, String column, double... expected) {
        assertThat(table.gather(List.of(column)).numbers(column)).as(column).containsExactly(expected);
    }

    private static void names(Table table, String column, String... expected) {
        List<String> levels = table.levels(column);
        int[] codes = table.gather(List.of(column)).codes(column);
        assertThat(Arrays.stream(codes).mapToObj(levels::get)).as(column).containsExactly(expected);
    }

    private static double micros(String time) {
        return LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC) * 1e6;
    }

    private static Path resource(String name) {
        return Path.of("src", "test", "resources", "data", "mind", name).toAbsolutePath();
    }
}
