package dev.elsewise.learn.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.References;
import dev.elsewise.error.BadStudy;
import dev.elsewise.learn.time.TimeFold.Span;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TimeFoldsTest {
    private static final JsonNode REFERENCE = References.json("forecasts.json");

    /** Against scikit-learn's TimeSeriesSplit. */
    @Test
    void expandingAndRollingAreTimeSeriesSplit() {
        for (JsonNode split : REFERENCE.get("splits")) {
            int window = split.get("window").asInt();
            int test = split.get("test").asInt();
            int folds = split.get("folds").asInt();
            int gap = split.get("gap").asInt();
            TimeFolds cut = window == 0
                    ? new TimeFolds.Expanding(folds, test, gap)
                    : new TimeFolds.Rolling(folds, window, test, gap);
            check(cut.of(split.get("rows").asInt()), split.get("expected"));
        }
        assertThat(TimeFolds.expanding(5)).isEqualTo(new TimeFolds.Expanding(5, 0, 0));
        assertThat(TimeFolds.rolling(10, 52).withTest(4).withGap(1)).isEqualTo(new TimeFolds.Rolling(10, 52, 4, 1));
    }

    /** Against scikit-learn's KFold without shuffling. */
    @Test
    void blocksAreThoseOfKFold() {
        for (JsonNode block : REFERENCE.get("blocks")) {
            check(
                    TimeFolds.blocked(block.get("folds").asInt())
                            .of(block.get("rows").asInt()),
                    block.get("expected"));
        }
    }

    private static void check(List<TimeFold> folds, JsonNode expected) {
        assertThat(folds).hasSize(expected.size());
        for (int k = 0; k < folds.size(); k++) {
            TimeFold fold = folds.get(k);
            assertThat(fold.number()).isEqualTo(k);
            assertThat(fold.train()).isEqualTo(rows(expected.get(k).get("train")));
            assertThat(fold.test()).isEqualTo(rows(List.of(expected.get(k).get("test"))));
        }
    }

    private static int[] rows(Iterable<JsonNode> spans) {
        IntStream rows = IntStream.empty();
        for (JsonNode span : spans) {
            rows = IntStream.concat(
                    rows, IntStream.range(span.get(0).asInt(), span.get(1).asInt()));
        }
        return rows.toArray();
    }

    @Test
    void walkingForwardEndsWithTheSeriesAndStartsFromItsHalf() {
        // 11 weeks: half is 6; forecasts of 2 every 2 weeks, the last of weeks 9 and 10.
        assertThat(TimeFolds.walkForward(2, 2).of(11)).containsExactly(fold(0, 0, 7, 7, 9), fold(1, 0, 9, 9, 11));
        assertThat(TimeFolds.walkForward(1, 3)
                        .withFirst(5)
                        .withWindow(4)
                        .withGap(1)
                        .of(11))
                .containsExactly(fold(0, 1, 5, 6, 9), fold(1, 2, 6, 7, 10), fold(2, 3, 7, 8, 11));
    }

    /** Seed 003 asks for windows of four weeks: of two years the second is tested, each week once. */
    @Test
    void fourWeekWindowsTestTheSecondYearOnceEach() {
        List<TimeFold> folds = TimeFolds.rollingWindows(4).of(104);
        assertThat(folds).hasSize(13);
        assertThat(folds).allMatch(f -> f.train().length == 52 && f.test().length == 4);
        assertThat(folds.stream().flatMapToInt(f -> Arrays.stream(f.test())).toArray())
                .isEqualTo(IntStream.range(52, 104).toArray());
        assertThat(TimeFolds.rollingWindows(4).withTraining(20).withGap(2).of(31))
                .containsExactly(fold(0, 1, 21, 23, 27), fold(1, 5, 25, 27, 31));
    }

    @Test
    void anEmbargoKeepsTheTestsCarryOverOutOfTraining() {
        assertThat(TimeFolds.blocked(3).withGap(1).withEmbargo(2).of(12))
                .containsExactly(
                        new TimeFold(0, List.of(new Span(6, 12)), new Span(0, 4)),
                        new TimeFold(1, List.of(new Span(0, 3), new Span(10, 12)), new Span(4, 8)),
                        new TimeFold(2, List.of(new Span(0, 7)), new Span(8, 12)));
    }

    @Test
    void testsComeAfterTraining() {
        List<TimeFolds> cuts = List.of(
                TimeFolds.expanding(5),
                TimeFolds.expanding(3).withTest(4).withGap(3),
                TimeFolds.rolling(4, 30),
                TimeFolds.walkForward(3, 7).withGap(2),
                TimeFolds.rollingWindows(4).withGap(1));
        for (TimeFolds cut : cuts) {
            for (int periods = 40; periods < 130; periods++) {
                for (TimeFold fold : cut.of(periods)) {
                    int last = Arrays.stream(fold.train()).max().orElseThrow();
                    assertThat(fold.test()[0]).isGreaterThan(last);
                    assertThat(fold.tested().to()).isLessThanOrEqualTo(periods);
                    assertThat(fold.training().getFirst().from()).isNotNegative();
                }
                assertThat(cut.of(periods).getLast().tested().to())
                        .as("the latest weeks are tested")
                        .isEqualTo(periods);
            }
        }
    }

    @Test
    void tooFewPeriodsAreRefusedWithTheNumberNeeded() {
        refused(() -> TimeFolds.expanding(5).of(5), "5 periods is too short for 5 tests", "at least 6");
        refused(() -> TimeFolds.expanding(5).withTest(4).withGap(2).of(22), "5 tests of 4", "at least 23");
        assertThat(TimeFolds.expanding(5).withTest(4).withGap(2).of(23)).hasSize(5);
        refused(() -> TimeFolds.expanding(3).withGap(8).of(32), "too short", "gap of 8");
        refused(() -> TimeFolds.rolling(3, 52).of(0), "0 periods", "at least 4");
        refused(() -> TimeFolds.blocked(5).of(4), "5 blocks", "at least 5");
        refused(() -> TimeFolds.blocked(2).withEmbargo(9).of(12), "Block 1 of 2", "embargo of 9");
        refused(() -> TimeFolds.walkForward(1, 8).withFirst(20).of(27), "too short", "at least 28");
        refused(() -> TimeFolds.rollingWindows(4).of(6), "too short", "at least 7");
        refused(() -> TimeFolds.expanding(0), "folds", "at least 1");
        refused(() -> TimeFolds.blocked(1), "folds", "at least 2");
        refused(() -> TimeFolds.walkForward(0, 1), "step", "at least 1");
        refused(() -> TimeFolds.expanding(2).withGap(-1), "gap", "at least 0");
    }

    private static void refused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOf(BadStudy.class)
                .hasMessageContainingAll(words)
                .hasMessageMatching("(?s).*\nMaybe .*");
    }

    private static TimeFold fold(int number, int from, int to, int test, int end) {
        return new TimeFold(number, List.of(new Span(from, to)), new Span(test, end));
    }
}
