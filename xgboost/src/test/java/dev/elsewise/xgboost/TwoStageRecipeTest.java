package dev.elsewise.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Workspace;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.simulate.MixWorld;
import dev.elsewise.study.mix.MixRunner;
import dev.elsewise.study.mix.MixStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of two stages of boosted trees, on a simulated shop. */
class TwoStageRecipeTest {
    private static final String STUDY = """
            version: 1
            recipe: two-stage-boosting
            title: Two stages
            data: mix.csv
            time: week
            mix:
              channels:
                facebook: facebook
                tiktok: tiktok
                snapchat: snapchat
                google: {spend: google, saturation: none}
              organic:
                email: {column: email, saturation: none}
                sms: {column: sms, saturation: none}
              controls:
                price: {column: price, role: price}
                followers: followers
                promotions: {column: promotion, role: promotion}
              draws: 12
            """;

    private static MixAnswers answers;

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException {
        MixWorld.withDefaults()
                .withWeeks(104)
                .withSeed(2004)
                .sample()
                .simulated()
                .writeCsv(folder.resolve("mix.csv"));
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
        try (Workspace workspace = Workspace.open()) {
            answers = MixRunner.run(MixStudy.read(study), workspace).answers();
        }
    }

    private static EquationAnswer equation(String node) {
        return answers.equations().stream()
                .filter(e -> e.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private static Diagnostic item(String name) {
        return answers.health().stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSecondStageSeesTheMediatorAndNoneOfTheChannelsBehindIt() {
        assertThat(equation("google").family()).isEqualTo("boosted trees");
        assertThat(equation("google").importance())
                .extracting(EquationAnswer.Importance::feature)
                .containsExactlyInAnyOrder("facebook", "tiktok", "snapchat");
        assertThat(equation("revenue").importance())
                .extracting(EquationAnswer.Importance::feature)
                .containsExactlyInAnyOrder("google", "email", "sms", "price", "followers", "promotions");
        answers.mediation()
                .forEach(m -> assertThat(m.direct().note()).as(m.channel()).isEqualTo("assumed 0 (no arrow)"));
        assertThat(answers.mediation()).hasSize(3);
    }

    @Test
    void importancesAreSharesWithTheirRangeOverFoldsAndNoEffects() {
        for (EquationAnswer equation : answers.equations()) {
            assertThat(equation.importance().stream()
                            .mapToDouble(EquationAnswer.Importance::importance)
                            .sum())
                    .isCloseTo(1, within(1e-9));
            assertThat(equation.importance())
                    .allSatisfy(i -> assertThat(i.least()).isBetween(0.0, i.most()))
                    .anySatisfy(i -> assertThat(i.most()).isGreaterThan(i.least()));
            assertThat(equation.terms()).isEmpty();
            assertThat(equation.words()).contains("Trees are steps", "Neither is an effect");
            assertThat(item("stability of importance in " + equation.node()).advice())
                    .contains("not an effect");
        }
    }

    @Test
    void itSaysWhatTheDesignCannotSeparate() {
        Diagnostic item = item("direct and indirect effects through google");
        assertThat(item.verdict()).isNotEqualTo(Verdict.PASS);
        assertThat(item.statistic()).isBetween(0.0, 1.0);
        assertThat(item.advice())
                .contains("identified only through functional form", "facebook, snapchat, tiktok")
                .contains("because the design has no arrow for it");
        assertThat(answers.health())
                .extracting(Diagnostic::name)
                .doesNotContain("direct and indirect effect of facebook");
        assertThat(answers.mediation().getFirst().hiddenDemand().words()).contains("this equation is none");
    }

    @Test
    void theDecompositionAddsUpByContrastsOfWorlds() {
        var parts = answers.decomposition();
        assertThat(parts.components())
                .extracting(c -> c.name())
                .contains("price", "followers", "promotions", "email", "google");
        for (int t = 0; t < parts.observed().length; t++) {
            int at = t;
            double sum =
                    parts.components().stream().mapToDouble(c -> c.values()[at]).sum() + parts.remainder()[t];
            assertThat(sum).isCloseTo(parts.observed()[t], within(1e-6 * parts.observed()[t]));
        }
        // A price that moves leaves its mark.
        double[] price = parts.components().stream()
                .filter(c -> c.name().equals("price"))
                .findFirst()
                .orElseThrow()
                .values();
        assertThat(Arrays.stream(price).max().orElseThrow()).isPositive();
        assertThat(Arrays.stream(price).min().orElseThrow()).isNegative();
    }

    @Test
    void unseenPeriodsAreJudged() {
        var validation = answers.validation().orElseThrow();
        assertThat(validation.folds()).hasSize(5);
        assertThat(validation.outOfSample().rmse())
                .isGreaterThan(validation.inSample().rmse());
        assertThat(validation.families()).isEqualTo(List.of());
    }
}
