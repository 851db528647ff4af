package dev.elsewise.study.mix;

import dev.elsewise.data.Workspace;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.mix.Answering;
import dev.elsewise.mix.Baseline;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.study.Provenance;
import dev.elsewise.study.Result;
import java.util.Locale;

/** Answers a study of a media mix. */
public final class MixRunner {
    private static final int STEPS = 4;

    private final MixStudy study;
    private final Workspace workspace;

    private MixRunner(MixStudy study, Workspace workspace) {
        this.study = study;
        this.workspace = workspace;
    }

    /**
     * Reads the data, fits the mix and its draws, and answers everything.
     *
     * @throws dev.elsewise.error.BadData when the data cannot be fitted
     */
    public static MixResult run(MixStudy study, Workspace workspace) {
        return answered(study, workspace).result();
    }

    /** The same, with the data and the fit that answered. */
    public static Answered answered(MixStudy study, Workspace workspace) {
        return new MixRunner(study, workspace).answered();
    }

    /** A result, and what it was made from. */
    public record Answered(MixResult result, MixData data, FittedMix fit) {
        /** The same with a result that knows more. */
        public Answered with(MixResult value) {
            return new Answered(value, data, fit);
        }
    }

    private Answered answered() {
        progress("reading data", 0);
        MixData data = MixData.of(study, workspace);
        study.scenarios().forEach(s -> s.refuseOutside(data.panel()));
        study.plan().ifPresent(plan -> Planner.refuse(plan, data.mix(), data.panel()));
        progress("fitting", 1);
        Bootstrap bootstrap = study.bootstrap(workspace.options().threads());
        FittedMix fit = FittedMix.of(data.mix(), data.panel(), bootstrap);
        progress("answering", 2);
        MixAnswers answers = answering(study, fit).of(fit, bootstrap);
        MixResult result = new MixResult(
                study.title(),
                MixResult.Words.none(),
                answers,
                data.checks(),
                data.rows(),
                data.ledger(),
                data.zeros().stream()
                        .filter(z -> z.periods() > 0)
                        .map(MixRunner::zeros)
                        .toList(),
                java.util.Optional.empty(),
                java.util.Optional.of(view(study.mix())),
                Provenance.of(
                        study.data().source(),
                        data.fingerprint(),
                        data.panel().rows(),
                        study.source(),
                        study.recipe(),
                        study.seed()));
        progress("planning", 3);
        MixResult planned = study.plan()
                .map(plan -> result.withPlan(Planner.plan(plan, fit)))
                .orElse(result);
        return new Answered(planned.told(), data, fit);
    }

    private void progress(String step, int done) {
        workspace.checkCancelled();
        workspace.options().progress().at(step, done, STEPS);
    }

    /** What a study asks of a fitted mix. */
    public static Answering answering(MixStudy study, FittedMix fit) {
        return Answering.withDefaults()
                .withTrials(study.validation().stream().map(v -> trial(v, fit)).toList())
                .withCompare(study.validation().getFirst().compare())
                .withScenarios(study.scenarios().stream().map(s -> s.asked(fit)).toList());
    }

    private static Answering.Trial trial(MixStudy.Validation v, FittedMix fit) {
        TimeFolds folds = switch (v.scheme()) {
            case EXPANDING -> TimeFolds.expanding(v.folds()).withGap(v.embargo());
            case ROLLING ->
                TimeFolds.rolling(v.folds(), Math.max(2, fit.data().window() / 2))
                        .withGap(v.embargo());
            case BLOCKED -> TimeFolds.blocked(v.folds()).withEmbargo(v.embargo());
            case FOUR_WEEK -> TimeFolds.rollingWindows(4).withGap(v.embargo());
            case WALK_FORWARD -> TimeFolds.walkForward(4, 4).withGap(v.embargo());
        };
        int count = folds.of(fit.data().window()).size();
        String words = v.scheme().name().toLowerCase(Locale.ROOT).replace('_', '-') + ", " + count + " folds";
        return new Answering.Trial(folds, words);
    }

    private static MixResult.ZeroSpend zeros(MixData.Zeros z) {
        return new MixResult.ZeroSpend(
                z.channel(),
                z.periods(),
                z.share(),
                String.format(
                        Locale.ROOT,
                        "Off in %d of %d periods, at most %d in a row: its own effect is exactly 0 there, what carried over is not.",
                        z.periods(),
                        z.of(),
                        z.longest()));
    }

    private static MixResult.GraphView view(MediaMix mix) {
        CausalGraph graph = mix.graph();
        return new MixResult.GraphView(
                graph.nodes().stream()
                        .map(n -> new MixResult.Node(n, role(mix, n)))
                        .toList(),
                graph.edges().stream()
                        .map(e -> new Result.Edge(e.from(), e.to(), e.hidden()))
                        .toList(),
                mix.outcome());
    }

    private static String role(MediaMix mix, String node) {
        if (node.equals(mix.outcome())) {
            return "outcome";
        }
        if (mix.graph().hidden().contains(node)) {
            return "hidden";
        }
        if (node.equals(Baseline.TREND) || node.equals(Baseline.SEASON)) {
            return "baseline";
        }
        return mix.explains(node)
                ? "mediator"
                : mix.input(node)
                        .map(i -> i.role().name().toLowerCase(Locale.ROOT))
                        .orElse("control");
    }
}
