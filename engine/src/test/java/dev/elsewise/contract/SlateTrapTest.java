package dev.elsewise.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Workspace;
import dev.elsewise.simulate.SlateWorld;
import dev.elsewise.study.Result;
import dev.elsewise.study.Study;
import dev.elsewise.study.StudyRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logs in random order, in which a place among the first three does nothing. The published recipe lets the slate's size
 * enter the propensity in a straight line and finds an effect; our report must not let that pass, and a better shape must find
 * nothing. {@code bench/validity} has the same over many more worlds.
 */
class SlateTrapTest {
    private static final int WORLDS = 3;
    private static final long FIRST = 301;
    private static final List<Result> RECIPE = new ArrayList<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeLogsAndRunTheRecipe() {
        for (int world = 0; world < WORLDS; world++) {
            SlateWorld.withDefaults().withSeed(FIRST + world).writeCsv(folder.resolve(log(world)));
            RECIPE.add(run("version: 1\nrecipe: seed-002\ndata: " + log(world) + "\n"));
        }
    }

    private static String log(int world) {
        return "slates" + world + ".csv";
    }

    private static Result run(String study) {
        try (Workspace workspace = Workspace.open()) {
            return StudyRunner.run(Study.parse(study, folder), workspace);
        }
    }

    /** A study with default settings that says how the slate's size enters. */
    private static Result study(int world, String size, String shape) {
        return run("""
                version: 1
                title: Does a top-three slot raise clicks?
                data: %s
                derive: {log_size: "ln(candidate_set_size)"}
                question: {treatment: is_top_3, outcome: clicked}
                covariates: [%s, history_len, title_length, hour, category]
                %s
                estimators: [aipw]
                segments: {slate: {of: candidate_set_size, cuts: [10, 25, 50, 100]}}
                """.formatted(log(world), size, shape));
    }

    private static List<Diagnostic> calibrations(Result result) {
        return result.estimates().getLast().checks().stream()
                .filter(c -> c.name().startsWith("propensity calibration")
                        || c.name().equals("recalibrated estimate"))
                .toList();
    }

    @Test
    void thePublishedRecipeFindsAnEffectWhereThereIsNone() {
        double lift = 0;
        double shortSlates = 0;
        for (Result result : RECIPE) {
            Result.EstimateRow aipw = result.estimates().getLast();
            assertThat(aipw.interval().lower()).as("zero is excluded").isPositive();
            assertThat(result.sample().rows()).isEqualTo(150_000);
            lift += aipw.value() / WORLDS;
            shortSlates += result.segments().stream()
                            .filter(s -> s.by().equals("candidate_set_bucket")
                                    && s.segment().equals("1-10"))
                            .findFirst()
                            .orElseThrow()
                            .value()
                    / WORLDS;
        }
        assertThat(lift).isBetween(0.010, 0.019);
        assertThat(shortSlates).isGreaterThan(0.15);
    }

    @Test
    void theReportSaysThatItIsNotToBeTrustedAndWhy() {
        for (Result result : RECIPE) {
            assertThat(result.words().trustworthy()).isFalse();
            assertThat(result.words().headline()).contains("not to be trusted");
            assertThat(calibrations(result))
                    .filteredOn(c -> c.verdict() == Verdict.FAIL)
                    .extracting(Diagnostic::name)
                    .contains(
                            "propensity calibration by decile",
                            "propensity calibration by candidate_set_bucket",
                            "recalibrated estimate");
            assertThat(result.estimates().getLast().checks())
                    .filteredOn(c -> c.name().equals("strata with one treatment"))
                    .singleElement()
                    .satisfies(c -> {
                        assertThat(c.verdict()).isEqualTo(Verdict.FAIL);
                        assertThat(c.advice()).contains("candidate_set_size is 2, 3, everyone is treated");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log and reciprocal", "spline of the logarithm"})
    void aShapeThatFollowsTheSizePassesAndFindsNothing(String shape) {
        boolean spline = shape.startsWith("spline");
        for (int world = 0; world < WORLDS; world++) {
            Result result = spline
                    ? study(world, "log_size", "features: {log_size: {spline: 5}}")
                    : study(world, "candidate_set_size", "features: {candidate_set_size: [log, reciprocal]}");
            Result.EstimateRow aipw = result.estimates().getLast();
            assertThat(calibrations(result))
                    .allSatisfy(c -> assertThat(c.verdict()).as(c.advice()).isEqualTo(Verdict.PASS));
            assertThat(result.words().trustworthy()).isTrue();
            // Five standard errors: once in a million worlds. How often the interval covers is counted in
            // bench/validity.
            assertThat(Math.abs(aipw.value())).isLessThan(5 * aipw.standardError());
            assertThat(aipw.standardError()).isLessThan(0.0015);
            assertThat(result.words().headline()).doesNotContain("not to be trusted");
            assertThat(aipw.target()).isNotEqualTo("everyone");
            assertThat(result.rows())
                    .anyMatch(kept -> kept.because().contains("everyone is treated") && kept.dropped() > 2_000);
        }
    }

    @Test
    void theLogarithmAloneIsWarnedOf() {
        for (int world = 0; world < WORLDS; world++) {
            Result result = study(world, "candidate_set_size", "features: {candidate_set_size: log}");
            assertThat(calibrations(result))
                    .extracting(Diagnostic::verdict)
                    .contains(Verdict.WARN)
                    .doesNotContain(Verdict.FAIL);
            assertThat(result.words().headline()).contains("warn").contains("propensity calibration by");
        }
    }
}
