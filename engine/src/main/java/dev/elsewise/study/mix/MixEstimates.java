package dev.elsewise.study.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.PriceAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The numbers of a media mix that other programs look for, as a flat list of estimates. */
final class MixEstimates {
    private static final String GRAPH = "the graph holds every common cause of the channel and the outcome";
    private static final String SHAPE = "carry-over and saturation have the shapes of the study";
    private static final String SPLIT = "nothing unmeasured moves mediator and outcome at once";

    private final MixResult result;
    private final List<Row> rows = new ArrayList<>();

    private MixEstimates(MixResult result) {
        this.result = result;
    }

    /**
     * One estimate.
     *
     * @param id unique in the study, such as "roi:facebook"
     * @param term what it belongs to
     */
    record Row(
            String id,
            String label,
            String target,
            String term,
            Estimated number,
            List<String> assumes,
            List<Diagnostic> checks) {}

    static List<Row> of(MixResult result) {
        MixEstimates estimates = new MixEstimates(result);
        MixAnswers answers = result.answers();
        answers.channels().forEach(estimates::channel);
        answers.mediation().forEach(estimates::mediation);
        for (PriceAnswer.Elasticity e : answers.prices().elasticities()) {
            estimates.add(
                    "elasticity", "percent of outcome for one percent of price", e.price(), e.elasticity(), GRAPH);
        }
        for (PriceAnswer.Uplift u : answers.prices().uplifts()) {
            estimates.add("uplift", "outcome for one more promotion", u.promotion(), u.perUnit(), GRAPH);
        }
        return List.copyOf(estimates.rows);
    }

    private void channel(ChannelAnswer c) {
        add("incremental", "outcome lost had it been switched off", c.name(), c.incremental(), GRAPH, SHAPE);
        if (c.spend() > 0) {
            add("roi", "outcome for a unit of its spend", c.name(), c.roi(), GRAPH, SHAPE);
            add("netRoi", "outcome for a unit of all spend it causes", c.name(), c.netRoi(), GRAPH, SHAPE);
            add("marginalRoi", "outcome for the next unit of its spend", c.name(), c.marginalRoi(), GRAPH, SHAPE);
            add("costPerOutcome", "spend for one unit of outcome", c.name(), c.costPerOutcome(), GRAPH, SHAPE);
        }
    }

    private void mediation(MediationAnswer m) {
        String through = " " + String.join(", ", m.mediators());
        add("direct", "outcome not through" + through, m.channel(), split(m, m.direct()), GRAPH, SHAPE, SPLIT);
        add("indirect", "outcome through" + through, m.channel(), split(m, m.indirect()), GRAPH, SHAPE, SPLIT);
    }

    /** A part of the total, unless the test of the split rejects it. */
    private static Estimated split(MediationAnswer m, Estimated part) {
        return m.split().rejected()
                ? Estimated.withheld("the split is rejected: " + m.split().words())
                : part;
    }

    private void add(String kind, String target, String of, Estimated number, String... assumes) {
        Predicate<String> named =
                Pattern.compile("(?<!\\w)" + Pattern.quote(of) + "(?!\\w)").asPredicate();
        List<Diagnostic> about = result.answers().health().stream()
                .filter(c -> named.test(c.name()))
                .toList();
        rows.add(new Row(kind + ":" + of, kind + " of " + of, target, of, number, List.of(assumes), about));
    }
}
