package dev.elsewise.study.mix;

import dev.elsewise.mix.Family;
import dev.elsewise.study.yaml.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads how equations are fitted. */
final class FamilyReader {
    private static final List<String> WORDS =
            List.of("least-squares", "ridge", "lasso", "elastic-net", "forest", "boosting");

    private FamilyReader() {}

    static Family read(Yaml value) {
        Yaml.Choice choice = value.choice(WORDS);
        return switch (choice.word()) {
            case "least-squares" -> leastSquares(choice.options("ridge", "starts"));
            case "ridge" -> elasticNet(choice.options("penalty", "alpha", "choice", "select"), 0);
            case "lasso" -> elasticNet(choice.options("penalty", "alpha", "choice", "select"), 1);
            case "elastic-net" -> {
                Yaml.Fields options = choice.options("mixing", "penalty", "choice", "select");
                yield elasticNet(
                        options,
                        options.find("mixing").map(m -> m.numberWithin(0, 1)).orElse(0.5));
            }
            case "forest" -> forest(choice.options("trees", "depth"));
            default -> boosting(choice.options("trees", "learningRate", "depth", "subsample", "columns", "l1", "l2"));
        };
    }

    private static Family leastSquares(Yaml.Fields options) {
        Family.LeastSquares usual = (Family.LeastSquares) Family.withDefaults();
        return new Family.LeastSquares(
                options.find("ridge").map(r -> r.numberWithin(0, 1e6)).orElse(usual.ridge()),
                options.find("starts").map(s -> s.count(1, 1000)).orElse(usual.starts()));
    }

    private static Family elasticNet(Yaml.Fields options, double mixing) {
        if (options.has("alpha") && options.has("penalty")) {
            throw options.require("alpha")
                    .wrong("alpha is the penalty as scikit-learn counts it; it must not stand beside penalty."
                            + "\nMaybe keep the one that you know.");
        }
        Optional<Yaml> given = options.find("penalty").filter(value -> !isCrossValidated(value));
        OptionalDouble penalty = given.or(() -> options.find("alpha"))
                .map(value -> OptionalDouble.of(value.numberWithin(0, 1e12)))
                .orElse(OptionalDouble.empty());
        if (penalty.isPresent() && options.has("choice")) {
            throw options.require("choice")
                    .wrong("choice says how cross-validation chooses; it must not stand beside a penalty that is given."
                            + "\nMaybe leave one of the two out.");
        }
        return new Family.ElasticNet(
                mixing,
                penalty,
                options.find("choice")
                        .map(c -> c.word(List.of("best", "one-standard-error")).equals("one-standard-error"))
                        .orElse(false),
                options.find("select")
                        .map(c -> c.word(List.of("all", "recursive")).equals("recursive"))
                        .orElse(false),
                // The alpha of a lasso stands beside half the mean of squares, as the penalty does.
                options.has("alpha") && mixing == 0);
    }

    private static boolean isCrossValidated(Yaml value) {
        if (value.isText()) {
            value.word(List.of("cross-validated"));
            return true;
        }
        return false;
    }

    private static Family forest(Yaml.Fields options) {
        return new Family.Forest(
                options.find("trees").map(t -> t.count(1, 100_000)).orElse(500),
                options.find("depth").map(d -> d.count(0, 60)).orElse(0));
    }

    private static Family boosting(Yaml.Fields options) {
        return new Family.Boosting(
                options.find("trees").map(t -> t.count(1, 100_000)).orElse(100),
                options.find("learningRate").map(r -> r.numberWithin(1e-6, 1)).orElse(0.1),
                options.find("depth").map(d -> d.count(1, 30)).orElse(3),
                options.find("subsample").map(s -> s.numberWithin(0.01, 1)).orElse(1.0),
                options.find("columns").map(c -> c.numberWithin(0.01, 1)).orElse(1.0),
                options.find("l1").map(l -> l.numberWithin(0, 1e12)).orElse(0.0),
                options.find("l2").map(l -> l.numberWithin(0, 1e12)).orElse(1.0));
    }
}
