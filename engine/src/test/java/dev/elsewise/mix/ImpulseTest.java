package dev.elsewise.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ImpulseTest {
    private static final double MIDDLE = 1 + Math.log(2.0 / 3) / Math.log(1.0 / 3);

    /** One definition for what is made up, what is fitted and what is reported: ln ½ / ln retention, and 0 where nothing carries over. */
    @Test
    void anImpulseHasTheHalfLifeOfItsKernel() {
        double[] retention = {0.3};
        double[] impulse = new Adstock.Recursive(true, Adstock.Recursive.RETENTION.fixed(0.3)).weights(retention, 60);
        assertThat(ChannelEffects.halfLife(impulse)).isCloseTo(Math.log(0.5) / Math.log(0.3), within(1e-12));
        assertThat(ChannelEffects.halfLife(new double[] {7, 0, 0}))
                .isEqualTo(new Adstock.None().halfLife(new double[0]))
                .isZero();
    }

    /** Within a period what remains falls exponentially: of 0.25, 0.5, 0.25 from 3/4 to 1/4 in the second, by 2/3 after ln(2/3) / ln(1/3). */
    @Test
    void halfHasCome() {
        assertThat(ChannelEffects.halfLife(new double[] {4, 2, 1, 0.5, 0.25, 0.25}))
                .isCloseTo(1, within(1e-12));
        assertThat(ChannelEffects.halfLife(new double[] {0.25, 0.5, 0.25})).isCloseTo(MIDDLE, within(1e-12));
        assertThat(ChannelEffects.halfLife(new double[] {0, 0})).isNaN();
    }

    /** An effect below zero has the half-life of its mirror image. */
    @Test
    void ofANegativeEffectToo() {
        assertThat(ChannelEffects.halfLife(new double[] {-0.25, -0.5, -0.25})).isCloseTo(MIDDLE, within(1e-12));
    }

    /** A kernel that takes back later what it gave: nothing is "carried over" that would be negative. */
    @Test
    void sharesStayBetweenNothingAndAll() {
        assertThat(ChannelEffects.immediateShare(new double[] {3, 1})).isCloseTo(0.75, within(1e-12));
        assertThat(ChannelEffects.immediateShare(new double[] {3, -2})).isEqualTo(1);
        assertThat(ChannelEffects.immediateShare(new double[] {-1, 3})).isZero();
        assertThat(ChannelEffects.halfLife(new double[] {3, -2})).isZero();
    }
}
