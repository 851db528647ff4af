package dev.elsewise.study;

import static dev.elsewise.study.print.Csv.row;
import static dev.elsewise.study.print.Csv.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A result as CSV tables (UTF-8, a header, a point for decimals, empty for what is not there), by file name. */
public final class ResultTables {
    private ResultTables() {}

    public static Map<String, String> of(Result r) {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put(
                "estimates.csv",
                table(
                        "id,estimator,target,value,standardError,lower,upper,rows",
                        r.estimates().stream()
                                .map(e -> row(
                                        e.id(),
                                        e.estimator(),
                                        e.target(),
                                        e.value(),
                                        e.standardError(),
                                        e.interval().lower(),
                                        e.interval().upper(),
                                        e.rows()))
                                .toList()));
        if (!r.segments().isEmpty()) {
            tables.put("segments.csv", segments(r.segments()));
            tables.put("segments-top.csv", segments(sorted(r, true)));
            tables.put("segments-bottom.csv", segments(sorted(r, false)));
        }
        tables.put(
                "checks.csv",
                table(
                        "name,verdict,statistic,threshold,advice",
                        r.checks().stream()
                                .map(c -> row(c.name(), c.verdict(), c.statistic(), c.threshold(), c.advice()))
                                .toList()));
        tables.put(
                "calibration.csv",
                table(
                        "estimate,by,level,rows,expected,observed,verdict",
                        r.calibration().stream()
                                .map(c -> row(
                                        c.estimate(),
                                        c.by(),
                                        c.level(),
                                        c.rows(),
                                        c.expected(),
                                        c.observed(),
                                        c.verdict()))
                                .toList()));
        tables.put(
                "nuisances.csv",
                table(
                        "estimate,name,count,mean,sd,min,p01,p05,p10,p50,p90,p95,p99,max",
                        r.nuisances().stream()
                                .map(n -> row(
                                        n.estimate(),
                                        n.name(),
                                        n.count(),
                                        n.mean(),
                                        n.sd(),
                                        n.min(),
                                        n.p01(),
                                        n.p05(),
                                        n.p10(),
                                        n.p50(),
                                        n.p90(),
                                        n.p95(),
                                        n.p99(),
                                        n.max()))
                                .toList()));
        tables.put(
                "metrics.csv",
                table(
                        "estimate,model,fold,rows,rocAuc,averagePrecision,brier,logLoss,rSquared",
                        r.metrics().stream()
                                .map(m -> row(
                                        m.estimate(),
                                        m.model(),
                                        m.fold(),
                                        m.rows(),
                                        m.rocAuc(),
                                        m.averagePrecision(),
                                        m.brier(),
                                        m.logLoss(),
                                        m.rSquared()))
                                .toList()));
        tables.put(
                "rows.csv",
                table(
                        "kept,dropped,because",
                        r.rows().stream()
                                .map(k -> row(k.kept(), k.dropped(), k.because()))
                                .toList()));
        return tables;
    }

    /** The 20 segments with the largest, or the smallest, effects. */
    private static List<Result.SegmentRow> sorted(Result r, boolean largest) {
        java.util.Comparator<Result.SegmentRow> byValue =
                java.util.Comparator.comparingDouble(Result.SegmentRow::value);
        return r.segments().stream()
                .sorted(largest ? byValue.reversed() : byValue)
                .limit(20)
                .toList();
    }

    private static String segments(List<Result.SegmentRow> segments) {
        return table(
                "estimate,by,segment,rows,treated,control,treatedMean,controlMean,naive,value,standardError,lower,upper,"
                        + "jointLower,jointUpper,pZeroHolm,pZeroBenjaminiHochberg,differenceFromRest,"
                        + "differenceStandardError,pHeterogeneityHolm,pHeterogeneityBenjaminiHochberg",
                segments.stream()
                        .map(s -> row(
                                s.estimate(),
                                s.by(),
                                s.segment(),
                                s.rows(),
                                s.treated(),
                                s.control(),
                                s.treatedMean(),
                                s.controlMean(),
                                s.naive(),
                                s.value(),
                                s.standardError(),
                                s.interval().lower(),
                                s.interval().upper(),
                                s.jointInterval().lower(),
                                s.jointInterval().upper(),
                                s.pZeroHolm(),
                                s.pZeroBh(),
                                s.difference(),
                                s.differenceStandardError(),
                                s.pDifferenceHolm(),
                                s.pDifferenceBh()))
                        .toList());
    }
}
