package dev.elsewise.simulate;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.List;

/** What one geo does and meets of itself, week by week: spends, sends, prices, demand, noise. */
final class MixMarket {
    static final List<String> SOCIAL = List.of("facebook", "instagram", "tiktok", "snapchat");
    static final int EMAIL = 4;
    static final int SMS = 5;
    static final int PRICE = 6;
    static final int PROMOTION = 7;
    static final int FOLLOWERS = 8;
    static final List<String> INPUTS =
            List.of("facebook", "instagram", "tiktok", "snapchat", "email", "sms", "price", "promotion", "followers");

    /** Usual weekly spend of the social channels. */
    static final double[] USUAL_SPEND = {9_000, 6_000, 5_000, 4_000};

    static final double USUAL_EMAILS = 60_000;
    static final double USUAL_SMS = 8_000;
    static final double USUAL_PRICE = 50;

    private static final double DEMAND_MEMORY = 0.7;
    private static final double YEAR = 365.25;
    private static final double WEEK = 7;

    /** Monday, 2021-01-04. */
    private static final double FIRST_DAY = 18_631;

    private final int weeks;
    private final double size;

    final double[][] inputs;

    /** With mean 0 and variance 1. */
    final double[] demand;

    /** Of the search bill, white, with variance 1. */
    final double[] searchNoise;

    /** Of revenue, with variance 1. */
    final double[] revenueNoise;

    MixMarket(MixWorld world, int geo, double size) {
        weeks = world.weeks();
        this.size = size;
        inputs = new double[INPUTS.size()][];
        for (int channel = 0; channel < SOCIAL.size(); channel++) {
            inputs[channel] = flighted(stream(world, SOCIAL.get(channel), geo), USUAL_SPEND[channel]);
        }
        inputs[EMAIL] = emails(stream(world, "email", geo));
        inputs[SMS] = sms(stream(world, "sms", geo));
        inputs[PRICE] = prices(stream(world, "price", geo));
        inputs[PROMOTION] = spells(stream(world, "promotion", geo), 0.1, 2);
        inputs[FOLLOWERS] = followers(stream(world, "followers", geo));
        demand = wandering(luck(world, "hidden demand", geo), DEMAND_MEMORY);
        searchNoise = wandering(luck(world, "search noise", geo), 0);
        revenueNoise =
                wandering(luck(world, "revenue noise", geo), world.noise().autocorrelation());
    }

    static double day(int week) {
        return FIRST_DAY + WEEK * week;
    }

    /** How far the year is from its average: highest in December, with a smaller wave of half a year. */
    static double season(int week) {
        double angle = 2 * StrictMath.PI * day(week) / YEAR;
        return StrictMath.cos(angle + 0.26) + 0.4 * StrictMath.cos(2 * angle - 0.3);
    }

    static double years(int week) {
        return WEEK * week / YEAR;
    }

    private static RandomStream stream(MixWorld world, String what, int geo) {
        return Streams.of(world.seed(), "mix: " + what, geo);
    }

    private static RandomStream luck(MixWorld world, String what, int geo) {
        return Streams.of(world.luck(), "mix: " + what, geo);
    }

    /** A first-order autoregression from its stationary law: mean 0, variance 1. */
    private double[] wandering(RandomStream stream, double memory) {
        double[] values = new double[weeks];
        double fresh = Math.sqrt(1 - memory * memory);
        double at = stream.normal();
        for (int week = 0; week < weeks; week++) {
            values[week] = at;
            at = memory * at + fresh * stream.normal();
        }
        return values;
    }

    /** 1 in spells of 1 to {@code longest} weeks that begin with that probability, else 0. */
    private double[] spells(RandomStream stream, double begin, int longest) {
        double[] on = new double[weeks];
        int left = 0;
        for (int week = 0; week < weeks; week++) {
            if (left == 0 && stream.bernoulli(begin)) {
                left = 1 + stream.below(longest);
            }
            if (left > 0) {
                on[week] = 1;
                left--;
            }
        }
        return on;
    }

    /** Spend with a wandering level, bursts of up to eight weeks, and dark spells of up to three. */
    private double[] flighted(RandomStream stream, double usual) {
        double[] level = wandering(stream, 0.6);
        double[] burst = spells(stream, 0.12, 8);
        double[] dark = spells(stream, 0.035, 3);
        for (int week = 0; week < weeks; week++) {
            double spend = usual * size * StrictMath.exp(0.35 * level[week] - 0.06) * (burst[week] == 1 ? 1.6 : 0.7);
            level[week] = dark[week] == 1 ? 0 : Math.rint(spend);
        }
        return level;
    }

    /** One to three newsletters a week to a growing list, none in a few weeks. */
    private double[] emails(RandomStream stream) {
        double[] sends = new double[weeks];
        for (int week = 0; week < weeks; week++) {
            double list = USUAL_EMAILS / 2 * size * (1 + 0.05 * years(week)) * (1 + 0.05 * stream.normal());
            int newsletters = stream.bernoulli(0.05) ? 0 : 1 + stream.below(3);
            sends[week] = Math.rint(Math.max(0, list) * newsletters);
        }
        return sends;
    }

    /** In two weeks of three. */
    private double[] sms(RandomStream stream) {
        double[] sends = new double[weeks];
        for (int week = 0; week < weeks; week++) {
            double campaign = 1.5 * USUAL_SMS * size * (0.4 + 1.2 * stream.uniform());
            sends[week] = stream.bernoulli(2.0 / 3) ? Math.rint(campaign) : 0;
        }
        return sends;
    }

    /** A list price that is changed about every three months, and what the basket makes of it. */
    private double[] prices(RandomStream stream) {
        double[] prices = new double[weeks];
        double list = USUAL_PRICE;
        for (int week = 0; week < weeks; week++) {
            if (stream.bernoulli(0.08)) {
                list = USUAL_PRICE * (0.94 + 0.12 * stream.uniform());
            }
            prices[week] = cents(list * (1 + 0.01 * stream.normal()));
        }
        return prices;
    }

    private double[] followers(RandomStream stream) {
        double[] followers = new double[weeks];
        double count = 80_000 * size;
        for (int week = 0; week < weeks; week++) {
            followers[week] = Math.rint(count);
            count += 250 * size * stream.gamma(0.8);
        }
        return followers;
    }

    static double cents(double money) {
        return Math.rint(100 * money) / 100;
    }
}
