package dev.elsewise.app;

import dev.elsewise.data.Source;
import dev.elsewise.data.profile.DataProfile;
import dev.elsewise.study.Study;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What is in a data file. */
final class Profile implements Verb {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command(
                "profile",
                "Columns, types, missing values, ranges and levels of data; constant and equal columns, likely keys.");
        spec.addPositional(Words.file("DATA", "A data file, or a study: then the data that it names."));
        spec.addOption(Words.flag("--json", "The profile as JSON."));
        return Session.with(spec);
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        Path file = words.matchedPositionalValue(0, Path.of(""));
        boolean study = file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
        Source source = study ? Study.read(file).data() : Source.of(file);
        try (Session session = Session.open(words, terminal)) {
            DataProfile profile = DataProfile.of(session.workspace().open(source));
            terminal.out()
                    .print(words.matchedOptionValue("--json", false) ? Json.pretty(profile) + "\n" : profile.text());
        }
        return ExitCode.FINE;
    }
}
