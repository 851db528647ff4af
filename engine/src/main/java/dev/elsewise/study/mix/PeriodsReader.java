package dev.elsewise.study.mix;

import dev.elsewise.study.mix.MixStudy.Aggregation;
import dev.elsewise.study.mix.MixStudy.Calendar;
import dev.elsewise.study.mix.MixStudy.Grain;
import dev.elsewise.study.mix.MixStudy.Scheme;
import dev.elsewise.study.mix.MixStudy.Validation;
import dev.elsewise.study.mix.MixStudy.Window;
import dev.elsewise.study.yaml.Yaml;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what concerns time: {@code calendar}, {@code window} and {@code validation}. */
final class PeriodsReader {
    private static final List<String> GRAINS = List.of("daily", "weekly", "monthly");
    private static final List<String> SCHEMES = List.of("expanding", "rolling", "blocked", "four-week", "walk-forward");
    private static final List<String> TRIAL = List.of("scheme", "folds", "embargo", "compare");

    private final Yaml.Fields mix;
    private final Grain from;
    private final Grain to;

    PeriodsReader(Yaml.Fields mix) {
        this.mix = mix;
        Optional<Yaml> calendar = mix.find("calendar");
        if (calendar.filter(Yaml::isMap).isPresent()) {
            Yaml.Fields fields = calendar.get().fields("from", "to");
            from = grain(fields.require("from"));
            to = grain(fields.require("to"));
            if (from != to && from != Grain.DAILY) {
                throw calendar.get()
                        .wrong("only days can be put together: weeks lie across months. The calendar is from "
                                + fields.require("from").text() + " to "
                                + fields.require("to").text() + ".\nMaybe keep to one of the two.");
            }
        } else {
            from = calendar.map(PeriodsReader::grain).orElse(Grain.WEEKLY);
            to = from;
        }
    }

    /** The periods of the analysis. */
    Grain grain() {
        return to;
    }

    Calendar calendar(Map<String, Aggregation> of) {
        return new Calendar(from, to, of);
    }

    Window window() {
        return mix.find("window").map(PeriodsReader::window).orElse(Window.whole());
    }

    /** One scheme, or several; the model is judged by the first. */
    List<Validation> validation() {
        List<Validation> schemes = mix.find("validation")
                .map(v -> v.oneOrMore().stream().map(PeriodsReader::validation).toList())
                .orElse(List.of(Validation.withDefaults()));
        if (schemes.isEmpty()) {
            throw mix.require("validation").mustBe("a scheme, or a list of schemes");
        }
        for (int i = 1; i < schemes.size(); i++) {
            if (!schemes.get(i).compare().isEmpty()) {
                throw mix.require("validation")
                        .items()
                        .get(i)
                        .fields(TRIAL)
                        .require("compare")
                        .wrong("other families are compared by the first scheme; compare must stand there."
                                + "\nMaybe move it to the first entry.");
            }
        }
        return schemes;
    }

    private static Grain grain(Yaml value) {
        return Grain.valueOf(value.word(GRAINS).toUpperCase(Locale.ROOT));
    }

    private static Window window(Yaml value) {
        Yaml.Fields fields = value.fields("from", "to");
        Optional<LocalDate> from = fields.find("from").map(Yaml::date);
        Optional<LocalDate> to = fields.find("to").map(Yaml::date);
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw value.wrong(value.what() + " must end after it begins; it is from " + from.get() + " to " + to.get()
                    + ".\nMaybe the two are swapped.");
        }
        return new Window(from, to);
    }

    private static Validation validation(Yaml value) {
        Yaml.Fields fields = value.fields(TRIAL);
        Validation usual = Validation.withDefaults();
        Scheme scheme = fields.find("scheme")
                .map(s -> Scheme.valueOf(
                        s.word(SCHEMES, "expanding will do, the usual one: each test follows what it was trained on.")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')))
                .orElse(usual.scheme());
        fields.find("folds").filter(f -> scheme.counts()).ifPresent(f -> {
            throw f.wrong(
                    f.what() + " does not belong to this scheme, which predicts four periods at a time over the"
                            + " second half of the window: that says how many there are.\nMaybe leave folds out, or say scheme: expanding.");
        });
        return new Validation(
                scheme,
                fields.find("folds").map(f -> f.count(2, 1000)).orElse(usual.folds()),
                fields.find("embargo").map(e -> e.count(0, 1000)).orElse(usual.embargo()),
                fields.find("compare")
                        .map(c -> c.oneOrMore().stream().map(FamilyReader::read).toList())
                        .orElse(usual.compare()));
    }
}
