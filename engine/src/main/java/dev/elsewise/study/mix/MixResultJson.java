package dev.elsewise.study.mix;

import dev.elsewise.effect.Interval;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.study.ResultJson;
import dev.elsewise.study.print.JsonWriter;
import dev.elsewise.study.print.RecordJson;

/**
 * What a media mix found as {@code result.json}, format 1, kind "mix". Beside the keys that every study has stands {@code mix} with all
 * answers. Keys are only ever added. A number that is not there is {@code null} with the reason in {@code because}.
 */
public final class MixResultJson {
    /** How the intervals are made. */
    private static final String METHOD = "residual block bootstrap";

    private final JsonWriter json;
    private final RecordJson records;

    private MixResultJson(JsonWriter json) {
        this.json = json;
        this.records = new RecordJson(json);
    }

    public static String of(MixResult result) {
        return JsonWriter.object(json -> new MixResultJson(json).write(result));
    }

    private void write(MixResult r) {
        json.count("format", ResultJson.FORMAT);
        json.text("kind", "mix");
        json.text("title", r.title());
        words(r.words());
        json.array("estimates", MixEstimates.of(r), e -> estimate(r, e));
        json.checks("checks", r.allChecks());
        json.array("rows", r.rows(), k -> {
            json.count("kept", k.kept());
            json.count("dropped", k.dropped());
            json.text("because", k.because());
        });
        json.strings("ledger", r.ledger());
        json.array("zeroSpend", r.zeroSpend(), records::components);
        json.object("mix", () -> records.components(r.answers()));
        r.plan().ifPresent(p -> json.object("plan", () -> records.components(p)));
        r.graph().ifPresent(g -> json.object("graph", () -> records.components(g)));
        json.record("provenance", r.provenance());
    }

    private void words(MixResult.Words words) {
        json.object("words", () -> records.components(words));
    }

    private void estimate(MixResult r, MixEstimates.Row e) {
        Estimated number = e.number();
        json.text("id", e.id());
        json.text("estimator", "mix");
        json.text("label", e.label());
        json.text("target", e.target());
        json.text("term", e.term());
        json.number("value", number.value());
        json.number("standardError", number.standardError());
        json.interval("interval", new Interval(r.answers().level(), METHOD, number.lower(), number.upper()));
        if (!number.given()) {
            json.text("because", number.note().isEmpty() ? "withheld" : number.note());
        } else if (!number.note().isEmpty()) {
            json.text("note", number.note());
        }
        json.count("rows", (long) r.answers().periods() * r.answers().units());
        json.strings("assumes", e.assumes());
        json.checks("checks", e.checks());
    }
}
