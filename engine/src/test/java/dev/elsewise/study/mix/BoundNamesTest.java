package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan may bound is one list, whatever is wrong with a name. */
class BoundNamesTest {
    private static String study(String bounds) {
        return """
                version: 1
                title: Bounds
                data: shop.csv
                time: week
                mix:
                  outcome: revenue
                  channels: {tv: tv, idle: {spend: idle, exposure: seen}, search: search}
                  controls: {price: {column: price, role: price, cost: 3}}
                  mediators: [search]
                  carry-over: none
                  saturation: none
                  baseline: {trend: none}
                  draws: {count: 0}
                  plan: {bounds: {%s: [0.5, 1.5]}}
                graph: |
                  tv -> search
                  tv, idle, search, price -> revenue
                """.formatted(bounds);
    }

    private static MixStudy parsed(String bounds) {
        return MixStudy.parse(study(bounds), Path.of(""));
    }

    @Test
    void onlyWhatAPlanMovesIsOffered() {
        assertThatThrownBy(() -> parsed("tvv"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("must name a channel with a spend (tv, idle); found \"tvv\"")
                .hasMessageContaining("Maybe you meant \"tv\"");
        assertThatThrownBy(() -> parsed("price"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("must name a channel with a spend (tv, idle); found \"price\"");
    }

    @Test
    void aMediatorIsRefusedAsWhatItIs() {
        assertThatThrownBy(() -> parsed("search"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining(
                        "must name a channel with a spend of its own (tv, idle); \"search\" is a mediator")
                .hasMessageContaining("\nMaybe bound the channels that move it; charging: [search]");
    }

    @Test
    void aChannelWithoutAnySpendIsRefusedAsThat(@TempDir Path folder) throws IOException {
        StringBuilder csv = new StringBuilder("week,tv,idle,seen,search,price,revenue\n");
        for (int t = 0; t < 60; t++) {
            double tv = 10 + 5 * Math.sin(0.7 * t);
            double search = 4 + 0.3 * tv + Math.cos(1.3 * t);
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%.3f,0,%.3f,%.3f,%.3f,%.3f%n",
                    LocalDate.of(2024, 1, 1).plusWeeks(t),
                    tv,
                    5 + Math.sin(1.9 * t),
                    search,
                    10 + Math.sin(2.1 * t),
                    100 + 2 * tv + 3 * search + Math.sin(3.7 * t)));
        }
        Files.writeString(folder.resolve("shop.csv"), csv);
        MixStudy study = MixStudy.parse(study("idle"), folder);
        try (Workspace workspace = Workspace.open(Workspace.Options.withDefaults())) {
            assertThatThrownBy(() -> MixRunner.run(study, workspace))
                    .isInstanceOf(BadStudy.class)
                    .hasMessageContaining(
                            "can bound only channels on which money was spent (tv); on \"idle\" nothing was")
                    .hasMessageContaining("Maybe leave it out");
        }
    }
}
