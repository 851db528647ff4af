package dev.elsewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.adjust.Arms;
import dev.elsewise.data.Column;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Source;
import dev.elsewise.data.Weights;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Support;
import dev.elsewise.effect.Uncertainty.Divisor;
import dev.elsewise.error.BadStudy;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Shape;
import dev.elsewise.question.Target;
import dev.elsewise.study.data.Derived;
import dev.elsewise.study.data.Filter;
import dev.elsewise.study.data.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
    private static final Path FOLDER = Path.of("/studies");
    private static final String SHORTEST = """
            version: 1
            data: shop.csv
            question: {treatment: mailed, outcome: bought}
            covariates: [age]
            estimators: [aipw]
            """;

    private static Study with(String more) {
        return Study.parse(SHORTEST + more, FOLDER);
    }

    private static Estimation.Aipw aipw(String options) {
        return (Estimation.Aipw) Study.parse(SHORTEST.replace("[aipw]", "[aipw: " + options + "]"), FOLDER)
                .estimators()
                .getFirst();
    }

    @Test
    void theShortestStudyHasTheDefaultsOfTheDocs() {
        Study study = with("");
        assertThat(study.title()).isEqualTo("Effect of mailed on bought");
        assertThat(study.data()).isEqualTo(Source.Csv.of(Path.of("/studies/shop.csv")));
        assertThat(study.question().target()).isEqualTo(Target.EVERYONE);
        assertThat(study.missing()).isEqualTo(Study.Missing.REFUSE);
        assertThat(study.seed()).isEqualTo(42);
        assertThat(study.supports()).isEqualTo(new Study.Supports(new Support(1000, 50, 500), java.util.Map.of()));
        assertThat(study.estimators())
                .containsExactly(new Estimation.Aipw(
                        "aipw",
                        new FoldRule.Stratified(5),
                        0.01,
                        new Nuisance.Logistic(OptionalDouble.of(1), Nuisance.Inputs.OF_THE_STUDY),
                        Optional.empty(),
                        Arms.POOLED,
                        Divisor.N,
                        Estimation.FoldsBy.CLUSTERS,
                        Optional.empty(),
                        true,
                        List.of()));
        assertThat(study.source()).isEqualTo(SHORTEST);
    }

    @Test
    void dataMayBeOfEveryFormat() {
        assertThat(
                        data(
                                "{csv: a.txt, delimiter: \"\\t\", decimal: \",\", quote: \"'\", encoding: latin-1, columns: [x, y]}"))
                .isEqualTo(new Source.Csv(
                        Path.of("/studies/a.txt"),
                        Optional.of("\t"),
                        Optional.of("'"),
                        Optional.of(","),
                        Optional.of("latin-1"),
                        List.of("x", "y")));
        assertThat(data("../b.parquet")).isEqualTo(new Source.Parquet(Path.of("/b.parquet")));
        assertThat(data("{json: /elsewhere/c}")).isEqualTo(new Source.JsonLines(Path.of("/elsewhere/c")));
        assertThat(data("{duckdb: d, query: select 1 as x}"))
                .isEqualTo(new Source.DuckDb(Path.of("/studies/d"), "select 1 as x"));
        assertThat(data("{mind: {behaviors: b.tsv, news: n.tsv}}"))
                .isEqualTo(new Source.Mind(Path.of("/studies/b.tsv"), Path.of("/studies/n.tsv")));
    }

    private static Source data(String value) {
        return Study.parse(SHORTEST.replace("shop.csv", value), FOLDER).data();
    }

    @Test
    void theKeysOfTheDataAreRead() {
        Study study = with("""
                key: id
                weights: {column: w, kind: sampling}
                missing: drop
                columns: {hour: category, id: key}
                where: [{keep: "age > 17", because: adults only}]
                derive: {b: "age + 1", a: "b * 2"}
                sample: {rows: 10, seed: -3}
                cluster: shop
                seed: 7
                report: {distinct: [shop]}
                """);
        assertThat(study.key()).contains("id");
        assertThat(study.weights()).contains(Weights.sampling("w"));
        assertThat(study.missing()).isEqualTo(Study.Missing.DROP);
        assertThat(study.columns()).containsEntry("hour", Column.Kind.CATEGORY).containsEntry("id", Column.Kind.KEY);
        assertThat(study.where()).containsExactly(new Filter("age > 17", "adults only"));
        assertThat(study.derive()).containsExactly(new Derived("b", "age + 1"), new Derived("a", "b * 2"));
        assertThat(study.sample()).contains(new Study.Sample.Random(10, OptionalLong.of(-3)));
        assertThat(study.cluster()).contains("shop");
        assertThat(study.seed()).isEqualTo(7);
        assertThat(study.distinct()).containsExactly("shop");
        assertThat(with("sample: {first: 5, of: visit}").sample()).contains(new Study.Sample.First(5, "visit"));
    }

    @Test
    void foldsHaveFiveForms() {
        assertThat(aipw("{folds: none}").folds()).isEqualTo(new FoldRule.None());
        assertThat(aipw("{folds: 3}").folds()).isEqualTo(new FoldRule.Hashed(3));
        assertThat(aipw("{folds: {stratified: 4}}").folds()).isEqualTo(new FoldRule.Stratified(4));
        assertThat(aipw("{folds: {column: fold}}").folds()).isEqualTo(new FoldRule.OfColumn("fold"));
        assertThat(aipw("{folds: {rule: row % 5}}").folds()).isEqualTo(new FoldRule.OfRule("row % 5"));
    }

    @Test
    void modelsHaveTheirOptions() {
        Estimation.Aipw aipw = aipw("""
                {propensity: {logistic: {penalty: none, features: {age: [log, {spline: 4}]}, minFrequency: 50}},
                 outcome: {boosting: {trees: 20, depth: 3, learningRate: 0.3, minChildWeight: 5, subsample: 0.5}},
                 clip: 0, arms: pooled, divisor: n, by: rows, excludeDeterministic: true, strata: [shop]}""");
        assertThat(aipw.propensity())
                .isEqualTo(new Nuisance.Logistic(
                        OptionalDouble.empty(),
                        new Nuisance.Inputs(
                                List.of(Features.number("age", Shape.LOG, Shape.spline(4))), OptionalInt.of(50))));
        assertThat(aipw.outcome()).contains(new Nuisance.Boosting(20, 3, 0.3, 5, 0.5, Nuisance.Inputs.OF_THE_STUDY));
        assertThat(aipw.clip()).isZero();
        assertThat(aipw.arms()).isEqualTo(Arms.POOLED);
        assertThat(aipw.divisor()).isEqualTo(Divisor.N);
        assertThat(aipw.by()).isEqualTo(Estimation.FoldsBy.ROWS);
        assertThat(aipw.excludeDeterministic()).isTrue();
        assertThat(aipw.strata()).containsExactly("shop");
        assertThat(aipw("{outcome: {forest: {trees: 9, depth: 2, minLeaf: 7, featuresPerSplit: 0.25}}}")
                        .outcome())
                .contains(new Nuisance.Forest(9, 2, 7, 0.25, Nuisance.Inputs.OF_THE_STUDY));
        assertThat(aipw("{knownPropensity: p}").knownPropensity()).contains("p");
    }

    @Test
    void shapesAndSegmentsHaveTheirForms() {
        Study study = with("""
                features: {age: linear, size: [log, reciprocal], time: {spline: 3}, pay: [log1p, {bins: 4}], town: {category: {minFrequency: 9}}, sort: category}
                segments:
                  town: levels
                  age: [18, 65]
                  how_large: {of: size, cuts: [1], labels: [small, large]}
                  pay: {quantiles: 2, ties: first, labels: [low, high]}
                support: {rows: 90, town: {treated: 3}}
                """);
        assertThat(study.features())
                .containsExactly(
                        Features.number("age"),
                        Features.number("size", Shape.LOG, Shape.RECIPROCAL),
                        Features.number("time", Shape.spline(3)),
                        Features.number("pay", Shape.LOG1P, Shape.bins(4)),
                        new Features.Categorical("town", 9),
                        new Features.Categorical("sort", 50));
        assertThat(study.segments())
                .containsExactly(
                        Segmentation.levels("town"),
                        Segmentation.cuts("age", 18, 65),
                        Segmentation.cuts("size", 1).named("how_large").withLabels("small", "large"),
                        Segmentation.quantiles("pay", 2, Segmentation.Ties.FIRST)
                                .withLabels("low", "high"));
        assertThat(study.supports().of("age")).isEqualTo(new Support(90, 50, 500));
        assertThat(study.supports().of("town")).isEqualTo(new Support(90, 3, 500));
    }

    /** Each: what is appended to or replaced in the shortest study, then what the message must hold. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clutser: shop => study.yaml line 6: A study has no key \"clutser\" => Maybe you meant \"cluster\".",
                "cluster: => study.yaml line 6: cluster must be a text; found nothing.",
                "cluster: 7 => study.yaml line 6: cluster must be a text; found \"7\". => Maybe put it in quotes: \"7\".",
                "seed: many => study.yaml line 6: seed must be a whole number; found \"many\".",
                "seed: 1.5 => line 6: seed must be a whole number; found \"1.5\".",
                "missing: skip => line 6: missing must be one of refuse, drop; found \"skip\".",
                "columns: {hour: categry} => columns.hour must be one of number, category => Maybe you meant \"category\".",
                "where: [{keep: a > 1}] => line 6: where[1] must have the key \"because\"; found keep.",
                "where: a > 1 => where must be a map (key: value); found \"a > 1\".",
                "data: other.csv => line 6: data stands there twice, first in line 2.",
                "features: {age: {spline: 2}} => features.age.spline must be a whole number, at least 3; found \"2\".",
                "features: {age: {spline: 9}} => features.age.spline must be a whole number, at most 7; found \"9\".",
                "features: {age: [log, category]} => a category has one indicator a level and no other shape",
                "features: {age: cubic} => features.age must be one of linear, log",
                "segments: {age: [3, 1]} => segments.age must rise; after 3.0 comes 1.0.",
                "segments: {age: {cuts: [3], labels: [a]}} => there are 2 bins and 1 labels.",
                "segments: {age: {quantiles: 4, ties: last}} => segments.age.ties must be one of first, together",
                "segments: {age: {cuts: [3], quantiles: 2}} => segments.age must be levels, a list of cut points",
                "segments: {age: [3]}\\nsupport: {agee: {rows: 5}} => line 7: support for \"agee\" => Maybe you meant \"age\".",
                "support: {row: 5} => support has no key \"row\" => Maybe you meant \"rows\".",
                "sample: {rows: 0} => sample.rows must be a whole number, at least 1",
                "sample: {rows: 5, first: 5} => sample must be either {rows: 150000} or {first: 20000, of: impression_id}",
                "sample: {first: 5} => sample must have the key \"of\"; found first.",
                "weights: {column: w} => weights must have the key \"kind\"",
                "recipe: seed-003 => there is no recipe \"seed-003\" => Maybe you meant \"seed-002\".",
                "title: [a => study.yaml line 7, column 1: this is not YAML => Maybe a quote or a bracket is not closed",
                "graph: \"  \" => graph must be a text that is not empty",
                "graph: age -> mailed -> age; mailed -> bought => study.yaml line 6: graph: => cycle",
                "graph: age -> mailed => study.yaml line 6: the graph must have the treatment and the outcome as nodes; it has no \"bought\".",
            })
    void whatIsNotUnderstoodIsRefusedWithItsLine(String line) {
        String[] parts = line.split(" => ");
        assertThatThrownBy(() -> with(parts[0].replace("\\n", "\n") + "\n"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContainingAll(List.of(parts).subList(1, parts.length).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[aipv] => study.yaml line 5: there is no estimator \"aipv\"; there are difference-in-means, aipw. => Maybe you meant \"aipw\".",
                "[aipw, aipw] => each estimator must have an id of its own; \"aipw\" stands there twice.",
                "[] => estimators must be a list with an estimator; found an empty list.",
                "[aipw: {clips: 0.1}] => has no key \"clips\" => Maybe you meant \"clip\".",
                "[aipw: {clip: 0.7}] => estimators[1].aipw.clip must be between 0 and 0.49; found \"0.7\".",
                "[aipw: {folds: 1}] => estimators[1].aipw.folds must be a whole number, at least 2; found \"1\".",
                "[aipw: {folds: nine}] => estimators[1].aipw.folds must be one of none; found \"nine\".",
                "[aipw: {folds: {column: a, rule: b}}] => folds must be none, a number, {stratified: 5}",
                "[aipw: {propensity: linear}] => a linear model does not => Maybe you meant \"logistic\".",
                "[aipw: {outcome: logit}] => there is no model \"logit\"; there are logistic, linear, boosting, forest.",
                "[aipw: {outcome: {linear: {trees: 4}}}] => has no key \"trees\"; it may have penalty",
                "[aipw: {outcome: {linear: {penalty: -1}}}] => penalty must be more than 0; found \"-1\".",
                "[aipw: {knownPropensity: p, propensity: logistic}] => a propensity that is known must not be modelled",
                "[aipw: {strata: [a], excludeDeterministic: false}] => they must not stand beside excludeDeterministic: false",
                "{aipw: {}, difference-in-means: {}} => estimators must be the name of an estimator",
            })
    void estimatorsAreRefusedWithTheirLine(String line) {
        String[] parts = line.split(" => ");
        assertThatThrownBy(() -> Study.parse(SHORTEST.replace("[aipw]", parts[0]), FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContainingAll(List.of(parts).subList(1, parts.length).toArray(String[]::new));
    }

    @Test
    void aStudyMustSayWhatItStandsOn() {
        assertThatThrownBy(() -> Study.parse("", FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> Study.parse("- 1", FOLDER))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("study.yaml line 1: The file must be a map");
        assertThatThrownBy(() -> Study.parse(SHORTEST.replace("version: 1", "version: 2"), FOLDER))
                .hasMessageContaining("version must be 1");
        assertThatThrownBy(() -> Study.parse(SHORTEST.replace("data: shop.csv", ""), FOLDER))
                .hasMessageContaining("A study must have the key \"data\"");
        assertThatThrownBy(() -> Study.parse(SHORTEST.replace("shop.csv", "shop.xls"), FOLDER))
                .hasMessageContaining("study.yaml line 2: A data file is told by its name");
        assertThatThrownBy(() -> Study.parse(SHORTEST.replace("covariates: [age]", ""), FOLDER))
                .hasMessageContaining("aipw must know what to adjust for");
        assertThatThrownBy(() -> Study.parse(SHORTEST.replace("[age]", "[age, mailed]"), FOLDER))
                .hasMessageContaining("line 4: covariates must not hold the treatment");
        assertThatThrownBy(() -> Study.parse(SHORTEST.replace("bought", "mailed"), FOLDER))
                .hasMessageContaining("two columns");
    }

    @Test
    void aColumnThatIsNotThereIsSaidWithItsLine() {
        Study study = with("cluster: shop\n");
        Schema schema = new Schema(List.of(
                Column.number("mailed"), Column.number("bought"), Column.number("age"), Column.number("shops")));
        assertThatThrownBy(() -> study.checkColumns(schema))
                .isInstanceOf(BadStudy.class)
                .hasMessage("study.yaml line 6: the table has no column \"shop\"; it has [mailed, bought, age, shops]."
                        + "\nMaybe you meant \"shops\".");
    }

    @Test
    void aRecipeFillsInWhatTheFileLeavesOut() {
        Study study = Study.parse("version: 1\nrecipe: seed-002\ndata: log.parquet\nseed: 1\n", FOLDER);
        assertThat(study.question().treatment()).isEqualTo("is_top_3");
        assertThat(study.covariates()).hasSize(9).doesNotContain("item_clicks", "item_ctr");
        assertThat(study.seed()).isEqualTo(1);
        assertThat(study.sample()).contains(new Study.Sample.Random(150_000, OptionalLong.empty()));
        assertThat(study.estimators().getLast())
                .isEqualTo(new Estimation.Aipw(
                        "aipw",
                        new FoldRule.Stratified(3),
                        0.01,
                        Nuisance.Logistic.withDefaults(),
                        Optional.of(Nuisance.Logistic.withDefaults()),
                        Arms.POOLED,
                        Divisor.N_MINUS_1,
                        Estimation.FoldsBy.ROWS,
                        Optional.empty(),
                        false,
                        List.of()));
        assertThat(study.segments()).hasSize(6);
        assertThat(study.recipe()).map(Recipe::name).contains("seed-002");
    }

    /** A later version's recipe must not change what an earlier result is compared with. */
    @Test
    void aRecipeIsReadAsItWas() {
        String file = "version: 1\nrecipe: of-old\ndata: log.parquet\nseed: 1\n";
        String asItWas = """
                version: 1
                question: {treatment: mailed, outcome: bought}
                covariates: [age]
                estimators: [aipw: {clip: 0.2}]
                seed: 9
                """;
        Study study = Study.parse(file, asItWas, FOLDER);
        assertThat(study.question().treatment()).isEqualTo("mailed");
        assertThat(study.estimators())
                .singleElement()
                .satisfies(e -> assertThat(((Estimation.Aipw) e).clip()).isEqualTo(0.2));
        assertThat(study.seed()).as("the file is over the recipe").isEqualTo(1);
        assertThat(study.recipe()).contains(new Recipe("of-old", asItWas));
        assertThat(study.source()).isEqualTo(file);
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("slots.yaml"), SHORTEST);
        assertThat(Study.read(folder.resolve("slots.yaml")).question().outcome())
                .isEqualTo("bought");
        assertThatThrownBy(() -> Study.read(folder.resolve("slot.yaml")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContainingAll("there is no file", "Maybe you meant \"slots.yaml\".");
        assertThatThrownBy(() -> Study.read(folder))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("is a folder");
        Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
        assertThatThrownBy(() -> Study.read(folder.resolve("latin.yaml")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void theDocsNameEveryKeyAndTheirExamplesCanBeRead() throws IOException {
        String docs = Files.readString(Path.of("../docs/study-file.md"));
        assertThat(StudyReader.KEYS).allSatisfy(key -> assertThat(docs).contains("`" + key));
        Matcher blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(docs);
        assertThat(blocks.find()).isTrue();
        assertThat(Study.parse(blocks.group(1), FOLDER).estimators()).hasSize(3);
        assertThat(blocks.find()).isTrue();
        assertThat(blocks.group(1).lines())
                .hasSize(6)
                .allSatisfy(line ->
                        assertThat(data(line.substring("data: ".length()))).isNotNull());
    }
}
