package dev.elsewise.study.model;

import dev.elsewise.study.yaml.StudyText;
import dev.elsewise.study.yaml.Yaml;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How far each item of a validation may go. */
public record Tolerances(Map<Tolerance, Double> own) {
    private static final double GREATEST = 1e15;

    public Tolerances {
        EnumMap<Tolerance, Double> sorted = new EnumMap<>(Tolerance.class);
        sorted.putAll(own);
        own = Collections.unmodifiableMap(sorted);
    }

    /** Those of {@link Tolerance#usual}. */
    public static Tolerances withDefaults() {
        return new Tolerances(Map.of());
    }

    public Tolerances with(Tolerance tolerance, double value) {
        EnumMap<Tolerance, Double> more = new EnumMap<>(Tolerance.class);
        more.putAll(own);
        more.put(tolerance, value);
        return new Tolerances(more);
    }

    /** What is tolerated. */
    public double of(Tolerance tolerance) {
        return own.getOrDefault(tolerance, tolerance.usual());
    }

    /**
     * Reads a file of {@code KEY: NUMBER} with the keys of {@link Tolerance#key}.
     *
     * @throws dev.elsewise.error.BadStudy with the line, when there is anything in it that we do not understand
     */
    public static Tolerances read(Path file) {
        Tolerances tolerances = withDefaults();
        List<String> known = Stream.concat(
                        Stream.of("version"), Arrays.stream(Tolerance.values()).map(Tolerance::key))
                .toList();
        Yaml.Fields fields = StudyText.read(file).root().fields("A file of tolerances", known);
        for (Tolerance tolerance : Tolerance.values()) {
            if (fields.has(tolerance.key())) {
                tolerances = tolerances.with(
                        tolerance, fields.require(tolerance.key()).numberWithin(0, GREATEST));
            }
        }
        return tolerances;
    }
}
