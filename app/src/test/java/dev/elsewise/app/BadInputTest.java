package dev.elsewise.app;

import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can get wrong ends in a sentence and an exit code. */
class BadInputTest {
    @TempDir
    Path folder;

    private void refused(int code, String... said) {
        Ran run = elsewise("run", folder.resolve("study.yaml"), "--out", folder.resolve("out"));
        assertThat(run.err()).contains(said).doesNotContain("\tat ", "Exception");
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private void withData(BiFunction<Integer, String[], String[]> change) throws IOException {
        new Shop(folder).data(change).study();
    }

    private void withStudy(String wrong, String instead) throws IOException {
        assertThat(Shop.STUDY).contains(wrong);
        new Shop(folder).data().study(Shop.STUDY.replace(wrong, instead));
    }

    private static BiFunction<Integer, String[], String[]> cell(int column, String value, int row) {
        return (i, cells) -> {
            cells[column] = i == row || row < 0 ? value : cells[column];
            return cells;
        };
    }

    @Test
    void filesThatAreNotThereOrEmpty() throws IOException {
        new Shop(folder).study();
        refused(3, "shop.csv", "must exist");
        new Shop(folder).text("shop.csv", "");
        refused(3, "is empty");
        new Shop(folder).text("shop.csv", "id,mailed,sales,age,town\n");
        refused(3, "A study needs rows");
        Files.delete(folder.resolve("shop.csv"));
        Files.createDirectory(folder.resolve("shop.csv"));
        refused(3, "shop.csv");
    }

    @Test
    void textInAnotherEncoding() throws IOException {
        withData(cell(4, "caf\u00e9", 3));
        Path data = folder.resolve("shop.csv");
        Files.write(data, Files.readString(data).getBytes(StandardCharsets.ISO_8859_1));
        refused(3, "must be UTF-8", "Maybe it is Latin-1: say encoding: latin-1.");
    }

    @Test
    void columnsTwice() throws IOException {
        new Shop(folder).data().study();
        Path data = folder.resolve("shop.csv");
        Files.writeString(data, Files.readString(data).replace("sales,age", "sales,sales"));
        refused(3, "must be unique", "\"sales\"");
    }

    @Test
    void columnsThatAreNotThere() throws IOException {
        withStudy("outcome: sales", "outcome: sale");
        refused(2, "study.yaml line 3: the table has no column \"sale\"", "Maybe you meant \"sales\".");
        withStudy("covariates: [age", "derive: {young: \"agee < 30\"}\ncovariates: [age");
        refused(2, "\"agee\"", "Maybe you meant \"age\".");
    }

    @Test
    void treatmentsThatAreNone() throws IOException {
        withData(cell(1, "1", -1));
        refused(3, "The treatment must have two values; \"mailed\" is 1 in all 400 rows.");
        withData(cell(1, "2", 5));
        refused(3, "The treatment must be 0 or 1; \"mailed\" is 2");
    }

    @Test
    void outcomesThatAreNone() throws IOException {
        withData(cell(2, "inf", 7));
        refused(3, "\"sales\"", "row 8");
        withData(cell(2, "", 7));
        refused(3, "\"sales\" is missing in row 8", "Maybe", "missing: drop");
    }

    @Test
    void perfectSeparation() throws IOException {
        withData((i, cells) -> {
            cells[3] = "" + (100 * Integer.parseInt(cells[1]) + i % 97);
            return cells;
        });
        String study = Shop.STUDY.replace("{folds", "{propensity: {logistic: {penalty: none}}, folds");
        new Shop(folder).study(study);
        refused(5, "\"age\" separates the values 0 and 1 of \"mailed\"", "Maybe");
    }

    @Test
    void filtersThatLeaveNothing() throws IOException {
        withStudy("covariates:", "where: [{keep: \"age > 999\", because: \"nobody is so old\"}]\ncovariates:");
        refused(3, "none is left", "nobody is so old");
    }

    @Test
    void expressionsThatReachOut() throws IOException {
        withStudy("covariates:", "derive: {all: \"(select count(*) from read_csv('/etc/hosts'))\"}\ncovariates:");
        refused(2, "An expression must be row-wise");
        withStudy("covariates:", "derive: {all: \"avg(age)\"}\ncovariates:");
        refused(2, "row-wise");
    }

    @Test
    void effectsThatAreNotIdentified() throws IOException {
        withStudy("covariates: [age, town]", "graph: \"mailed <-> sales; age -> mailed, sales; mailed -> sales\"");
        refused(4, "mailed", "sales");
        withStudy("covariates:", "graph: \"age -> mailed, sales; mailed -> town -> sales\"\ncovariates:");
        refused(4, "town");
    }

    @Test
    void unknownWords() throws IOException {
        withStudy("difference-in-means", "differences-in-means");
        refused(2, "study.yaml line 6", "Maybe you meant \"difference-in-means\".");
        withStudy("covariates:", "covariate:");
        refused(2, "study.yaml line 4", "Maybe you meant \"covariates\".");
    }
}
