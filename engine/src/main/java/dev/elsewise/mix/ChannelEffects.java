package dev.elsewise.mix;

import dev.elsewise.math.Kernels;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Worlds;
import java.util.Arrays;
import java.util.List;

/**
 * All that one channel does in the worlds of one fit: contrasts of the channel as it was with the channel switched off, over the window,
 * in units of the outcome.
 *
 * @param published by the reduced form where there is one
 * @param byPeriod the published effect in each period of the window
 * @param impulse the published effect of its mean amount more in one period, in that and each later one
 * @param curve the published effect at each of {@link #FACTORS} times its amount
 * @param marginal of one percent more
 * @param direct with the mediators as they would be without the channel
 * @param totalDirect with the mediators as they were
 * @param capped with the mediators held below their caps
 * @param induced money that mediators spent because of it
 * @param paths what each path of its routes carries
 * @param pathImpulses the effect of one unit more in one period along each path
 */
record ChannelEffects(
        double published,
        double money,
        double[] byPeriod,
        double[] byUnit,
        double[] impulse,
        double[] curve,
        double marginal,
        double marginalMoney,
        double structural,
        double direct,
        double totalDirect,
        double capped,
        double induced,
        double inducedCapped,
        double inducedMarginal,
        double[] paths,
        double[][] pathImpulses,
        double[] directByPeriod,
        double[] structuralByPeriod) {
    /** At which levels of a channel its response is looked at. */
    static final double[] FACTORS = {0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2};

    private static final int IMPULSE = 27;
    private static final double ONE_PERCENT = 0.01;
    /** Of the mean amount: small enough for the slope of a curve, while trees move in steps only. */
    private static final double SMALL = 0.01;

    static ChannelEffects of(FittedMix fit, Worlds worlds, Input channel, Routes routes) {
        return new Making(fit, worlds, channel, routes.paths(), routes.mediators()).effects();
    }

    private record Making(
            FittedMix fit, Worlds worlds, Input channel, List<List<String>> routes, List<String> mediators) {
        ChannelEffects effects() {
            String x = channel.name();
            double[] off = negative(published(Intervention.set(x, 0)));
            double[] more = published(Intervention.scale(x, 1 + ONE_PERCENT));
            double total = fit.outcome(off);
            double[] curve = new double[FACTORS.length];
            for (int i = 0; i < curve.length; i++) {
                curve[i] = FACTORS[i] == 0
                        ? 0
                        : FACTORS[i] == 1 ? total : total + fit.outcome(published(Intervention.scale(x, FACTORS[i])));
            }
            World without = World.of(Intervention.set(x, 0));
            double[] structural = difference(World.OBSERVED, without);
            double[] direct = structural;
            double[] totalDirect = structural;
            double capped = fit.outcome(structural);
            double inducedCapped = 0;
            if (!mediators.isEmpty()) {
                World mediatorsOff = World.OBSERVED;
                World held = without;
                World cap = World.OBSERVED;
                for (String m : mediators) {
                    mediatorsOff = mediatorsOff.and(new Intervention.Along(m, worlds.values(m, without), Periods.ALL));
                    held = held.and(Intervention.hold(m));
                    cap = cap.and(new Intervention.Cap(m, caps(m), Periods.ALL));
                }
                direct = difference(mediatorsOff, without);
                totalDirect = difference(World.OBSERVED, held);
                World cappedOff = cap.and(Intervention.set(x, 0));
                capped = fit.outcome(difference(cap, cappedOff));
                inducedCapped = induced(cap, cappedOff);
            }
            double[][] pathImpulses = new double[routes.size()][];
            double[] paths = new double[routes.size()];
            for (int p = 0; p < paths.length; p++) {
                paths[p] = -fit.outcome(worlds.along(routes.get(p), zeros()));
                pathImpulses[p] = pathImpulse(routes.get(p));
            }
            World slightly = World.of(Intervention.scale(x, 1 + ONE_PERCENT));
            return new ChannelEffects(
                    total,
                    fit.money(off),
                    fit.byPeriod(off),
                    byUnit(off),
                    impulse(published(bump(1))),
                    curve,
                    fit.outcome(more),
                    fit.money(more),
                    fit.outcome(structural),
                    fit.outcome(direct),
                    fit.outcome(totalDirect),
                    capped,
                    induced(World.OBSERVED, without),
                    inducedCapped,
                    induced(slightly, World.OBSERVED),
                    paths,
                    pathImpulses,
                    fit.byPeriod(direct),
                    fit.byPeriod(structural));
        }

        private double[] published(Intervention on) {
            return worlds.published(fit.mix().outcome(), on);
        }

        private double[] difference(World world, World against) {
            return worlds.difference(Contrast.of(fit.mix().outcome(), world, against));
        }

        private double[] byUnit(double[] change) {
            double[] units = new double[fit.data().units().size()];
            if (units.length == 1) {
                return new double[0];
            }
            Arrays.setAll(units, u -> fit.outcome(change, u));
            return units;
        }

        /** The channel as these worlds have it, by rows: measured, or as it is predicted where it acts only so. */
        private double[] seen() {
            return worlds.values(channel.name(), World.OBSERVED);
        }

        /** The channel's series set to 0 in the window. */
        private double[] zeros() {
            int n = fit.data().periods().size();
            double[] zeros = seen();
            for (int start = 0; start < zeros.length; start += n) {
                Arrays.fill(zeros, start + fit.data().history(), start + n, 0);
            }
            return zeros;
        }

        /** The mean amount more, times a factor, in a period in the middle. */
        private Intervention bump(double factor) {
            double[] path = seen();
            int n = fit.data().periods().size();
            for (int u = 0; u < fit.data().units().size(); u++) {
                path[u * n + middle()] += factor * mean(u);
            }
            return new Intervention.Along(channel.name(), path, Periods.ALL);
        }

        private double mean(int unit) {
            double[] x = fit.compiled().panel().column(channel.name());
            int n = fit.data().periods().size();
            double sum = 0;
            for (int t = fit.data().history(); t < n; t++) {
                sum += x[unit * n + t];
            }
            return sum / fit.data().window();
        }

        private int middle() {
            return fit.data().history() + Math.max(0, (fit.data().window() - IMPULSE) / 2);
        }

        private double[] impulse(double[] change) {
            double[] all = fit.byPeriod(change);
            int from = middle() - fit.data().history();
            return Arrays.copyOfRange(all, from, Math.min(all.length, from + IMPULSE));
        }

        private double[] pathImpulse(List<String> path) {
            int units = fit.data().units().size();
            double[] moved = seen();
            int n = fit.data().periods().size();
            double amount = 0;
            double share = Trees.in(fit.mix()) ? 1 : SMALL;
            for (int u = 0; u < units; u++) {
                double more = share * mean(u);
                moved[u * n + middle()] += more;
                amount += more * fit.compiled().sizes()[u];
            }
            double[] impulse = impulse(worlds.along(path, moved));
            for (int l = 0; l < impulse.length; l++) {
                impulse[l] = amount == 0 ? 0 : impulse[l] / amount;
            }
            return impulse;
        }

        private double[] caps(String mediator) {
            return Policies.caps(
                    fit,
                    fit.mix().mediators().stream()
                            .filter(m -> m.name().equals(mediator))
                            .findFirst()
                            .orElseThrow());
        }

        /** What mediators spend more in one world than in the other. */
        private double induced(World world, World against) {
            double money = 0;
            for (String m : mediators) {
                Input input = fit.mix().input(m).orElseThrow();
                double price = fit.price(input);
                if (price != 0) {
                    double[] more = worlds.difference(Contrast.of(m, world, against));
                    money += price * fit.outcome(more);
                }
            }
            return money;
        }

        private static double[] negative(double[] values) {
            double[] negative = new double[values.length];
            Kernels.axpy(-1, values, negative, negative.length);
            return negative;
        }
    }

    /** Of an impulse, the mean number of periods until it comes; NaN where it is 0. */
    static double meanLag(double[] impulse) {
        double sum = 0;
        double weighted = 0;
        for (int l = 0; l < impulse.length; l++) {
            sum += impulse[l];
            weighted += l * impulse[l];
        }
        return sum == 0 ? Double.NaN : weighted / sum;
    }

    /**
     * The share of an impulse that comes in its own period, from 0 to 1: where an estimated kernel changes its sign, a larger part would be
     * taken back later, and is not told apart.
     */
    static double immediateShare(double[] impulse) {
        double sum = Arrays.stream(impulse).sum();
        return sum == 0 ? 0 : Math.clamp(impulse[0] / sum, 0, 1);
    }

    /** The periods until half of an impulse has come, as {@link Adstock#halfLife} has it; NaN where it is 0. */
    static double halfLife(double[] impulse) {
        double sum = Arrays.stream(impulse).sum();
        return sum == 0
                ? Double.NaN
                : LagWeights.halfLife(
                        Arrays.stream(impulse).map(part -> part / sum).toArray());
    }
}
