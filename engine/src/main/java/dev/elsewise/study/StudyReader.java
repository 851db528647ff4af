package dev.elsewise.study;

import dev.elsewise.data.Column;
import dev.elsewise.data.Weights;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Support;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.question.Question;
import dev.elsewise.question.Target;
import dev.elsewise.study.yaml.SourceReader;
import dev.elsewise.study.yaml.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads a study file strictly: what is not understood is refused, with its line. */
final class StudyReader {
    static final List<String> KEYS = List.of(
            "version",
            "title",
            "recipe",
            "data",
            "key",
            "unit",
            "time",
            "weights",
            "missing",
            "columns",
            "where",
            "derive",
            "question",
            "graph",
            "covariates",
            "features",
            "estimators",
            "segments",
            "support",
            "sample",
            "cluster",
            "seed",
            "report");

    private static final long DEFAULT_SEED = 42;

    private final List<Study.Named> named = new ArrayList<>();

    private StudyReader() {}

    static Study read(String text, String file, Path folder) {
        return new StudyReader().study(Yaml.parse(text, file), text, Recipes::of, folder);
    }

    /** @param recipe the text of the recipe that the study names, instead of ours */
    static Study read(String text, String file, String recipe, Path folder) {
        return new StudyReader()
                .study(Yaml.parse(text, file), text, name -> new Study.Recipe(name.text(), recipe), folder);
    }

    private Study study(Yaml root, String text, Function<Yaml, Study.Recipe> recipes, Path folder) {
        if (!root.isMap()) {
            throw root.mustBe("a map (key: value)");
        }
        Yaml.Fields own = root.fields(KEYS);
        Yaml version = own.require("version");
        if (version.whole(1) != 1) {
            throw version.wrong("version must be 1, the only one this program knows; found " + version.whole(1) + ".");
        }
        Optional<Study.Recipe> recipe = own.find("recipe").map(recipes);
        Yaml.Fields all = recipe.map(r -> Recipes.under(own, r)).orElse(own);

        Question question = question(all.require("question"));
        Optional<CausalGraph> graph = all.find("graph").map(value -> graph(value, question));
        List<String> covariates = all.find("covariates").map(this::columns).orElse(List.of());
        refuseSelfAdjustment(question, covariates, all);
        List<Estimation> estimators = estimators(all.require("estimators"), graph.isPresent() || !covariates.isEmpty());
        List<Segmentation> segments = all.find("segments").map(this::segments).orElse(List.of());
        return new Study(
                all.text("title").orElse("Effect of " + question.treatment() + " on " + question.outcome()),
                SourceReader.read(all.require("data"), folder),
                all.find("key").map(this::column),
                all.find("unit").map(this::column),
                all.find("time").map(this::column),
                all.find("weights").map(this::weights),
                all.find("missing").map(StudyReader::missing).orElse(Study.Missing.REFUSE),
                all.find("columns").map(this::kinds).orElse(Map.of()),
                all.find("where").map(StudyReader::filters).orElse(List.of()),
                all.find("derive").map(StudyReader::derived).orElse(List.of()),
                question,
                graph,
                covariates,
                all.find("features")
                        .map(features -> new ModelReader(named).features(features))
                        .orElse(List.of()),
                estimators,
                segments,
                all.find("support")
                        .map(support -> supports(
                                support,
                                segments.stream().map(Segmentation::name).toList()))
                        .orElse(new Study.Supports(Support.withDefaults(), Map.of())),
                all.find("sample").map(this::sample),
                all.find("cluster").map(this::column),
                all.find("seed").map(seed -> seed.whole(Long.MIN_VALUE)).orElse(DEFAULT_SEED),
                all.find("report")
                        .flatMap(r -> r.fields("distinct").find("distinct"))
                        .map(this::columns)
                        .orElse(List.of()),
                recipe,
                named,
                text);
    }

    private String column(Yaml value) {
        named.add(new Study.Named(value.text(), value.place()));
        return value.text();
    }

    private List<String> columns(Yaml value) {
        value.texts();
        return value.items().stream().map(this::column).toList();
    }

    private Question question(Yaml value) {
        Yaml.Fields fields = value.fields("treatment", "outcome", "target");
        String treatment = column(fields.require("treatment"));
        String outcome = column(fields.require("outcome"));
        if (treatment.equals(outcome)) {
            throw fields.require("outcome")
                    .wrong("treatment and outcome must be two columns; both are \"" + outcome + "\".");
        }
        Question question = Question.effectOf(treatment).on(outcome);
        List<String> words =
                java.util.Arrays.stream(Target.values()).map(StudyReader::word).toList();
        return fields.find("target")
                .map(target -> question.among(Target.valueOf(target.word(words).toUpperCase(Locale.ROOT))))
                .orElse(question);
    }

    private static CausalGraph graph(Yaml value, Question question) {
        CausalGraph graph;
        try {
            graph = CausalGraph.parse(value.text());
        } catch (BadStudy e) {
            throw value.wrong("graph: " + e.getMessage(), e);
        }
        for (String end : List.of(question.treatment(), question.outcome())) {
            if (!graph.has(end)) {
                throw value.wrong("the graph must have the treatment and the outcome as nodes; it has no \"" + end
                        + "\"." + Nearest.hint(end, graph.nodes()));
            }
        }
        return graph;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void refuseSelfAdjustment(Question question, List<String> covariates, Yaml.Fields all) {
        for (String covariate : covariates) {
            if (covariate.equals(question.treatment()) || covariate.equals(question.outcome())) {
                throw all.require("covariates")
                        .wrong("covariates must not hold the treatment or the outcome; found \"" + covariate + "\".");
            }
        }
    }

    private List<Estimation> estimators(Yaml value, boolean adjusts) {
        EstimationReader reader = new EstimationReader(named);
        List<Estimation> estimators = new ArrayList<>();
        for (Yaml item : value.oneOrMore()) {
            Estimation next = reader.read(item);
            if (next instanceof Estimation.Aipw && !adjusts) {
                throw item.wrong(
                        "aipw must know what to adjust for; the study has neither \"graph\" nor \"covariates\"."
                                + "\nMaybe say covariates: [the columns that drive both treatment and outcome].");
            }
            if (estimators.stream().anyMatch(e -> e.id().equals(next.id()))) {
                throw item.wrong("each estimator must have an id of its own; \"" + next.id() + "\" stands there twice."
                        + "\nMaybe write - " + next.word() + ": {id: " + next.id() + "-2}.");
            }
            estimators.add(next);
        }
        if (estimators.isEmpty()) {
            throw value.mustBe("a list with an estimator");
        }
        return estimators;
    }

    private Weights weights(Yaml value) {
        Yaml.Fields fields = value.fields("column", "kind");
        String column = column(fields.require("column"));
        return fields.require("kind").word(List.of("frequency", "sampling")).equals("frequency")
                ? Weights.frequency(column)
                : Weights.sampling(column);
    }

    private static Study.Missing missing(Yaml value) {
        return value.word(List.of("refuse", "drop")).equals("drop") ? Study.Missing.DROP : Study.Missing.REFUSE;
    }

    private Map<String, Column.Kind> kinds(Yaml value) {
        Map<String, Column.Kind> kinds = new LinkedHashMap<>();
        value.entries().forEach((name, kind) -> {
            named.add(new Study.Named(name, kind.place()));
            kinds.put(
                    name,
                    Column.Kind.valueOf(kind.word(List.of("number", "category", "key", "truth"))
                            .toUpperCase(Locale.ROOT)));
        });
        return kinds;
    }

    private static List<Study.Filter> filters(Yaml value) {
        return value.oneOrMore().stream()
                .map(item -> item.fields("keep", "because"))
                .map(fields -> new Study.Filter(
                        fields.require("keep").text(), fields.require("because").text()))
                .toList();
    }

    private static List<Study.Derived> derived(Yaml value) {
        return value.entries().entrySet().stream()
                .map(entry -> new Study.Derived(entry.getKey(), entry.getValue().text()))
                .toList();
    }

    private List<Segmentation> segments(Yaml value) {
        List<Segmentation> segments = new ArrayList<>();
        value.entries().forEach((name, rule) -> {
            Segmentation segmentation = SegmentReader.read(name, rule);
            named.add(new Study.Named(segmentation.column(), rule.place()));
            segments.add(segmentation);
        });
        return segments;
    }

    private static Study.Supports supports(Yaml value, List<String> segments) {
        for (Map.Entry<String, Yaml> entry : value.entries().entrySet()) {
            if (entry.getValue().isMap() && !segments.contains(entry.getKey())) {
                throw entry.getValue()
                        .wrong("support for \"" + entry.getKey() + "\" must be for one of the segments " + segments
                                + "; it is for none." + Nearest.hint(entry.getKey(), segments));
            }
        }
        List<String> known = new ArrayList<>(List.of("rows", "treated", "control"));
        known.addAll(segments);
        Yaml.Fields fields = value.fields(known);
        Support all = support(fields, Support.withDefaults());
        Map<String, Support> of = new LinkedHashMap<>();
        for (String segment : segments) {
            fields.find(segment)
                    .filter(Yaml::isMap)
                    .ifPresent(own -> of.put(segment, support(own.fields("rows", "treated", "control"), all)));
        }
        return new Study.Supports(all, of);
    }

    private static Support support(Yaml.Fields fields, Support otherwise) {
        return new Support(
                fields.find("rows").map(n -> n.whole(0)).orElse(otherwise.rows()),
                fields.find("treated").map(n -> n.whole(0)).orElse(otherwise.treated()),
                fields.find("control").map(n -> n.whole(0)).orElse(otherwise.control()));
    }

    private Study.Sample sample(Yaml value) {
        Yaml.Fields fields = value.fields("rows", "seed", "first", "of");
        if (fields.has("rows") == fields.has("first")) {
            throw value.mustBe("either {rows: 150000} or {first: 20000, of: impression_id}");
        }
        if (fields.has("rows")) {
            fields.find("of").ifPresent(of -> {
                throw of.wrong("sample.of must stand beside sample.first, not beside sample.rows.");
            });
            return new Study.Sample.Random(
                    fields.require("rows").whole(1),
                    fields.find("seed")
                            .map(seed -> OptionalLong.of(seed.whole(Long.MIN_VALUE)))
                            .orElse(OptionalLong.empty()));
        }
        fields.find("seed").ifPresent(seed -> {
            throw seed.wrong("sample.seed must stand beside sample.rows: the first rows are the first, by no chance.");
        });
        return new Study.Sample.First(fields.require("first").whole(1), column(fields.require("of")));
    }
}
