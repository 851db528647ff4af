package dev.elsewise.study;

import dev.elsewise.error.Nearest;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Features.Feature;
import dev.elsewise.learn.Shape;
import dev.elsewise.study.yaml.DataReader;
import dev.elsewise.study.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads a nuisance model, and how covariates enter it. */
final class ModelReader {
    private static final List<String> MODELS = List.of("logistic", "linear", "boosting", "forest");
    private static final List<String> SHAPES =
            List.of("linear", "log", "log1p", "reciprocal", "spline", "bins", "category");

    private final DataReader data;

    /** @param data receives the columns that features name */
    ModelReader(DataReader data) {
        this.data = data;
    }

    Nuisance model(Yaml value) {
        if (value.isText()) {
            return model(value, value.text(), new Yaml.Fields(value, Map.of()));
        }
        if (!value.isMap() || value.entries().size() != 1) {
            throw value.mustBe("the name of a model, or one name with its options, as in logistic: {penalty: 1.0}");
        }
        Map.Entry<String, Yaml> only = value.entries().entrySet().iterator().next();
        known(value, only.getKey());
        List<String> options = switch (only.getKey()) {
            case "boosting" ->
                List.of("trees", "depth", "learningRate", "minChildWeight", "subsample", "features", "minFrequency");
            case "forest" -> List.of("trees", "depth", "minLeaf", "featuresPerSplit", "features", "minFrequency");
            default -> List.of("penalty", "features", "minFrequency");
        };
        return model(value, only.getKey(), only.getValue().fields(options));
    }

    private static void known(Yaml value, String word) {
        if (!MODELS.contains(word)) {
            throw value.wrong("there is no model \"" + word + "\"; there are " + String.join(", ", MODELS) + "."
                    + Nearest.hint(word, MODELS));
        }
    }

    private Nuisance model(Yaml value, String word, Yaml.Fields options) {
        known(value, word);
        Nuisance.Inputs inputs = new Nuisance.Inputs(
                options.find("features").map(this::features).orElse(List.of()),
                options.find("minFrequency")
                        .map(n -> OptionalInt.of(n.count(1)))
                        .orElse(OptionalInt.empty()));
        return switch (word) {
            case "logistic" ->
                new Nuisance.Logistic(
                        penalty(options, Nuisance.Logistic.withDefaults().penalty()), inputs);
            case "linear" ->
                new Nuisance.Linear(
                        penalty(options, Nuisance.Linear.withDefaults().penalty()), inputs);
            case "boosting" -> boosting(options, inputs);
            default -> forest(options, inputs);
        };
    }

    private static OptionalDouble penalty(Yaml.Fields options, OptionalDouble otherwise) {
        return options.find("penalty")
                .map(penalty -> {
                    if (penalty.isText()) {
                        penalty.word(List.of("none"));
                        return OptionalDouble.empty();
                    }
                    return OptionalDouble.of(penalty.numberAbove(0));
                })
                .orElse(otherwise);
    }

    private static Nuisance boosting(Yaml.Fields options, Nuisance.Inputs inputs) {
        Nuisance.Boosting defaults = Nuisance.Boosting.withDefaults();
        return new Nuisance.Boosting(
                or(options, "trees", n -> n.count(1), defaults.trees()),
                or(options, "depth", n -> n.count(1), defaults.depth()),
                or(options, "learningRate", n -> n.numberWithin(1e-6, 1), defaults.learningRate()),
                or(options, "minChildWeight", n -> n.numberWithin(0, 1e12), defaults.minChildWeight()),
                or(options, "subsample", n -> n.numberWithin(0.01, 1), defaults.subsample()),
                inputs);
    }

    private static Nuisance forest(Yaml.Fields options, Nuisance.Inputs inputs) {
        Nuisance.Forest defaults = Nuisance.Forest.withDefaults();
        return new Nuisance.Forest(
                or(options, "trees", n -> n.count(1), defaults.trees()),
                or(options, "depth", n -> n.count(1), defaults.depth()),
                or(options, "minLeaf", n -> n.count(1), defaults.minLeaf()),
                or(options, "featuresPerSplit", n -> n.numberWithin(0.001, 1), defaults.featuresPerSplit()),
                inputs);
    }

    private static <T> T or(Yaml.Fields options, String key, Function<Yaml, T> read, T otherwise) {
        return options.find(key).map(read).orElse(otherwise);
    }

    /** How columns enter the models. */
    List<Feature> features(Yaml value) {
        List<Feature> features = new ArrayList<>();
        value.entries().forEach((column, of) -> {
            data.column(column, of);
            features.add(feature(column, of));
        });
        return features;
    }

    private static Feature feature(String column, Yaml of) {
        if (isCategory(of)) {
            return category(column, of);
        }
        List<Shape> shapes = of.oneOrMore().stream().map(ModelReader::shape).toList();
        if (shapes.isEmpty()) {
            throw of.mustBe("a shape (" + String.join(", ", SHAPES) + ") or a list of some");
        }
        return new Features.Numeric(column, shapes);
    }

    private static boolean isCategory(Yaml of) {
        return of.isText()
                ? of.text().equals("category")
                : of.isMap() && of.entries().containsKey("category");
    }

    private static Feature category(String column, Yaml of) {
        if (of.isText()) {
            return Features.category(column);
        }
        return of.fields("category")
                .require("category")
                .fields("minFrequency")
                .find("minFrequency")
                .<Feature>map(n -> new Features.Categorical(column, n.count(1)))
                .orElse(Features.category(column));
    }

    private static Shape shape(Yaml value) {
        if (value.isText()) {
            return switch (value.word(SHAPES)) {
                case "linear" -> Shape.LINEAR;
                case "log" -> Shape.LOG;
                case "log1p" -> Shape.LOG1P;
                case "reciprocal" -> Shape.RECIPROCAL;
                case "spline" -> Shape.spline(5);
                case "bins" -> Shape.bins(10);
                default -> throw value.wrong("a category has one indicator a level and no other shape beside it.");
            };
        }
        if (!value.isMap() || value.entries().size() != 1) {
            throw value.mustBe("a shape (" + String.join(", ", SHAPES) + "), or one with its option, as in spline: 5");
        }
        Yaml.Fields fields = value.fields("spline", "bins");
        return fields.has("spline")
                ? Shape.spline(fields.require("spline").count(3, 7))
                : Shape.bins(fields.require("bins").count(2, 1000));
    }
}
