package dev.elsewise.effect;

import dev.elsewise.data.Table;
import java.util.List;

/**
 * An estimate whose units carry scores: segments, clusters and differences are algebra on two columns.
 *
 * <p>θ = Σwb/Σwa; its variance is Σ_g (Σ_{i∈g} w(b − θa))² / (Σwa)², the inner sum over one row for each g, or over the rows
 * of a cluster; times n/(n − 1), or G/(G − 1) for G clusters, with the divisor n − 1. Cost: two passes over the scores.
 */
public final class ScoredEstimate implements Estimate {
    private final Description description;
    private final Uncertainty.Scored scored;
    private final Clusters clusters;
    private final ScoreSums sums;

    private ScoredEstimate(Description description, Uncertainty.Scored scored, Clusters clusters, ScoreSums sums) {
        this.description = description;
        this.scored = scored;
        this.clusters = clusters;
        this.sums = sums;
    }

    public static ScoredEstimate of(Description description, Uncertainty.Scored scored) {
        return new ScoredEstimate(description, scored, Clusters.ROWS, ScoreSums.of(scored, Clusters.ROWS));
    }

    @Override
    public Description description() {
        return description;
    }

    @Override
    public double value() {
        return sums.value();
    }

    @Override
    public double standardError() {
        return sums.standardError();
    }

    @Override
    public long rows() {
        return sums.rows();
    }

    @Override
    public Uncertainty.Scored uncertainty() {
        return scored;
    }

    @Override
    public ScoredEstimate clusteredBy(String column) {
        Clusters by = Clusters.of(scored.units(), column);
        return new ScoredEstimate(description, scored, by, ScoreSums.of(scored, by));
    }

    /** The same estimate described otherwise: another target's name, checks added. */
    public ScoredEstimate describedAs(Description value) {
        return new ScoredEstimate(value, scored, clusters, sums);
    }

    /** The effects in the segments of one dimension; nothing is refitted. */
    public Segments by(Segmentation segmentation, Support support) {
        return by(List.of(new Segments.Dimension(segmentation, support)), 0);
    }

    /**
     * The effects in the segments of several dimensions, with intervals that cover all of them jointly.
     *
     * @param seed of the draws behind the joint intervals
     */
    public Segments by(List<Segments.Dimension> dimensions, long seed) {
        return SegmentEffects.of(this, dimensions, seed);
    }

    /** This minus another estimate on the same units, with the variance of the difference of influences. */
    public InfluenceEstimate minus(ScoredEstimate other) {
        return Difference.of(this, other);
    }

    /** The units with their influence (b − θa)/mean(a) as one more column. */
    Table influence(String name) {
        return sums.influence(scored, name);
    }

    Clusters clusters() {
        return clusters;
    }
}
