package dev.elsewise.learn;

import dev.elsewise.data.Column;
import dev.elsewise.data.Schema;
import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model sees of each column. A missing number becomes the training rows' median, a missing category their mode;
 * numbers are standardised by the training rows' mean and population standard deviation; a category becomes one indicator
 * a level.
 */
public record Features(List<Feature> list) {
    /** How rarely a level may occur in the training rows before it joins the pooled level. */
    public static final int MIN_FREQUENCY = 50;

    public Features {
        list = List.copyOf(list);
    }

    /** A column as a model sees it. */
    public sealed interface Feature {
        String column();
    }

    /** A number, in one or more shapes. */
    public record Numeric(String column, List<Shape> shapes) implements Feature {
        public Numeric {
            shapes = List.copyOf(shapes);
        }
    }

    /**
     * A category: an indicator for each level seen at least {@code minFrequency} times in the training rows; rarer ones, and
     * levels that the training rows do not hold, share one pooled level.
     */
    public record Categorical(String column, int minFrequency) implements Feature {}

    public static Features of(Feature... features) {
        return new Features(List.of(features));
    }

    /** Columns as their kind suggests: numbers linear, categories one indicator a level. */
    public static Features of(Schema schema, List<String> columns) {
        List<Feature> features = new ArrayList<>();
        for (String name : columns) {
            Column column = schema.column(name);
            features.add(
                    switch (column.kind()) {
                        case NUMBER, TRUTH, TIME -> number(name);
                        case CATEGORY -> category(name);
                        case KEY ->
                            throw new BadStudy("A covariate must be a number, a truth value or a category; \"" + name
                                    + "\" is a key.\nMaybe declare it: columns: {" + name + ": category}.");
                    });
        }
        return new Features(features);
    }

    public static Numeric number(String column, Shape... shapes) {
        return new Numeric(column, shapes.length == 0 ? List.of(Shape.LINEAR) : List.of(shapes));
    }

    public static Categorical category(String column) {
        return new Categorical(column, MIN_FREQUENCY);
    }

    /** These features and one more, which replaces an earlier one of the same column. */
    public Features with(Feature feature) {
        List<Feature> result = new ArrayList<>(list);
        for (int i = 0; i < result.size(); i++) {
            if (result.get(i).column().equals(feature.column())) {
                result.set(i, feature);
                return new Features(result);
            }
        }
        result.add(feature);
        return new Features(result);
    }

    public Features withMinFrequency(int count) {
        return new Features(list.stream()
                .map(f -> f instanceof Categorical c ? new Categorical(c.column, count) : f)
                .toList());
    }

    public Optional<Feature> find(String column) {
        return list.stream().filter(f -> f.column().equals(column)).findFirst();
    }

    public List<String> columns() {
        return list.stream().map(Feature::column).toList();
    }
}
