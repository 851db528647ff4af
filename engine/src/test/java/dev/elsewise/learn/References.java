package dev.elsewise.learn;

import dev.elsewise.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of reference values among the test resources. */
final class References {
    private References() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(References.class.getResource("/reference/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Table table(String name) {
        return Table.open(path(name).toString());
    }

    static JsonNode json(String name) {
        try (InputStream in = Objects.requireNonNull(References.class.getResourceAsStream("/reference/" + name), name)) {
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] numbers(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }
}
