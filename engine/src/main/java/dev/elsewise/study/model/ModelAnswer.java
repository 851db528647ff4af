package dev.elsewise.study.model;

import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.answer.ScenarioAnswer;
import dev.elsewise.study.mix.BudgetPlan;
import dev.elsewise.study.mix.MixResult;
import dev.elsewise.study.mix.MixTables;
import dev.elsewise.study.mix.MixText;
import dev.elsewise.study.mix.Planner;
import dev.elsewise.study.mix.Scenario;
import dev.elsewise.study.print.JsonWriter;
import dev.elsewise.study.print.RecordJson;
import dev.elsewise.study.print.TextPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a stored model says when it is asked: scenarios, or a budget. The numbers are those that the same keys of its study would have
 * given in the run that made the model.
 *
 * @param level of the intervals
 * @param period "day", "week" or "month"
 * @param caution that checks failed in that run; empty when none did
 * @param provenance of the run that made the model
 */
public record ModelAnswer(
        String title,
        String outcome,
        double level,
        String period,
        List<ScenarioAnswer> scenarios,
        Optional<MixResult.Plan> plan,
        String caution,
        Map<String, Object> provenance) {
    /** The format of its JSON. */
    public static final int FORMAT = 1;

    public ModelAnswer {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Asks about scenarios.
     *
     * @param fit as {@link MixModel#fit} gave it
     */
    public static ModelAnswer of(MixModel model, FittedMix fit, List<Scenario> scenarios) {
        return of(
                model,
                fit,
                scenarios.stream().map(s -> s.asked(fit).answer(fit)).toList(),
                Optional.empty());
    }

    /**
     * Asks for a budget.
     *
     * @throws dev.elsewise.error.BadStudy when no plan is allowed: a budget below the least spend, a target that no plan reaches
     */
    public static ModelAnswer of(MixModel model, FittedMix fit, BudgetPlan plan) {
        return of(model, fit, List.of(), Optional.of(Planner.plan(plan, fit)));
    }

    private static ModelAnswer of(
            MixModel model, FittedMix fit, List<ScenarioAnswer> scenarios, Optional<MixResult.Plan> plan) {
        return new ModelAnswer(
                model.study().title(),
                fit.mix().outcome(),
                fit.mix().uncertainty().level(),
                model.study().calendar().to().period(),
                scenarios,
                plan,
                model.caution(),
                model.provenance());
    }

    /** For a terminal. */
    public String text() {
        TextPage page = new TextPage();
        page.title(title);
        if (!caution.isEmpty()) {
            page.wrapped(caution, "");
        }
        return page
                + (scenarios.isEmpty() ? "" : MixText.scenarios(scenarios, outcome))
                + plan.map(p -> MixText.plan(p, period)).orElse("");
    }

    /** For other programs: {@code scenarios} and {@code plan} as in {@code result.json}. */
    public String json() {
        return JsonWriter.object(json -> {
            RecordJson records = new RecordJson(json);
            json.count("format", FORMAT);
            json.text("kind", "mix-answer");
            json.text("title", title);
            json.text("outcome", outcome);
            json.number("level", level);
            json.text("period", period);
            if (!caution.isEmpty()) {
                json.text("caution", caution);
            }
            if (!scenarios.isEmpty()) {
                json.array("scenarios", scenarios, records::components);
            }
            plan.ifPresent(p -> json.object("plan", () -> records.components(p)));
            json.record("provenance", provenance);
        });
    }

    /** CSV tables by file name. */
    public Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        if (!scenarios.isEmpty()) {
            tables.put("scenarios.csv", MixTables.scenarios(scenarios));
        }
        plan.ifPresent(p -> tables.put("allocation.csv", MixTables.plan(p)));
        return tables;
    }
}
