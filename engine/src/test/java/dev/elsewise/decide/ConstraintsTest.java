package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.EstimationFailed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bounds, sums, flighting and geo splits; and what is refused. */
class ConstraintsTest {
    private static SeparableSurface three() {
        return SeparableSurface.withDraws(1)
                .with(Lever.of("facebook", 1_000).observedUpTo(1_100), new Curve.Logarithm(9_000, 2_000))
                .with(Lever.of("tiktok", 500), new Curve.Logarithm(1_000, 2_000))
                .with(Lever.of("tv", 2_000), new Curve.Logarithm(4_000, 5_000));
    }

    @Test
    void boundsBindAndSayWhich() {
        Allocation plan =
                BudgetOptimizer.withDefaults().withLever("tiktok", 0.5, 2).allocate(three());
        assertThat(plan.line("facebook").binding()).isEqualTo(Allocation.Binding.UPPER);
        assertThat(plan.line("facebook").proposed()).isEqualTo(1_300);
        assertThat(plan.line("facebook").change()).isCloseTo(0.3, within(1e-12));
        assertThat(plan.line("tiktok").binding()).isEqualTo(Allocation.Binding.LOWER);
        assertThat(plan.line("tiktok").proposed()).isEqualTo(250);
        assertThat(plan.line("tv").proposed()).isCloseTo(1_950, within(1e-6));
        assertThat(plan.warnings())
                .anySatisfy(w -> assertThat(w)
                        .contains("\"facebook\" is proposed 1,300, 200 (18.2 %) beyond its observed maximum of 1,100"));
        assertThat(plan.text()).contains("upper bound").contains("lower bound");
    }

    @Test
    void fixedLeversStay() {
        Allocation plan = BudgetOptimizer.withDefaults()
                .withOtherwise(Bounds.relative(0, 5))
                .withFixed("tv")
                .allocate(three());
        assertThat(plan.line("tv").proposed()).isEqualTo(2_000);
        assertThat(plan.line("tv").binding()).isEqualTo(Allocation.Binding.FIXED);
        double a = plan.line("facebook").proposed();
        double b = plan.line("tiktok").proposed();
        assertThat(a + b).isCloseTo(1_500, within(1e-9));
    }

    /** With a sum that binds, the levers inside share one return and those outside another; the difference is the sum's price. */
    @Test
    void sumsBindWithAPrice() {
        Allocation plan = BudgetOptimizer.withDefaults()
                .withOtherwise(Bounds.amounts(0, 10_000))
                .withGroup(Group.atMost("social", 1_500, "facebook", "tiktok"))
                .withGroup(Group.atLeast("video", 900, "tiktok", "tv"))
                .allocate(three());
        double social = plan.line("facebook").proposed() + plan.line("tiktok").proposed();
        assertThat(social).isCloseTo(1_500, within(1e-8));
        assertThat(plan.line("tiktok").proposed()).isCloseTo(0, within(1e-8));
        assertThat(plan.line("tv").proposed()).isCloseTo(2_000, within(1e-8));
        double facebook = 9_000 / (2_000 + 1_500.0);
        double tv = 4_000 / (5_000 + 2_000.0);
        assertThat(plan.sums().getFirst().price()).isCloseTo(facebook - tv, within(1e-6));
        assertThat(plan.sums().getFirst().proposed()).isCloseTo(1_500, within(1e-8));
        assertThat(plan.sums().getLast().price()).isCloseTo(0, within(1e-9));
        assertThat(plan.shadowPrice()).isCloseTo(tv, within(1e-6));
    }

    @Test
    void aFloorThatBindsHasANegativePrice() {
        Allocation plan = BudgetOptimizer.withDefaults()
                .withOtherwise(Bounds.amounts(0, 10_000))
                .withGroup(Group.atLeast("new", 800, "tiktok"))
                .allocate(three());
        assertThat(plan.line("tiktok").proposed()).isCloseTo(800, within(1e-8));
        assertThat(plan.sums().getFirst().price()).isNegative();
        assertThat(plan.sums().getFirst().price()).isCloseTo(1_000 / 2_800.0 - plan.shadowPrice(), within(1e-6));
    }

    @Test
    void moneyThatBringsNothingIsLeft() {
        SeparableSurface surface = SeparableSurface.withDraws(1)
                .with(Lever.of("good", 1_000), new Curve.Line(2))
                .with(Lever.of("harmful", 1_000), new Curve.Line(-1));
        Allocation plan = BudgetOptimizer.withDefaults().allocate(surface);
        assertThat(plan.line("good").proposed()).isEqualTo(1_300);
        assertThat(plan.line("harmful").proposed()).isEqualTo(700);
        Allocation more = BudgetOptimizer.fixedBudget(2_500).allocate(surface);
        assertThat(more.proposed().spend()).isCloseTo(2_000, within(1e-9));
        assertThat(more.shadowPrice()).isCloseTo(0, within(1e-12));
        assertThat(more.warnings()).anySatisfy(w -> assertThat(w).contains("500 stays unspent"));
    }

    /** Weeks of two channels, whose return differs by season: with totals kept, each channel has one return over its weeks. */
    @Test
    void flightingKeepsTotalsAndCaps() {
        int weeks = 26;
        SeparableSurface surface = SeparableSurface.withDraws(1);
        for (int w = 0; w < weeks; w++) {
            double season = 1 + 0.5 * Math.sin(w / 4.0);
            surface = surface.with(Lever.of("tv", "week " + w, 100), new Curve.Logarithm(300 * season, 80))
                    .with(Lever.of("radio", "week " + w, 40), new Curve.Logarithm(90 * season, 20));
        }
        Allocation plan = BudgetOptimizer.withDefaults()
                .withOtherwise(Bounds.relative(0, 3))
                .withTotal("tv", 2_600)
                .withTotal("radio", 1_040)
                .withGroup(Group.atMost("week 6", 150, "week 6"))
                .withLever("radio@week 0", 1, 1)
                .allocate(surface);
        double tv = plan.lines().stream()
                .filter(l -> l.channel().equals("tv"))
                .mapToDouble(Allocation.Line::proposed)
                .sum();
        assertThat(tv).isCloseTo(2_600, within(1e-8));
        assertThat(plan.line("radio@week 0").proposed()).isEqualTo(40);
        assertThat(plan.line("tv@week 6").proposed() + plan.line("radio@week 6").proposed())
                .isLessThanOrEqualTo(150 + 1e-8);
        for (String channel : List.of("tv", "radio")) {
            double[] returns = plan.lines().stream()
                    .filter(l -> l.channel().equals(channel) && !l.part().equals("week 6"))
                    .filter(l -> l.binding() == Allocation.Binding.FREE)
                    .mapToDouble(Allocation.Line::marginalReturn)
                    .toArray();
            assertThat(returns.length).isGreaterThan(15);
            for (double r : returns) {
                assertThat(r).isCloseTo(returns[0], within(1e-5 * returns[0]));
            }
        }
        assertThat(plan.gain().mean()).isPositive();
        assertThat(plan.certificate().holds()).isTrue();
    }

    @Test
    void geosAreLeversToo() {
        SeparableSurface surface = SeparableSurface.withDraws(1)
                .with(Lever.of("tv", "north", 600), new Curve.Power(30, 0.5))
                .with(Lever.of("tv", "south", 400), new Curve.Power(60, 0.5));
        Allocation plan =
                BudgetOptimizer.withDefaults().withAmounts("tv", 0, 1_000).allocate(surface);
        assertThat(plan.line("tv@north").proposed()).isCloseTo(200, within(1e-3));
        assertThat(plan.line("tv@south").proposed()).isCloseTo(800, within(1e-3));
    }

    @Test
    void relativeBoundsOnNothingAreSaid() {
        SeparableSurface surface = three().with(Lever.of("podcast", 0), new Curve.Logarithm(5_000, 100));
        Allocation plan = BudgetOptimizer.withDefaults().allocate(surface);
        assertThat(plan.line("podcast").proposed()).isZero();
        assertThat(plan.warnings()).anySatisfy(w -> assertThat(w).contains("\"podcast\" has no current amount"));
        Allocation free =
                BudgetOptimizer.withDefaults().withAmounts("podcast", 0, 300).allocate(surface);
        assertThat(free.line("podcast").proposed()).isEqualTo(300);
        assertThat(free.line("podcast").change()).isNaN();
    }

    @Test
    void unknownNamesGetTheNearestOne() {
        assertThatThrownBy(() -> BudgetOptimizer.withDefaults()
                        .withLever("facebok", 0.5, 2)
                        .allocate(three()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"facebok\"")
                .hasMessageContaining("[facebook, tiktok, tv]")
                .hasMessageContaining("\nMaybe you meant \"facebook\".");
        assertThatThrownBy(() -> BudgetOptimizer.withDefaults()
                        .withGroup(Group.atMost("social", 10, "tictok"))
                        .allocate(three()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\nMaybe you meant \"tiktok\".");
        assertThatThrownBy(
                        () -> BudgetOptimizer.withDefaults().allocate(three()).line("tvv"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\nMaybe you meant \"tv\".");
    }

    @Test
    void budgetsThatCannotHoldNameBothNumbers() {
        assertThatThrownBy(() -> BudgetOptimizer.fixedBudget(2_000).allocate(three()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("The budget is 2,000; the lower bounds of the levers add up to 2,450.")
                .hasMessageContaining("\"tv\" (1,400)");
        assertThatThrownBy(() -> BudgetOptimizer.withDefaults()
                        .withGroup(Group.atLeast("video", 9_000, "tv", "tiktok"))
                        .allocate(three()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("must be at least 9,000; the upper bounds of its levers add up to 3,250");
        assertThatThrownBy(() -> BudgetOptimizer.withDefaults()
                        .withGroup(Group.atMost("social", 900, "facebook", "tiktok"))
                        .allocate(three()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("may be at most 900; the lower bounds of its levers add up to 1,050");
        assertThatThrownBy(() -> BudgetOptimizer.fixedBudget(3_000)
                        .withOtherwise(Bounds.amounts(0, 10_000))
                        .withGroup(Group.atLeast("video", 2_900, "tv"))
                        .withGroup(Group.atLeast("social", 200, "facebook"))
                        .allocate(three()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("The budget is 3,000")
                .hasMessageContaining("\"video\" for 2,900");
        assertThatThrownBy(() -> BudgetOptimizer.withDefaults()
                        .withOtherwise(Bounds.amounts(0, 10_000))
                        .withGroup(Group.atLeast("a", 900, "facebook", "tiktok"))
                        .withGroup(Group.atMost("b", 300, "facebook"))
                        .withGroup(Group.atMost("c", 300, "tiktok"))
                        .allocate(three()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("cannot all hold at once");
    }

    @Test
    void numbersThatMakeNoSense() {
        assertThatThrownBy(() -> BudgetOptimizer.withDefaults().withLever("tv", 1.3, 0.7))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"tv\"")
                .hasMessageContaining("1.3");
        assertThatThrownBy(() -> BudgetOptimizer.withDefaults().withAmounts("tv", -5, 10))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("-5");
        assertThatThrownBy(() -> Lever.of("tv", -1))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> BudgetOptimizer.fixedBudget(-1)).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> BudgetOptimizer.targetRoi(0)).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> Group.exactly("g", Double.NaN, "tv")).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() ->
                        BudgetOptimizer.withDefaults().allocate(three().with(Lever.of("tv", 1), new Curve.Line(1))))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"tv\" stands twice");
        assertThatThrownBy(() -> BudgetOptimizer.withDefaults().allocate(SeparableSurface.withDraws(1)))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("at least one lever");
    }

    @Test
    void aResponseThatIsNoNumberIsRefused() {
        SeparableSurface surface = three().with(Lever.of("broken", 10), new Curve.Line(Double.NaN));
        assertThatThrownBy(() -> BudgetOptimizer.withDefaults().allocate(surface))
                .isInstanceOf(EstimationFailed.class)
                .hasMessageContaining("\"broken\"");
    }

    @Test
    void everyLeverFixedIsThePlanThereIs() {
        List<String> names = new ArrayList<>(List.of("facebook", "tiktok", "tv"));
        BudgetOptimizer optimizer = BudgetOptimizer.withDefaults();
        for (String name : names) {
            optimizer = optimizer.withFixed(name);
        }
        Allocation plan = optimizer.allocate(three());
        assertThat(plan.gain().mean()).isZero();
        assertThat(plan.amounts()).containsEntry("facebook", 1_000.0).containsEntry("tv", 2_000.0);
        assertThat(plan.certificate().holds()).isTrue();
    }
}
