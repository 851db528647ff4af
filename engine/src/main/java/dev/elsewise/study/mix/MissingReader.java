package dev.elsewise.study.mix;

import dev.elsewise.error.Nearest;
import dev.elsewise.mix.Input;
import dev.elsewise.mix.Input.Role;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.study.mix.MixStudy.Filling;
import dev.elsewise.study.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Reads {@code missing}: what stands for missing values, by node, or for all inputs of one kind. */
final class MissingReader {
    private static final Map<String, Predicate<Input>> KINDS = kinds();

    private MissingReader() {}

    static Map<String, Filling> read(Yaml value, MediaMix mix) {
        List<String> words =
                new ArrayList<>(mix.inputs().stream().map(Input::name).toList());
        KINDS.keySet().stream().filter(k -> !words.contains(k)).forEach(words::add);
        Map<String, Filling> ofKinds = new LinkedHashMap<>();
        Map<String, Filling> ofNodes = new LinkedHashMap<>();
        value.entries().forEach((name, rule) -> {
            if (name.equals(mix.outcome())) {
                throw rule.wrong("the outcome must be observed: what stands for a missing one would be explained as if"
                        + " it had happened.\nMaybe begin the window later, or end it earlier.");
            }
            Filling filling = Filling.valueOf(rule.word(List.of("refuse", "zero", "carry-forward", "interpolate"))
                    .toUpperCase(Locale.ROOT)
                    .replace('-', '_'));
            if (mix.input(name).isPresent()) {
                ofNodes.put(name, filling);
            } else if (KINDS.containsKey(name)) {
                mix.inputs().stream().filter(KINDS.get(name)).forEach(input -> ofKinds.put(input.name(), filling));
            } else {
                throw rule.wrong(value.what() + " must be for an input or for a kind of inputs ("
                        + String.join(", ", words) + "); found \"" + name + "\"." + Nearest.hint(name, words));
            }
        });
        ofKinds.putAll(ofNodes);
        return ofKinds;
    }

    private static Map<String, Predicate<Input>> kinds() {
        Map<String, Predicate<Input>> kinds = new LinkedHashMap<>();
        kinds.put("spends", i -> i.role() == Role.PAID);
        kinds.put("organic", i -> i.role() == Role.ORGANIC);
        kinds.put("levers", i -> i.role() == Role.LEVER);
        kinds.put("controls", i -> !i.role().acts() && i.role() != Role.EVENT);
        kinds.put("events", i -> i.role() == Role.EVENT);
        return kinds;
    }
}
