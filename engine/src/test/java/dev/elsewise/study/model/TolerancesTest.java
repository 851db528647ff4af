package dev.elsewise.study.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.study.mix.MixStudy;
import dev.elsewise.study.mix.PlanFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the document on the life of a model says is so. */
class TolerancesTest {
    private static String docs() throws IOException {
        return Files.readString(Path.of("../docs/model-life.md"));
    }

    @ParameterizedTest
    @EnumSource
    void everyToleranceIsDocumentedWithItsDefault(Tolerance tolerance) throws IOException {
        String usual = tolerance.usual() != 0 && tolerance.usual() < 1e-3
                ? String.valueOf(tolerance.usual()).replace(".0E", "e")
                : BigDecimal.valueOf(tolerance.usual()).stripTrailingZeros().toPlainString();
        assertThat(docs().lines()
                        .filter(line -> line.startsWith("| `" + tolerance.key() + "` |") && line.contains("| at ")))
                .singleElement()
                .asString()
                .endsWith((tolerance.most() ? "| at most " : "| at least ") + usual + " |");
    }

    @Test
    void thePlanOfTheDocumentIsOne() throws IOException {
        String docs = docs();
        int from = docs.indexOf("```yaml\n") + "```yaml\n".length();
        MixStudy study = MixStudy.parse("""
                version: 1
                data: shop.csv
                time: week
                mix:
                  outcome: revenue
                  channels: {facebook: facebook, tiktok: tiktok, google: google}
                  controls: {price: {column: price, role: price}}
                  mediators: [google]
                graph: |
                  facebook, tiktok -> google
                  facebook, tiktok, google, price -> revenue
                """, Path.of(""));
        PlanFile plan = PlanFile.parse(docs.substring(from, docs.indexOf("```", from)), study);
        assertThat(plan.scenarios()).hasSize(2);
        assertThat(plan.plan()).isPresent();
    }
}
