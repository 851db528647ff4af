package dev.elsewise.study;

import dev.elsewise.data.Weights;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Support;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.question.Question;
import dev.elsewise.question.Target;
import dev.elsewise.study.data.Preparation;
import dev.elsewise.study.data.Recipe;
import dev.elsewise.study.yaml.DataReader;
import dev.elsewise.study.yaml.Recipes;
import dev.elsewise.study.yaml.StudyText;
import dev.elsewise.study.yaml.Yaml;
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

    private static final Recipes RECIPES = new Recipes(List.of("seed-002"), KEYS);

    private final DataReader data = new DataReader();

    private StudyReader() {}

    static Study read(StudyText text) {
        return new StudyReader().study(text, RECIPES::named);
    }

    /** @param recipe the text of the recipe that the study names, instead of ours */
    static Study read(StudyText text, String recipe) {
        return new StudyReader().study(text, name -> new Recipe(name.text(), recipe));
    }

    private Study study(StudyText text, Function<Yaml, Recipe> recipes) {
        Yaml root = text.root();
        if (root.entries().containsKey("mix")) {
            throw root.wrong(
                    "a study of an effect has a question; this one has a mix, which is read as a study of a media"
                            + " mix.\nMaybe use MixStudy.read, or StudyFile.read for either kind.");
        }
        Yaml.Fields own = root.fields(KEYS);
        Yaml version = own.require("version");
        if (version.whole(1) != 1) {
            throw version.wrong("version must be 1, the only one this program knows; found " + version.whole(1)
                    + ".\nMaybe a later version of the program is needed, or 1 is meant.");
        }
        Optional<Recipe> recipe = own.find("recipe").map(recipes);
        Yaml.Fields all = recipe.map(r -> RECIPES.under(own, r)).orElse(own);

        Question question = question(all.require("question"));
        Optional<CausalGraph> graph = all.find("graph").map(value -> graph(value, question));
        List<String> covariates = all.find("covariates").map(data::columns).orElse(List.of());
        refuseSelfAdjustment(question, covariates, all);
        List<Estimation> estimators = estimators(all.require("estimators"), graph.isPresent() || !covariates.isEmpty());
        List<Segmentation> segments = all.find("segments").map(this::segments).orElse(List.of());
        Preparation preparation = data.preparation(all, text.folder());
        return new Study(
                all.text("title").orElse("Effect of " + question.treatment() + " on " + question.outcome()),
                preparation.source(),
                all.find("key").map(data::column),
                all.find("unit").map(data::column),
                all.find("time").map(data::column),
                all.find("weights").map(this::weights),
                all.find("missing").map(StudyReader::missing).orElse(Study.Missing.REFUSE),
                preparation.columns(),
                preparation.where(),
                preparation.derive(),
                question,
                graph,
                covariates,
                all.find("features")
                        .map(features -> new ModelReader(data).features(features))
                        .orElse(List.of()),
                estimators,
                segments,
                all.find("support")
                        .map(support -> supports(
                                support,
                                segments.stream().map(Segmentation::name).toList()))
                        .orElse(new Study.Supports(Support.withDefaults(), Map.of())),
                all.find("sample").map(this::sample),
                all.find("cluster").map(data::column),
                all.find("seed").map(seed -> seed.whole(Long.MIN_VALUE)).orElse(DEFAULT_SEED),
                all.find("report")
                        .flatMap(r -> r.fields("distinct").find("distinct"))
                        .map(data::columns)
                        .orElse(List.of()),
                recipe,
                data.named(),
                text.text());
    }

    private Question question(Yaml value) {
        Yaml.Fields fields = value.fields("treatment", "outcome", "target");
        String treatment = data.column(fields.require("treatment"));
        String outcome = data.column(fields.require("outcome"));
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
        EstimationReader reader = new EstimationReader(data);
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
        String column = data.column(fields.require("column"));
        return fields.require("kind").word(List.of("frequency", "sampling")).equals("frequency")
                ? Weights.frequency(column)
                : Weights.sampling(column);
    }

    private static Study.Missing missing(Yaml value) {
        return value.word(List.of("refuse", "drop")).equals("drop") ? Study.Missing.DROP : Study.Missing.REFUSE;
    }

    private List<Segmentation> segments(Yaml value) {
        List<Segmentation> segments = new ArrayList<>();
        value.entries().forEach((name, rule) -> {
            Segmentation segmentation = SegmentReader.read(name, rule);
            data.column(segmentation.column(), rule);
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
        return new Study.Sample.First(fields.require("first").whole(1), data.column(fields.require("of")));
    }
}
