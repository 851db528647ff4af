package dev.elsewise.study;

import dev.elsewise.adjust.Arms;
import dev.elsewise.effect.Uncertainty.Divisor;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import dev.elsewise.study.yaml.DataReader;
import dev.elsewise.study.yaml.Yaml;
import java.util.List;
import java.util.Map;

/** Reads one of {@code estimators:}. */
final class EstimationReader {
    private static final List<String> WORDS = List.of(Estimation.DifferenceInMeans.WORD, Estimation.Aipw.WORD);

    private final DataReader data;

    /** @param data receives the columns that the options name */
    EstimationReader(DataReader data) {
        this.data = data;
    }

    Estimation read(Yaml item) {
        if (item.isText()) {
            return estimation(item, item.text(), new Yaml.Fields(item, Map.of()));
        }
        if (!item.isMap() || item.entries().size() != 1) {
            throw item.mustBe("the name of an estimator, or one name with its options, as in aipw: {clip: 0.01}");
        }
        Map.Entry<String, Yaml> only = item.entries().entrySet().iterator().next();
        known(item, only.getKey());
        List<String> options = only.getKey().equals(Estimation.Aipw.WORD)
                ? List.of(
                        "id",
                        "folds",
                        "by",
                        "clip",
                        "propensity",
                        "outcome",
                        "arms",
                        "divisor",
                        "knownPropensity",
                        "excludeDeterministic",
                        "strata")
                : List.of("id");
        return estimation(item, only.getKey(), only.getValue().fields(options));
    }

    private static void known(Yaml item, String word) {
        if (!WORDS.contains(word)) {
            throw item.wrong("there is no estimator \"" + word + "\"; there are " + String.join(", ", WORDS) + "."
                    + Nearest.hint(word, WORDS));
        }
    }

    private Estimation estimation(Yaml item, String word, Yaml.Fields options) {
        known(item, word);
        String id = options.text("id").orElse(word);
        return word.equals(Estimation.Aipw.WORD) ? aipw(id, options) : new Estimation.DifferenceInMeans(id);
    }

    private Estimation aipw(String id, Yaml.Fields options) {
        ModelReader models = new ModelReader(data);
        boolean exclude = options.find("excludeDeterministic").map(Yaml::truth).orElse(true);
        if (options.has("strata") && !exclude) {
            throw options.require("strata")
                    .wrong(
                            "strata say which rows to leave out; they must not stand beside excludeDeterministic: false.");
        }
        if (options.has("knownPropensity") && options.has("propensity")) {
            throw options.require("propensity")
                    .wrong("a propensity that is known must not be modelled; give knownPropensity or propensity.");
        }
        return new Estimation.Aipw(
                id,
                options.find("folds").map(this::folds).orElse(new FoldRule.Stratified(5)),
                options.find("clip").map(clip -> clip.numberWithin(0, 0.49)).orElse(0.01),
                options.find("propensity").map(m -> propensity(models, m)).orElse(Nuisance.Logistic.withDefaults()),
                options.find("outcome").map(models::model),
                options.find("arms")
                        .map(arms ->
                                arms.word(List.of("pooled", "separate")).equals("pooled") ? Arms.POOLED : Arms.SEPARATE)
                        .orElse(Arms.POOLED),
                options.find("divisor")
                        .map(divisor -> divisor.word(List.of("n", "n-1")).equals("n") ? Divisor.N : Divisor.N_MINUS_1)
                        .orElse(Divisor.N),
                options.find("by")
                        .map(by -> by.word(List.of("rows", "clusters")).equals("rows")
                                ? Estimation.FoldsBy.ROWS
                                : Estimation.FoldsBy.CLUSTERS)
                        .orElse(Estimation.FoldsBy.CLUSTERS),
                options.find("knownPropensity").map(data::column),
                exclude,
                options.find("strata").map(data::columns).orElse(List.of()));
    }

    private static Nuisance propensity(ModelReader models, Yaml value) {
        Nuisance model = models.model(value);
        if (model instanceof Nuisance.Linear) {
            throw value.wrong("a propensity must stay between 0 and 1; a linear model does not."
                    + "\nMaybe you meant \"logistic\".");
        }
        return model;
    }

    private FoldRule folds(Yaml value) {
        if (value.isText()) {
            value.word(List.of("none"));
            return new FoldRule.None();
        }
        if (value.isNumber()) {
            return new FoldRule.Hashed(value.count(2));
        }
        BadStudy form = value.mustBe("none, a number, {stratified: 5}, {column: fold} or {rule: \"row % 5\"}");
        if (!value.isMap() || value.entries().size() != 1) {
            throw form;
        }
        Yaml.Fields fields = value.fields("stratified", "column", "rule");
        if (fields.has("stratified")) {
            return new FoldRule.Stratified(fields.require("stratified").count(2));
        }
        return fields.has("column")
                ? new FoldRule.OfColumn(data.column(fields.require("column")))
                : new FoldRule.OfRule(fields.require("rule").text());
    }
}
