package dev.elsewise.app;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can get wrong in a study ends in a sentence, a hint and an exit code. */
class BadStudyTest {
    @TempDir
    Path folder;

    private Attempt attempt = new Attempt(Path.of(""));

    @BeforeEach
    void shop() throws IOException {
        attempt = new Attempt(folder).data();
    }

    @Test
    void columnsThatAreNotThere() throws IOException {
        String columns = "; it has [id, mailed, sales, age, town].";
        attempt.study("outcome: sales", "outcome: sale")
                .refused(
                        2,
                        "study.yaml line 3: the table has no column \"sale\"" + columns,
                        "Maybe you meant \"sales\".");
        attempt.study("age, town", "age, weather")
                .refused(2, "study.yaml line 4: the table has no column \"weather\"" + columns);
        attempt.study("covariates: [age", "derive: {young: \"agee < 30\"}\ncovariates: [age")
                .refused(2, "no column \"agee\", which \"agee < 30\" reads", "Maybe you meant \"age\".");
    }

    @Test
    void unknownWords() throws IOException {
        attempt.study("covariates:", "covariate:")
                .refused(2, "study.yaml line 4: A study has no key \"covariate\"", "Maybe you meant \"covariates\".");
        attempt.study("covariates:", "weather: wet\ncovariates:")
                .refused(2, "study.yaml line 4: A study has no key \"weather\"");
        attempt.study("folds:", "fold:").refused(2, "study.yaml line 7", "\"fold\"", "Maybe you meant \"folds\".");
    }

    @Test
    void unknownEstimators() throws IOException {
        attempt.study("difference-in-means", "differences-in-means")
                .refused(
                        2,
                        "study.yaml line 6: there is no estimator \"differences-in-means\"",
                        "Maybe you meant \"difference-in-means\".");
        attempt.study("difference-in-means", "oracle").refused(2, "there is no estimator \"oracle\"; there are ");
    }

    @Test
    void expressionsThatReachOut() throws IOException {
        String rowWise = "An expression must be row-wise; ";
        for (String expression : new String[] {
            "(select count(*) from read_csv('/etc/hosts'))", "length(read_text('/etc/hosts'))", "avg(age)", "random()"
        }) {
            attempt.study("covariates:", "derive: {more: \"" + expression + "\"}\ncovariates:")
                    .refused(2, rowWise, "in \"" + expression + "\" is not: ");
            attempt.study("covariates:", "where: [{keep: \"1 < " + expression + "\", because: x}]\ncovariates:")
                    .refused(2, rowWise, "in \"1 < " + expression + "\" is not: ");
            attempt.study("{stratified: 2}", "{rule: \"" + expression + "\"}").refused(2, rowWise);
        }
    }

    @Test
    void expressionsThatDoNotFit() throws IOException {
        attempt.study("covariates:", "derive: {more: \"town * 2\"}\ncovariates:")
                .refused(2, "The expression \"town * 2\" must fit the columns: ");
        attempt.study("covariates:", "derive: {more: \"age +\"}\ncovariates:").refused(2, "\"age +\" must fit");
        attempt.study("covariates:", "derive: {more: \"(age\"}\ncovariates:").refused(2, "Parentheses must match");
        attempt.study("covariates: [age", "derive: {more: \"cast(town as integer)\"}\ncovariates: [more")
                .refused(3, "The values must fit what is computed from them: ", "'north'", "Maybe write try_cast");
    }

    @Test
    void filtersThatLeaveNothing() throws IOException {
        attempt.study("covariates:", "where: [{keep: \"age > 999\", because: \"nobody is so old\"}]\ncovariates:")
                .refused(3, "A study needs rows; none is left: 400 left out because nobody is so old.");
    }

    @Test
    void graphsWithACycle() throws IOException {
        attempt.study("covariates: [age, town]", "graph: \"age -> mailed; mailed -> sales; sales -> age\"")
                .refused(
                        2,
                        "study.yaml line 4: graph: ",
                        "a causal graph must have no cycle, found age -> mailed -> sales -> age.");
    }

    @Test
    void effectsThatAreNotIdentified() throws IOException {
        attempt.study("covariates: [age, town]", "graph: \"mailed <-> sales; age -> mailed, sales; mailed -> sales\"")
                .refused(4, "The path mailed <-> sales cannot be closed");
        attempt.study("covariates:", "graph: \"age -> mailed, sales; mailed -> town -> sales\"\ncovariates:")
                .refused(4, "\"town\" must not be adjusted for: it is a mediator");
    }
}
