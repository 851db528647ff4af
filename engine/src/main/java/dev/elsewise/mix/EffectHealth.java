package dev.elsewise.mix;

import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.StabilityAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether what is said of channels can be: signs, sizes, splits, experiments, and how far it moves when it should not. */
record EffectHealth(FittedMix fit, Card card) {
    /** In standard errors of the study's answer: halves of the window alone go beyond 2 now and then. */
    private static final double UNSTABLE = 3;

    /** The share of a mediator's variance below which its effect is all but that of its causes. */
    private static final double OWN = 0.02;

    /** Intervals this many times as wide as a return say no more of it than wider ones. */
    private static final double VAGUE = 100;

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
                                "%.2g %% of what moves %s is its own; what an equation says of a mediator and of its causes apart rests on "
                                        + "that part alone.",
                                100 * own, e.node()),
                        "It is so small that only their total can be known.");
            }
        }
    }

    void baseline(Decomposition decomposition) {
        double[] base = new double[decomposition.observed().length];
        for (Decomposition.Component c : decomposition.components()) {
            if (!ofMedia(c)) {
                for (int t = 0; t < base.length; t++) {
                    base[t] += c.values()[t];
                }
            }
        }
        long below = Arrays.stream(base).filter(v -> v < 0).count();
        double negative = below / (double) base.length;
        card.add(
                "baseline below zero",
                negative,
                0,
                Card.above(negative, 0, 0.2),
                below == 0
                        ? Card.words(
                                "Without any media the outcome would be negative in none of %d periods.", base.length)
                        : Card.words(
                                "Without any media the outcome would be negative in %d of %d periods.",
                                below, base.length),
                "So media are given too much: something that moves with them is missing.");
    }

    /** By the decomposition, where what a channel does through another that is paid for counts once. */
    void share(Decomposition decomposition) {
        double media = decomposition.components().stream()
                .filter(EffectHealth::ofMedia)
                .mapToDouble(c -> c.total().value())
                .sum();
        double all = media / Arrays.stream(decomposition.observed()).sum();
        card.add(
                "share of media",
                all,
                0.6,
                Card.above(all, 0.6, 0.9),
                Card.words(
                        "Channels are given %.0f %% of the outcome%s.",
                        100 * all,
                        fit.mix().mediators().isEmpty() ? "" : ", counting once what one does through another"),
                "That leaves little that would have been without media: something that moves with them may be missing.");
    }

    private static boolean ofMedia(Decomposition.Component c) {
        return c.kind().startsWith("channel");
    }

    void returns(List<ChannelAnswer> channels) {
        for (ChannelAnswer c : channels) {
            if (c.incremental().value() < 0) {
                card.add(
                        "sign of " + c.name(),
                        c.incremental().value(),
                        0,
                        c.incremental().upper() < 0 ? Verdict.FAIL : Verdict.WARN,
                        "The effect of " + c.name() + " is estimated below zero: confounded, collinear, or nothing.");
            }
            if (c.roi().given()) {
                precision(c);
            }
            beside(c.name(), "what it brings", c.incremental());
            beside(c.name(), "what one percent more would return", c.marginalRoi());
        }
    }

    /** Draws that do not vary about their estimate: trees that are grown again from what trees predict are smoother than the first ones. */
    private void beside(String channel, String what, Estimated of) {
        if (of.given() && of.lower() < of.upper() && (of.value() < of.lower() || of.value() > of.upper())) {
            card.add(
                    "interval of " + channel + ": " + what,
                    of.value(),
                    of.value() < of.lower() ? of.lower() : of.upper(),
                    Verdict.WARN,
                    Card.words(
                            "Of %s the estimate of %s, %.3g, lies outside its own interval from %.3g to %.3g: the draws do not vary about it. "
                                    + "Trees do that, which learn less from what trees predict than from data; few draws do it by chance. "
                                    + "Rely on neither.",
                            channel, what, of.value(), of.lower(), of.upper()));
        }
    }

    /** A return of 0 has no relative precision: from {@link #VAGUE} times on it is not told how often. */
    private void precision(ChannelAnswer channel) {
        Estimated roi = channel.roi();
        double width = Math.min(VAGUE, (roi.upper() - roi.lower()) / Math.abs(roi.value()));
        if (width > 2) {
            card.add(
                    "precision of " + channel.name(),
                    width,
                    2,
                    Verdict.WARN,
                    Card.words(
                            "The return of %s is estimated at %.3g and lies between %.3g and %.3g%s: an experiment would tell more than more "
                                    + "weeks.",
                            channel.name(),
                            roi.value(),
                            roi.lower(),
                            roi.upper(),
                            width < VAGUE ? Card.words(", a width of %s the return", Card.times(width)) : ""));
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
                        "In the equation of " + e.node() + " the data want another sign for " + String.join(", ", held)
                                + ": what stands at its limit is not what they say, and its interval and those of its neighbours are too "
                                + "narrow.");
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
                        "In the equation of " + e.node() + " saturation and scale are not separately identified ("
                                + String.join(", ", tied)
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
                        // Of the split alone: the published total does not rest on it.
                        m.split().rejected() ? Verdict.WARN : Verdict.PASS,
                        "The split of " + m.channel() + ": " + m.split().words());
            }
        }
    }

    /** A cause that something hidden moves together with the outcome, or with a mediator before it, has no effect that the series could tell. */
    void hidden() {
        MediaMix mix = fit.mix();
        for (Input input : mix.inputs()) {
            if (mix.explains(input.name()) || Lifts.pinned(mix, input.name())) {
                continue;
            }
            List<String> with = Stream.concat(
                            Routes.of(mix, input.name()).mediators().stream(), Stream.of(mix.outcome()))
                    .filter(node -> confounded(mix, input.name(), node))
                    .toList();
            if (!with.isEmpty()) {
                card.add(
                        "what is hidden behind " + input.name(),
                        with.size(),
                        0,
                        input.role().acts() ? Verdict.FAIL : Verdict.WARN,
                        "The graph says that something nobody measured moves " + input.name() + " and "
                                + String.join(", ", with) + ", and no experiment sets the level of " + input.name()
                                + ": its number is an association, not an effect. Give a lift test of it (lifts:), or measure what is hidden.");
            }
        }
    }

    private static boolean confounded(MediaMix mix, String channel, String node) {
        return mix.graph().hiddenPairs().stream()
                .anyMatch(e -> Set.of(e.from(), e.to()).equals(Set.of(channel, node)));
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
                            "Without the experiment on %s the model says %.4g; the experiment says %.4g ± %.4g: %.1f standard errors apart.",
                            l.subject(), l.model().value(), l.experiment(), l.standardError(), off),
                    "One of the two is confounded, or they speak of different times: settle it before either is used.");
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
