package dev.elsewise.data.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.data.Source;
import dev.elsewise.data.Workspace;
import dev.elsewise.data.Workspace.Options;
import dev.elsewise.data.Workspace.Placement;
import dev.elsewise.data.profile.DataProfile.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class DataProfileTest {
    private static final String DATA = """
            id,big,age,age_again,sold,place,where,day,one,none
            1,9007199254740993,30,30,true,Bern,Bern,2020-01-01,x,
            2,9007199254740995,40,40,false,Basel,Basel,2020-01-02,x,
            3,9007199254740997,,,true,Bern,Bern,2020-01-03,x,
            4,9007199254740997,30.5,30.5,true,,,2020-01-05,x,
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"MEMORY", "DISK"})
    void everyColumnIsDescribed(Placement placement) throws Exception {
        DataProfile profile = profile(DATA, placement);
        assertThat(profile.rows()).isEqualTo(4);
        assertThat(profile.columns().stream()
                        .map(c -> c.name() + " " + c.kind() + " " + c.missing() + " " + c.distinct()))
                .containsExactly(
                        "id number 0 4",
                        "big key 0 3",
                        "age number 1 3",
                        "age_again number 1 3",
                        "sold truth 0 2",
                        "place category 1 2",
                        "where category 1 2",
                        "day time 0 4",
                        "one category 0 1",
                        "none category 4 0");
        DataProfile.Numbers age = profile.columns().get(2).numbers().orElseThrow();
        assertThat(age.min()).isEqualTo(30);
        assertThat(age.median()).isEqualTo(30.5);
        assertThat(age.p75()).isEqualTo(35.25);
        assertThat(age.max()).isEqualTo(40);
        assertThat(age.mean()).isEqualTo(33.5);
        assertThat(profile.columns().get(5).top()).containsExactly(new Level("Bern", 2), new Level("Basel", 1));
        assertThat(profile.constant()).containsExactly("one", "none");
        assertThat(profile.duplicates()).containsExactly(List.of("age", "age_again"), List.of("place", "where"));
        assertThat(profile.likelyKeys()).containsExactly("id");
    }

    @Test
    void printsAndSerialises() throws Exception {
        DataProfile profile = profile(DATA, Placement.AUTOMATIC);
        assertThat(profile.text())
                .startsWith("4 rows, 10 columns\n\ncolumn ")
                .contains("\"Bern\" 2 (50.0 %), \"Basel\" 1 (25.0 %)")
                .contains("2020-01-05")
                .contains("1 (25.0 %)")
                .contains("Constant: one, none.")
                .contains("Equal in every row: age, age_again.")
                .contains("perhaps a key: id.");
        String json = JsonMapper.shared().writeValueAsString(profile);
        assertThat(JsonMapper.shared().readValue(json, DataProfile.class)).isEqualTo(profile);
    }

    @Test
    void noRowsAreNoTrouble() throws Exception {
        DataProfile profile = profile("a,b\n", Placement.AUTOMATIC);
        assertThat(profile.rows()).isZero();
        assertThat(profile.columns())
                .hasSize(2)
                .allSatisfy(c -> assertThat(c.distinct()).isZero());
        assertThat(profile.text()).startsWith("0 rows, 2 columns");
    }

    private DataProfile profile(String text, Placement placement) throws Exception {
        Path file = Files.writeString(folder.resolve("p.csv"), text);
        try (Workspace workspace = Workspace.open(Options.withDefaults().withPlacement(placement))) {
            return DataProfile.of(workspace.open(Source.of(file)));
        }
    }
}
