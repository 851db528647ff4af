package dev.elsewise.study;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.effect.Interval;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A result as {@code result.json}, format 1. Keys are only ever added. A number that is not there is {@code null}, with the
 * reason beside it in {@code because} where its object is an estimate or a segment.
 */
public final class ResultJson {
    /** The format of the file; it rises only when a key changes its meaning. */
    public static final int FORMAT = 1;

    private final JsonGenerator json;

    private ResultJson(JsonGenerator json) {
        this.json = json;
    }

    public static String of(Result result) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(new PrettyContext(), out)) {
            new ResultJson(json).write(result);
        }
        return out.append('\n').toString();
    }

    /** Two-space indentation, one key a line. */
    private static final class PrettyContext extends ObjectWriteContext.Base {
        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
            return new tools.jackson.core.util.DefaultPrettyPrinter();
        }
    }

    private void write(Result r) {
        json.writeStartObject();
        json.writeNumberProperty("format", FORMAT);
        json.writeStringProperty("title", r.title());
        json.writeObjectPropertyStart("question");
        json.writeStringProperty("treatment", r.asked().treatment());
        json.writeStringProperty("outcome", r.asked().outcome());
        json.writeStringProperty("target", r.asked().target());
        json.writeEndObject();
        words(r.words());
        sample(r.sample());
        array("rows", r.rows(), k -> {
            json.writeNumberProperty("kept", k.kept());
            json.writeNumberProperty("dropped", k.dropped());
            json.writeStringProperty("because", k.because());
        });
        array("estimates", r.estimates(), this::estimate);
        array("dimensions", r.dimensions(), d -> {
            json.writeStringProperty("by", d.by());
            json.writeStringProperty("column", d.column());
            json.writeObjectPropertyStart("support");
            json.writeNumberProperty("rows", d.support().rows());
            json.writeNumberProperty("treated", d.support().treated());
            json.writeNumberProperty("control", d.support().control());
            json.writeEndObject();
        });
        array("segments", r.segments(), this::segment);
        array("tooSmall", r.tooSmall(), s -> {
            json.writeStringProperty("estimate", s.estimate());
            json.writeStringProperty("by", s.by());
            json.writeStringProperty("segment", s.segment());
            json.writeNumberProperty("rows", s.rows());
            json.writeNumberProperty("treated", s.treated());
            json.writeNumberProperty("control", s.control());
            json.writeStringProperty("because", s.because());
        });
        checks(r.checks());
        array("calibration", r.calibration(), c -> {
            json.writeStringProperty("estimate", c.estimate());
            json.writeStringProperty("by", c.by());
            json.writeStringProperty("level", c.level());
            json.writeNumberProperty("rows", c.rows());
            number("expected", c.expected());
            number("observed", c.observed());
            json.writeStringProperty("verdict", c.verdict().name());
        });
        if (r.overlap().isPresent()) {
            overlap(r.overlap().get());
        }
        array("nuisances", r.nuisances(), this::nuisance);
        array("metrics", r.metrics(), m -> {
            json.writeStringProperty("estimate", m.estimate());
            json.writeStringProperty("model", m.model());
            json.writeNumberProperty("fold", m.fold());
            json.writeNumberProperty("rows", m.rows());
            number("rocAuc", m.rocAuc());
            number("averagePrecision", m.averagePrecision());
            number("brier", m.brier());
            number("logLoss", m.logLoss());
            number("rSquared", m.rSquared());
        });
        if (r.graph().isPresent()) {
            graph(r.graph().get());
        }
        json.writeObjectPropertyStart("provenance");
        for (Map.Entry<String, Object> entry : r.provenance().entrySet()) {
            switch (entry.getValue()) {
                case Long whole -> json.writeNumberProperty(entry.getKey(), whole);
                case Object other -> json.writeStringProperty(entry.getKey(), other.toString());
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void words(Result.Words words) {
        json.writeObjectPropertyStart("words");
        json.writeStringProperty("headline", words.headline());
        json.writeBooleanProperty("trustworthy", words.trustworthy());
        array("questions", words.questions(), a -> {
            json.writeStringProperty("question", a.question());
            json.writeStringProperty("answer", a.answer());
        });
        strings("cautions", words.cautions());
        json.writeEndObject();
    }

    private void sample(Result.Sample sample) {
        json.writeObjectPropertyStart("sample");
        json.writeNumberProperty("rows", sample.rows());
        number("treatedRate", sample.treatedRate());
        number("outcomeMean", sample.outcomeMean());
        json.writeObjectPropertyStart("distinct");
        sample.distinct().forEach((column, count) -> json.writeNumberProperty(column, count));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void estimate(Result.EstimateRow e) {
        json.writeStringProperty("id", e.id());
        json.writeStringProperty("estimator", e.estimator());
        json.writeStringProperty("label", e.label());
        json.writeStringProperty("target", e.target());
        number("value", e.value());
        number("standardError", e.standardError());
        interval("interval", e.interval());
        because(e.value(), e.standardError());
        json.writeNumberProperty("rows", e.rows());
        strings("assumes", e.assumes());
        checks(e.checks());
    }

    private void segment(Result.SegmentRow s) {
        json.writeStringProperty("estimate", s.estimate());
        json.writeStringProperty("by", s.by());
        json.writeStringProperty("segment", s.segment());
        json.writeNumberProperty("rows", s.rows());
        json.writeNumberProperty("treated", s.treated());
        json.writeNumberProperty("control", s.control());
        number("treatedMean", s.treatedMean());
        number("controlMean", s.controlMean());
        number("naive", s.naive());
        number("value", s.value());
        number("standardError", s.standardError());
        interval("interval", s.interval());
        interval("jointInterval", s.jointInterval());
        because(s.value(), s.standardError());
        number("adjustedPValue", s.pZeroHolm());
        number("falseDiscoveryPValue", s.pZeroBh());
        number("differenceFromRest", s.difference());
        number("differenceStandardError", s.differenceStandardError());
        number("heterogeneityPValue", s.pDifferenceHolm());
        number("heterogeneityFalseDiscoveryPValue", s.pDifferenceBh());
    }

    private void because(double value, double standardError) {
        if (!Double.isFinite(value)) {
            json.writeStringProperty("because", "no row of the target population");
        } else if (!Double.isFinite(standardError)) {
            json.writeStringProperty("because", "too few rows for a standard error");
        }
    }

    private void overlap(Result.Overlap o) {
        json.writeObjectPropertyStart("overlap");
        json.writeStringProperty("estimate", o.estimate());
        json.writeArrayPropertyStart("edges");
        o.edges().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeArrayPropertyStart("treated");
        o.treated().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeArrayPropertyStart("control");
        o.control().forEach(json::writeNumber);
        json.writeEndArray();
        number("clip", o.clip());
        json.writeNumberProperty("clippedRows", o.clippedRows());
        number("effectiveTreated", o.effectiveTreated());
        number("effectiveControl", o.effectiveControl());
        json.writeEndObject();
    }

    private void nuisance(Result.NuisanceRow n) {
        json.writeStringProperty("estimate", n.estimate());
        json.writeStringProperty("name", n.name());
        json.writeNumberProperty("count", n.count());
        number("mean", n.mean());
        number("sd", n.sd());
        number("min", n.min());
        number("p01", n.p01());
        number("p05", n.p05());
        number("p10", n.p10());
        number("p50", n.p50());
        number("p90", n.p90());
        number("p95", n.p95());
        number("p99", n.p99());
        number("max", n.max());
    }

    private void graph(Result.GraphView g) {
        json.writeObjectPropertyStart("graph");
        strings("nodes", g.nodes());
        array("edges", g.edges(), e -> {
            json.writeStringProperty("from", e.from());
            json.writeStringProperty("to", e.to());
            json.writeBooleanProperty("hidden", e.hidden());
        });
        strings("adjusted", g.adjusted());
        strings("hidden", g.hidden());
        json.writeEndObject();
    }

    private void checks(List<Diagnostic> checks) {
        array("checks", checks, c -> {
            json.writeStringProperty("name", c.name());
            json.writeStringProperty("verdict", c.verdict().name());
            number("statistic", c.statistic());
            number("threshold", c.threshold());
            json.writeStringProperty("advice", c.advice());
        });
    }

    private void interval(String name, Interval interval) {
        json.writeObjectPropertyStart(name);
        number("level", interval.level());
        json.writeStringProperty("method", interval.method());
        number("lower", interval.lower());
        number("upper", interval.upper());
        json.writeEndObject();
    }

    private void number(String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }

    private void strings(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private <T> void array(String name, List<T> items, java.util.function.Consumer<T> write) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            write.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
