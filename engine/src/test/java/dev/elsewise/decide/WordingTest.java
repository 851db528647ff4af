package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadStudy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Amounts are said as a reader counts them, and a budget must be one that the bounds can take. */
class WordingTest {
    private static final int WEEKS = 100;

    /** Over a hundred weeks: what is good, seen up to 12 a week, and what is dear; each of them makes search spend a tenth. */
    private static ResponseSurface hundredWeeks() {
        SeparableSurface money = SeparableSurface.withDraws(1)
                .with(Lever.of("good", 1_000).observedUpTo(1_200), new Curve.Line(2))
                .with(Lever.of("dear", 1_000), new Curve.Line(1));
        return new ResponseSurface() {
            @Override
            public List<Lever> levers() {
                return money.levers();
            }

            @Override
            public int draws() {
                return 1;
            }

            @Override
            public List<String> mediators() {
                return List.of("search");
            }

            @Override
            public Wording wording() {
                return new Wording(WEEKS, "a week", "a week");
            }

            @Override
            public void respond(double[] amounts, int from, int to, Response into) {
                Response alone = Response.of(money, to - from);
                money.respond(amounts, from, to, alone);
                for (int d = 0; d < to - from; d++) {
                    into.outcome()[d] = alone.outcome()[d];
                    into.induced()[0][d] = 0.1 * (amounts[0] + amounts[1]);
                }
            }
        };
    }

    @Test
    void warningsSayWhatTheTableSays() {
        Allocation plan = BudgetOptimizer.withDefaults().charging().allocate(hundredWeeks());
        assertThat(plan.line("good").proposed()).isEqualTo(1_300);
        assertThat(plan.warnings())
                .anySatisfy(w -> assertThat(w)
                        .contains("\"good\" is proposed 13.00 a week, 1.00 (8.3 %) beyond")
                        .contains("maximum of 12.00 a week"))
                .anySatisfy(w -> assertThat(w)
                        .contains("an expected spend of 2.00 a week on \"search\" (now 2.00)")
                        .contains("not charged"));
    }

    /** 13 + 13 a week, and a tenth of that by search. */
    @Test
    void aBudgetThatTheBoundsCannotTakeIsRefused() {
        assertThatThrownBy(() -> BudgetOptimizer.fixedBudget(WEEKS * 28.7).allocate(hundredWeeks()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining(
                        "The budget is 28.70 a week; the upper bounds of the levers add up to 26.00 a week")
                .hasMessageContaining("mediators would spend 2.60 more")
                .hasMessageContaining("\nMaybe widen the bounds");
        assertThat(BudgetOptimizer.fixedBudget(WEEKS * 28.5)
                        .allocate(hundredWeeks())
                        .line("good")
                        .proposed())
                .isCloseTo(1_300, within(1e-9));
    }

    @Test
    void aBudgetThatIsTooLowIsRefusedInTheSameUnit() {
        assertThatThrownBy(() -> BudgetOptimizer.fixedBudget(WEEKS * 10).allocate(hundredWeeks()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining(
                        "The budget is 10.00 a week; the lower bounds of the levers add up to 14.00 a week");
    }
}
