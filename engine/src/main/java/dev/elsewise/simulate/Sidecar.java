package dev.elsewise.simulate;

import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The text of a file of truths. */
final class Sidecar {
    private Sidecar() {}

    /** A tree of maps, lists, numbers and words as indented JSON. */
    static String text(Map<String, Object> tree) {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(tree)
                + "\n";
    }
}
