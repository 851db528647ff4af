package dev.elsewise;

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
public final class References {
    private References() {}

    public static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(References.class.getResource("/reference/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Table table(String name) {
        return Table.open(path(name).toString());
    }

    public static JsonNode json(String name) {
        try (InputStream in =
                Objects.requireNonNull(References.class.getResourceAsStream("/reference/" + name), name)) {
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static double[] numbers(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }
}
