package dev.elsewise.study.mix;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.mix.Baseline;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Input;
import dev.elsewise.mix.Input.Cost;
import dev.elsewise.mix.Kernel;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.mix.Mediator;
import dev.elsewise.scm.Panel;
import dev.elsewise.scm.Pooling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a panel must be for the mix of a study to be fitted to it. */
final class PanelChecks {
    /** Of its variance, how much a mediator must have of its own. */
    private static final double OWN = 1e-8;

    private final MediaMix mix;
    private final Panel panel;
    private final String period;

    private PanelChecks(MixStudy study, Panel panel) {
        this.mix = study.mix();
        this.panel = panel;
        this.period = study.calendar().to().period();
    }

    /**
     * @throws BadData with what must hold and what was found
     * @throws BadStudy when the study asks for what such data cannot give
     */
    static void refuse(MixStudy study, Panel panel) {
        PanelChecks checks = new PanelChecks(study, panel);
        checks.refuseNegative();
        checks.refuseConstant();
        checks.refuseLogarithm();
        checks.refuseTooFew();
        checks.refuseLongBlocks();
        checks.refuseLong();
        for (Mediator mediator : study.mix().mediators()) {
            checks.refuseDetermined(mediator.name());
        }
    }

    /** A block that is longer than the window has nowhere to come from. */
    private void refuseLongBlocks() {
        mix.uncertainty().block().ifPresent(block -> {
            if (block > panel.window()) {
                throw new BadStudy("A block of draws must be no longer than the window, which has "
                        + Found.count(panel.window(), period) + "; mix.draws.block is " + block
                        + ".\nMaybe leave it out: blocks are then as long as the cube root of the window, 4 at least.");
            }
        });
    }

    /** A lag that no period has behind it says nothing. */
    private void refuseLong() {
        int n = panel.periods().size();
        for (Input input : mix.inputs()) {
            int lags = input.carryOver().orElse(null) instanceof CarryOver shape
                            && shape.adstock() instanceof Kernel kernel
                    ? kernel.lags()
                    : 0;
            if (lags >= n) {
                throw new BadStudy("A carry-over must end within the data, which have " + Found.count(n, period)
                        + "; that of \"" + input.name() + "\" has " + Found.count(lags, "lag")
                        + ".\nMaybe lags: " + Math.min(8, n / 4) + " is enough.");
            }
        }
    }

    private void refuseNegative() {
        Set<String> amounts = new LinkedHashSet<>();
        for (Input input : mix.inputs()) {
            if (input.spend() instanceof Cost.Spend spend) {
                amounts.add(spend.column());
            }
            if (input.role().acts()) {
                amounts.add(input.column());
            }
        }
        for (String name : amounts) {
            double[] values = panel.column(name);
            for (int i = 0; i < values.length; i++) {
                if (values[i] < 0) {
                    throw new BadData("Spend and exposure must not be negative; \"" + name + "\" is "
                            + Found.number(values[i]) + " on " + place(i)
                            + ".\nMaybe a refund was booked there: put it where the money was spent.");
                }
            }
        }
    }

    private void refuseConstant() {
        for (Input input : mix.inputs()) {
            double[] values = panel.column(input.column());
            boolean varies = false;
            int n = panel.periods().size();
            // What carries over may have varied before the window only.
            int from = input.carryOver().isPresent() ? 0 : panel.history();
            for (int i = 0; i < values.length && !varies; i++) {
                varies = i % n >= from && values[i] != values[from];
            }
            if (!varies) {
                boolean off = input.role() == Input.Role.EVENT && values[from] == 0;
                throw new BadData("Every input must vary, or nothing can be learned of it; "
                        + (off
                                ? "no " + period + " of the window has the event \"" + input.name() + "\"."
                                : "\"" + input.column() + "\" is " + Found.number(values[from]) + " in every " + period
                                        + ".")
                        + "\nMaybe leave \"" + input.name() + "\" out of the study and of its graph.");
            }
        }
        double[] outcome = panel.column(mix.outcome());
        int n = panel.periods().size();
        boolean varies = false;
        for (int i = 0; i < outcome.length; i++) {
            varies |= i % n >= panel.history() && outcome[i] != outcome[panel.history()];
        }
        if (!varies) {
            throw new BadData("The outcome must vary; \"" + mix.outcome() + "\" is "
                    + Found.number(outcome[panel.history()]) + " in every " + period + " of the window."
                    + "\nMaybe another column is meant.");
        }
    }

    private void refuseLogarithm() {
        if (mix.link() != MediaMix.Link.LOG) {
            return;
        }
        double[] outcome = panel.column(mix.outcome());
        for (int i = 0; i < outcome.length; i++) {
            if (outcome[i] <= 0) {
                throw new BadData("With link: log the outcome must be positive; \"" + mix.outcome() + "\" is "
                        + Found.number(outcome[i]) + " on " + place(i) + "."
                        + "\nMaybe say link: identity, or begin the window later.");
            }
        }
    }

    private void refuseTooFew() {
        boolean alone = mix.pooling() == Pooling.SEPARATE;
        int rows = panel.window() * (alone ? 1 : panel.units().size());
        List<String> explained = new ArrayList<>(List.of(mix.outcome()));
        mix.mediators().forEach(m -> explained.add(m.name()));
        for (String node : explained) {
            int parameters = parameters(node);
            if (rows <= parameters) {
                throw new BadData("The window must have more " + period + "s than the equation of \"" + node
                        + "\" has parameters; it has " + Found.count(rows, period)
                        + (panel.units().size() > 1 && !alone ? " in all units" : "") + " for "
                        + Found.count(parameters, "parameter") + ".\nMaybe fix the shapes (retention: 0.5), take fewer"
                        + " change points and Fourier pairs, or leave inputs out.");
            }
        }
    }

    /** An intercept, a coefficient a column, and the shapes that are not fixed. */
    private int parameters(String node) {
        Set<String> parents = mix.graph().parents(node);
        int count = 1 + mix.lags().getOrDefault(node, List.of()).size();
        for (String parent : parents) {
            count += columns(parent).size();
            count += mix.input(parent)
                    .flatMap(Input::carryOver)
                    .map(shape -> (int)
                            shape.parameters().stream().filter(p -> !p.fixed()).count())
                    .orElse(0);
        }
        for (MediaMix.Interaction interaction : mix.interactions()) {
            count += parents.containsAll(interaction.of()) ? 1 : 0;
        }
        return count;
    }

    /** The columns of an observed node. */
    private List<String> columns(String node) {
        if (mix.input(node).isPresent()) {
            return List.of(mix.input(node).get().column());
        }
        return node.equals(Baseline.TREND) || node.equals(Baseline.SEASON)
                ? panel.names().stream().filter(c -> c.startsWith(node + ":")).toList()
                : List.of();
    }

    /** A mediator that its causes leave nothing of cannot be told from them. */
    private void refuseDetermined(String mediator) {
        Set<String> names = new LinkedHashSet<>();
        mix.graph().parents(mediator).forEach(parent -> names.addAll(columns(parent)));
        List<double[]> causes = new ArrayList<>();
        names.forEach(name -> causes.add(window(name)));
        double own = Remainder.of(window(columns(mediator).getFirst()), causes);
        if (own < OWN) {
            throw new BadData(
                    "A mediator must vary by more than its causes, or its effect cannot be told from theirs; \""
                            + mediator + "\" is a linear function of " + String.join(", ", names) + " (R² = 1 − "
                            + String.format(java.util.Locale.ROOT, "%.1e", own)
                            + ").\nMaybe it was computed from them: then leave it out of the mediators.");
        }
    }

    private double[] window(String column) {
        double[] all = panel.column(column);
        int n = panel.periods().size();
        double[] values = new double[panel.units().size() * panel.window()];
        for (int u = 0; u < panel.units().size(); u++) {
            System.arraycopy(all, u * n + panel.history(), values, u * panel.window(), panel.window());
        }
        return values;
    }

    private String place(int cell) {
        int n = panel.periods().size();
        String day = panel.periods().get(cell % n).toString();
        return panel.units().size() == 1 ? day : day + " in \"" + panel.units().get(cell / n) + "\"";
    }
}
