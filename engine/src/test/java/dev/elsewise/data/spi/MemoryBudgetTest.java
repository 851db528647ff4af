package dev.elsewise.data.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    @Test
    void refusesWhatIsNotFree() {
        MemoryBudget budget = new MemoryBudget(100);
        Object owner = new Object();
        assertThat(budget.reserve(60, owner)).isTrue();
        assertThat(budget.free()).isEqualTo(40);
        assertThat(budget.reserve(41, owner)).isFalse();
        assertThat(budget.free()).isEqualTo(40);
        assertThat(budget.reserve(40, owner)).isTrue();
        assertThat(budget.reserve(101, new Object())).isFalse();
        assertThat(owner).isNotNull();
    }

    /** Each owner is lost at once, so all of them together must not exhaust the budget for good. */
    @Test
    void whatLostOwnersHeldIsFoundAgain() throws InterruptedException {
        MemoryBudget budget = new MemoryBudget(100);
        int granted = 0;
        for (int tries = 0; granted < 5 && tries < 1_000; tries++) {
            granted += budget.reserve(80, new Object()) ? 1 : 0;
            Thread.sleep(1);
        }
        assertThat(granted).isEqualTo(5);
    }
}
