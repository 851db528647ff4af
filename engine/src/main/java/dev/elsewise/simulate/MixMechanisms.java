package dev.elsewise.simulate;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.mix.Adstock;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Saturation;
import java.util.ArrayList;
import java.util.List;

/** What makes the search bill and the revenue of one geo out of the columns before them. */
final class MixMechanisms {
    private static final double[] SEARCH_PER_SPEND = {0.25, 0.15, 0.3, 0.15};
    private static final double[] SEARCH_RETENTION = {0.6, 0.5, 0.7, 0.5};
    private static final double[] DIRECT_RETENTION = {0.3, 0.2, 0.4, 0.2};
    private static final double EMAIL_RETENTION = 0.2;
    private static final double SMS_RETENTION = 0.1;
    private static final double HALF_SATURATION = 1.5;
    private static final double GEO_SPREAD = 0.2;

    private static final double PER_EMAIL = 0.12;
    private static final double PER_SMS = 0.5;
    private static final double PER_PRICE = -6_000;
    private static final double PER_PROMOTION = 30_000;
    private static final double PER_FOLLOWER = 0.12;

    private final String geo;
    private final double size;
    private final boolean saturating;
    private final List<Arrow> intoGoogle = new ArrayList<>();
    private final List<Arrow> intoRevenue = new ArrayList<>();
    private final double[] scratch;

    /** An arrow, the place of its input (−1 for google), and its transform. */
    private static final class Arrow {
        private final MixTruth.Edge edge;
        private final int place;
        private final CarryOver transform;
        private final double[] at;

        Arrow(MixTruth.Edge edge, int place) {
            this.edge = edge;
            this.place = place;
            boolean linear = Double.isInfinite(edge.halfSaturation());
            Adstock adstock = edge.retention() == 0
                    ? Adstock.none()
                    : Adstock.Recursive.withDefaults().withRetention(edge.retention());
            Saturation curve = linear
                    ? Saturation.none()
                    : Saturation.MichaelisMenten.withDefaults().withHalfSaturation(edge.halfSaturation());
            transform = CarryOver.of(adstock, curve);
            at = transform.parameters().stream().mapToDouble(p -> p.start()).toArray();
        }
    }

    MixMechanisms(MixWorld world, int place, String geo, double size) {
        this.geo = geo;
        this.size = size;
        saturating = world.saturating();
        scratch = new double[world.weeks()];
        RandomStream stream = Streams.of(world.seed(), "mix: effects by geo", place);
        double spread = world.geos() == 1 ? 0 : GEO_SPREAD;
        MixWorld.Effects effects = world.effects();
        double[] direct = {effects.facebook(), effects.instagram(), effects.tiktok(), effects.snapchat()};
        for (int channel = 0; channel < direct.length; channel++) {
            String name = MixMarket.SOCIAL.get(channel);
            double usual = MixMarket.USUAL_SPEND[channel];
            double search = effects.socialToSearch() * SEARCH_PER_SPEND[channel] * around1(stream, spread);
            double own = direct[channel] * around1(stream, spread);
            media(name, channel, "google", search, SEARCH_RETENTION[channel], usual);
            media(name, channel, "revenue", own, DIRECT_RETENTION[channel], usual);
        }
        double google = effects.google() * around1(stream, spread);
        media("google", -1, "revenue", google, effects.googleRetention(), MixGeo.USUAL_SEARCH);
        media("email", MixMarket.EMAIL, "revenue", PER_EMAIL, EMAIL_RETENTION, MixMarket.USUAL_EMAILS);
        media("sms", MixMarket.SMS, "revenue", PER_SMS, SMS_RETENTION, MixMarket.USUAL_SMS);
        ofTheWeek("price", MixMarket.PRICE, PER_PRICE * size, MixMarket.USUAL_PRICE);
        ofTheWeek("promotion", MixMarket.PROMOTION, PER_PROMOTION * size, 0);
        ofTheWeek("followers", MixMarket.FOLLOWERS, PER_FOLLOWER, 0);
    }

    private static double around1(RandomStream stream, double spread) {
        return StrictMath.exp(spread * stream.normal() - 0.5 * spread * spread);
    }

    /** @param effect of a unit in the long run; in a saturating world, on average up to the usual level */
    private void media(String from, int place, String to, double effect, double retention, double usual) {
        double half = saturating ? HALF_SATURATION * usual * size : Double.POSITIVE_INFINITY;
        double coefficient = saturating ? effect * (usual * size + half) : effect;
        add(new MixTruth.Edge(geo, from, to, coefficient, 0, retention, half), place);
    }

    private void ofTheWeek(String from, int place, double coefficient, double reference) {
        add(new MixTruth.Edge(geo, from, "revenue", coefficient, reference, 0, Double.POSITIVE_INFINITY), place);
    }

    /** An arrow of size 0 is not there. */
    private void add(MixTruth.Edge edge, int place) {
        if (edge.coefficient() != 0) {
            (edge.to().equals("google") ? intoGoogle : intoRevenue).add(new Arrow(edge, place));
        }
    }

    List<MixTruth.Edge> edges() {
        List<MixTruth.Edge> edges = new ArrayList<>();
        intoGoogle.forEach(arrow -> edges.add(arrow.edge));
        intoRevenue.forEach(arrow -> edges.add(arrow.edge));
        return edges;
    }

    /** The causes of revenue, in the order of {@link #partOfRevenue}. */
    List<String> causesOfRevenue() {
        return intoRevenue.stream().map(arrow -> arrow.edge.from()).toList();
    }

    /** What the rest and the social spends make of the search bill. */
    double[] google(double[] rest, double[][] inputs) {
        double[] google = rest.clone();
        for (Arrow arrow : intoGoogle) {
            add(arrow, inputs[arrow.place], google);
        }
        for (int week = 0; week < google.length; week++) {
            google[week] = Math.max(0, google[week]);
        }
        return google;
    }

    double[] revenue(double[] rest, double[][] inputs, double[] google) {
        double[] revenue = rest.clone();
        for (Arrow arrow : intoRevenue) {
            add(arrow, arrow.place < 0 ? google : inputs[arrow.place], revenue);
        }
        return revenue;
    }

    double[] partOfRevenue(int cause, double[][] inputs, double[] google) {
        Arrow arrow = intoRevenue.get(cause);
        double[] part = new double[google.length];
        add(arrow, arrow.place < 0 ? google : inputs[arrow.place], part);
        return part;
    }

    private void add(Arrow arrow, double[] x, double[] sum) {
        arrow.transform.apply(x, arrow.at, scratch);
        double coefficient = arrow.edge.coefficient();
        double reference = arrow.edge.reference();
        for (int week = 0; week < sum.length; week++) {
            sum[week] += coefficient * (scratch[week] - reference);
        }
    }
}
