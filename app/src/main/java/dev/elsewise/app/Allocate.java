package dev.elsewise.app;

import dev.elsewise.error.BadStudy;
import dev.elsewise.study.mix.BudgetPlan;
import dev.elsewise.study.mix.PlanFile;
import dev.elsewise.study.model.MixModel;
import dev.elsewise.study.model.ModelAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Asks a stored media mix for the best budget: nothing is fitted. */
final class Allocate implements Verb {
    private static final List<String> GOALS = List.of("--budget", "--target-roi", "--target-marginal-roi");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command(
                "allocate",
                "Proposes a budget by a stored media mix, with a certificate, without fitting it again: by a plan file,"
                        + " else by the plan of the model's study, else what is spent now, spread better.");
        spec.addPositional(Words.file("MODEL", 0, true, "A model.json, or the result directory that holds it."));
        spec.addPositional(Words.file("PLAN.yaml", 1, false, "plan: as under mix: in a study file."));
        spec.addOption(Words.option(
                "--budget", "MONEY", Double.class, "How much may be spent, instead of what the plan says."));
        spec.addOption(Words.option("--per", "PERIOD", String.class, "What the budget is for: period or total."));
        spec.addOption(Words.option("--target-roi", "ROI", Double.class, "Spend as much as brings that return."));
        spec.addOption(Words.option(
                "--target-marginal-roi", "ROI", Double.class, "Spend until the last money brings that return."));
        spec.addOption(Words.option("--out", "DIR", Path.class, "Where answer.json and tables/allocation.csv go."));
        return Session.with(spec);
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        MixModel model = MixModel.read(words.matchedPositionalValue(0, Path.of("")));
        Optional<Path> file = Optional.ofNullable(words.<@Nullable Path>matchedPositionalValue(1, null));
        BudgetPlan plan =
                asked(file.map(f -> read(f, model)).or(() -> model.study().plan()), words);
        return AskScenarios.answer(
                words, terminal, session -> ModelAnswer.of(model, model.fit(session.workspace()), plan));
    }

    private static BudgetPlan read(Path file, MixModel model) {
        return PlanFile.read(file, model.study())
                .plan()
                .orElseThrow(() -> new BadStudy("allocate needs the key plan in its plan file; \"" + file
                        + "\" has none.\nMaybe scenario is meant, which answers its scenarios."));
    }

    /** The plan with what the options say instead. */
    private static BudgetPlan asked(Optional<BudgetPlan> given, ParseResult words) {
        BudgetPlan plan = given.orElse(BudgetPlan.withDefaults());
        List<String> goals = GOALS.stream().filter(words::hasMatchedOption).toList();
        if (goals.size() > 1) {
            throw new BadStudy(
                    "A plan must seek either the most for a budget or a return; found " + String.join(" and ", goals)
                            + ".\nMaybe leave the budget out: how much to spend is then the answer.");
        }
        for (String goal : goals) {
            double value = positive(goal, words.matchedOptionValue(goal, Double.NaN));
            plan = switch (goal) {
                case "--budget" -> plan.withBudget(value);
                case "--target-roi" -> plan.withReturn(new BudgetPlan.Goal.Roi(value));
                default -> plan.withReturn(new BudgetPlan.Goal.MarginalRoi(value));
            };
        }
        @Nullable String per = words.matchedOptionValue("--per", null);
        return per == null ? plan : plan.withPer(per(per));
    }

    private static double positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new BadStudy(option + " must be more than 0; found " + value
                    + ".\nMaybe a sign or a digit is wrong, as in --budget 50000.");
        }
        return value;
    }

    private static BudgetPlan.Per per(String word) {
        return switch (word) {
            case "period" -> BudgetPlan.Per.PERIOD;
            case "total" -> BudgetPlan.Per.TOTAL;
            default ->
                throw new BadStudy("--per must be period or total; found \"" + word
                        + "\".\nMaybe period is meant: money a period, such as a week.");
        };
    }
}
