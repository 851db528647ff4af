package dev.elsewise.app;

import dev.elsewise.error.CannotWrite;
import dev.elsewise.error.Reason;
import dev.elsewise.simulate.Simulated;
import dev.elsewise.simulate.Worlds;
import dev.elsewise.study.ResultText;
import dev.elsewise.study.Study;
import dev.elsewise.study.mix.MixStudy;
import dev.elsewise.study.mix.MixText;
import dev.elsewise.study.mix.StudyFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The main job on bundled data: three studies are laid out in a folder, answered, and explained. */
final class Demo implements Verb {
    private static final long SLATES = 3_000;

    private static final List<String> FILES = List.of(
            "pension.yaml",
            "slate.yaml",
            "slate-recipe.yaml",
            "full-funnel.yaml",
            "data/README.md",
            "data/pension_401k/pension_401k.csv",
            "data/full_funnel/geo_full_funnel_data.csv");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command(
                "demo",
                "Answers three bundled studies, one on real data, one whose truth is known, and a media mix: prints the answers, writes"
                        + " studies, data and reports to a folder.");
        spec.addOption(Words.option("--out", "DIR", Path.class, "The folder, elsewise-demo when none is given."));
        return Session.with(spec);
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        Path folder = words.matchedOptionValue("--out", Path.of("elsewise-demo"));
        FILES.forEach(name -> lay(folder, name));
        answer(folder, "pension", words, terminal);
        Simulated log = Worlds.named("slate")
                .with("slates", Long.toString(SLATES))
                .withSeed(1)
                .generate();
        log.writeCsv(folder.resolve("slates.csv"));
        terminal.out().println();
        answer(folder, "slate", words, terminal);
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%nThis log is simulated, so the truth is known: the effect is %.4f.%n"
                                + "See a popular recipe fail on it, and the checks say so: elsewise run %s%n",
                        log.truth().effect("everyone"),
                        folder.resolve("slate-recipe.yaml"));
        terminal.out().println();
        answer(folder, "full-funnel", words, terminal);
        terminal.out()
                .println(
                        "\nThese data are simulated by Google for Meridian (Apache-2.0), who have not said what the truth is."
                                + "\nAsk the model that it left: elsewise scenario "
                                + folder.resolve("full-funnel")
                                + " PLAN.yaml; elsewise simulate mix makes data whose truth is known.");
        return ExitCode.FINE;
    }

    private static void answer(Path folder, String name, ParseResult words, Terminal terminal) {
        Path file = folder.resolve(name + ".yaml");
        Path out = folder.resolve(name);
        try (Session session = Session.open(words, terminal)) {
            terminal.out()
                    .print(
                            switch (StudyFile.read(file)) {
                                case StudyFile.OfEffect(Study study) ->
                                    ResultText.of(Run.answer(
                                            study, file, Optional.empty(), Optional.of(out), session.workspace()));
                                case StudyFile.OfMix(MixStudy study) ->
                                    MixText.of(Run.answer(
                                            study, file, Optional.empty(), Optional.of(out), session.workspace()));
                            });
        }
        terminal.out().println("\nReport: " + out.resolve("report.html"));
        terminal.out().flush();
    }

    /** Writes a bundled file; one that the user has changed is left alone, and said. */
    private static void lay(Path folder, String name) {
        Path file = folder.resolve(name);
        try {
            byte[] content = bundled(name);
            if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), content)) {
                throw new CannotWrite(
                        "The demo lays out its own files; \"" + file + "\" is there and differs."
                                + "\nMaybe it is yours now: elsewise run answers it; or give the demo another folder with --out.");
            }
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, content);
        } catch (IOException e) {
            throw new CannotWrite(
                    "The demo must be writable to \"" + folder + "\"; it is not: " + Reason.of(e)
                            + ".\nMaybe the disk is full, or give another folder with --out.",
                    e);
        }
    }

    private static byte[] bundled(String name) throws IOException {
        try (InputStream in = Demo.class.getResourceAsStream("examples/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not among our resources.");
            }
            return in.readAllBytes();
        }
    }
}
