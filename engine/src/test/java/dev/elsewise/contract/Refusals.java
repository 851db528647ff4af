package dev.elsewise.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Weights;
import dev.elsewise.effect.Estimate;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;

/** What must be refused, in words that name the column, the row and the value. */
final class Refusals {
    private static final int ROWS = 1_500;
    private static final int BAD = 416;

    private Refusals() {}

    static void constantTreatment(Subject subject) {
        for (int value = 0; value <= 1; value++) {
            int constant = value;
            Sheet sheet = People.sheet(ROWS).number("treated", r -> constant);
            assertThatThrownBy(() -> subject.estimate(sheet))
                    .isInstanceOf(BadData.class)
                    .hasMessageContaining("must have two values")
                    .hasMessageContaining("\"treated\" is " + constant + " in all " + ROWS + " rows")
                    .hasMessageContaining("\nMaybe ");
        }
    }

    static void thirdTreatmentValue(Subject subject) {
        Sheet sheet = People.sheet(ROWS);
        double[] treated = sheet.numbers("treated");
        refusedAtRow(subject, sheet.number("treated", r -> r == BAD ? 2 : treated[r]), "treated", "2.0");
    }

    static void missingTreatment(Subject subject) {
        Sheet sheet = People.sheet(ROWS);
        double[] treated = sheet.numbers("treated");
        refusedAtRow(subject, sheet.number("treated", r -> r == BAD ? Double.NaN : treated[r]), "treated", "missing");
    }

    static void missingOutcome(Subject subject) {
        Sheet sheet = People.sheet(ROWS);
        double[] y = sheet.numbers(subject.outcome());
        refusedAtRow(
                subject,
                sheet.number(subject.outcome(), r -> r == BAD ? Double.NaN : y[r]),
                subject.outcome(),
                "missing");
    }

    static void infiniteOutcome(Subject subject) {
        Sheet sheet = People.sheet(ROWS);
        double[] y = sheet.numbers(subject.outcome());
        refusedAtRow(
                subject,
                sheet.number(subject.outcome(), r -> r == BAD ? Double.NEGATIVE_INFINITY : y[r]),
                subject.outcome(),
                "-Infinity");
    }

    private static void refusedAtRow(Subject subject, Sheet sheet, String column, String value) {
        assertThatThrownBy(() -> subject.estimate(sheet))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("\"" + column + "\" is " + value + " in row " + (BAD + 1));
    }

    static void badWeight(Subject subject) {
        Sheet sheet = People.sheet(ROWS);
        for (double bad : new double[] {-1, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
            Sheet wrong = sheet.number("weight", r -> r == BAD ? bad : 1);
            for (Weights weights : new Weights[] {Weights.frequency("weight"), Weights.sampling("weight")}) {
                assertThatThrownBy(() ->
                                subject.estimate(wrong.table(), subject.roles().withWeights(weights)))
                        .isInstanceOf(BadData.class)
                        .hasMessageContaining("weight must be positive and finite")
                        .hasMessageContaining("in row " + (BAD + 1));
            }
        }
    }

    static void missingCluster(Subject subject) {
        Sheet sheet = People.sheet(ROWS);
        int[] user = sheet.codes("user");
        Estimate estimate = subject.estimate(sheet.key("user", "U", r -> r == BAD ? -1 : user[r])
                .number("group", r -> r == BAD ? Double.NaN : r % 7));
        for (String column : new String[] {"user", "group"}) {
            assertThatThrownBy(() -> estimate.clusteredBy(column))
                    .isInstanceOf(BadData.class)
                    .hasMessageContaining("\"" + column + "\" is missing in row " + (BAD + 1));
        }
    }

    /** As one cluster they would widen every error, and silently: how many there are is said instead. */
    static void missingClustersAreCounted(Subject subject) {
        Sheet sheet = People.sheet(ROWS);
        int[] user = sheet.codes("user");
        Estimate estimate = subject.estimate(sheet.key("user", "U", r -> r >= BAD && r < BAD + 30 ? -1 : user[r]));
        assertThatThrownBy(() -> estimate.clusteredBy("user"))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("\"user\" is missing in row " + (BAD + 1) + ", and in 30 of 1,500 rows in all.")
                .hasMessageContaining("\nMaybe keep only rows where it is known");
    }

    /** The squares of one cluster's sum are zero by construction: an error of zero would be a lie. */
    static void singleCluster(Subject subject) {
        Estimate estimate = subject.estimate(People.sheet(ROWS));
        assertThatThrownBy(() -> estimate.clusteredBy("all"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"all\" has 1")
                .hasMessageContaining("\nMaybe ");
    }
}
