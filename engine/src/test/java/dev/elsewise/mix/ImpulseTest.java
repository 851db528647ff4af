package dev.elsewise.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ImpulseTest {
    /** Of 0.5, 0.25, 0.125, … half has come at the end of the first period; of 0.25, 0.5, 0.25 in the middle of the second. */
    @Test
    void halfHasCome() {
        assertThat(ChannelEffects.halfLife(new double[] {4, 2, 1, 0.5, 0.25, 0.25}))
                .isCloseTo(1, within(1e-12));
        assertThat(ChannelEffects.halfLife(new double[] {0.25, 0.5, 0.25})).isCloseTo(1.5, within(1e-12));
        assertThat(ChannelEffects.halfLife(new double[] {0, 0})).isNaN();
    }

    /** An effect below zero has the half-life of its mirror image. */
    @Test
    void ofANegativeEffectToo() {
        assertThat(ChannelEffects.halfLife(new double[] {-0.25, -0.5, -0.25})).isCloseTo(1.5, within(1e-12));
    }

    /** A kernel that takes back later what it gave: nothing is "carried over" that would be negative. */
    @Test
    void sharesStayBetweenNothingAndAll() {
        assertThat(ChannelEffects.immediateShare(new double[] {3, 1})).isCloseTo(0.75, within(1e-12));
        assertThat(ChannelEffects.immediateShare(new double[] {3, -2})).isEqualTo(1);
        assertThat(ChannelEffects.immediateShare(new double[] {-1, 3})).isZero();
        assertThat(ChannelEffects.halfLife(new double[] {3, -2})).isCloseTo(0.5 / 3, within(1e-12));
    }
}
