package dev.elsewise.simulate;

import dev.elsewise.error.BadStudy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weekly revenue of a shop whose social spend works at once and through search: facebook, instagram, tiktok and snapchat
 * raise the search bill (people look the brand up, and each click is paid), and both raise revenue, each carried over
 * geometrically:
 *
 * <pre>
 * google[t]  = max(0, rest of google[t] + Σ social  search_x · f(A_x(x)[t]))
 * revenue[t] = rest of revenue[t] + Σ social  direct_x · f(A_x(x)[t]) + google_effect · f(A(google)[t])
 *              + e-mail and SMS sends likewise + price, promotion and followers of the week
 * A(x)[t]    = (1 − retention) · x[t] + retention · A(x)[t − 1]            nothing was spent before the first week
 * </pre>
 *
 * with f(a) = a, or, in a saturating world, (m + h) a / (a + h), where m is the channel's usual level and h = 1.5 m, so that
 * a usual week's effect is that of the linear world. What no column explains is level, trend, season (two harmonics of the
 * year), hidden demand and noise. Social spend is exogenous: a wandering level, bursts, dark weeks. Figures are whole units of
 * money (google and revenue: cents); revenue is about 260,000 a week.
 *
 * <p>Hidden demand is an AR(1) series (0.7) that always is a part of what moves the search bill, beside its noise (0.6 to
 * 0.8 in standard deviations); it moves revenue by ρ standard deviations of revenue's noise. At ρ = 0, the default,
 * nothing hidden is behind both, and the arrows among the columns tell everything. What works at once fades sooner than what
 * builds up search, so that a model that ignores hidden demand gets the totals wrong too, not only their split.
 *
 * <p>With several geos, sizes differ, each has its own spends, prices, campaigns, demand and noise, and the effects of
 * media differ by about 20 percent from geo to geo.
 *
 * <p>The truth is by contrast, see {@link MixTruth}. Cost: about a millisecond for a world of 208 weeks, truth included.
 *
 * @param weeks how many
 * @param geos how many places, each with a row for every week
 * @param seed of every draw
 * @param luck the seed of hidden demand and noise: {@code seed} itself, unless it is set after it
 * @param saturating whether media saturate
 * @param noise how loud the rest of the world is
 * @param effects what media do
 */
public record MixWorld(int weeks, int geos, long seed, long luck, boolean saturating, Noise noise, Effects effects)
        implements World {
    private static final int FEWEST_WEEKS = 26;
    private static final int MOST_WEEKS = 5_200;
    private static final int MOST_GEOS = 1_000;

    public MixWorld {
        whole("weeks", weeks, FEWEST_WEEKS, MOST_WEEKS);
        whole("geos", geos, 1, MOST_GEOS);
    }

    /** Four years of one place, linear, nothing hidden. */
    public static MixWorld withDefaults() {
        return new MixWorld(208, 1, 1, 1, false, Noise.withDefaults(), Effects.withDefaults());
    }

    public MixWorld withWeeks(int value) {
        return new MixWorld(value, geos, seed, luck, saturating, noise, effects);
    }

    public MixWorld withGeos(int value) {
        return new MixWorld(weeks, value, seed, luck, saturating, noise, effects);
    }

    @Override
    public MixWorld withSeed(long value) {
        return new MixWorld(weeks, geos, value, value, saturating, noise, effects);
    }

    /** The same spends, prices and campaigns with other demand and noise. */
    public MixWorld withLuck(long value) {
        return new MixWorld(weeks, geos, seed, value, saturating, noise, effects);
    }

    public MixWorld withSaturating(boolean value) {
        return new MixWorld(weeks, geos, seed, luck, value, noise, effects);
    }

    public MixWorld withNoise(Noise value) {
        return new MixWorld(weeks, geos, seed, luck, saturating, value, effects);
    }

    public MixWorld withEffects(Effects value) {
        return new MixWorld(weeks, geos, seed, luck, saturating, noise, value);
    }

    /** By how many standard deviations of revenue's noise one of hidden demand moves revenue. */
    public MixWorld withHiddenDemand(double value) {
        return withNoise(new Noise(noise.revenue(), noise.search(), noise.autocorrelation(), value));
    }

    /** Whole weeks for every geo. */
    @Override
    public MixWorld withRows(long rows) {
        return withWeeks((int) Math.clamp(Math.round((double) rows / geos), 0L, Integer.MAX_VALUE));
    }

    /**
     * What is not explained.
     *
     * @param revenue the standard deviation of revenue's noise, as a share of 250,000
     * @param search that of the search bill's own movements, as a share of 12,000
     * @param autocorrelation of revenue's noise from week to week
     * @param hiddenDemand ρ
     */
    public record Noise(double revenue, double search, double autocorrelation, double hiddenDemand) {
        public Noise {
            Knobs.between("noise", revenue, 0, 1);
            Knobs.between("search-noise", search, 0, 1);
            Knobs.between("autocorrelation", autocorrelation, -0.95, 0.95);
            Knobs.between("hidden-demand", hiddenDemand, -5, 5);
        }

        public static Noise withDefaults() {
            return new Noise(0.04, 0.06, 0, 0);
        }
    }

    /**
     * What a unit of spend does in the long run, in the linear world.
     *
     * @param facebook revenue per unit of spend, without what comes through search; 0 takes the arrow away, likewise below
     * @param socialToSearch how much of the search that social spend induces is there: 1 as usual (0.25, 0.15, 0.3, 0.15
     *     units of search spend per unit of facebook, instagram, tiktok, snapchat), 0 none
     * @param google revenue per unit of search spend
     * @param googleRetention how much of that carries over from week to week
     */
    public record Effects(
            double facebook,
            double instagram,
            double tiktok,
            double snapchat,
            double socialToSearch,
            double google,
            double googleRetention) {
        public Effects {
            Knobs.between("facebook-direct", facebook, -20, 20);
            Knobs.between("instagram-direct", instagram, -20, 20);
            Knobs.between("tiktok-direct", tiktok, -20, 20);
            Knobs.between("snapchat-direct", snapchat, -20, 20);
            Knobs.between("social-to-search", socialToSearch, 0, 5);
            Knobs.between("google-effect", google, -20, 20);
            Knobs.between("google-retention", googleRetention, 0, 0.95);
        }

        public static Effects withDefaults() {
            return new Effects(1.6, 1.2, 0.9, 0.6, 1, 3, 0.3);
        }

        /** Only through search. */
        public Effects withoutDirect() {
            return new Effects(0, 0, 0, 0, socialToSearch, google, googleRetention);
        }

        public Effects withSocialToSearch(double value) {
            return new Effects(facebook, instagram, tiktok, snapchat, value, google, googleRetention);
        }

        public Effects withGoogle(double value) {
            return new Effects(facebook, instagram, tiktok, snapchat, socialToSearch, value, googleRetention);
        }

        public Effects withGoogleRetention(double value) {
            return new Effects(facebook, instagram, tiktok, snapchat, socialToSearch, google, value);
        }
    }

    @Override
    public String name() {
        return "mix";
    }

    @Override
    public String summary() {
        return "Weekly revenue, social spend that works at once and through search, e-mail, SMS, price and promotions.";
    }

    @Override
    public Map<String, Object> knobs() {
        Map<String, Object> knobs = new LinkedHashMap<>();
        knobs.put("weeks", weeks);
        knobs.put("geos", geos);
        knobs.put("seed", seed);
        knobs.put("luck", luck);
        knobs.put("saturating", saturating);
        knobs.put("hidden-demand", noise.hiddenDemand);
        knobs.put("noise", noise.revenue);
        knobs.put("search-noise", noise.search);
        knobs.put("autocorrelation", noise.autocorrelation);
        knobs.put("facebook-direct", effects.facebook);
        knobs.put("instagram-direct", effects.instagram);
        knobs.put("tiktok-direct", effects.tiktok);
        knobs.put("snapchat-direct", effects.snapchat);
        knobs.put("social-to-search", effects.socialToSearch);
        knobs.put("google-effect", effects.google);
        knobs.put("google-retention", effects.googleRetention);
        return knobs;
    }

    @Override
    public MixWorld with(String knob, String value) {
        return switch (knob) {
            case "weeks" -> withWeeks(Knobs.whole(knob, value));
            case "geos" -> withGeos(Knobs.whole(knob, value));
            case "seed" -> withSeed(Knobs.seed(value));
            case "luck" -> withLuck(Knobs.seed(value));
            case "saturating" -> withSaturating(Knobs.truth(knob, value));
            default -> {
                if (!knobs().containsKey(knob)) {
                    throw Knobs.unknown(this, knob);
                }
                double number = Knobs.number(knob, value);
                yield withNoise(noise(knob, number)).withEffects(effects(knob, number));
            }
        };
    }

    private Noise noise(String knob, double value) {
        return new Noise(
                knob.equals("noise") ? value : noise.revenue,
                knob.equals("search-noise") ? value : noise.search,
                knob.equals("autocorrelation") ? value : noise.autocorrelation,
                knob.equals("hidden-demand") ? value : noise.hiddenDemand);
    }

    private Effects effects(String knob, double value) {
        return new Effects(
                knob.equals("facebook-direct") ? value : effects.facebook,
                knob.equals("instagram-direct") ? value : effects.instagram,
                knob.equals("tiktok-direct") ? value : effects.tiktok,
                knob.equals("snapchat-direct") ? value : effects.snapchat,
                knob.equals("social-to-search") ? value : effects.socialToSearch,
                knob.equals("google-effect") ? value : effects.google,
                knob.equals("google-retention") ? value : effects.googleRetention);
    }

    @Override
    public Simulated generate() {
        return sample().simulated();
    }

    /** The rows, and the truth with its own type. */
    public MixSample sample() {
        return MixSample.of(this);
    }

    private static void whole(String knob, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadStudy("The knob \"" + knob + "\" must lie between " + least + " and " + most + "; it is "
                    + value + ".\nMaybe leave it out: then it has its default.");
        }
    }
}
