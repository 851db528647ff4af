package dev.elsewise.study;

import dev.elsewise.study.print.JsonWriter;

/**
 * A result as {@code result.json}, format 1. Keys are only ever added. A number that is not there is {@code null}, with the
 * reason beside it in {@code because} where its object is an estimate or a segment.
 */
public final class ResultJson {
    /** The format of the file; it rises only when a key changes its meaning. */
    public static final int FORMAT = 1;

    private final JsonWriter json;

    private ResultJson(JsonWriter json) {
        this.json = json;
    }

    public static String of(Result result) {
        return JsonWriter.object(json -> new ResultJson(json).write(result));
    }

    private void write(Result r) {
        json.count("format", FORMAT);
        json.text("title", r.title());
        json.object("question", () -> {
            json.text("treatment", r.asked().treatment());
            json.text("outcome", r.asked().outcome());
            json.text("target", r.asked().target());
        });
        words(r.words());
        sample(r.sample());
        json.array("rows", r.rows(), k -> {
            json.count("kept", k.kept());
            json.count("dropped", k.dropped());
            json.text("because", k.because());
        });
        json.array("estimates", r.estimates(), this::estimate);
        json.array("dimensions", r.dimensions(), d -> {
            json.text("by", d.by());
            json.text("column", d.column());
            json.object("support", () -> {
                json.count("rows", d.support().rows());
                json.count("treated", d.support().treated());
                json.count("control", d.support().control());
            });
        });
        json.array("segments", r.segments(), this::segment);
        json.array("tooSmall", r.tooSmall(), s -> {
            json.text("estimate", s.estimate());
            json.text("by", s.by());
            json.text("segment", s.segment());
            json.count("rows", s.rows());
            json.count("treated", s.treated());
            json.count("control", s.control());
            json.text("because", s.because());
        });
        json.checks("checks", r.checks());
        json.array("calibration", r.calibration(), c -> {
            json.text("estimate", c.estimate());
            json.text("by", c.by());
            json.text("level", c.level());
            json.count("rows", c.rows());
            json.number("expected", c.expected());
            json.number("observed", c.observed());
            json.text("verdict", c.verdict().name());
        });
        if (r.overlap().isPresent()) {
            overlap(r.overlap().get());
        }
        json.array("nuisances", r.nuisances(), this::nuisance);
        json.array("metrics", r.metrics(), m -> {
            json.text("estimate", m.estimate());
            json.text("model", m.model());
            json.count("fold", m.fold());
            json.count("rows", m.rows());
            json.number("rocAuc", m.rocAuc());
            json.number("averagePrecision", m.averagePrecision());
            json.number("brier", m.brier());
            json.number("logLoss", m.logLoss());
            json.number("rSquared", m.rSquared());
        });
        if (r.graph().isPresent()) {
            graph(r.graph().get());
        }
        json.record("provenance", r.provenance());
    }

    private void words(Result.Words words) {
        json.object("words", () -> {
            json.text("headline", words.headline());
            json.truth("trustworthy", words.trustworthy());
            json.array("questions", words.questions(), a -> {
                json.text("question", a.question());
                json.text("answer", a.answer());
            });
            json.strings("cautions", words.cautions());
        });
    }

    private void sample(Result.Sample sample) {
        json.object("sample", () -> {
            json.count("rows", sample.rows());
            json.number("treatedRate", sample.treatedRate());
            json.number("outcomeMean", sample.outcomeMean());
            json.object("distinct", () -> {
                sample.distinct().forEach((column, count) -> json.count(column, count));
            });
        });
    }

    private void estimate(Result.EstimateRow e) {
        json.text("id", e.id());
        json.text("estimator", e.estimator());
        json.text("label", e.label());
        json.text("target", e.target());
        json.number("value", e.value());
        json.number("standardError", e.standardError());
        json.interval("interval", e.interval());
        because(e.value(), e.standardError());
        json.count("rows", e.rows());
        json.strings("assumes", e.assumes());
        json.checks("checks", e.checks());
    }

    private void segment(Result.SegmentRow s) {
        json.text("estimate", s.estimate());
        json.text("by", s.by());
        json.text("segment", s.segment());
        json.count("rows", s.rows());
        json.count("treated", s.treated());
        json.count("control", s.control());
        json.number("treatedMean", s.treatedMean());
        json.number("controlMean", s.controlMean());
        json.number("naive", s.naive());
        json.number("value", s.value());
        json.number("standardError", s.standardError());
        json.interval("interval", s.interval());
        json.interval("jointInterval", s.jointInterval());
        because(s.value(), s.standardError());
        json.number("adjustedPValue", s.pZeroHolm());
        json.number("falseDiscoveryPValue", s.pZeroBh());
        json.number("differenceFromRest", s.difference());
        json.number("differenceStandardError", s.differenceStandardError());
        json.number("heterogeneityPValue", s.pDifferenceHolm());
        json.number("heterogeneityFalseDiscoveryPValue", s.pDifferenceBh());
    }

    private void because(double value, double standardError) {
        if (!Double.isFinite(value)) {
            json.text("because", "no row of the target population");
        } else if (!Double.isFinite(standardError)) {
            json.text("because", "too few rows for a standard error");
        }
    }

    private void overlap(Result.Overlap o) {
        json.object("overlap", () -> {
            json.text("estimate", o.estimate());
            json.numbers("edges", o.edges());
            json.counts("treated", o.treated());
            json.counts("control", o.control());
            json.number("clip", o.clip());
            json.count("clippedRows", o.clippedRows());
            json.number("effectiveTreated", o.effectiveTreated());
            json.number("effectiveControl", o.effectiveControl());
        });
    }

    private void nuisance(Result.NuisanceRow n) {
        json.text("estimate", n.estimate());
        json.text("name", n.name());
        json.count("count", n.count());
        json.number("mean", n.mean());
        json.number("sd", n.sd());
        json.number("min", n.min());
        json.number("p01", n.p01());
        json.number("p05", n.p05());
        json.number("p10", n.p10());
        json.number("p50", n.p50());
        json.number("p90", n.p90());
        json.number("p95", n.p95());
        json.number("p99", n.p99());
        json.number("max", n.max());
    }

    private void graph(Result.GraphView g) {
        json.object("graph", () -> {
            json.strings("nodes", g.nodes());
            json.array("edges", g.edges(), e -> {
                json.text("from", e.from());
                json.text("to", e.to());
                json.truth("hidden", e.hidden());
            });
            json.strings("adjusted", g.adjusted());
            json.strings("hidden", g.hidden());
        });
    }
}
