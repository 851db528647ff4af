package dev.elsewise.app;

import dev.elsewise.error.BadStudy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The words that several commands share. */
final class Words {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,14})([kmgt]?)(i?b)?");

    private Words() {}

    static CommandSpec command(String name, String... description) {
        CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().description(description);
        return spec;
    }

    static PositionalParamSpec file(String label, String description) {
        return file(label, 0, true, description);
    }

    /** The place of a file among the words of a command, counted from 0. */
    static PositionalParamSpec file(String label, int place, boolean required, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .index(String.valueOf(place))
                .arity(required ? "1" : "0..1")
                .required(required)
                .type(Path.class)
                .description(description)
                .build();
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    static OptionSpec option(String name, String label, Class<?> type, String... description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .description(description)
                .build();
    }

    /** A size such as {@code 4g}, {@code 512m} or {@code 512MiB} in bytes. */
    static long bytes(String size) {
        Matcher matcher = SIZE.matcher(size.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw noSize(size);
        }
        int power = " kmgt"
                .indexOf(matcher.group(2).isEmpty() ? ' ' : matcher.group(2).charAt(0));
        long count = Long.parseLong(matcher.group(1));
        if (count > Long.MAX_VALUE >> (10 * power)) {
            throw noSize(size);
        }
        return count << (10 * power);
    }

    private static BadStudy noSize(String size) {
        return new BadStudy("--memory must be a size such as 4g or 512m; found \"" + size
                + "\".\nMaybe leave it out: then it is half the machine.");
    }
}
