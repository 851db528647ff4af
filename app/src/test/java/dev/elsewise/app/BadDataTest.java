package dev.elsewise.app;

import static dev.elsewise.app.Attempt.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that no estimate can be made of end in a sentence, a hint and an exit code. */
class BadDataTest {
    private static final int MAILED = 1;
    private static final int SALES = 2;
    private static final int AGE = 3;

    @TempDir
    Path folder;

    private Attempt attempt = new Attempt(Path.of(""));

    @BeforeEach
    void shop() throws IOException {
        attempt = new Attempt(folder).study();
    }

    @Test
    void treatmentsThatAreNone() throws IOException {
        attempt.data(cell(MAILED, "1", -1))
                .refused(3, "The treatment must have two values; \"mailed\" is 1 in all 400 rows.");
        attempt.data(cell(MAILED, "2", 5)).refused(3, "The treatment must be 0 or 1; \"mailed\" is 2", "row 6");
        attempt.data(cell(MAILED, "", 5))
                .refused(3, "The treatment must be 0 or 1; \"mailed\" is missing in row 6.", "missing: drop");
        attempt.data(cell(MAILED, "maybe", 5)).refused(3, "\"mailed\"", "[0, 1, maybe]");
    }

    @Test
    void outcomesThatAreNone() throws IOException {
        attempt.data(cell(SALES, "", 7)).refused(3, "\"sales\" is missing in row 8", "missing: drop");
        attempt.data(cell(SALES, "much", -1)).refused(3, "\"sales\" is a category with the levels [much].");
        attempt.data(cell(SALES, "1", -1))
                .refused(5, "A logistic regression needs both values of its outcome; \"sales\" is 1 in all 200");
    }

    /** A column of text that is empty throughout is another matter: it is answered, with a warning. */
    @Test
    void numbersThatAreAllMissing() throws IOException {
        attempt.data(cell(AGE, "", -1))
                .study("covariates:", "columns: {age: number}\ncovariates:")
                .refused(3, "A covariate must have values; \"age\" is missing in all 200 training rows.");
    }

    @Test
    void infiniteValues() throws IOException {
        String finite = " must hold finite numbers; row 8 holds ";
        attempt.data(cell(SALES, "inf", 7)).refused(3, "Column \"sales\"" + finite + "Infinity.");
        attempt.data(cell(AGE, "-inf", 7)).refused(3, "Column \"age\"" + finite + "-Infinity.");
        attempt.data(cell(MAILED, "inf", 7)).refused(3, "Column \"mailed\"" + finite + "Infinity.");
        attempt.data(cell(AGE, "0", 7))
                .study("covariates: [age", "derive: {log_age: \"ln(age)\"}\ncovariates: [log_age")
                .refused(3, "Column \"log_age\"" + finite + "-Infinity.");
    }

    /** 100 · mailed + something below 97: whoever is mailed is older than whoever is not. */
    private static String[] separated(int row, String[] cells) {
        cells[AGE] = Integer.toString(100 * Integer.parseInt(cells[MAILED]) + row % 97);
        return cells;
    }

    @Test
    void perfectSeparationWithoutAPenalty() throws IOException {
        attempt.data(BadDataTest::separated)
                .study("{folds", "{propensity: {logistic: {penalty: none}}, folds")
                .refused(5, "\"age\" separates the values 0 and 1 of \"mailed\"", "Maybe use a penalty");
    }

    @Test
    void tooManyLevels() throws IOException {
        StringBuilder csv = new StringBuilder("mailed,sales,town,item\n");
        for (int i = 0; i < 20_000; i++) {
            csv.append((i * 7) % 10 < 5 ? 1 : 0).append(',').append((i * 13) % 7);
            csv.append(",t")
                    .append(i % 10_000)
                    .append(",i")
                    .append(i * 7919 % 10_000)
                    .append('\n');
        }
        attempt.text(csv.toString())
                .study(
                        "covariates: [age, town]",
                        "covariates: [town, item]\n"
                                + "features: {town: {category: {minFrequency: 1}}, item: {category: {minFrequency: 1}}}")
                .refused(5, "too many levels", "\"town\"", "\"item\"", "Maybe pool rare levels");
    }

    @Test
    void tooFewRows() throws IOException {
        attempt.data();
        String[] lines = Files.readString(folder.resolve("shop.csv")).split("\n");
        attempt.text(String.join("\n", Arrays.copyOf(lines, 3)) + "\n").refused(2, "Every fold must have rows");
        attempt.data((row, cells) -> cell(MAILED, row == 3 ? "1" : "0", -1).apply(row, cells))
                .refused(5, "\"mailed\" is 0 in all", "Maybe one of them is too rare");
    }
}
