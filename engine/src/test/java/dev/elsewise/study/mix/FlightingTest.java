package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Workspace;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.study.mix.BudgetPlan.Split;
import dev.elsewise.study.mix.fixture.MadeUpMix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan by weeks: a week's money is that week's, the gain has its interval, and a reader gets a page instead of a thousand lines. */
class FlightingTest {
    private static final int WEEKS = 24;

    private static double tv(int t) {
        return 20 + 10 * Math.sin(0.7 * t);
    }

    private static double radio(int t) {
        return 12 + 6 * Math.cos(1.3 * t);
    }

    /** Revenue 40 log(1 + tv / 20) + 10 log(1 + radio / 20): tv pays more everywhere. */
    private static MixResult.Plan planned(Path folder, int draws, Split split) throws IOException {
        StringBuilder csv = new StringBuilder("week,tv,radio,revenue\n");
        for (int t = 0; t < WEEKS; t++) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%.6f,%.6f,%.6f%n",
                    LocalDate.of(2024, 1, 1).plusWeeks(t),
                    tv(t),
                    radio(t),
                    100 + 40 * Math.log1p(tv(t) / 20) + 10 * Math.log1p(radio(t) / 20) + 0.5 * Math.sin(3.7 * t)));
        }
        Files.writeString(folder.resolve("shop.csv"), csv);
        MixStudy study = MixStudy.parse("""
                version: 1
                title: Weeks
                data: shop.csv
                time: week
                mix:
                  outcome: revenue
                  channels: {tv: tv, radio: radio}
                  carry-over: none
                  saturation: {log1p: {scale: 20}}
                  model: least-squares
                  draws: {count: %d, block: 1}
                graph: tv, radio -> revenue
                seed: 5
                """.formatted(draws), folder);
        try (Workspace workspace = Workspace.open(Workspace.Options.withDefaults())) {
            MixData data = MixData.of(study, workspace);
            FittedMix fit = FittedMix.of(data.mix(), data.panel(), study.bootstrap(1));
            BudgetPlan usual = BudgetPlan.withDefaults();
            return Planner.plan(
                    new BudgetPlan(
                            usual.budget(),
                            usual.per(),
                            usual.otherwise(),
                            usual.bounds(),
                            usual.goal(),
                            usual.charging(),
                            usual.risk(),
                            split),
                    fit);
        }
    }

    @Test
    void aWeekHasItsOwnMoneyAndTheGainItsInterval(@TempDir Path folder) throws IOException {
        MixResult.Plan plan = planned(folder, 12, Split.PERIODS);
        double total =
                IntStream.range(0, WEEKS).mapToDouble(t -> tv(t) + radio(t)).sum();
        assertThat(plan.goal())
                .isEqualTo(String.format(Locale.ROOT, "a fixed budget of %,.0f over the 24 weeks", total));
        assertThat(plan.shares()).hasSize(2 * WEEKS);
        for (int t = 0; t < WEEKS; t++) {
            MixResult.Share week = plan.shares().get(t);
            assertThat(week.channel()).isEqualTo("tv");
            assertThat(week.part())
                    .isEqualTo(LocalDate.of(2024, 1, 1).plusWeeks(t).toString());
            assertThat(week.current()).isCloseTo(tv(t), within(1e-5));
            assertThat(week.upper()).isCloseTo(1.3 * tv(t), within(1e-5));
            assertThat(week.marginalRoi().given()).isTrue();
        }
        assertThat(plan.current()).isCloseTo(total / WEEKS, within(1e-5));
        // tv pays more: it takes from radio, and does so in every draw.
        assertThat(plan.gain().lower()).isGreaterThan(0);
        assertThat(plan.gain().upper()).isGreaterThan(plan.gain().lower());
        assertThat(plan.gain().note()).isEqualTo("more than now in 100 % of the draws");
        // What the truth says of the same two plans.
        double truth = 0;
        for (int t = 0; t < WEEKS; t++) {
            truth += 40 * (Math.log1p(plan.shares().get(t).proposed() / 20) - Math.log1p(tv(t) / 20));
            truth += 10 * (Math.log1p(plan.shares().get(WEEKS + t).proposed() / 20) - Math.log1p(radio(t) / 20));
        }
        assertThat(plan.gain().value()).isCloseTo(truth / WEEKS, within(0.25 * truth / WEEKS));
        List<ChannelMoves> channels = ChannelMoves.of(plan);
        assertThat(channels).extracting(ChannelMoves::channel).containsExactly("tv", "radio");
        assertThat(channels.get(0).current() + channels.get(1).current()).isCloseTo(total, within(1e-4));
        assertThat(channels.get(0).parts()).isEqualTo(WEEKS);
        assertThat(channels.get(0).raised()).isGreaterThan(channels.get(0).cut());
    }

    @Test
    void withoutDrawsNothingIsSaidOfZero(@TempDir Path folder) throws IOException {
        for (Split split : List.of(Split.PERIODS, Split.CHANNELS)) {
            MixResult.Plan plan = planned(folder, 0, split);
            assertThat(plan.gain().value()).isGreaterThan(0);
            assertThat(plan.gain().lower()).isNaN();
            assertThat(plan.gain().note()).isEqualTo("without draws it has no interval");
            assertThat(MadeUpMix.full().withPlan(plan).told().words().actions())
                    .anyMatch(a -> a.startsWith("Try the proposed plan") && a.contains("has no interval"))
                    .noneMatch(a -> a.startsWith("Try the proposed plan") && a.contains("told from zero"));
        }
    }

    /** 160 weeks of 8 channels. */
    private static MixResult.Plan thousand() {
        List<MixResult.Share> shares = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (int c = 0; c < 8; c++) {
            for (int t = 0; t < 160; t++) {
                double current = 1000 + 10 * c + t;
                shares.add(new MixResult.Share(
                        "channel" + c,
                        LocalDate.of(2021, 1, 4).plusWeeks(t).toString(),
                        current,
                        current + (t == 17 ? 300 : t % 2 == 0 ? 50 : 0),
                        0.7 * current,
                        1.3 * current,
                        Estimated.withheld("only plans as a whole are compared"),
                        Estimated.known(1, ""),
                        "",
                        false));
                warnings.add("Week " + t + " of channel " + c + " is beyond what was seen.");
            }
        }
        return new MixResult.Plan(
                "a fixed budget of 8,000,000 over the 160 weeks",
                Split.PERIODS,
                50_000,
                50_000,
                new Estimated(900, 100, 735, 1065, ""),
                shares,
                "It holds.",
                true,
                warnings);
    }

    @Test
    void aThousandLeversAreToldOnAPage() {
        String text = MixText.plan(thousand(), "week");
        assertThat(text.lines().count()).isLessThan(45);
        assertThat(text)
                .contains("Each channel, in money over the 160 weeks", "weeks raised")
                .contains("The 8 largest of 648 moves, in money, in that week", "2021-05-03")
                .contains("The whole plan is allocation.csv.", "And 1274 more such notes.")
                .doesNotContain("in money a week");
        assertThat(MixTables.plan(thousand()).lines()).hasSize(1 + 2 * 8 * 160);
        assertThat(MixTables.plan(thousand()))
                .startsWith("channel,part,current")
                .contains("channel3,2021-05-03,1047");
    }

    @Test
    void theActionNamesWeeksAndTheirOwnMoney() {
        assertThat(MadeUpMix.full().withPlan(thousand()).told().words().actions())
                .anyMatch(a -> a.startsWith(
                                "Move money, in that week: channel0 in the week of 2021-05-03 from 1,017 to 1,317,")
                        && a.contains(" and 642 more. That gains 900 "));
    }
}
