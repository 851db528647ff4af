package dev.elsewise.study.print;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.PriceAnswer;
import dev.elsewise.mix.answer.ValidationAnswer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records as JSON: each component under its own name, so that nothing of an answer can be forgotten. A renamed component would change
 * the format; a test holds the names.
 */
public final class RecordJson {
    private static final String BECAUSE = "because";

    /** Why a plain number of a record may be missing. */
    private static final Map<Class<?>, String> REASONS = Map.of(
            MediationAnswer.Sensitivity.class, "no correlation within (−1, 1) would make the indirect effect 0",
            ValidationAnswer.Metrics.class, "does not apply to these predictions",
            PriceAnswer.Band.class, "no best price is named, only a direction");

    private final JsonWriter json;

    /** Writes into the object that is open. */
    public RecordJson(JsonWriter json) {
        this.json = json;
    }

    /** All components of a record, into the object that is open. */
    public void components(Record of) {
        boolean missing = false;
        for (RecordComponent component : of.getClass().getRecordComponents()) {
            Object value = value(of, component);
            if (value instanceof Optional<?> optional) {
                if (optional.isEmpty()) {
                    continue;
                }
                value = optional.get();
            }
            missing |= value instanceof Double d && !Double.isFinite(d);
            json.name(component.getName());
            write(value);
        }
        if (missing) {
            json.text(BECAUSE, REASONS.getOrDefault(of.getClass(), "does not apply"));
        }
    }

    private void write(Object value) {
        switch (value) {
            case Estimated e -> json.object(() -> estimated(e));
            case Record r -> json.object(() -> components(r));
            case List<?> list -> json.list(() -> list.forEach(this::write));
            case double[] numbers -> json.list(() -> Arrays.stream(numbers).forEach(json::number));
            case double[][] rows -> json.list(() -> Arrays.stream(rows).forEach(this::write));
            case Double number -> json.number(number);
            case Integer whole -> json.count(whole.longValue());
            case Long whole -> json.count(whole);
            case Boolean truth -> json.truth(truth);
            default -> json.string(value.toString());
        }
    }

    /** A number with its interval; the note of one that is withheld is the reason. */
    public void estimated(Estimated e) {
        json.number("value", e.value());
        json.number("standardError", e.standardError());
        json.number("lower", e.lower());
        json.number("upper", e.upper());
        if (!Double.isFinite(e.value())) {
            json.text(BECAUSE, e.note().isEmpty() ? "withheld" : e.note());
        } else if (!e.note().isEmpty()) {
            json.text("note", e.note());
        }
    }

    private static Object value(Record of, RecordComponent component) {
        try {
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("A component must be readable: " + component, e);
        }
    }
}
