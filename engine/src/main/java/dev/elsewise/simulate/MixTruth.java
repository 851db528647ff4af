package dev.elsewise.simulate;

import dev.elsewise.data.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is true of a mix world's own history. Every effect is the contrast of that history with the one that the same
 * mechanisms and the same noise would have made otherwise, summed over all weeks and geos; what would come after the last
 * week is not counted. So they are exact for this sample, also in a saturating world, and no average over noise is meant.
 *
 * @param knobs how the world was set, the seed included
 * @param rows weeks times geos
 * @param graph what causes what among the columns, season and trend, which are no columns but a study's baseline, and {@code google <->
 *     revenue} where hidden demand moves both
 * @param channels social, search, and the sends that cost little
 * @param drivers price, promotion, followers: the effect of their own changes
 * @param decomposition revenue summed, by part; the parts add up to it
 * @param edges the mechanisms, for each geo
 * @param weekly by row: each part of revenue under its name in the decomposition, then {@code google rest} and {@code
 *     revenue rest}, what the edges leave of google and revenue
 */
public record MixTruth(
        Map<String, Object> knobs,
        long rows,
        String graph,
        List<Channel> channels,
        Drivers drivers,
        Map<String, Double> decomposition,
        List<Edge> edges,
        Columns weekly)
        implements Truth {
    public MixTruth {
        knobs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(knobs));
        channels = List.copyOf(channels);
        decomposition = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(decomposition));
        edges = List.copyOf(edges);
    }

    /**
     * What a channel did. Money in and money out: for e-mail and SMS, {@code spend} is sends times cost.
     *
     * @param spend in all
     * @param total revenue less what it would have been without the channel, search spend responding
     * @param direct what the channel does to revenue while search stays as it would be without it
     * @param indirect what search adds by responding; total = direct + indirect
     * @param paths the effect along each path, such as {@code facebook -> google -> revenue}
     * @param inducedSpend search spend less what it would have been without the channel
     * @param marginalRevenue what one percent more would have brought
     * @param marginalInduced the search spend that one percent more would have induced
     * @param retention of the channel's direct effect; where it has none, of its effect on search
     * @param halfLife in weeks, of the same effect, as {@link dev.elsewise.mix.Adstock#halfLife} has it: ln ½ / ln retention
     */
    public record Channel(
            String name,
            double spend,
            double total,
            double direct,
            double indirect,
            Map<String, Double> paths,
            double inducedSpend,
            double marginalRevenue,
            double marginalInduced,
            double retention,
            double halfLife) {
        public Channel {
            paths = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(paths));
        }

        /** Revenue per unit of the channel's own spend. */
        public double roi() {
            return total / spend;
        }

        /** Revenue per unit of what is spent because of the channel, induced search included. */
        public double netRoi() {
            return total / (spend + inducedSpend);
        }

        /** Revenue per unit of one percent more. */
        public double marginalRoi() {
            return marginalRevenue / (0.01 * spend);
        }

        public double netMarginalRoi() {
            return marginalRevenue / (0.01 * spend + marginalInduced);
        }
    }

    /**
     * @param priceElasticity by how many percent revenue would have been higher, had every price been one percent higher
     * @param promotion revenue less what it would have been without any promotion
     * @param promotionPerWeek the same for each week of promotion; {@code NaN} without one
     * @param promotionUplift the same as a share of what those weeks would have brought
     * @param perFollower revenue of one more follower in one week
     */
    public record Drivers(
            double priceElasticity,
            double promotion,
            double promotionPerWeek,
            double promotionUplift,
            double perFollower) {}

    /**
     * A mechanism: it adds coefficient · (f(A) − reference) to what it points to, with A[t] = (1 − retention) · x[t] +
     * retention · A[t − 1] and f(a) = a / (a + half saturation), or f(a) = a where that is infinite.
     *
     * @param geo empty when there is only one
     */
    public record Edge(
            String geo,
            String from,
            String to,
            double coefficient,
            double reference,
            double retention,
            double halfSaturation) {}

    public Channel channel(String name) {
        return channels.stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No truth is kept for " + name + "."));
    }

    /** The total effect of a channel. */
    @Override
    public double effect(String of) {
        return channel(of).total();
    }

    @Override
    public String world() {
        return "mix";
    }

    @Override
    public String contrast() {
        return "revenue of all weeks less what the same weeks would have brought without the channel, search spend"
                + " responding (total); direct: search as it would be without the channel; indirect: what search adds";
    }

    @Override
    public List<String> headlines() {
        List<String> lines = new ArrayList<>();
        for (Channel channel : channels) {
            lines.add(String.format(
                    Locale.ROOT,
                    "true effect of %-10s %,12.0f = direct %,12.0f + indirect %,11.0f; ROI %6.2f, net %6.2f",
                    channel.name(),
                    channel.total(),
                    channel.direct(),
                    channel.indirect(),
                    channel.roi(),
                    channel.netRoi()));
        }
        return lines;
    }

    @Override
    public String json() {
        return MixSidecar.of(this);
    }
}
