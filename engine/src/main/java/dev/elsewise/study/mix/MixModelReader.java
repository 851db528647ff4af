package dev.elsewise.study.mix;

import dev.elsewise.error.BadStudy;
import dev.elsewise.mix.Baseline;
import dev.elsewise.mix.Family;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.mix.MediaMix.Interaction;
import dev.elsewise.mix.MediaMix.Uncertainty;
import dev.elsewise.mix.Mediator;
import dev.elsewise.mix.Mediator.Policy;
import dev.elsewise.scm.Pooling;
import dev.elsewise.study.mix.MixStudy.Aggregation;
import dev.elsewise.study.mix.MixStudy.Days;
import dev.elsewise.study.mix.MixStudy.Layout;
import dev.elsewise.study.yaml.DataReader;
import dev.elsewise.study.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the model under {@code mix}: what acts, on what, and how it is fitted. */
final class MixModelReader {
    private final Yaml.Fields mix;
    private final DataReader data;
    private final Optional<InputReader.LongLayout> layout;
    private final InputReader inputs;
    private final String outcome;
    private final Optional<String> value;
    private final Map<String, Yaml> mediators;
    private final List<Mediator> mediating;
    private final MixNames names;

    MixModelReader(Yaml.Fields mix, DataReader data, MixStudy.Grain grain) {
        this.mix = mix;
        this.data = data;
        Yaml asked = mix.require("outcome");
        Optional<Yaml.Fields> valued = asked.isMap() ? Optional.of(asked.fields("column", "value")) : Optional.empty();
        outcome = data.column(valued.map(v -> v.require("column")).orElse(asked));
        value = valued.flatMap(v -> v.find("value")).map(data::column);
        layout = mix.find("layout").flatMap(this::layout);
        inputs = new InputReader(data, ShapeReader.read(mix, ShapeReader.usual()), layout);
        inputs.read(mix);
        if (inputs.places().containsKey(outcome)) {
            throw inputs.places()
                    .get(outcome)
                    .wrong("an input must not be the outcome; \"" + outcome + "\" is both."
                            + "\nMaybe its own past is meant: write lags: {" + outcome + ": [1]} under mix.");
        }
        refuseHidden();
        mediators = mix.find("mediators").map(this::mediators).orElse(Map.of());
        mediating = mediators.entrySet().stream()
                .map(m -> mediator(m.getKey(), m.getValue()))
                .toList();
        names = new MixNames(outcome, inputs.inputs(), List.copyOf(mediators.keySet()), grain);
    }

    MixNames names() {
        return names;
    }

    Layout layout() {
        return layout.<Layout>map(InputReader.LongLayout::asRead).orElse(new Layout.ByPeriod());
    }

    Map<String, Aggregation> aggregations() {
        return inputs.aggregations();
    }

    Map<String, List<Days>> events() {
        return inputs.events();
    }

    /** @param units whether the data are of several units */
    MediaMix read(Yaml graph, boolean units) {
        MixGraph nodes = MixGraph.read(graph, outcome);
        Baseline baseline = nodes.baseline(
                mix.find("baseline").map(BaselineReader::read).orElse(BaselineReader.Declared.nothing()),
                inputs.places().keySet());
        nodes.match(inputs.inputs(), inputs.places(), baseline);
        nodes.mediate(inputs.inputs(), mediators);
        Pooling pooling = mix.find("pooling")
                .map(p -> Pooling.valueOf(
                        p.word(List.of("shared", "partial", "separate")).toUpperCase(Locale.ROOT)))
                .orElse(Pooling.SHARED);
        if (pooling != Pooling.SHARED && !units) {
            throw mix.require("pooling")
                    .wrong("pooling is between units; the study has no column of units."
                            + "\nMaybe say unit: geo, with the column's name.");
        }
        Family family = mix.find("model").map(FamilyReader::read).orElse(Family.withDefaults());
        Map<String, Family> families = mix.find("models").map(this::models).orElse(Map.of());
        if (pooling == Pooling.PARTIAL
                && Stream.concat(Stream.of(family), families.values().stream())
                        .anyMatch(f -> !(f instanceof Family.LeastSquares))) {
            throw mix.require("pooling")
                    .wrong("partial pooling is a penalty of its own, and needs model: least-squares in every equation."
                            + "\nMaybe say pooling: shared or separate.");
        }
        return new MediaMix(
                outcome,
                value,
                mix.find("link")
                        .map(l -> l.word(List.of("identity", "log")).equals("log")
                                ? MediaMix.Link.LOG
                                : MediaMix.Link.IDENTITY)
                        .orElse(MediaMix.Link.IDENTITY),
                inputs.inputs(),
                mediating,
                baseline,
                mix.find("interactions").map(this::interactions).orElse(List.of()),
                mix.find("lags").map(this::lags).orElse(Map.of()),
                mix.find("differences").map(this::differences).orElse(Set.of()),
                nodes.graph(),
                family,
                families,
                pooling,
                mix.find("lifts")
                        .map(lifts -> new PlanReader(names).lifts(lifts, units))
                        .orElse(List.of()),
                mix.find("draws").map(MixModelReader::draws).orElse(Uncertainty.withDefaults()),
                mix.find("design")
                        .map(d -> d.word(List.of("graph", "two-stage")).equals("graph")
                                ? MediaMix.Design.GRAPH
                                : MediaMix.Design.TWO_STAGE)
                        .orElse(MediaMix.Design.GRAPH),
                mix.find("scaling")
                        .map(s -> MediaMix.Scaling.valueOf(
                                s.word(List.of("standard", "robust")).toUpperCase(Locale.ROOT)))
                        .orElse(MediaMix.Scaling.STANDARD));
    }

    /** The explained nodes of which changes are explained. */
    private Set<String> differences(Yaml value) {
        List<String> explained = new ArrayList<>(mediators.keySet());
        explained.add(outcome);
        Set<String> nodes = new LinkedHashSet<>();
        value.texts();
        value.items().forEach(item -> nodes.add(item.word(explained)));
        return nodes;
    }

    /** An event given by days becomes a column of its name, which must not hide one of the data. */
    private void refuseHidden() {
        inputs.events().keySet().stream()
                .filter(event -> data.named().stream().anyMatch(n -> n.column().equals(event)))
                .findFirst()
                .ifPresent(event -> {
                    throw new BadStudy(mix.map().place()
                            + ": an event that is given by days must not have the name of a column that the study uses; \""
                            + event + "\" is one.\nMaybe call it \"" + event + " days\".");
                });
    }

    private Optional<InputReader.LongLayout> layout(Yaml value) {
        if (value.isText()) {
            value.word(List.of("wide"));
            return Optional.empty();
        }
        Yaml.Fields fields = value.fields("long").require("long").fields("channel", "amount", "exposure");
        return Optional.of(new InputReader.LongLayout(
                data.column(fields.require("channel")),
                data.column(fields.require("amount")),
                fields.find("exposure").map(data::column),
                new LinkedHashMap<>()));
    }

    /** Where each mediator stands. */
    private Map<String, Yaml> mediators(Yaml value) {
        Map<String, Yaml> places = new LinkedHashMap<>();
        if (value.isMap()) {
            places.putAll(value.entries());
        } else {
            value.texts();
            value.items().forEach(item -> places.put(item.text(), item));
        }
        MixNames known = new MixNames(outcome, inputs.inputs(), List.of(), MixStudy.Grain.WEEKLY);
        places.forEach(known::input);
        return places;
    }

    private static Mediator mediator(String name, Yaml value) {
        if (!value.isMap()) {
            return Mediator.floating(name);
        }
        Yaml policy = value.fields("policy").require("policy");
        if (policy.isMap()) {
            return new Mediator(
                    name,
                    Policy.CAP,
                    OptionalDouble.of(policy.fields("cap").require("cap").numberAbove(0)));
        }
        return new Mediator(
                name,
                Policy.valueOf(policy.word(List.of("float", "hold", "cap")).toUpperCase(Locale.ROOT)),
                OptionalDouble.empty());
    }

    private List<Interaction> interactions(Yaml value) {
        List<Interaction> interactions = new ArrayList<>();
        for (Yaml item : value.items()) {
            List<String> of = item.items().stream().map(names::input).toList();
            if (of.size() < 2 || of.stream().distinct().count() < of.size()) {
                throw item.mustBe("two different inputs or more, as in [facebook, tiktok]");
            }
            interactions.add(new Interaction(of));
        }
        return interactions;
    }

    private Map<String, List<Integer>> lags(Yaml value) {
        Map<String, List<Integer>> lags = new LinkedHashMap<>();
        value.entries().forEach((node, back) -> {
            names.explained(node, back);
            List<Integer> periods =
                    back.oneOrMore().stream().map(n -> n.count(1, 1000)).toList();
            if (periods.isEmpty() || periods.stream().distinct().count() < periods.size()) {
                throw back.mustBe("a list of different numbers of periods, as in [1, 52]");
            }
            lags.put(node, periods);
        });
        return lags;
    }

    private Map<String, Family> models(Yaml value) {
        Map<String, Family> models = new LinkedHashMap<>();
        value.entries().forEach((node, model) -> models.put(names.explained(node, model), FamilyReader.read(model)));
        return models;
    }

    private static Uncertainty draws(Yaml value) {
        Uncertainty usual = Uncertainty.withDefaults();
        if (value.isNumber()) {
            return new Uncertainty(value.count(0), usual.block(), usual.level());
        }
        Yaml.Fields fields = value.fields("count", "block", "level");
        return new Uncertainty(
                fields.find("count").map(n -> n.count(0)).orElse(usual.draws()),
                fields.find("block").map(b -> OptionalInt.of(b.count(1))).orElse(usual.block()),
                fields.find("level").map(l -> l.numberWithin(0.01, 0.999)).orElse(usual.level()));
    }
}
