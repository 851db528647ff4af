package dev.elsewise.bench.validity;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Workspace;
import dev.elsewise.simulate.SlateWorld;
import dev.elsewise.study.Result;
import dev.elsewise.study.Study;
import dev.elsewise.study.StudyRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The published recipe on worlds of 20,000 slates in which nothing has an effect: what it reports, and whether our report
 * says not to trust it. The mean lift should lie in [0.010, 0.019], the mean of slates of up to ten above 0.15, and no run be
 * called trustworthy; otherwise this ends with 1.
 *
 * <p>Arguments: worlds, first seed.
 */
public final class SeedRecipe {
    private SeedRecipe() {}

    public static void main(String[] arguments) throws IOException {
        int worlds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 80_000;
        double lift = 0;
        double shortSlates = 0;
        int trusted = 0;
        Path folder = Files.createTempDirectory("slates");
        try {
            for (int world = 0; world < worlds; world++) {
                Result result = run(folder, first + world);
                Result.EstimateRow aipw = result.estimates().getLast();
                double ten = upToTen(result);
                lift += aipw.value() / worlds;
                shortSlates += ten / worlds;
                trusted += result.words().trustworthy() ? 1 : 0;
                System.out.printf(
                        Locale.ROOT,
                        "seed %d: lift %.4f [%.4f, %.4f], slates of up to ten %.4f, failed: %s%n",
                        first + world,
                        aipw.value(),
                        aipw.interval().lower(),
                        aipw.interval().upper(),
                        ten,
                        failed(aipw));
            }
        } finally {
            Files.deleteIfExists(folder.resolve("slates.csv"));
            Files.deleteIfExists(folder.resolve("slates.csv.truth.json"));
            Files.delete(folder);
        }
        boolean asExpected = lift >= 0.010 && lift <= 0.019 && shortSlates > 0.15 && trusted == 0;
        System.out.printf(
                Locale.ROOT,
                "mean of %d worlds: lift %.4f, slates of up to ten %.4f; called trustworthy: %d; %s%n",
                worlds,
                lift,
                shortSlates,
                trusted,
                asExpected ? "as expected" : "NOT as expected");
        if (!asExpected) {
            System.exit(1);
        }
    }

    private static Result run(Path folder, long seed) {
        SlateWorld.withDefaults().withSeed(seed).writeCsv(folder.resolve("slates.csv"));
        try (Workspace workspace = Workspace.open()) {
            return StudyRunner.run(Study.parse("version: 1\nrecipe: seed-002\ndata: slates.csv\n", folder), workspace);
        }
    }

    private static double upToTen(Result result) {
        return result.segments().stream()
                .filter(s ->
                        s.by().equals("candidate_set_bucket") && s.segment().equals("1-10"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static List<String> failed(Result.EstimateRow estimate) {
        return estimate.checks().stream()
                .filter(c -> c.verdict() == Verdict.FAIL)
                .map(Diagnostic::name)
                .toList();
    }
}
