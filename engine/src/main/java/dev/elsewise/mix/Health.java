package dev.elsewise.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.CollinearityAnswer;
import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.ResidualAnswer;
import dev.elsewise.mix.answer.StabilityAnswer;
import dev.elsewise.mix.answer.ValidationAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The verdicts on a media mix, each with its reason: what would make a careful reader doubt the answers. */
final class Health {
    /** In standard errors of the study's answer: halves of the window alone go beyond 2 now and then. */
    private static final double UNSTABLE = 3;

    private final FittedMix fit;
    private final List<Diagnostic> items = new ArrayList<>();

    private Health(FittedMix fit) {
        this.fit = fit;
    }

    static List<Diagnostic> of(
            FittedMix fit,
            List<ChannelAnswer> channels,
            List<MediationAnswer> mediation,
            Decomposition decomposition,
            List<EquationAnswer> equations,
            Optional<ValidationAnswer> validation,
            List<ResidualAnswer> residuals,
            List<CollinearityAnswer> collinearity,
            Optional<StabilityAnswer> stability,
            List<LiftAnswer> lifts) {
        Health health = new Health(fit);
        health.size();
        health.fits(equations);
        validation.ifPresent(health::predicts);
        validation.ifPresent(v -> health.agrees(v, channels));
        health.important(equations);
        health.twoStages();
        health.residuals(residuals);
        health.collinearity(collinearity);
        health.baseline(decomposition);
        health.returns(channels);
        health.limits(equations);
        health.shapes(equations);
        health.stationary();
        health.splits(mediation);
        health.lifts(lifts);
        health.stable(stability);
        health.items.sort(Comparator.comparing((Diagnostic d) -> d.verdict()).reversed());
        return List.copyOf(health.items);
    }

    private void add(String name, double statistic, double threshold, Verdict verdict, String advice) {
        items.add(new Diagnostic(name, statistic, threshold, verdict, advice));
    }

    private static Verdict below(double value, double warn, double fail) {
        return value < fail ? Verdict.FAIL : value < warn ? Verdict.WARN : Verdict.PASS;
    }

    private static Verdict above(double value, double warn, double fail) {
        return value > fail ? Verdict.FAIL : value > warn ? Verdict.WARN : Verdict.PASS;
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private void size() {
        for (String node : fit.explained()) {
            if (!fit.model().mechanism(node).importance().isEmpty()) {
                // Trees have as many parameters as their data allow.
                continue;
            }
            int parameters = fit.parameters(node);
            double perParameter = (double) fit.data().rows()
                    / fit.data().periods().size()
                    * fit.data().window()
                    / parameters;
            add(
                    "periods for each parameter of " + node,
                    perParameter,
                    10,
                    below(perParameter, 10, 5),
                    words(
                            "%d parameters are fitted to %d values. Fewer than 10 each leave much to chance: fix shapes or leave terms out.",
                            parameters, fit.data().units().size() * fit.data().window()));
        }
    }

    private void fits(List<EquationAnswer> equations) {
        for (EquationAnswer e : equations) {
            add(
                    "fit of " + e.node(),
                    e.rSquared(),
                    0.5,
                    below(e.rSquared(), 0.5, 0.2),
                    words(
                            "The equation explains %.0f %% of what moves %s. A good fit proves nothing about effects; a poor one limits them.",
                            100 * e.rSquared(), e.node()));
        }
    }

    /** Folds that learn from less than half of the window ask for more than the model will ever have to do. */
    private void predicts(ValidationAnswer validation) {
        List<ValidationAnswer.FoldRow> folds = validation.folds().stream()
                .filter(f -> 2 * f.trainPeriods() >= fit.data().window())
                .toList();
        if (folds.isEmpty()) {
            folds = validation.folds();
        }
        double in = Math.sqrt(folds.stream()
                .mapToDouble(f -> f.in().rmse() * f.in().rmse())
                .average()
                .orElse(0));
        double out = Math.sqrt(folds.stream()
                .mapToDouble(f -> f.out().rmse() * f.out().rmse())
                .average()
                .orElse(0));
        double ratio = out / in;
        add(
                "prediction of unseen periods",
                ratio,
                2,
                above(ratio, 2, 4),
                words(
                        "Learning from at least half of the window, the error in unseen periods is %.1f times that in fitted ones; far "
                                + "above 1 the model has learned noise, or its baseline does not carry on.",
                        ratio));
        double held =
                folds.stream().mapToDouble(f -> f.coverage() * f.testPeriods()).sum()
                        / folds.stream()
                                .mapToDouble(ValidationAnswer.FoldRow::testPeriods)
                                .sum();
        add(
                "prediction intervals",
                held,
                0.8,
                below(held, 0.8, 0.6),
                words("%.0f %% of unseen periods lie in their 90 %% prediction interval.", 100 * held));
    }

    /** Whether other families of equations say the same of the channels. */
    private void agrees(ValidationAnswer validation, List<ChannelAnswer> channels) {
        if (validation.families().size() < 2) {
            return;
        }
        ValidationAnswer.FamilyRow own = validation.families().getFirst();
        double worst = 0;
        String said = "";
        for (ValidationAnswer.FamilyRow other :
                validation.families().subList(1, validation.families().size())) {
            for (int c = 0; c < own.channels().size(); c++) {
                String name = own.channels().get(c).name();
                double mine = own.channels().get(c).value();
                double theirs = other.channels().get(c).value();
                double error = channels.stream()
                        .filter(a -> a.name().equals(name))
                        .mapToDouble(a -> a.incremental().standardError())
                        .filter(Double::isFinite)
                        .max()
                        .orElse(0);
                // What lies within its own error disagrees with nobody.
                double size = Math.max(Math.abs(mine), error);
                double off = size > 0 ? Math.abs(theirs - mine) / size : 0;
                if (off > worst || said.isEmpty()) {
                    worst = Math.max(worst, off);
                    said = words("%s: %.4g by %s, %.4g by %s", name, mine, own.family(), theirs, other.family());
                }
            }
        }
        add(
                "agreement between model families",
                worst,
                0.3,
                above(worst, 0.3, 1),
                words(
                        "Where families of equations that predict about as well differ, the data do not decide. The largest difference is "
                                + "%.0f %% of the effect or its standard error (%s).",
                        100 * worst, said));
    }

    private void important(List<EquationAnswer> equations) {
        for (EquationAnswer e : equations) {
            double worst = 0;
            String said = "";
            for (EquationAnswer.Importance i : e.importance()) {
                if (i.most() - i.least() > worst) {
                    worst = i.most() - i.least();
                    said = words("%s from %.0f to %.0f %%", i.feature(), 100 * i.least(), 100 * i.most());
                }
            }
            if (!said.isEmpty()) {
                add(
                        "stability of importance in " + e.node(),
                        worst,
                        0.2,
                        above(worst, 0.2, 0.5),
                        "From fold to fold the importance of one column moves most: " + said
                                + ". Importance is not an effect; where it moves it does not even describe the model.");
            }
        }
    }

    /** What the design of two stages cannot separate. */
    private void twoStages() {
        for (String mediator : TwoStage.predicted(fit.mix()).stream().sorted().toList()) {
            double form = TwoStage.ofFormAlone(fit, mediator);
            add(
                    "direct and indirect effects through " + mediator,
                    form,
                    0.1,
                    below(form, Double.POSITIVE_INFINITY, 0.1),
                    words(
                            "Direct and indirect effects are identified only through functional form: the outcome sees %s as %s predict it, "
                                    + "and %.0f %% of what moves that prediction is not a sum of their own columns. The direct effect is 0 because the "
                                    + "design has no arrow for it, not because the data say so; what the channels do directly is counted as "
                                    + "passing through %s. Say design: graph to tell the two apart.",
                            mediator, String.join(", ", TwoStage.behind(fit, mediator)), 100 * form, mediator));
        }
    }

    private void residuals(List<ResidualAnswer> residuals) {
        for (ResidualAnswer r : residuals) {
            for (Diagnostic test : r.tests()) {
                // Many tests of one series: what they say alone is a warning.
                Verdict verdict = test.verdict() == Verdict.FAIL ? Verdict.WARN : test.verdict();
                items.add(new Diagnostic(
                        test.name() + " of " + r.node(), test.statistic(), test.threshold(), verdict, test.advice()));
            }
            double first = r.autocorrelation().length == 0 ? 0 : r.autocorrelation()[0];
            if (Math.abs(first) > 0.6) {
                add(
                        "memory in what is left of " + r.node(),
                        first,
                        0.6,
                        Verdict.FAIL,
                        words(
                                "What the equation leaves is much like the period before (%.2f): a trend, season or lag is missing, and "
                                        + "intervals are too narrow.",
                                first));
            }
        }
    }

    private void collinearity(List<CollinearityAnswer> collinearity) {
        for (CollinearityAnswer c : collinearity) {
            double worst = 0;
            String name = "";
            for (int i = 0; i < c.columns().size(); i++) {
                // What a control shares with the trend spoils no channel's answer.
                boolean channel = fit.mix()
                        .input(c.columns().get(i))
                        .map(input -> input.role().acts())
                        .orElse(false);
                if (channel && c.inflation()[i] > worst) {
                    worst = c.inflation()[i];
                    name = c.columns().get(i);
                }
            }
            if (!name.isEmpty()) {
                add(
                        "collinearity in " + c.node(),
                        worst,
                        5,
                        above(worst, 5, 20),
                        words(
                                "The variance of the coefficient of %s is %.1f times what it would be if the columns were uncorrelated. Its share "
                                        + "and that of what it moves with cannot be told apart well: vary one without the other.",
                                name, worst));
            }
        }
    }

    private void baseline(Decomposition decomposition) {
        double[] base = new double[decomposition.observed().length];
        for (Decomposition.Component c : decomposition.components()) {
            if (!c.kind().startsWith("channel")) {
                for (int t = 0; t < base.length; t++) {
                    base[t] += c.values()[t];
                }
            }
        }
        double negative = Arrays.stream(base).filter(v -> v < 0).count() / (double) base.length;
        add(
                "baseline below zero",
                negative,
                0,
                above(negative, 0, 0.2),
                words(
                        "Without any media the outcome would be negative in %.0f %% of the periods. Then media are given too much: something "
                                + "that moves with them is missing.",
                        100 * negative));
    }

    private void returns(List<ChannelAnswer> channels) {
        double all = channels.stream().mapToDouble(c -> c.share().value()).sum();
        add(
                "share of media",
                all,
                0.8,
                above(all, 0.6, 0.9),
                words("Channels are given %.0f %% of the outcome.", 100 * all));
        for (ChannelAnswer c : channels) {
            if (c.incremental().value() < 0) {
                add(
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
                    add(
                            "precision of " + c.name(),
                            width,
                            2,
                            Verdict.WARN,
                            words(
                                    "The interval of its return is %.1f times the return: an experiment would tell more than more weeks.",
                                    width));
                }
            }
        }
    }

    private void limits(List<EquationAnswer> equations) {
        for (EquationAnswer e : equations) {
            List<String> held = e.terms().stream()
                    .filter(t -> t.limit().equals("at its limit"))
                    .map(EquationAnswer.Term::term)
                    .toList();
            if (!held.isEmpty()) {
                add(
                        "sign limits in " + e.node(),
                        held.size(),
                        0,
                        Verdict.WARN,
                        "The data want another sign for " + String.join(", ", held)
                                + ": its effect stands at the limit, and its interval and those of its neighbours are too narrow.");
            }
        }
    }

    private void shapes(List<EquationAnswer> equations) {
        for (EquationAnswer e : equations) {
            List<String> tied = e.shapes().stream()
                    .filter(s -> s.words().contains("not separately identified"))
                    .map(s -> s.parameter() + " of " + s.input())
                    .toList();
            if (!tied.isEmpty()) {
                add(
                        "saturation and scale in " + e.node(),
                        tied.size(),
                        0,
                        Verdict.WARN,
                        "Saturation and scale are not separately identified (" + String.join(", ", tied)
                                + "): what was spent does not reach far enough along the curve. Do not read the response far beyond it.");
            }
        }
    }

    private void stationary() {
        for (String node : fit.explained()) {
            for (Trending.Pair pair : Trending.of(fit, node)) {
                items.add(pair.diagnostic());
            }
        }
    }

    private void splits(List<MediationAnswer> mediation) {
        for (MediationAnswer m : mediation) {
            // Of two stages it is said that there is no split to be tested.
            if (!Double.isNaN(m.split().p()) && TwoStage.predicted(fit.mix()).isEmpty()) {
                add(
                        "direct and indirect effect of " + m.channel(),
                        m.split().statistic(),
                        1.96,
                        m.split().rejected() ? Verdict.FAIL : Verdict.PASS,
                        m.split().words());
            }
        }
    }

    private void lifts(List<LiftAnswer> lifts) {
        for (LiftAnswer l : lifts) {
            double off = Math.abs(l.conflict());
            add(
                    "experiment on " + l.channel(),
                    l.conflict(),
                    2,
                    above(off, 2, 3),
                    words(
                            "Without the experiment the model says %.4g; the experiment says %.4g ± %.4g: %.1f standard errors apart.",
                            l.model().value(), l.experiment(), l.standardError(), off));
        }
    }

    private void stable(Optional<StabilityAnswer> stability) {
        stability.ifPresent(s -> {
            for (StabilityAnswer.Row row : s.rows()) {
                double off = Math.abs(row.standardErrors());
                if (off > UNSTABLE) {
                    add(
                            "stability: " + row.change() + ", " + row.subject(),
                            row.standardErrors(),
                            UNSTABLE,
                            above(off, UNSTABLE, 5),
                            words(
                                    "%s: %s goes from %.4g to %.4g, %.1f of its standard errors. %s",
                                    row.change(), row.subject(), row.before(), row.after(), off, row.note()));
                }
            }
            if (s.rows().stream().noneMatch(r -> Math.abs(r.standardErrors()) > UNSTABLE)) {
                add("stability", 0, UNSTABLE, Verdict.PASS, s.words());
            }
        });
    }
}
