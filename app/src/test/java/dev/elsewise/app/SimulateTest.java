package dev.elsewise.app;

import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateTest {
    @TempDir
    Path folder;

    @Test
    void aMixWorldIsWrittenWithItsTruthAndReadAgain() throws IOException {
        Path file = folder.resolve("mix.csv");
        Ran made = elsewise(
                "simulate",
                "mix",
                "--set",
                "saturating=true",
                "hidden-demand=0.5",
                "--rows",
                104,
                "--seed",
                7,
                "--out",
                file);
        assertThat(made.code()).isZero();
        assertThat(made.out()).contains("104 rows", "true effect of facebook", "true effect of sms");
        assertThat(Files.readAllLines(file)).hasSize(105);

        JsonNode truth = JsonMapper.shared().readTree(Files.readString(folder.resolve("mix.csv.truth.json")));
        assertThat(truth.get("knobs").get("hidden-demand").asDouble()).isEqualTo(0.5);
        JsonNode facebook = truth.get("channels").get(0);
        assertThat(facebook.get("total").asDouble())
                .isEqualTo(
                        facebook.get("direct").asDouble()
                                + facebook.get("indirect").asDouble(),
                        within(1e-6));
        assertThat(made.out())
                .contains(String.format(
                        Locale.ROOT, "%,.0f", facebook.get("total").asDouble()));

        Ran profile = elsewise("profile", file);
        assertThat(profile.code()).isZero();
        assertThat(profile.out()).contains("week", "google", "followers");
    }

    @Test
    void withoutAFileTheKnobsAreTold() {
        Ran told = elsewise("simulate", "mix");
        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("hidden-demand", "google-retention", "saturating");
    }

    @Test
    void theSlateWorldStillTellsItsTwoEffects() {
        Ran made =
                elsewise("simulate", "slate", "--set", "slates=20", "effect=0.01", "--out", folder.resolve("log.csv"));
        assertThat(made.out()).contains("  true effect on everyone  0.010000", "  true effect on treated   0.010000");
    }

    @Test
    void rowsAndWeeksThatContradictEachOther() {
        Ran ran = elsewise("simulate", "mix", "--rows", 120, "--set", "weeks=60");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--rows 120 makes it 120, --set 60", "\nMaybe leave one of the two out.");
        assertThat(elsewise("simulate", "mix", "--rows", 120, "--set", "weeks=120")
                        .code())
                .isZero();
    }
}
