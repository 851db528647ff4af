package dev.elsewise.study.mix;

import dev.elsewise.mix.MediaMix;
import dev.elsewise.study.data.Recipe;
import dev.elsewise.study.yaml.DataReader;
import dev.elsewise.study.yaml.Recipes;
import dev.elsewise.study.yaml.StudyText;
import dev.elsewise.study.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the study file of a media mix strictly: what is not understood is refused, with its line. */
final class MixReader {
    static final List<String> KEYS = List.of(
            "version", "title", "recipe", "data", "time", "unit", "columns", "where", "derive", "mix", "graph", "seed");

    static final List<String> MIX_KEYS = List.of(
            "outcome",
            "link",
            "calendar",
            "layout",
            "window",
            "channels",
            "organic",
            "levers",
            "controls",
            "events",
            "mediators",
            "missing",
            "baseline",
            "interactions",
            "lags",
            "differences",
            "carry-over",
            "saturation",
            "order",
            "model",
            "models",
            "design",
            "scaling",
            "pooling",
            "draws",
            "validation",
            "lifts",
            "scenarios",
            "plan");

    static final Recipes RECIPES = new Recipes(List.of("seed-003", "two-stage-boosting"), KEYS);

    private static final long DEFAULT_SEED = 42;

    private final DataReader data = new DataReader();

    private MixReader() {}

    static MixStudy read(StudyText text) {
        return new MixReader().study(text, RECIPES::named);
    }

    /** @param recipe the text of the recipe that the study names, instead of ours */
    static MixStudy read(StudyText text, String recipe) {
        return new MixReader().study(text, name -> new Recipe(name.text(), recipe));
    }

    private MixStudy study(StudyText text, Function<Yaml, Recipe> recipes) {
        Yaml.Fields own = text.root().fields(KEYS);
        Yaml version = own.require("version");
        if (version.whole(1) != 1) {
            throw version.wrong("version must be 1, the only one this program knows; found " + version.whole(1)
                    + ".\nMaybe a later version of the program is needed, or 1 is meant.");
        }
        Optional<Recipe> recipe = own.find("recipe").map(recipes);
        Yaml.Fields all = recipe.map(r -> RECIPES.under(own, r)).orElse(own);
        Yaml.Fields mix = mix(own, recipe);

        String time = data.column(all.require("time"));
        Optional<String> unit = all.find("unit").map(data::column);
        PeriodsReader periods = new PeriodsReader(mix);
        MixModelReader model = new MixModelReader(mix, data, periods.grain());
        MediaMix read = model.read(all.require("graph"), unit.isPresent());
        PlanReader plans = new PlanReader(model.names());
        Optional<BudgetPlan> plan = mix.find("plan").map(plans::plan);
        plan.ifPresent(p -> PlanReader.checkUnits(p, unit, mix.require("plan")));
        List<Scenario> scenarios = mix.find("scenarios").map(plans::scenarios).orElse(List.of());
        return new MixStudy(
                all.text("title").orElse("What moves " + read.outcome()),
                data.preparation(all, text.folder()),
                time,
                unit,
                read,
                periods.calendar(model.aggregations()),
                model.layout(),
                periods.window(),
                model.events(),
                mix.find("missing").map(m -> MissingReader.read(m, read)).orElse(Map.of()),
                periods.validation(),
                scenarios,
                plan,
                all.find("seed").map(seed -> seed.whole(Long.MIN_VALUE)).orElse(DEFAULT_SEED),
                recipe,
                text.text());
    }

    /** What stands under {@code mix}, each key of the file over the recipe's. */
    private static Yaml.Fields mix(Yaml.Fields own, Optional<Recipe> recipe) {
        Optional<Yaml.Fields> given = own.find("mix").map(mix -> mix.fields(MIX_KEYS));
        Optional<Yaml.Fields> filled = recipe.map(r -> RECIPES.under(new Yaml.Fields(own.map(), Map.of()), r)
                .require("mix")
                .fields(MIX_KEYS));
        if (given.isEmpty()) {
            return filled.orElseGet(() -> own.require("mix").fields(MIX_KEYS));
        }
        Map<String, Yaml> entries = new LinkedHashMap<>();
        filled.ifPresent(f -> entries.putAll(f.entries()));
        entries.putAll(given.get().entries());
        return new Yaml.Fields(given.get().map(), entries);
    }
}
