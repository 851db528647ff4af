package dev.elsewise.study.yaml;

import dev.elsewise.error.Nearest;
import dev.elsewise.study.data.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named studies that fill in what a study file leaves out; a key that the file gives replaces the recipe's.
 *
 * @param names those of one kind of study
 * @param keys that a study of this kind may have
 */
public record Recipes(List<String> names, List<String> keys) {
    /** The recipe that a study names, as it is in this version. */
    public Recipe named(Yaml recipe) {
        String name = recipe.text();
        if (!names.contains(name)) {
            throw recipe.wrong("there is no recipe \"" + name + "\"; there is " + String.join(", ", names) + "."
                    + Nearest.hint(name, names));
        }
        return new Recipe(name, text(name));
    }

    /** The fields of a study over those of its recipe. */
    public Yaml.Fields under(Yaml.Fields study, Recipe recipe) {
        Map<String, Yaml> entries = new LinkedHashMap<>(Yaml.parse(recipe.text(), "recipe " + recipe.name())
                .fields(keys)
                .entries());
        entries.putAll(study.entries());
        return new Yaml.Fields(study.map(), entries);
    }

    private static String text(String name) {
        try (InputStream in = Recipes.class.getResourceAsStream("/dev/elsewise/study/recipes/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("The recipe " + name + " is not among our resources.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
