package dev.elsewise.mix;

import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.StabilityAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether what is said of channels can be: signs, sizes, splits, experiments, and how far it moves when it should not. */
record EffectHealth(FittedMix fit, Card card) {
    /** In standard errors of the study's answer: halves of the window alone go beyond 2 now and then. */
    private static final double UNSTABLE = 3;

    /** The share of a mediator's variance below which its effect is all but that of its causes. */
    private static final double OWN = 0.02;

    /** What the design of two stages cannot separate. */
    void twoStages() {
        for (String mediator : TwoStage.predicted(fit.mix()).stream().sorted().toList()) {
            double form = TwoStage.ofFormAlone(fit, mediator);
            card.add(
                    "direct and indirect effects through " + mediator,
                    form,
                    0.1,
                    Card.below(form, Double.POSITIVE_INFINITY, 0.1),
                    Card.words(
                            "Direct and indirect effects are identified only through functional form: the outcome sees %s as %s predict it, "
                                    + "and %.0f %% of what moves that prediction is not a sum of their own columns. The direct effect is 0 because the "
                                    + "design has no arrow for it, not because the data say so; what the channels do directly is counted as "
                                    + "passing through %s. Say design: graph to tell the two apart.",
                            mediator, String.join(", ", TwoStage.behind(fit, mediator)), 100 * form, mediator));
        }
    }

    /** A mediator that its causes determine through carry-over and saturation; in proportion it is refused before anything is fitted. */
    void determined(List<EquationAnswer> equations) {
        for (EquationAnswer e : equations) {
            double own = 1 - e.rSquared();
            if (!e.node().equals(fit.mix().outcome()) && e.importance().isEmpty()) {
                card.add(
                        "own variation of " + e.node(),
                        own,
                        OWN,
                        Card.below(own, OWN, OWN / 100),
                        Card.words(
                                "%.2g %% of what moves %s is its own. What an equation says of a mediator and of its causes apart rests on "
                                        + "that part alone: where there is none, only their total can be known.",
                                100 * own, e.node()));
            }
        }
    }

    void baseline(Decomposition decomposition) {
        double[] base = new double[decomposition.observed().length];
        for (Decomposition.Component c : decomposition.components()) {
            if (!c.kind().startsWith("channel")) {
                for (int t = 0; t < base.length; t++) {
                    base[t] += c.values()[t];
                }
            }
        }
        double negative = Arrays.stream(base).filter(v -> v < 0).count() / (double) base.length;
        card.add(
                "baseline below zero",
                negative,
                0,
                Card.above(negative, 0, 0.2),
                Card.words(
                        "Without any media the outcome would be negative in %.0f %% of the periods. Then media are given too much: something "
                                + "that moves with them is missing.",
                        100 * negative));
    }

    void returns(List<ChannelAnswer> channels) {
        double all = channels.stream().mapToDouble(c -> c.share().value()).sum();
        card.add(
                "share of media",
                all,
                0.8,
                Card.above(all, 0.6, 0.9),
                Card.words("Channels are given %.0f %% of the outcome.", 100 * all));
        for (ChannelAnswer c : channels) {
            if (c.incremental().value() < 0) {
                card.add(
                        "sign of " + c.name(),
                        c.incremental().value(),
                        0,
                        c.incremental().upper() < 0 ? Verdict.FAIL : Verdict.WARN,
                        "Its effect is estimated below zero: confounded, collinear, or nothing.");
            }
            if (c.roi().given()) {
                double width = (c.roi().upper() - c.roi().lower())
                        / Math.max(1e-300, Math.abs(c.roi().value()));
                if (width > 2) {
                    card.add(
                            "precision of " + c.name(),
                            width,
                            2,
                            Verdict.WARN,
                            Card.words(
                                    "The interval of its return is %.1f times the return: an experiment would tell more than more weeks.",
                                    width));
                }
            }
        }
    }

    void limits(List<EquationAnswer> equations) {
        for (EquationAnswer e : equations) {
            List<String> held = e.terms().stream()
                    .filter(t -> t.limit().equals("at its limit"))
                    .map(EquationAnswer.Term::term)
                    .toList();
            if (!held.isEmpty()) {
                card.add(
                        "sign limits in " + e.node(),
                        held.size(),
                        0,
                        Verdict.WARN,
                        "The data want another sign for " + String.join(", ", held)
                                + ": its effect stands at the limit, and its interval and those of its neighbours are too narrow.");
            }
        }
    }

    void shapes(List<EquationAnswer> equations) {
        for (EquationAnswer e : equations) {
            List<String> tied = e.shapes().stream()
                    .filter(s -> s.words().contains("not separately identified"))
                    .map(s -> s.parameter() + " of " + s.input())
                    .toList();
            if (!tied.isEmpty()) {
                card.add(
                        "saturation and scale in " + e.node(),
                        tied.size(),
                        0,
                        Verdict.WARN,
                        "Saturation and scale are not separately identified (" + String.join(", ", tied)
                                + "): what was spent does not reach far enough along the curve. Do not read the response far beyond it.");
            }
        }
    }

    void splits(List<MediationAnswer> mediation) {
        for (MediationAnswer m : mediation) {
            // Of two stages it is said that there is no split to be tested.
            if (!Double.isNaN(m.split().p()) && TwoStage.predicted(fit.mix()).isEmpty()) {
                card.add(
                        "direct and indirect effect of " + m.channel(),
                        m.split().statistic(),
                        1.96,
                        m.split().rejected() ? Verdict.FAIL : Verdict.PASS,
                        m.split().words());
            }
        }
    }

    void lifts(List<LiftAnswer> lifts) {
        for (LiftAnswer l : lifts) {
            double off = Math.abs(l.conflict());
            card.add(
                    "experiment on " + l.subject(),
                    l.conflict(),
                    2,
                    Card.above(off, 2, 3),
                    Card.words(
                            "Without the experiment the model says %.4g; the experiment says %.4g ± %.4g: %.1f standard errors apart.",
                            l.model().value(), l.experiment(), l.standardError(), off));
        }
    }

    void stable(Optional<StabilityAnswer> stability) {
        stability.ifPresent(s -> {
            for (StabilityAnswer.Row row : s.rows()) {
                double off = Math.abs(row.standardErrors());
                if (off > UNSTABLE) {
                    card.add(
                            "stability: " + row.change() + ", " + row.subject(),
                            row.standardErrors(),
                            UNSTABLE,
                            Card.above(off, UNSTABLE, 5),
                            Card.words(
                                    "It goes from %.4g to %.4g, %.1f of its standard errors. %s",
                                    row.before(), row.after(), off, row.note()));
                }
            }
            if (s.rows().stream().noneMatch(r -> Math.abs(r.standardErrors()) > UNSTABLE)) {
                card.add("stability", 0, UNSTABLE, Verdict.PASS, s.words());
            }
        });
    }
}
