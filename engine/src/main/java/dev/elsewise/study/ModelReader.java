package dev.elsewise.study;

import dev.elsewise.error.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads a nuisance model, and the shapes of covariates. */
final class ModelReader {
    private static final List<String> MODELS = List.of("logistic", "linear", "boosting", "forest");
    private static final List<String> SHAPES = List.of("linear", "log", "reciprocal", "spline", "bins", "category");
    private static final int DEFAULT_MIN_FREQUENCY = 1;

    private final List<Study.Named> named;

    /** @param named receives the columns that features name */
    ModelReader(List<Study.Named> named) {
        this.named = named;
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
                options.find("features").map(this::shapes).orElse(Map.of()),
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

    /** The shapes of each column. */
    Map<String, List<Shape>> shapes(Yaml value) {
        Map<String, List<Shape>> shapes = new LinkedHashMap<>();
        value.entries().forEach((column, of) -> {
            named.add(new Study.Named(column, of.place()));
            List<Shape> several =
                    of.oneOrMore().stream().map(ModelReader::shape).toList();
            if (several.isEmpty()) {
                throw of.mustBe("a shape (" + String.join(", ", SHAPES) + ") or a list of some");
            }
            shapes.put(column, several);
        });
        return shapes;
    }

    private static Shape shape(Yaml value) {
        if (value.isText()) {
            return switch (value.word(SHAPES)) {
                case "linear" -> new Shape.Linear();
                case "log" -> new Shape.Log();
                case "reciprocal" -> new Shape.Reciprocal();
                case "spline" -> new Shape.Spline(5);
                case "bins" -> new Shape.Bins(10);
                default -> new Shape.Category(DEFAULT_MIN_FREQUENCY);
            };
        }
        if (!value.isMap() || value.entries().size() != 1) {
            throw value.mustBe("a shape (" + String.join(", ", SHAPES) + "), or one with its option, as in spline: 5");
        }
        Yaml.Fields fields = value.fields("spline", "bins", "category");
        if (fields.has("spline")) {
            return new Shape.Spline(fields.require("spline").count(3));
        }
        if (fields.has("bins")) {
            return new Shape.Bins(fields.require("bins").count(2));
        }
        return new Shape.Category(fields.require("category")
                .fields("minFrequency")
                .find("minFrequency")
                .map(n -> n.count(1))
                .orElse(DEFAULT_MIN_FREQUENCY));
    }
}
