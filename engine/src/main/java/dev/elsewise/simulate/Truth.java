package dev.elsewise.simulate;

import java.util.List;
import java.util.Map;

/** What is true of a simulated table, to be laid beside what an estimator says of it. */
public sealed interface Truth permits AverageEffects, MixTruth {
    /** The name of the world. */
    String world();

    /** How it was set, the seed included. */
    Map<String, Object> knobs();

    /** How many rows it made. */
    long rows();

    /** Which effect is meant, in words. */
    String contrast();

    /**
     * A true effect in this very sample.
     *
     * @param of whose: a population ("everyone", "treated"), or a channel
     */
    double effect(String of);

    /** The main figures, a line each. */
    List<String> headlines();

    /** The sidecar file's text. */
    String json();
}
