package dev.elsewise.study.mix;

import dev.elsewise.data.Workspace;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.mix.Answering;
import dev.elsewise.mix.Asked;
import dev.elsewise.mix.Baseline;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Panel;
import dev.elsewise.study.Provenance;
import dev.elsewise.study.Result;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        return new MixRunner(study, workspace).result();
    }

    private MixResult result() {
        progress("reading data", 0);
        MixData data = MixData.of(study, workspace);
        progress("fitting", 1);
        Bootstrap bootstrap = bootstrap();
        FittedMix fit = FittedMix.of(data.mix(), data.panel(), bootstrap);
        progress("answering", 2);
        MixAnswers answers = answering(fit).of(fit, bootstrap);
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
        return study.plan()
                .map(plan -> result.withPlan(Planner.plan(plan, fit, answers)))
                .orElse(result)
                .told();
    }

    private void progress(String step, int done) {
        workspace.checkCancelled();
        workspace.options().progress().at(step, done, STEPS);
    }

    private Bootstrap bootstrap() {
        MediaMix.Uncertainty asked = study.mix().uncertainty();
        return new Bootstrap(
                asked.draws(), asked.block(), study.seed(), workspace.options().threads());
    }

    private Answering answering(FittedMix fit) {
        return Answering.withDefaults()
                .withTrials(study.validation().stream().map(v -> trial(v, fit)).toList())
                .withCompare(study.validation().getFirst().compare())
                .withScenarios(
                        study.scenarios().stream().map(s -> asked(s, fit)).toList());
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

    private static Asked asked(Scenario scenario, FittedMix fit) {
        Periods during = during(scenario, fit.data());
        List<String> words = new ArrayList<>();
        List<Intervention> on = new ArrayList<>();
        for (Map.Entry<String, Scenario.Change> change : scenario.changes().entrySet()) {
            on.add(fit.intervention(
                    change.getKey(),
                    switch (change.getValue()) {
                        case Scenario.Change.By b -> new FittedMix.Change.By(b.share());
                        case Scenario.Change.Plus p -> new FittedMix.Change.Plus(p.amount());
                        case Scenario.Change.To t -> new FittedMix.Change.To(t.value());
                    },
                    during));
            words.add(change.getKey() + " "
                    + switch (change.getValue()) {
                        case Scenario.Change.By b -> String.format(Locale.ROOT, "%+.4g %%", 100 * b.share());
                        case Scenario.Change.Plus p -> String.format(Locale.ROOT, "%+.6g", p.amount());
                        case Scenario.Change.To t -> String.format(Locale.ROOT, "set to %.6g", t.value());
                    });
        }
        return new Asked(scenario.name(), words, on);
    }

    private static Periods during(Scenario scenario, Panel panel) {
        int from = 0;
        int to = panel.periods().size();
        for (int t = 0; t < panel.periods().size(); t++) {
            LocalDate day = panel.periods().get(t);
            if (scenario.from().map(day::isBefore).orElse(false)) {
                from = t + 1;
            }
            if (scenario.to().map(day::isAfter).orElse(false)) {
                to = Math.min(to, t);
            }
        }
        return new Periods(from, to);
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
