package dev.elsewise.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Column;
import dev.elsewise.data.Source;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.data.Workspace;
import dev.elsewise.data.Workspace.Options;
import dev.elsewise.data.Workspace.Placement;
import dev.elsewise.math.Streams;
import dev.elsewise.simulate.SlateWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeterministicStrataTest {
    @Test
    void slatesOfTwoAndThreeHaveNoRowOutsideTheFirstThree() {
        Table slates = SlateWorld.withDefaults().withSlates(3_000).generate().table(Workspace.shared());
        DeterministicStrata strata = DeterministicStrata.of(
                slates, "is_top_3", List.of("candidate_set_size", "hour", "history_len", "category", "subcategory"));
        assertThat(strata.strata())
                .extracting(DeterministicStrata.Stratum::column, DeterministicStrata.Stratum::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("candidate_set_size", "2"),
                        org.assertj.core.groups.Tuple.tuple("candidate_set_size", "3"));
        assertThat(strata.strata()).allMatch(DeterministicStrata.Stratum::treated);
        assertThat(strata.words()).isEqualTo("Where candidate_set_size is 2, 3, everyone is treated.");
        Table rest = slates.where(strata.outside(), "no comparison");
        long short3 = strata.strata().stream()
                .mapToLong(DeterministicStrata.Stratum::rows)
                .sum();
        assertThat(rest.rows()).isEqualTo(slates.rows() - short3);
        assertThat(DeterministicStrata.of(rest, "is_top_3", List.of("candidate_set_size"))
                        .strata())
                .isEmpty();
    }

    /** At a treated share of 0.4 a value of n rows has all alike with 0.6ⁿ; looked at are 2 values. */
    @Test
    void theBoundIsAThousandthOverTheValuesLookedAt() {
        // 0.6¹⁴ = 0.00078 > 0.0005 > 0.6¹⁵ = 0.00047
        assertThat(oneValueWithoutTreated(14)).isEmpty();
        assertThat(oneValueWithoutTreated(15)).singleElement().satisfies(s -> {
            assertThat(s.treated()).isFalse();
            assertThat(s.rows()).isEqualTo(15);
        });
    }

    private static List<DeterministicStrata.Stratum> oneValueWithoutTreated(int rows) {
        Sheet sheet = Sheet.of(1000)
                .truth("t", r -> r >= rows && r < rows + 400 ? 1 : 0)
                .number("x", r -> r < rows ? 7 : 8);
        return DeterministicStrata.of(sheet.table(), "t", List.of("x")).strata();
    }

    /** The same bound with 5 rows of frequency 3, or not with 5 rows that a sampling weight makes heavy. */
    @Test
    void aFrequencyIsAsManyRowsAndASamplingWeightOne() {
        Sheet sheet = Sheet.of(990)
                .truth("t", r -> r >= 5 && r < 5 + 400 ? 1 : 0)
                .number("x", r -> r < 5 ? 7 : 8)
                .number("three", r -> r < 5 ? 3 : 1)
                .number("two", r -> r < 5 ? 2 : 1);
        assertThat(weighted(sheet, Weights.frequency("three"))).singleElement().satisfies(s -> {
            assertThat(s.rows()).isEqualTo(15);
            assertThat(s.value()).isEqualTo("7");
        });
        assertThat(weighted(sheet, Weights.frequency("two"))).isEmpty();
        assertThat(weighted(sheet, Weights.sampling("three"))).isEmpty();
    }

    private static List<DeterministicStrata.Stratum> weighted(Sheet sheet, Weights weights) {
        return DeterministicStrata.of(sheet.table(), "t", List.of("x"), Optional.of(weights), Optional.empty())
                .strata();
    }

    /** 60 untreated rows are 60 chances, or as many as they have users: 0.6¹⁴ > 0.0005 > 0.6¹⁵. */
    @ParameterizedTest
    @CsvSource({"60, 1", "15, 1", "14, 0", "3, 0"})
    void theRowsOfAClusterAreOneChance(int users, int found) {
        Sheet sheet = Sheet.of(1000)
                .truth("t", r -> r >= 60 && r < 460 ? 1 : 0)
                .number("x", r -> r < 60 ? 7 : 8)
                .key("user", "U", r -> r < 60 ? r % users : r);
        List<DeterministicStrata.Stratum> strata = DeterministicStrata.of(
                        sheet.table(), "t", List.of("x"), Optional.empty(), Optional.of("user"))
                .strata();
        assertThat(strata).hasSize(found);
        assertThat(strata).allMatch(s -> s.rows() == 60 && !s.treated());
    }

    /** Users who are treated as a whole: a value that only they have is no rule. */
    @Test
    void chanceByClustersIsNotReported() {
        int reports = 0;
        for (int world = 0; world < 100; world++) {
            int of = world;
            Sheet sheet = Sheet.of(3_000)
                    .key("user", "U", r -> r / 30)
                    .truth("t", r -> Streams.of(of, "t").uniform(r / 30) < 0.3 ? 1 : 0)
                    .number("town", r -> Streams.of(of, "town").at(r / 30).below(25));
            Table table = sheet.table();
            assertThat(DeterministicStrata.of(table, "t", List.of("town")).strata())
                    .as("as if rows were independent")
                    .isNotEmpty();
            reports += DeterministicStrata.of(table, "t", List.of("town"), Optional.empty(), Optional.of("user"))
                            .strata()
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(reports)
                .isLessThanOrEqualTo(BinomialDistribution.of(100, 0.001).inverseCumulativeProbability(0.999));
    }

    /** Rare treatment in many small values: most values have no treated row, by chance. */
    @Test
    void chanceIsNotReported() {
        int worlds = 200;
        int reports = 0;
        for (int world = 0; world < worlds; world++) {
            int of = world;
            Sheet sheet = Sheet.of(2_000)
                    .truth("t", r -> Streams.of(of, "t").uniform(r) < 0.08 ? 1 : 0)
                    .number("x", r -> Streams.of(of, "x").at(r).below(120))
                    .category(
                            "z",
                            List.of("a", "b", "c"),
                            r -> Streams.of(of, "z").at(r).below(40) == 0 ? 2 : r % 2);
            DeterministicStrata strata = DeterministicStrata.of(sheet.table(), "t", List.of("x", "z"));
            reports += strata.strata().isEmpty() ? 0 : 1;
        }
        int most = BinomialDistribution.of(worlds, 0.001).inverseCumulativeProbability(0.999);
        assertThat(reports).isLessThanOrEqualTo(most);
    }

    @Test
    void numbersWithVeryManyValuesAreNotLookedAt() {
        Sheet sheet = Sheet.of(10_000).truth("t", r -> r % 2).number("x", r -> r);
        assertThat(DeterministicStrata.of(sheet.table(), "t", List.of("x")).strata())
                .isEmpty();
    }

    @TempDir
    Path folder;

    /** The condition must find the rows again in any kind of column, under any name, and leave missing values alone. */
    @ParameterizedTest
    @EnumSource(
            value = Placement.class,
            names = {"MEMORY", "DISK"})
    void theConditionIsSqlThatFindsTheRows(Placement placement) throws Exception {
        Path file = awkward();
        try (Workspace workspace = Workspace.open(Options.withDefaults().withPlacement(placement))) {
            Table table = workspace.open(Source.of(file)).as("user \"id\"", Column.Kind.KEY);
            assertThat(table.schema().column("order").kind()).isEqualTo(Column.Kind.CATEGORY);
            assertThat(table.schema().column("paid").kind()).isEqualTo(Column.Kind.TRUTH);
            assertThat(table.schema().column("day").kind()).isEqualTo(Column.Kind.TIME);
            for (String column : List.of("order", "a \"size\"", "paid", "day", "user \"id\"", "share")) {
                DeterministicStrata strata = DeterministicStrata.of(table, "t", List.of(column));
                assertThat(strata.strata()).as(column).hasSize(1);
                DeterministicStrata.Stratum only = strata.strata().getFirst();
                assertThat(only.value()).isIn("it's, \"so\"", "-2.5", "1", "2024-02-29T12:30", "O'Hara", "0.1");
                assertThat(only.rows()).as(column).isEqualTo(200);
                assertThat(table.where(only.condition(), "").rows())
                        .as(only.condition())
                        .isEqualTo(200);
                assertThat(table.where(strata.outside(), "").rows())
                        .as(strata.outside())
                        .isEqualTo(800);
            }
        }
    }

    /** 1,000 rows: the first 200 are all treated and have a value of their own in each column; every tenth is missing. */
    private Path awkward() throws Exception {
        StringBuilder text = new StringBuilder("t,order,\"a \"\"size\"\"\",paid,day,\"user \"\"id\"\"\",share\n");
        for (int r = 0; r < 1000; r++) {
            boolean special = r < 200;
            boolean missing = !special && r % 10 == 0;
            text.append(special || r % 2 == 0 ? 1 : 0)
                    .append(',')
                    .append(missing ? "" : special ? "\"it's, \"\"so\"\"\"" : "plain")
                    .append(',')
                    .append(missing ? "" : special ? "-2.5" : "4")
                    .append(',')
                    .append(missing ? "" : special)
                    .append(',')
                    .append(missing ? "" : special ? "2024-02-29 12:30:00" : "2024-03-01 00:00:00")
                    .append(',')
                    .append(missing ? "" : special ? "O'Hara" : "U" + r % 3)
                    .append(',')
                    .append(missing ? "" : special ? "0.1" : "0.30000000000000004")
                    .append('\n');
        }
        return Files.writeString(folder.resolve("awkward.csv"), text);
    }

    @Test
    void theCheckFailsUnlessTheRowsAreLeftOut() {
        Sheet sheet =
                Sheet.of(100).truth("t", r -> r < 40 || r % 2 == 0 ? 1 : 0).number("x", r -> r < 40 ? 1 : 2);
        DeterministicStrata strata = DeterministicStrata.of(sheet.table(), "t", List.of("x"));
        assertThat(strata.diagnostic(false).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(strata.diagnostic(false).advice()).contains("40 rows").contains("excludeDeterministic: true");
        assertThat(strata.diagnostic(true).verdict()).isEqualTo(Verdict.PASS);
        assertThat(new DeterministicStrata(List.of()).diagnostic(false).verdict())
                .isEqualTo(Verdict.PASS);
    }
}
