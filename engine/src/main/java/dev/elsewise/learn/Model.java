package dev.elsewise.learn;

import java.util.Map;

/** What one fitted model is made of. */
public interface Model {
    /** The model in a line: "logistic regression, 31 coefficients, 6 iterations". */
    String describe();

    /**
     * Named weights: for a linear model its coefficients on the standardised features, {@code "(intercept)"} among them; for
     * trees the features' gains. A number's shape stands behind a colon, a level behind an equals sign: {@code
     * slate_size:log}, {@code category=sports}, {@code category=(other)}.
     */
    Map<String, Double> weights();
}
