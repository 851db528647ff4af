package dev.elsewise.study.model;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Reason;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.scm.FittedModel;
import dev.elsewise.scm.Panel;
import dev.elsewise.study.mix.MixStudy;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a model that {@link ModelJson} of this or an earlier version wrote. */
final class ModelReader {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ModelReader() {}

    static MixModel read(Path place) {
        Path file = Files.isDirectory(place) ? place.resolve(MixModel.FILE) : place;
        Path whole = file.toAbsolutePath().normalize();
        return parse(text(file), String.valueOf(file), Objects.requireNonNullElse(whole.getParent(), whole));
    }

    private static String text(Path file) {
        if (!Files.exists(file)) {
            throw new BadStudy(
                    "A model must be a " + MixModel.FILE + " or a result directory that holds one; there is no \""
                            + file + "\".\nMaybe run the study of the mix again with --out: it writes one.");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw damaged(String.valueOf(file), "it is not text in UTF-8", e);
        } catch (IOException e) {
            throw new BadStudy(
                    "The model \"" + file + "\" must be readable; it is not: " + Reason.of(e)
                            + ".\nMaybe its permissions forbid it.",
                    e);
        }
    }

    static MixModel parse(String json, String file, Path folder) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw damaged(
                    file,
                    "it is not whole JSON"
                            + (e.getLocation() == null
                                    ? ""
                                    : " from line " + e.getLocation().getLineNr()),
                    e);
        }
        if (root.isMissingNode() || (root.isObject() && root.isEmpty())) {
            throw damaged(file, "there is nothing in it", null);
        }
        if (!root.isObject() || !root.path("kind").asString("").equals(ModelJson.KIND)) {
            throw new BadStudy("A model must be a " + MixModel.FILE + " that elsewise run wrote; \"" + file
                    + "\" is none.\nMaybe the folder that was given to run as --out is meant.");
        }
        Stored model = new Stored(file, "", root);
        int format = model.at("format").count();
        if (format > MixModel.FORMAT || format < 1) {
            throw new BadStudy("A model must be of format 1 to " + MixModel.FORMAT + ", which this program knows; \""
                    + file + "\" is of format " + format + ".\nMaybe a later version wrote it: read it with that one.");
        }
        if (!model.at(Seal.KEY).text().equals(Seal.of(root))) {
            throw damaged(file, "its fingerprint is not that of what stands in it", null);
        }
        return model(model, folder);
    }

    private static BadData damaged(String file, String found, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "The model in \"" + file + "\" must be as it was written; " + found
                + ".\nMaybe the file was edited or cut off while it was copied: run its study again with --out.";
        return cause == null ? new BadData(message) : new BadData(message, cause);
    }

    private static MixModel model(Stored model, Path folder) {
        String yaml = model.at("study").text();
        MixStudy study = model.find("recipe")
                .map(recipe -> MixStudy.parse(yaml, recipe.text(), folder))
                .orElseGet(() -> MixStudy.parse(yaml, folder));
        Map<String, Object> provenance = new LinkedHashMap<>();
        Stored record = model.at("provenance");
        for (String key : record.names()) {
            Stored value = record.at(key);
            provenance.put(
                    key, value.node().isIntegralNumber() ? (Object) value.node().asLong() : value.text());
        }
        return new MixModel(
                study,
                panel(model.at("data")),
                model.find("equations").map(e -> numbers(model)),
                model.at("answers").items().stream().map(ModelReader::answer).toList(),
                model.find("failed").map(Stored::texts).orElse(List.of()),
                provenance);
    }

    private static KeptAnswer answer(Stored a) {
        return new KeptAnswer(
                a.at("of").text(),
                a.at("what").text(),
                new Estimated(
                        a.at("value").number(),
                        a.at("standardError").number(),
                        a.at("lower").number(),
                        a.at("upper").number(),
                        a.at("note").text()));
    }

    private static Panel panel(Stored data) {
        List<String> units = data.at("units").texts();
        Stored periods = data.at("periods");
        int n = periods.items().size();
        int history = data.at("history").count();
        if (units.isEmpty() || history >= n) {
            throw periods.mustBe("a list of more days than there are in the history, and of a unit");
        }
        Panel panel = Panel.of(units, periods.items().stream().map(Stored::date).toList(), history);
        Stored columns = data.at("columns");
        for (String name : columns.names()) {
            double[] values = columns.at(name).numbers();
            if (values.length != n && values.length != panel.rows()) {
                throw columns.at(name).mustBe("a list of " + n + " or " + panel.rows() + " numbers");
            }
            double[] all = new double[panel.rows()];
            for (int r = 0; r < all.length; r++) {
                all[r] = values[r % values.length];
            }
            panel = panel.with(name, all);
        }
        return panel;
    }

    private static FittedModel.Kept numbers(Stored model) {
        Map<String, FittedMechanism.Numbers> equations = new LinkedHashMap<>();
        Stored stored = model.at("equations");
        stored.names().forEach(node -> equations.put(node, equation(stored.at(node))));
        Optional<FittedMechanism.Numbers> reduced = model.find("reduced").map(ModelReader::equation);
        FittedModel.Numbers point = new FittedModel.Numbers(equations, reduced);
        return new FittedModel.Kept(
                point,
                model.find("draws").map(d -> draws(d, point)).orElse(List.of()),
                model.find("sampled").map(d -> draws(d, point)).orElse(List.of()));
    }

    private static List<FittedModel.Numbers> draws(Stored draws, FittedModel.Numbers point) {
        int count = draws.at("count").count();
        Map<String, List<FittedMechanism.Numbers>> byNode = new LinkedHashMap<>();
        point.equations()
                .forEach((node, like) ->
                        byNode.put(node, unpacked(draws.at("equations").at(node), count, like)));
        Optional<List<FittedMechanism.Numbers>> reduced =
                point.reduced().map(like -> unpacked(draws.at("reduced"), count, like));
        List<FittedModel.Numbers> all = new ArrayList<>();
        for (int d = 0; d < count; d++) {
            int draw = d;
            Map<String, FittedMechanism.Numbers> one = new LinkedHashMap<>();
            byNode.forEach((node, numbers) -> one.put(node, numbers.get(draw)));
            all.add(new FittedModel.Numbers(one, reduced.map(r -> r.get(draw))));
        }
        return all;
    }

    private static List<FittedMechanism.Numbers> unpacked(Stored at, int count, FittedMechanism.Numbers like) {
        try {
            return new Packed(at.at("own").truths(), at.at("numbers").texts()).unpacked(count, like);
        } catch (IllegalArgumentException e) {
            throw at.mustBe("the numbers of " + count + " draws in base64", e);
        }
    }

    private static FittedMechanism.Numbers equation(Stored e) {
        double[] intercept = e.at("intercept").numbers();
        double[][] beta = e.at("beta").items().stream().map(Stored::numbers).toArray(double[][]::new);
        boolean[][] held = e.at("held").items().stream().map(Stored::truths).toArray(boolean[][]::new);
        return new FittedMechanism.Numbers(
                e.at("parameters").texts(),
                e.at("theta").numbers(),
                e.at("columns").texts(),
                everyUnit(beta, intercept.length, e.at("beta")),
                intercept,
                e.at("variance").number(),
                everyUnit(held, intercept.length, e.at("held")),
                e.at("aliased").truths(),
                e.find("between")
                        .map(b -> new FittedMechanism.Between(
                                b.at("variance").numbers(), b.at("common").numbers())),
                e.find("penalty").map(ModelReader::penalty));
    }

    /** One row may stand for all units. */
    private static <T> T[] everyUnit(T[] rows, int units, Stored at) {
        if (rows.length != 1 && rows.length != units) {
            throw at.mustBe("a list of 1 or " + units + " lists");
        }
        T[] all = Arrays.copyOf(rows, units);
        for (int u = rows.length; u < units; u++) {
            all[u] = rows[0];
        }
        return all;
    }

    private static FittedMechanism.Penalty penalty(Stored p) {
        return new FittedMechanism.Penalty(
                p.at("method").text(),
                p.at("penalty").number(),
                p.at("kept").truths(),
                p.at("dropped").texts(),
                p.at("squares").numbers(),
                p.at("absolutes").numbers(),
                p.find("unpenalised").map(ModelReader::equation));
    }
}
