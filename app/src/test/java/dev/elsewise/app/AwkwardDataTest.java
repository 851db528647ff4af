package dev.elsewise.app;

import static dev.elsewise.app.Attempt.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Data that hold less than they seem to are answered, and what they lack is said. */
class AwkwardDataTest {
    private static final int MAILED = 1;
    private static final int AGE = 3;
    private static final int TOWN = 4;

    @TempDir
    Path folder;

    private Attempt attempt = new Attempt(Path.of(""));

    @BeforeEach
    void shop() throws IOException {
        attempt = new Attempt(folder).study();
    }

    private static Ran fine(Ran run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run;
    }

    private JsonNode result() throws IOException {
        return Json.tree(Files.readString(folder.resolve("out/result.json")));
    }

    /** The value of the estimate that adjusts. */
    private double value() throws IOException {
        return result().path("estimates").path(1).path("value").asDouble();
    }

    /** The notes about covariates that a model could not use, each a warning. */
    private void noted(String... notes) throws IOException {
        assertThat(StreamSupport.stream(result().path("checks").spliterator(), false)
                        .filter(check -> check.path("name").asString().equals("covariates"))
                        .peek(check ->
                                assertThat(check.path("verdict").asString()).isEqualTo("WARN"))
                        .map(check -> check.path("advice").asString()))
                .contains(notes);
    }

    @Test
    void aConstantCovariateIsNotedAndCountsWhenStrict() throws IOException {
        attempt.data(cell(AGE, "7", -1));
        String said = "In the outcome model, \"age\" is constant and has no coefficient.";
        assertThat(fine(attempt.answered()).out()).contains("WARN", said);
        noted(said, "In the propensity model, \"age\" is constant and has no coefficient.");
        Ran strict = attempt.answered("--strict");
        assertThat(strict.out()).contains(said);
        assertThat(strict.code()).isEqualTo(1);
    }

    @Test
    void aColumnWithoutAnyTextIsNoted() throws IOException {
        attempt.data(cell(AGE, "", -1));
        fine(attempt.answered());
        noted("In the propensity model, \"age\" has no level in the training rows.");
        noted("In the outcome model, \"age\" is constant and has no coefficient.");
    }

    /** The second copy adds nothing: without a penalty the answer is that of the first alone. */
    @Test
    void aCombinationOfOtherCovariatesIsNotedAndChangesNothing() throws IOException {
        attempt.data();
        String[] unpenalised = {"{folds", "{propensity: {logistic: {penalty: none}}, folds"};
        attempt.study(unpenalised[0], unpenalised[1]);
        fine(attempt.answered());
        double alone = value();
        String[] lines = Files.readString(folder.resolve("shop.csv")).split("\n");
        lines[0] += ",months";
        for (int i = 1; i < lines.length; i++) {
            lines[i] += "," + (12 * Double.parseDouble(lines[i].split(",")[AGE]) + 5);
        }
        attempt.text(String.join("\n", lines) + "\n");
        new Shop(folder)
                .study(Shop.STUDY.replace(unpenalised[0], unpenalised[1]).replace("[age,", "[age, months,"));
        fine(attempt.answered());
        noted("In the propensity model, \"months\" is a combination of other covariates and has no coefficient.");
        assertThat(value()).isCloseTo(alone, within(1e-9));
    }

    @Test
    void separationUnderAPenaltyIsAnEstimateThatFailsItsCheck() throws IOException {
        attempt.data((row, cells) -> {
            cells[AGE] = Integer.toString(100 * Integer.parseInt(cells[MAILED]) + row % 97);
            return cells;
        });
        assertThat(fine(attempt.answered()).out()).contains("FAIL  propensity range");
        assertThat(attempt.answered("--strict").code()).isEqualTo(1);
    }

    /** Nobody in the north was mailed: no estimate for it, and the reason, whatever support is asked for. */
    @Test
    void aSegmentWithoutTreatedRowsIsAbsentWithItsReason() throws IOException {
        attempt.data((row, cells) -> {
            cells[MAILED] = cells[TOWN].equals("north") ? "0" : cells[MAILED];
            return cells;
        });
        for (int least : new int[] {1, 0}) {
            String support = "segments: {town: levels}\nsupport: {rows: 1, treated: " + least + ", control: 1}\n";
            for (String options : new String[] {"", "excludeDeterministic: false, "}) {
                new Shop(folder).study(Shop.STUDY.replace("{folds", "{" + options + "folds") + support);
                assertThat(fine(attempt.answered()).out()).contains("Where town is north, no one is treated.");
                assertThat(StreamSupport.stream(result().path("segments").spliterator(), false)
                                .map(s -> s.path("segment").asString()))
                        .containsExactly("south");
            }
        }
    }

    private void towns(int rows, int towns) throws IOException {
        StringBuilder csv = new StringBuilder("mailed,sales,age,town\n");
        for (int i = 0; i < rows; i++) {
            int town = i % towns;
            int mailed = (i / towns + town) % 2;
            csv.append(mailed).append(',').append(mailed + town % 5 + (i * 13 % 7) / 7.0);
            csv.append(',').append(20 + i * 31 % 60).append(",t").append(town).append('\n');
        }
        attempt.text(csv.toString());
    }

    /**
     * Ten thousand levels, each with one row of either arm; the effect is 1 by construction, and the design is balanced, so
     * that the levels take the outcome's differences between towns away and nothing else.
     */
    @Test
    void tenThousandLevelsAreOneModel() throws IOException {
        towns(20_000, 10_000);
        new Shop(folder).study(Shop.STUDY + "features: {town: {category: {minFrequency: 1}}}\n");
        fine(attempt.answered());
        JsonNode estimate = result().path("estimates").path(1);
        assertThat(estimate.path("rows").asInt()).isEqualTo(20_000);
        assertThat(value()).isBetween(0.9, 1.1);
    }

    @Test
    void levelsThatAreAllRareAreSaidToAdjustForNothing() throws IOException {
        towns(20_000, 10_000);
        fine(attempt.answered());
        String said =
                "\"town\" has only levels of fewer than 50 training rows, which are pooled into one (minFrequency):"
                        + " it adjusts for nothing.";
        noted("In the propensity model, " + said, "In the outcome model, " + said);
    }

    @Test
    void treatmentsMayBeTruths() throws IOException {
        attempt.data();
        fine(attempt.answered());
        double numbers = value();
        attempt.data((row, cells) -> {
            cells[MAILED] = cells[MAILED].equals("1") ? "true" : "false";
            return cells;
        });
        fine(attempt.answered());
        assertThat(value()).isEqualTo(numbers);
    }
}
