package dev.elsewise.study.model;

import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.scm.FittedModel;
import dev.elsewise.study.model.ModelValidation.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether the numbers that a model holds come out again: its answers from its equations, and its equations from its data and seed. */
record Reproduction(MixModel model, Tolerances tolerances) {
    /** @param answers of the stored equations */
    List<Item> items(MixAnswers answers, FittedMix again) {
        List<Item> items = new ArrayList<>();
        items.add(answers(answers));
        model.numbers()
                .ifPresent(stored -> again.model().numbers().ifPresent(fitted -> items.add(equations(stored, fitted))));
        return items;
    }

    private Item answers(MixAnswers answers) {
        Map<String, Estimated> now = KeptAnswer.of(answers).stream()
                .collect(Collectors.toMap(a -> a.of() + " " + a.what(), KeptAnswer::number, (a, b) -> a));
        double worst = 0;
        String which = "";
        for (KeptAnswer kept : model.answers()) {
            Estimated found = now.getOrDefault(kept.of() + " " + kept.what(), Estimated.withheld(""));
            double off = away(numbers(kept.number()), numbers(found));
            if (off > worst) {
                worst = off;
                which = ": furthest is the " + kept.what() + " of " + kept.of();
            }
        }
        return item(
                "answers from the stored equations",
                worst,
                model.answers().size() + " answers with their intervals were worked out again"
                        + (worst == 0 ? ", bit for bit." : which + "."));
    }

    private Item equations(FittedModel.Kept stored, FittedModel.Kept fitted) {
        double worst = Math.max(
                away(stored.point(), fitted.point()),
                Math.max(away(stored.draws(), fitted.draws()), away(stored.sampled(), fitted.sampled())));
        return item(
                "equations from the stored data",
                worst,
                "The study was fitted again: the fit"
                        + (stored.draws().isEmpty()
                                ? ""
                                : " and its " + stored.draws().size() + " draws")
                        + (worst == 0 ? " came out bit for bit." : " came out within that."));
    }

    /** Draws that were left out are none to be found again. */
    private static double away(List<FittedModel.Numbers> stored, List<FittedModel.Numbers> fitted) {
        if (!stored.isEmpty() && stored.size() != fitted.size()) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = 0;
        for (int d = 0; d < stored.size(); d++) {
            worst = Math.max(worst, away(stored.get(d), fitted.get(d)));
        }
        return worst;
    }

    private Item item(String about, double value, String reason) {
        return new Item(Tolerance.REPRODUCTION, about, value, tolerances.of(Tolerance.REPRODUCTION), reason);
    }

    private static double[] numbers(Estimated e) {
        return new double[] {e.value(), e.standardError(), e.lower(), e.upper()};
    }

    private static double away(FittedModel.Numbers a, FittedModel.Numbers b) {
        double worst = a.reduced().isPresent() && b.reduced().isPresent()
                ? away(a.reduced().get(), b.reduced().get())
                : a.reduced().isPresent() == b.reduced().isPresent() ? 0 : Double.POSITIVE_INFINITY;
        for (Map.Entry<String, FittedMechanism.Numbers> e : a.equations().entrySet()) {
            FittedMechanism.Numbers other = b.equations().get(e.getKey());
            worst = Math.max(worst, other == null ? Double.POSITIVE_INFINITY : away(e.getValue(), other));
        }
        return worst;
    }

    private static double away(FittedMechanism.Numbers a, FittedMechanism.Numbers b) {
        double worst = Math.max(away(a.theta(), b.theta()), away(a.intercept(), b.intercept()));
        worst = Math.max(worst, away(new double[] {a.variance()}, new double[] {b.variance()}));
        for (int u = 0; u < a.beta().length && u < b.beta().length; u++) {
            worst = Math.max(worst, away(a.beta()[u], b.beta()[u]));
        }
        return a.beta().length == b.beta().length ? worst : Double.POSITIVE_INFINITY;
    }

    /** The largest difference, as a share of the largest number beside it; infinite where there are fewer numbers or one is missing. */
    private static double away(double[] a, double[] b) {
        if (Arrays.equals(a, b)) {
            return 0;
        }
        if (a.length != b.length) {
            return Double.POSITIVE_INFINITY;
        }
        double size = 0;
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            if (Double.isNaN(a[i]) != Double.isNaN(b[i])) {
                return Double.POSITIVE_INFINITY;
            }
            size = Math.max(size, Math.max(Math.abs(a[i]), Math.abs(b[i])));
            worst = Math.max(worst, Double.isNaN(a[i]) ? 0 : Math.abs(a[i] - b[i]));
        }
        return worst / size;
    }
}
