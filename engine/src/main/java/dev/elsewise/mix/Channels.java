package dev.elsewise.mix;

import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Sampled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What each channel, organic medium and lever brought. */
record Channels(FittedMix fit, Map<String, Sampled<ChannelEffects>> effects) {
    List<ChannelAnswer> answers() {
        double spent = effects.keySet().stream()
                .mapToDouble(name -> fit.spend(fit.mix().input(name).orElseThrow()))
                .sum();
        return effects.entrySet().stream()
                .map(e -> answer(e.getKey(), e.getValue(), spent))
                .toList();
    }

    private ChannelAnswer answer(String name, Sampled<ChannelEffects> of, double spent) {
        Input input = fit.mix().input(name).orElseThrow();
        double spend = fit.spend(input);
        double observed = fit.observedOutcome();
        Draws total = of.of(ChannelEffects::published);
        Draws money = of.of(ChannelEffects::money);
        Draws immediate = of.of(e -> e.published() * ChannelEffects.immediateShare(e.impulse()));
        double amount = fit.outcomeOfData(fit.data().column(input.column()));
        String free = "it costs nothing";
        boolean costs = spend > 0;
        return new ChannelAnswer(
                name,
                input.role().name().toLowerCase(java.util.Locale.ROOT),
                spend,
                spent > 0 ? spend / spent : 0,
                fit.estimated(total),
                fit.estimated(total.map(v -> v / observed)),
                fit.estimated(immediate),
                fit.estimated(total.minus(immediate)),
                costs ? fit.estimated(money.map(v -> v / spend)) : Estimated.withheld(free),
                costs ? fit.estimated(of.of(e -> e.money() / (spend + e.induced()))) : Estimated.withheld(free),
                costs ? fit.estimated(of.of(e -> e.marginalMoney() / (0.01 * spend))) : Estimated.withheld(free),
                costs ? cost(total, spend) : Estimated.withheld(free),
                amount > 0 ? fit.estimated(total.map(v -> v / amount)) : Estimated.withheld("it was never used"),
                halfLife(of),
                shape(input, "retention"),
                saturation(input, name),
                spendPerPeriod(input),
                most(fit.costs(input)),
                zeros(fit.data().column(input.column())),
                byUnit(input, of));
    }

    private Estimated cost(Draws total, double spend) {
        Draws cost = total.map(v -> v > 0 ? spend / v : Double.POSITIVE_INFINITY);
        return total.value() > 0 ? fit.estimated(cost) : Estimated.withheld("its incremental outcome is not above 0");
    }

    private Estimated halfLife(Sampled<ChannelEffects> of) {
        Draws lives = of.of(e -> ChannelEffects.halfLife(e.impulse()));
        return Double.isNaN(lives.value())
                ? Estimated.withheld("there is no effect whose half could be found")
                : fit.estimated(lives.map(v -> Double.isNaN(v) ? lives.value() : v));
    }

    /** A parameter of the shape through which a channel acts straight on the outcome, else on its first mediator. */
    private Estimated shape(Input input, String parameter) {
        if (!(input.carryOver().orElse(null) instanceof CarryOver carryOver)) {
            return Estimated.withheld("it has no carry-over");
        }
        int place = carryOver.parameters().stream()
                .map(dev.elsewise.scm.Parameter::name)
                .toList()
                .indexOf(parameter);
        if (place < 0) {
            return Estimated.withheld("its carry-over has no " + parameter);
        }
        String node = target(input);
        return fit.estimated(fit.model().of(w -> w.mechanism(node).shape(input.name(), 0)[place]));
    }

    private String target(Input input) {
        List<String> path = Routes.of(fit.mix(), input.name()).paths().stream()
                .min(java.util.Comparator.comparingInt(List::size))
                .orElse(List.of(input.name(), fit.mix().outcome()));
        return path.get(1);
    }

    /** The response at the mean amount, as a share of its ceiling. */
    private Estimated saturation(Input input, String name) {
        if (!(input.carryOver().orElse(null) instanceof CarryOver carryOver)
                || carryOver.saturation() instanceof Saturation.Identity
                || carryOver.saturation() instanceof Saturation.Root
                || carryOver.saturation() instanceof Saturation.Log1p) {
            return Estimated.withheld("its response has no ceiling");
        }
        String node = target(input);
        double[] x = fit.compiled().panel().column(name);
        double scale = Arrays.stream(x).map(Math::abs).max().orElse(1);
        double mean = Arrays.stream(x).sum() / x.length / (scale > 0 ? scale : 1);
        int own = carryOver.adstock().parameters().size();
        return fit.estimated(fit.model().of(w -> {
            double[] at = w.mechanism(node).shape(name, 0);
            double[] curve = Arrays.copyOfRange(at, own, at.length);
            double ceiling = carryOver.saturation().value(1e12, curve);
            return ceiling == 0 ? 0 : carryOver.saturation().value(mean, curve) / ceiling;
        }));
    }

    private double spendPerPeriod(Input input) {
        double[] costs = fit.costs(input);
        int n = fit.data().periods().size();
        double sum = 0;
        int some = 0;
        for (int t = fit.data().history(); t < n; t++) {
            double all = 0;
            for (int u = 0; u < fit.data().units().size(); u++) {
                all += costs[u * n + t];
            }
            sum += all;
            some += all > 0 ? 1 : 0;
        }
        return some == 0 ? 0 : sum / some;
    }

    private double most(double[] costs) {
        int n = fit.data().periods().size();
        double most = 0;
        for (int t = fit.data().history(); t < n; t++) {
            double all = 0;
            for (int u = 0; u < fit.data().units().size(); u++) {
                all += costs[u * n + t];
            }
            most = Math.max(most, all);
        }
        return most;
    }

    private int zeros(double[] column) {
        int n = fit.data().periods().size();
        int zeros = 0;
        for (int t = fit.data().history(); t < n; t++) {
            boolean any = false;
            for (int u = 0; u < fit.data().units().size(); u++) {
                any |= column[u * n + t] != 0;
            }
            zeros += any ? 0 : 1;
        }
        return zeros;
    }

    private List<ChannelAnswer.ByUnit> byUnit(Input input, Sampled<ChannelEffects> of) {
        List<ChannelAnswer.ByUnit> units = new ArrayList<>();
        double[] costs = fit.costs(input);
        int n = fit.data().periods().size();
        for (int u = 0; u < of.point().byUnit().length; u++) {
            int unit = u;
            double spend = Arrays.stream(costs, u * n + fit.data().history(), (u + 1) * n)
                    .sum();
            double perOutcome = of.point().published() == 0
                    ? 1
                    : of.point().money() / of.point().published();
            Draws effect = of.of(e -> e.byUnit()[unit]);
            units.add(new ChannelAnswer.ByUnit(
                    fit.data().units().get(u),
                    spend,
                    fit.estimated(effect),
                    spend > 0
                            ? fit.estimated(effect.map(v -> v * perOutcome / spend))
                            : Estimated.withheld("nothing was spent there")));
        }
        return units;
    }
}
