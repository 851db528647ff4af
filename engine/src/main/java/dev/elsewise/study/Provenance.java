package dev.elsewise.study;

import dev.elsewise.data.Source;
import dev.elsewise.study.data.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is needed to run a study again, and to see whether it was the same. */
public final class Provenance {
    private Provenance() {}

    /**
     * @param fingerprint a hash of the rows
     * @param study its text
     */
    public static Map<String, Object> of(
            Source data, String fingerprint, long rows, String study, Optional<Recipe> recipe, long seed) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("data", data.toString());
        map.put("dataFingerprint", fingerprint);
        map.put("rows", rows);
        map.put("study", study);
        recipe.ifPresent(r -> map.put("recipe", r.text()));
        map.put("seed", seed);
        String version = Provenance.class.getPackage().getImplementationVersion();
        map.put("version", version == null ? "development" : version);
        map.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        map.put("architecture", System.getProperty("os.arch"));
        map.put("system", System.getProperty("os.name"));
        return map;
    }
}
