package dev.elsewise.study.model;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.scm.FittedModel;
import dev.elsewise.scm.Panel;
import dev.elsewise.study.data.Recipe;
import dev.elsewise.study.print.JsonWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a model; {@code docs/model-life.md} describes the keys. They are only ever added. */
final class ModelJson {
    static final String KIND = "mix-model";

    private final JsonWriter json;

    private ModelJson(JsonWriter json) {
        this.json = json;
    }

    static String of(MixModel model) {
        String unsealed = JsonWriter.object(json -> new ModelJson(json).write(model));
        // The fingerprint is written last, and empty.
        int between = unsealed.lastIndexOf("\"\"") + 1;
        return new StringBuilder(unsealed).insert(between, Seal.of(unsealed)).toString();
    }

    private void write(MixModel model) {
        json.count("format", MixModel.FORMAT);
        json.text("kind", KIND);
        json.text("title", model.study().title());
        json.text("study", model.study().source());
        model.study().recipe().map(Recipe::text).ifPresent(text -> json.text("recipe", text));
        json.object("data", () -> panel(model.panel()));
        json.array("answers", model.answers(), a -> {
            json.text("of", a.of());
            json.text("what", a.what());
            estimated(a.number());
        });
        json.strings("failed", model.failed());
        model.numbers().ifPresent(this::numbers);
        Map<String, Object> provenance = new LinkedHashMap<>(model.provenance());
        provenance.remove("study");
        provenance.remove("recipe");
        json.record("provenance", provenance);
        json.text(Seal.KEY, "");
    }

    private void estimated(Estimated e) {
        json.number("value", e.value());
        json.number("standardError", e.standardError());
        json.number("lower", e.lower());
        json.number("upper", e.upper());
        json.text("note", e.note());
    }

    /** A column that is the same in all units, such as a season, stands there once. */
    private void panel(Panel panel) {
        json.strings("units", panel.units());
        json.strings("periods", panel.periods().stream().map(String::valueOf).toList());
        json.count("history", panel.history());
        json.object(
                "columns",
                () -> panel.names().forEach(name -> {
                    double[] all = panel.column(name);
                    double[] first = panel.series(name, 0);
                    boolean alike = true;
                    for (int u = 1; u < panel.units().size(); u++) {
                        alike &= Arrays.equals(first, panel.series(name, u));
                    }
                    list(name, alike ? first : all);
                }));
    }

    private void numbers(FittedModel.Kept numbers) {
        FittedModel.Numbers point = numbers.point();
        json.object("equations", () -> point.equations().forEach((node, n) -> json.object(node, () -> equation(n))));
        point.reduced().ifPresent(n -> json.object("reduced", () -> equation(n)));
        if (!numbers.draws().isEmpty()) {
            json.object("draws", () -> draws(point, numbers.draws()));
        }
        if (!numbers.sampled().isEmpty()) {
            json.object("sampled", () -> draws(point, numbers.sampled()));
        }
    }

    private void draws(FittedModel.Numbers point, List<FittedModel.Numbers> draws) {
        json.count("count", draws.size());
        json.object("equations", () -> {
            for (String node : point.equations().keySet()) {
                json.object(node, () -> packed(of(node, draws)));
            }
        });
        if (point.reduced().isPresent()) {
            json.object("reduced", () -> packed(reduced(draws)));
        }
    }

    /** The least that the draws of a fit take. */
    static long characters(FittedModel.Kept numbers) {
        return Stream.of(numbers.draws(), numbers.sampled())
                .mapToLong(draws -> Packed.characters(reduced(draws))
                        + numbers.point().equations().keySet().stream()
                                .mapToLong(node -> Packed.characters(of(node, draws)))
                                .sum())
                .sum();
    }

    private static List<FittedMechanism.Numbers> of(String node, List<FittedModel.Numbers> draws) {
        return draws.stream()
                .flatMap(d -> d.equations().entrySet().stream())
                .filter(e -> e.getKey().equals(node))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<FittedMechanism.Numbers> reduced(List<FittedModel.Numbers> draws) {
        return draws.stream().flatMap(d -> d.reduced().stream()).toList();
    }

    private void packed(List<FittedMechanism.Numbers> draws) {
        Packed packed = Packed.of(draws);
        json.list("own", () -> truths(packed.own()));
        json.strings("numbers", packed.numbers());
    }

    private void equation(FittedMechanism.Numbers n) {
        json.strings("parameters", n.parameters());
        list("theta", n.theta());
        json.strings("columns", n.columns());
        double[][] beta = Packed.alike(n.beta()) ? new double[][] {n.beta()[0]} : n.beta();
        json.list("beta", () -> {
            for (double[] row : beta) {
                json.list(() -> Arrays.stream(row).forEach(json::number));
            }
        });
        list("intercept", n.intercept());
        json.number("variance", n.variance());
        boolean[][] held = Packed.alike(n.held()) ? new boolean[][] {n.held()[0]} : n.held();
        json.list("held", () -> {
            for (boolean[] row : held) {
                json.list(() -> truths(row));
            }
        });
        json.list("aliased", () -> truths(n.aliased()));
        n.between()
                .ifPresent(b -> json.object("between", () -> {
                    list("variance", b.variance());
                    list("common", b.common());
                }));
        n.penalty()
                .ifPresent(p -> json.object("penalty", () -> {
                    json.text("method", p.method());
                    json.number("penalty", p.penalty());
                    json.list("kept", () -> truths(p.kept()));
                    json.strings("dropped", p.dropped());
                    list("squares", p.squares());
                    list("absolutes", p.absolutes());
                    p.unpenalised().ifPresent(u -> json.object("unpenalised", () -> equation(u)));
                }));
    }

    private void list(String name, double[] values) {
        json.list(name, () -> Arrays.stream(values).forEach(json::number));
    }

    private void truths(boolean[] values) {
        for (boolean v : values) {
            json.truth(v);
        }
    }
}
