package dev.elsewise.study;

import dev.elsewise.error.Nearest;
import dev.elsewise.study.yaml.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named studies that fill in what a study file leaves out; a key that the file gives replaces the recipe's. */
final class Recipes {
    static final List<String> NAMES = List.of("seed-002");

    private Recipes() {}

    /** The recipe that a study names, as it is in this version. */
    static Study.Recipe of(Yaml recipe) {
        String name = recipe.text();
        if (!NAMES.contains(name)) {
            throw recipe.wrong("there is no recipe \"" + name + "\"; there is " + String.join(", ", NAMES) + "."
                    + Nearest.hint(name, NAMES));
        }
        return new Study.Recipe(name, text(name));
    }

    /** The fields of a study over those of its recipe. */
    static Yaml.Fields under(Yaml.Fields study, Study.Recipe recipe) {
        Map<String, Yaml> entries = new LinkedHashMap<>(Yaml.parse(recipe.text(), "recipe " + recipe.name())
                .fields(StudyReader.KEYS)
                .entries());
        entries.putAll(study.entries());
        return new Yaml.Fields(study.map(), entries);
    }

    private static String text(String name) {
        try (InputStream in = Recipes.class.getResourceAsStream("recipes/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("The recipe " + name + " is not among our resources.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
