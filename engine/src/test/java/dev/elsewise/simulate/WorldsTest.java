package dev.elsewise.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.CannotWrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorldsTest {
    @TempDir
    private Path folder;

    @Test
    void aWorldIsFoundByItsName() {
        assertThat(Worlds.named("slate")).isEqualTo(SlateWorld.withDefaults());
        assertThat(Worlds.all()).extracting(World::name).containsExactly("slate", "mix");
    }

    @Test
    void anUnknownWorldIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> Worlds.named("slat"))
                .isInstanceOf(BadStudy.class)
                .hasMessage("There is no world \"slat\"; there are [slate, mix].\nMaybe you meant \"slate\".");
    }

    @Test
    void knobsAreSetByName() {
        World world = Worlds.named("slate")
                .with("slates", "500")
                .with("effect", "0.02")
                .with("seed", "9");
        assertThat(world)
                .isEqualTo(SlateWorld.withDefaults()
                        .withSlates(500)
                        .withEffect(0.02)
                        .withSeed(9));
        assertThat(world.knobs()).containsEntry("slates", 500).containsEntry("effect", 0.02);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "efect  | 0.1  | The world \"slate\" has no knob \"efect\"; it has [slates, seed, effect]. Maybe you meant"
                        + " \"effect\".",
                "effect | 0,1  | The knob \"effect\" must be a number; it is \"0,1\". Maybe the decimal comma should be a"
                        + " point.",
                "effect | 2    | The knob \"effect\" must lie between -1 and 1, both excluded; it is 2.0. Maybe it was"
                        + " given in percent: it is a difference of two probabilities.",
                "effect | NaN  | The knob \"effect\" must lie between -1 and 1, both excluded; it is NaN. Maybe it was"
                        + " given in percent: it is a difference of two probabilities.",
                "slates | many | The knob \"slates\" must be a whole number below 2,147,483,648; it is \"many\". Maybe write"
                        + " digits alone: 20000.",
                "slates | 0    | The knob \"slates\" must lie between 1 and 500000; it is 0. Maybe leave it out:"
                        + " then there are 20000.",
                "seed   | 1.5  | The seed must be a whole number; it is \"1.5\". Maybe write digits alone, at most 18 of them."
            })
    void aKnobThatCannotBeTurnedSoSaysWhy(String knob, String value, String message) {
        assertThatThrownBy(() -> Worlds.named("slate").with(knob, value))
                .isInstanceOf(BadStudy.class)
                .extracting(e -> String.valueOf(e.getMessage()).replace('\n', ' '))
                .isEqualTo(message);
    }

    @Test
    void rowsAreMetAsNearlyAsWholeSlatesAllow() {
        SlateWorld world = SlateWorld.withDefaults();
        assertThat(world.withRows(737_762).slates()).isEqualTo(20_000);
        assertThat((double) world.withRows(100_000).generate().columns().rows()).isBetween(99_500.0, 100_500.0);
        assertThatThrownBy(() -> world.withRows(0)).isInstanceOf(BadStudy.class);
    }

    @Test
    void theSameWorldMakesTheSameRowsAndAnotherSeedOthers() {
        SlateWorld world = SlateWorld.withDefaults().withSlates(200);
        Columns once = world.generate().columns();
        Columns again = world.generate().columns();
        Columns other = world.withSeed(2).generate().columns();
        assertThat(again.numbers("clicked")).isEqualTo(once.numbers("clicked"));
        assertThat(again.codes("news_id")).isEqualTo(once.codes("news_id"));
        assertThat(other.numbers("history_len")).isNotEqualTo(once.numbers("history_len"));
    }

    @Test
    void theFileHoldsTheRowsAndTheTruthLiesBesideIt() throws IOException {
        SlateWorld world = SlateWorld.withDefaults().withSlates(50).withEffect(0.01);
        Simulated made = world.generate();
        Path file = folder.resolve("log.csv");
        world.writeCsv(file);

        List<String> lines = Files.readAllLines(file);
        List<Column> columns = made.columns().schema().columns();
        assertThat(lines).hasSize(made.columns().rows() + 1);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "impression_id,user_id,news_id,rank_position,is_top_3,clicked,history_len,candidate_set_size,"
                                + "title_length,abstract_length,hour,day_of_week,category,subcategory,item_exposures");
        for (int row = 0; row < made.columns().rows(); row++) {
            String[] cells = lines.get(row + 1).split(",", -1);
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                if (column.kind().coded()) {
                    int code = made.columns().codes(column.name())[row];
                    assertThat(cells[i]).isEqualTo(levels(made, column).get(code));
                } else {
                    assertThat(Double.parseDouble(cells[i]))
                            .isEqualTo(made.columns().numbers(column.name())[row]);
                }
            }
        }

        JsonNode truth = JsonMapper.shared().readTree(Files.readString(folder.resolve("log.csv.truth.json")));
        assertThat(truth.get("world").asString()).isEqualTo("slate");
        assertThat(truth.get("knobs").get("slates").asInt()).isEqualTo(50);
        assertThat(truth.get("rows").asInt()).isEqualTo(made.columns().rows());
        assertThat(truth.get("effects").get(0).get("value").asDouble())
                .isEqualTo(made.truth().effect("everyone"));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void theRowsMakeATableWithTheLevelsThatOccur() {
        Simulated made = SlateWorld.withDefaults().withSlates(50).generate();
        try (Workspace workspace = Workspace.open()) {
            Table table = made.table(workspace);
            assertThat(table.rows()).isEqualTo(made.columns().rows());
            assertThat(table.schema()).isEqualTo(made.columns().schema());
            List<String> categories = table.levels("category");
            assertThat(categories).isSorted().contains("news", "sports");
            int[] codes = table.gather(List.of("category")).codes("category");
            assertThat(Arrays.stream(codes).distinct().count()).isEqualTo(categories.size());
            assertThat(table.cardinality("impression_id")).isEqualTo(50);
        }
    }

    @Test
    void aFolderThatIsNotThereIsSaidToBe() {
        SlateWorld world = SlateWorld.withDefaults().withSlates(2);
        assertThatThrownBy(() -> world.writeCsv(folder.resolve("nowhere/log.csv")))
                .isInstanceOf(CannotWrite.class)
                .hasMessageContaining("must exist")
                .hasMessageContaining("\nMaybe");
        assertThatThrownBy(() -> world.writeCsv(folder)).isInstanceOf(CannotWrite.class);
    }

    private static List<String> levels(Simulated made, Column column) {
        return made.levels().getOrDefault(column.name(), List.of());
    }
}
