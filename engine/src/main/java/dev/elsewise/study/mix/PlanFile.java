package dev.elsewise.study.mix;

import dev.elsewise.study.yaml.StudyText;
import dev.elsewise.study.yaml.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Questions to a model that is fitted already: {@code scenarios} and a {@code plan}, as they stand under {@code mix} in a study file.
 *
 * @param scenarios none when the file has none
 * @param plan empty when the file has none
 */
public record PlanFile(List<Scenario> scenarios, Optional<BudgetPlan> plan) {
    public PlanFile {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Reads a plan file.
     *
     * @param study whose nodes it may name
     * @throws dev.elsewise.error.BadStudy with the line, when there is anything in it that we do not understand
     */
    public static PlanFile read(Path file, MixStudy study) {
        return read(StudyText.read(file), study);
    }

    /** Reads it from text. */
    public static PlanFile parse(String yaml, MixStudy study) {
        return read(new StudyText(yaml, "plan.yaml", Path.of("")), study);
    }

    private static PlanFile read(StudyText text, MixStudy study) {
        Yaml root = text.root();
        Yaml.Fields fields = root.fields("A plan file", List.of("version", "scenarios", "plan"));
        fields.find("version").ifPresent(version -> {
            if (version.whole(1) != 1) {
                throw version.wrong("version must be 1, the only one this program knows; found " + version.whole(1)
                        + ".\nMaybe a later version of the program is needed, or 1 is meant.");
            }
        });
        if (!fields.has("scenarios") && !fields.has("plan")) {
            throw root.wrong("a plan file must have scenarios or a plan; it has neither."
                    + "\nMaybe begin with: scenarios: [{name: more of it, changes: {CHANNEL: +20%}}]");
        }
        PlanReader plans = new PlanReader(MixNames.of(study));
        Optional<BudgetPlan> plan = fields.find("plan").map(plans::plan);
        plan.ifPresent(p -> PlanReader.checkUnits(p, study.unit(), fields.require("plan")));
        return new PlanFile(fields.find("scenarios").map(plans::scenarios).orElse(List.of()), plan);
    }
}
