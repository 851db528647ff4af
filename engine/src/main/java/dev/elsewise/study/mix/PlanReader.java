package dev.elsewise.study.mix;

import dev.elsewise.mix.Lift;
import dev.elsewise.study.mix.BudgetPlan.Bounds;
import dev.elsewise.study.mix.BudgetPlan.Goal;
import dev.elsewise.study.mix.BudgetPlan.Risk;
import dev.elsewise.study.mix.Scenario.Change;
import dev.elsewise.study.mix.Scenario.Change.Span;
import dev.elsewise.study.yaml.Yaml;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code lifts}, {@code scenarios} and {@code plan}. */
final class PlanReader {
    private static final Pattern PERCENTAGE = Pattern.compile("([+\\-−]?\\d+(?:\\.\\d+)?)\\s*%");

    private static final Pattern DAY = Pattern.compile("^\\d{4}-");

    private final MixNames names;

    PlanReader(MixNames names) {
        this.names = names;
    }

    /** @param several whether the data are of several units */
    List<Lift> lifts(Yaml value, boolean several) {
        List<Lift> lifts = new ArrayList<>();
        for (Yaml item : value.oneOrMore()) {
            Yaml.Fields fields = item.fields("channel", "from", "to", "change", "effect", "standardError", "unit");
            LocalDate from = fields.require("from").date();
            LocalDate to = fields.require("to").date();
            inOrder(item, from, to);
            Yaml change = fields.require("change");
            double share = percentage(change).orElseGet(change::number);
            if (share < -1 || share == 0) {
                throw change.mustBe("a share of the channel's amount that is at least -1 (switched off) and not 0");
            }
            lifts.add(new Lift(
                    names.acting(fields.require("channel")),
                    from,
                    to,
                    share,
                    fields.require("effect").number(),
                    fields.require("standardError").numberAbove(0),
                    fields.find("unit").map(unit -> units(unit, several)).orElse(List.of())));
        }
        return lifts;
    }

    private static List<String> units(Yaml value, boolean several) {
        if (!several) {
            throw value.wrong(value.what() + " must name units of a study that has a column of them; this one has none."
                    + "\nMaybe say unit: geo, with the column's name, or leave it out.");
        }
        List<String> units = value.isList() ? value.texts() : List.of(value.text());
        if (units.isEmpty()) {
            throw value.mustBe("a unit or a list of them");
        }
        return units;
    }

    List<Scenario> scenarios(Yaml value) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Yaml item : value.oneOrMore()) {
            Yaml.Fields fields = item.fields("name", "changes", "from", "to");
            Yaml changed = fields.require("changes");
            Map<String, Change> changes = new LinkedHashMap<>();
            changed.entries().forEach((node, change) -> {
                names.input(node, change);
                changes.put(node, change(change));
            });
            if (changes.isEmpty()) {
                throw changed.mustBe("a map with a change");
            }
            String name = fields.require("name").text();
            if (scenarios.stream().anyMatch(s -> s.name().equals(name))) {
                throw fields.require("name")
                        .wrong("each scenario must have a name of its own; \"" + name + "\" stands there twice."
                                + "\nMaybe one of the two was copied: call it by what it changes.");
            }
            Optional<LocalDate> from = fields.find("from").map(Yaml::date);
            Optional<LocalDate> to = fields.find("to").map(Yaml::date);
            if (from.isPresent() && to.isPresent()) {
                inOrder(item, from.get(), to.get());
            }
            scenarios.add(new Scenario(name, changes, from, to));
        }
        return scenarios;
    }

    /** One change for all periods of the scenario, a map of days to changes, or a list of spans. */
    private static Change change(Yaml value) {
        if (value.isList()) {
            return spans(
                    value,
                    value.items().stream()
                            .map(item -> {
                                Yaml.Fields fields = item.fields("from", "to", "change");
                                Span span = new Span(
                                        fields.require("from").date(),
                                        fields.require("to").date(),
                                        single(fields.require("change")));
                                inOrder(item, span.from(), span.to());
                                return span;
                            })
                            .toList());
        }
        if (value.isMap() && value.entries().keySet().stream().anyMatch(DAY.asPredicate())) {
            List<Span> days = new ArrayList<>();
            value.entries().forEach((key, change) -> {
                LocalDate day = day(key, value);
                days.add(new Span(day, day, single(change)));
            });
            return spans(value, days);
        }
        return single(value);
    }

    private static LocalDate day(String key, Yaml at) {
        try {
            return LocalDate.parse(key);
        } catch (DateTimeParseException e) {
            throw at.wrong(at.what() + " must have days as its keys, each written as 2025-11-24; found \"" + key
                    + "\".\nMaybe there is no such day, or a digit is missing.");
        }
    }

    private static Change spans(Yaml value, List<Span> spans) {
        if (spans.isEmpty()) {
            throw value.mustBe("a list with a span, as in [{from: 2025-11-24, to: 2025-12-15, change: +20%}]");
        }
        List<Span> ordered = new ArrayList<>(spans);
        ordered.sort(Comparator.comparing(Span::from));
        for (int i = 1; i < ordered.size(); i++) {
            if (!ordered.get(i).from().isAfter(ordered.get(i - 1).to())) {
                throw value.wrong(value.what() + " must have spans that do not overlap; one goes to "
                        + ordered.get(i - 1).to() + ", and another begins on "
                        + ordered.get(i).from() + ".\nMaybe end the first one a period earlier.");
            }
        }
        return new Change.Spans(ordered);
    }

    private static Change.Single single(Yaml value) {
        if (value.isNumber()) {
            return new Change.Plus(value.number());
        }
        if (value.isMap()) {
            return new Change.To(value.fields("set").require("set").number());
        }
        double share = percentage(value)
                .orElseThrow(() ->
                        value.mustBe("a percentage such as +20%, a number that is added in each period, or {set: 5};"
                                + " or some of these by day, {2025-11-24: +20%}, or by span,"
                                + " [{from: 2025-11-24, to: 2025-12-15, change: +20%}]"));
        if (share < -1) {
            throw value.mustBe("at least -100%", "-100% is meant: all of it switched off.");
        }
        return new Change.By(share);
    }

    private static Optional<Double> percentage(Yaml value) {
        if (!value.isText()) {
            return Optional.empty();
        }
        Matcher percentage = PERCENTAGE.matcher(value.text());
        return percentage.matches()
                ? Optional.of(Double.parseDouble(percentage.group(1).replace('−', '-')) / 100)
                : Optional.empty();
    }

    BudgetPlan plan(Yaml value) {
        Yaml.Fields fields = value.fields("budget", "per", "range", "bounds", "goal", "charging", "risk", "split");
        BudgetPlan usual = BudgetPlan.withDefaults();
        Map<String, Bounds> bounds = new LinkedHashMap<>();
        fields.find("bounds")
                .ifPresent(all -> all.entries().forEach((channel, limits) -> {
                    names.movable(channel, limits);
                    bounds.put(channel, bounds(limits));
                }));
        Goal goal = fields.find("goal").map(PlanReader::goal).orElse(usual.goal());
        if (fields.has("budget") && !(goal instanceof Goal.Maximise)) {
            throw fields.require("budget")
                    .wrong("a plan must seek either the most for a budget or a return; found both a budget and a goal"
                            + " of return.\nMaybe leave the budget out: how much to spend is then the answer.");
        }
        return new BudgetPlan(
                fields.find("budget")
                        .map(b -> OptionalDouble.of(b.numberAbove(0)))
                        .orElse(OptionalDouble.empty()),
                fields.find("per")
                        .map(p -> p.word(
                                                List.of(names.grain().period(), "total"),
                                                "total is meant: the budget of the whole window together.")
                                        .equals("total")
                                ? BudgetPlan.Per.TOTAL
                                : BudgetPlan.Per.PERIOD)
                        .orElse(usual.per()),
                fields.find("range").map(PlanReader::bounds).orElse(usual.otherwise()),
                bounds,
                goal,
                fields.find("charging")
                        .map(c -> c.isText()
                                ? none(c)
                                : c.items().stream().map(names::mediator).toList()),
                fields.find("risk").map(PlanReader::risk).orElse(usual.risk()),
                fields.find("split")
                        .map(s -> BudgetPlan.Split.valueOf(
                                s.word(List.of("channels", "periods", "units")).toUpperCase(Locale.ROOT)))
                        .orElse(usual.split()));
    }

    /** Refuses a plan by units where the study has none. */
    static void checkUnits(BudgetPlan plan, Optional<String> unit, Yaml at) {
        if (unit.isEmpty() && plan.split() == BudgetPlan.Split.UNITS) {
            throw at.wrong("a plan that is split by units must have a column of units; the study has none."
                    + "\nMaybe say unit: geo, with the column's name.");
        }
    }

    private static List<String> none(Yaml value) {
        value.word(List.of("none"));
        return List.of();
    }

    private static Bounds bounds(Yaml value) {
        Bounds bounds;
        if (value.isList() && value.items().size() == 2) {
            List<Yaml> ends = value.items();
            bounds = new Bounds.Multiples(
                    ends.getFirst().numberWithin(0, 1e6), ends.getLast().numberWithin(0, 1e6));
        } else if (value.isMap()) {
            Yaml.Fields ends = value.fields("from", "to");
            bounds = new Bounds.Amounts(
                    ends.require("from").numberWithin(0, 1e15),
                    ends.require("to").numberWithin(0, 1e15));
        } else {
            throw value.mustBe(
                    "multiples of the present spend, as in [0.7, 1.3], or money a period, {from: 0, to: 2000}");
        }
        if (bounds.most() < bounds.least()) {
            throw value.wrong(value.what() + " must rise; it is from " + bounds.least() + " to " + bounds.most()
                    + ".\nMaybe the two are swapped.");
        }
        return bounds;
    }

    private static Goal goal(Yaml value) {
        if (value.isText()) {
            value.word(List.of("maximise"));
            return new Goal.Maximise();
        }
        Yaml.Fields fields = value.fields("roi", "marginal-roi");
        if (fields.has("roi") == fields.has("marginal-roi")) {
            throw value.mustBe("maximise, {roi: 2} or {marginal-roi: 1}");
        }
        return fields.find("roi")
                .<Goal>map(r -> new Goal.Roi(r.numberAbove(0)))
                .orElseGet(() ->
                        new Goal.MarginalRoi(fields.require("marginal-roi").numberAbove(0)));
    }

    private static Risk risk(Yaml value) {
        if (value.isText()) {
            value.word(List.of("mean"));
            return new Risk.Mean();
        }
        Yaml.Fields fields = value.fields("quantile", "worst");
        if (fields.has("quantile") == fields.has("worst")) {
            throw value.mustBe("mean, {quantile: 0.1} or {worst: 0.2}");
        }
        return fields.find("quantile")
                .<Risk>map(q -> new Risk.Quantile(q.numberWithin(0.001, 0.999)))
                .orElseGet(() -> new Risk.Worst(fields.require("worst").numberWithin(0.001, 1)));
    }

    private static void inOrder(Yaml item, LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw item.wrong(item.what() + " must end after it begins; it is from " + from + " to " + to
                    + ".\nMaybe the two are swapped.");
        }
    }
}
