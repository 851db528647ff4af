package dev.elsewise.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.data.Splits;
import dev.elsewise.data.Weights;
import dev.elsewise.effect.Estimate;
import dev.elsewise.math.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must not matter about the data. */
final class DataInvariances {
    private static final int ROWS = 3_000;

    private DataInvariances() {}

    static void rowOrder(Subject subject) {
        Sheet sheet = People.withGaps(ROWS);
        Sheet shuffled = sheet.at(Streams.of(5, "shuffle", 0).permutation(ROWS));
        Close.assertSame(subject.estimate(shuffled), subject.estimate(sheet), Close.SOLVER);
        Close.assertSame(
                subject.estimate(shuffled).clusteredBy("user"),
                subject.estimate(sheet).clusteredBy("user"),
                Close.SOLVER);
    }

    /** Names that an estimator might use itself, that SQL reserves, or that need quotes. */
    static void columnNames(Subject subject) {
        Map<String, String> names = Map.of(
                "age", "propensity",
                "income", "score",
                "place", "outcome if treated",
                "treated", "select",
                "bought", "a \"b\"",
                "spent", "outcome if not treated",
                "fold", "Fold",
                "weight", "row",
                "user", "user");
        Sheet renamed = People.withGaps(ROWS).renamed(name -> names.getOrDefault(name, "_" + name));
        Subject.Roles roles = new Subject.Roles(
                "select",
                java.util.Objects.requireNonNull(names.get(subject.outcome())),
                List.of("propensity", "score", "outcome if treated"),
                Splits.column("Fold"),
                Optional.of(Weights.frequency("row")),
                subject.roles().seed());
        Estimate found = subject.estimate(renamed.table(), roles);
        Estimate expected = subject.estimate(
                People.withGaps(ROWS).table(), subject.roles().withWeights(Weights.frequency("weight")));
        Close.assertBits(found.value(), expected.value());
        Close.assertBits(found.standardError(), expected.standardError());
        Close.assertBits(
                found.clusteredBy("user").standardError(),
                expected.clusteredBy("user").standardError());
    }

    static void affineOutcome(Subject subject) {
        Sheet sheet = People.sheet(ROWS);
        Sheet inCents = sheet.map(subject.outcome(), y -> 300 - 100 * y);
        Close.assertScaled(subject.estimate(inCents), subject.estimate(sheet), -100, Close.SOLVER);
    }

    static void labelFlip(Subject subject) {
        Sheet sheet = People.sheet(ROWS);
        Sheet flipped = sheet.truth("treated", r -> 1 - sheet.numbers("treated")[r]);
        Close.assertScaled(subject.estimate(flipped), subject.estimate(sheet), -1, Close.SOLVER);
    }

    /** With one model for all rows, a missing number is their median and a missing category their mode. */
    static void missingCovariatesImputed(Subject subject) {
        Sheet gaps = People.withGaps(ROWS);
        double[] age = gaps.numbers("age");
        int[] place = gaps.codes("place");
        double[] known =
                Arrays.stream(age).filter(a -> !Double.isNaN(a)).sorted().toArray();
        double median = (known[(known.length - 1) / 2] + known[known.length / 2]) / 2;
        int[] counts = new int[People.PLACES.size()];
        Arrays.stream(place).filter(p -> p >= 0).forEach(p -> counts[p]++);
        int mode = 0;
        for (int p = 1; p < counts.length; p++) {
            mode = counts[p] > counts[mode] ? p : mode;
        }
        int commonest = mode;
        Sheet filled = gaps.number("age", r -> Double.isNaN(age[r]) ? median : age[r])
                .category("place", People.PLACES, r -> place[r] < 0 ? commonest : place[r]);
        assertThat(known).hasSizeLessThan(ROWS - 200);
        Subject.Roles roles = subject.roles().withFolds(Splits.none());
        Close.assertSame(subject.estimate(gaps.table(), roles), subject.estimate(filled.table(), roles), Close.SOLVER);
        Estimate crossed = subject.estimate(gaps);
        assertThat(crossed.value()).isFinite();
        assertThat(crossed.standardError()).isFinite().isPositive();
    }
}
