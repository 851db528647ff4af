package dev.elsewise.study.print;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.effect.Interval;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes {@code result.json} by the rules of the house: two spaces of indentation, and {@code null} for a number that is not there.
 * Used by one thread.
 */
public final class JsonWriter {
    private final JsonGenerator json;

    private JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    /** One object and a line's end. */
    public static String object(Consumer<JsonWriter> write) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(new PrettyContext(), out)) {
            json.writeStartObject();
            write.accept(new JsonWriter(json));
            json.writeEndObject();
        }
        return out.append('\n').toString();
    }

    /** Two-space indentation, one key a line. */
    private static final class PrettyContext extends ObjectWriteContext.Base {
        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
            return new tools.jackson.core.util.DefaultPrettyPrinter();
        }
    }

    public void text(String name, String value) {
        json.writeStringProperty(name, value);
    }

    public void truth(String name, boolean value) {
        json.writeBooleanProperty(name, value);
    }

    public void count(String name, long value) {
        json.writeNumberProperty(name, value);
    }

    /** A number, or {@code null} when it is not finite. */
    public void number(String name, double value) {
        json.writeName(name);
        number(value);
    }

    /** A number without a name, for a list. */
    public void number(double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    public void string(String value) {
        json.writeString(value);
    }

    public void count(long value) {
        json.writeNumber(value);
    }

    public void truth(boolean value) {
        json.writeBoolean(value);
    }

    public void name(String value) {
        json.writeName(value);
    }

    public void object(String name, Runnable write) {
        json.writeName(name);
        object(write);
    }

    /** An object without a name, for a list. */
    public void object(Runnable write) {
        json.writeStartObject();
        write.run();
        json.writeEndObject();
    }

    public void list(String name, Runnable write) {
        json.writeName(name);
        list(write);
    }

    /** A list without a name, for a list of lists. */
    public void list(Runnable write) {
        json.writeStartArray();
        write.run();
        json.writeEndArray();
    }

    public void strings(String name, List<String> values) {
        list(name, () -> values.forEach(json::writeString));
    }

    public void numbers(String name, List<Double> values) {
        list(name, () -> values.forEach(json::writeNumber));
    }

    public void counts(String name, List<Long> values) {
        list(name, () -> values.forEach(json::writeNumber));
    }

    /** A list of objects. */
    public <T> void array(String name, List<T> items, Consumer<T> write) {
        list(name, () -> items.forEach(item -> object(() -> write.accept(item))));
    }

    public void checks(String name, List<Diagnostic> checks) {
        array(name, checks, c -> {
            text("name", c.name());
            text("verdict", c.verdict().name());
            number("statistic", c.statistic());
            number("threshold", c.threshold());
            text("advice", c.advice());
        });
    }

    public void interval(String name, Interval interval) {
        object(name, () -> {
            number("level", interval.level());
            text("method", interval.method());
            number("lower", interval.lower());
            number("upper", interval.upper());
        });
    }

    /** A record of words and whole numbers. */
    public void record(String name, Map<String, Object> entries) {
        object(
                name,
                () -> entries.forEach((key, value) -> {
                    switch (value) {
                        case Long whole -> count(key, whole);
                        case Object other -> text(key, other.toString());
                    }
                }));
    }
}
