package dev.elsewise.study.model;

import dev.elsewise.error.BadData;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A value of a model's JSON that must be there, and knows its place.
 *
 * @param place the way to it, such as "data.units"
 */
record Stored(String file, String place, JsonNode node) {
    Stored at(String key) {
        Stored found = new Stored(file, place.isEmpty() ? key : place + "." + key, node.path(key));
        if (found.node.isMissingNode()) {
            throw found.mustBe("there");
        }
        return found;
    }

    Optional<Stored> find(String key) {
        return node.has(key) ? Optional.of(at(key)) : Optional.empty();
    }

    String text() {
        if (!node.isString()) {
            throw mustBe("a text");
        }
        return node.asString();
    }

    /** A whole number that is not negative. */
    int count() {
        if (!node.isIntegralNumber() || node.asDouble() < 0 || node.asDouble() > Integer.MAX_VALUE) {
            throw mustBe("a whole number");
        }
        return node.asInt();
    }

    /** A number; {@code null} stands for one that is not there. */
    double number() {
        if (!node.isNumber() && !node.isNull()) {
            throw mustBe("a number");
        }
        return node.isNull() ? Double.NaN : node.asDouble();
    }

    boolean truth() {
        if (!node.isBoolean()) {
            throw mustBe("true or false");
        }
        return node.asBoolean();
    }

    LocalDate date() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeParseException e) {
            throw mustBe("a day", e);
        }
    }

    List<String> names() {
        if (!node.isObject()) {
            throw mustBe("a map");
        }
        return List.copyOf(node.propertyNames());
    }

    List<Stored> items() {
        if (!node.isArray()) {
            throw mustBe("a list");
        }
        List<Stored> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(new Stored(file, place + "[" + (i + 1) + "]", node.path(i)));
        }
        return items;
    }

    double[] numbers() {
        return items().stream().mapToDouble(Stored::number).toArray();
    }

    List<String> texts() {
        return items().stream().map(Stored::text).toList();
    }

    boolean[] truths() {
        List<Stored> items = items();
        boolean[] values = new boolean[items.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = items.get(i).truth();
        }
        return values;
    }

    BadData mustBe(String what) {
        return mustBe(what, null);
    }

    BadData mustBe(String what, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "The model in \"" + file + "\" must be as it was written: " + place + " must be " + what
                + ".\nMaybe the file was edited or cut off: run its study again with --out.";
        return cause == null ? new BadData(message) : new BadData(message, cause);
    }
}
