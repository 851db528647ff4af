package dev.elsewise.study.mix;

import static dev.elsewise.study.print.Csv.row;
import static dev.elsewise.study.print.Csv.table;

import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.ResidualAnswer;
import dev.elsewise.mix.answer.SeriesAnswer;
import dev.elsewise.mix.answer.ValidationAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How far a media mix is to be trusted, as CSV: what it predicts, what it leaves over, and what should not matter. */
final class ValidityTables {
    private final MixAnswers answers;
    private final Map<String, String> tables = new LinkedHashMap<>();

    private ValidityTables(MixAnswers answers) {
        this.answers = answers;
    }

    /** A table for each part that is there. */
    static Map<String, String> of(MixAnswers answers) {
        ValidityTables tables = new ValidityTables(answers);
        tables.validation();
        tables.residuals();
        tables.collinearity();
        tables.series();
        tables.stability();
        tables.leads();
        return tables.tables;
    }

    private void add(String file, String header, List<String> rows) {
        if (!rows.isEmpty()) {
            tables.put(file, table(header, rows));
        }
    }

    private void validation() {
        List<String> rows = new ArrayList<>();
        Stream.concat(answers.validation().stream(), answers.otherValidations().stream())
                .forEach(v -> {
                    String scheme = v.scheme();
                    String outcome = answers.outcome();
                    v.folds().forEach(f -> {
                        rows.add(metrics(
                                f.in(), scheme, outcome, f.fold(), "in", f.trainFrom(), f.trainTo(), f.trainPeriods()));
                        rows.add(metrics(
                                f.out(), scheme, outcome, f.fold(), "out", f.testFrom(), f.testTo(), f.testPeriods()));
                    });
                    rows.add(metrics(v.inSample(), scheme, outcome, "all", "in", "", "", ""));
                    rows.add(metrics(v.outOfSample(), scheme, outcome, "all", "out", "", "", ""));
                    v.mediators().forEach(m -> {
                        rows.add(metrics(m.inSample(), scheme, m.node(), "all", "in", "", "", ""));
                        rows.add(metrics(m.outOfSample(), scheme, m.node(), "all", "out", "", "", ""));
                    });
                    v.families()
                            .forEach(f ->
                                    rows.add(metrics(f.outOfSample(), scheme, outcome, f.family(), "out", "", "", "")));
                });
        add(
                "validation.csv",
                "scheme,node,fold,sample,from,to,periods,rSquared,rmse,nrmse,mae,mape,weightedMape,crps,coverage",
                rows);
        answers.validation().ifPresent(v -> {
            add(
                    "families.csv",
                    "family,channel,incremental",
                    v.families().stream()
                            .flatMap(f -> f.channels().stream().map(c -> row(f.family(), c.name(), c.value())))
                            .toList());
        });
    }

    private static String metrics(ValidationAnswer.Metrics m, Object... before) {
        return row(before) + ","
                + row(m.rSquared(), m.rmse(), m.nrmse(), m.mae(), m.mape(), m.weightedMape(), m.crps(), m.coverage());
    }

    private void residuals() {
        List<String> rows = new ArrayList<>();
        List<String> lags = new ArrayList<>();
        for (ResidualAnswer r : answers.residuals()) {
            for (int t = 0; t < r.periods().size(); t++) {
                rows.add(row(r.node(), r.periods().get(t), r.fitted()[t], r.residuals()[t]));
            }
            for (int l = 0; l < r.autocorrelation().length; l++) {
                lags.add(row(r.node(), l + 1, r.autocorrelation()[l], r.band()));
            }
        }
        add("residuals.csv", "node,period,fitted,residual", rows);
        add("autocorrelation.csv", "node,lag,autocorrelation,band", lags);
    }

    private void collinearity() {
        List<String> inflation = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        answers.collinearity().forEach(c -> {
            for (int i = 0; i < c.columns().size(); i++) {
                inflation.add(row(c.node(), c.columns().get(i), c.inflation()[i], c.conditionNumber()));
                for (int j = 0; j < i; j++) {
                    pairs.add(row(c.node(), c.columns().get(j), c.columns().get(i), c.correlation()[i][j]));
                }
            }
        });
        add("collinearity.csv", "node,column,varianceInflation,conditionNumber", inflation);
        add("correlations.csv", "node,first,second,correlation", pairs);
    }

    private void series() {
        add(
                "series.csv",
                "series,around,dickeyFuller,unitRoot,kpss,steady,kind,trendStrength,seasonalStrength,words",
                answers.series().stream()
                        .map(s -> row(
                                s.name(),
                                s.around(),
                                s.dickeyFuller(),
                                s.unitRoot(),
                                s.kpss(),
                                s.steady(),
                                s.kind(),
                                s.seasons()
                                        .map(SeriesAnswer.Seasons::trendStrength)
                                        .orElse(Double.NaN),
                                s.seasons()
                                        .map(SeriesAnswer.Seasons::seasonalStrength)
                                        .orElse(Double.NaN),
                                s.words()))
                        .toList());
        List<String> seasons = new ArrayList<>();
        answers.series()
                .forEach(s -> s.seasons().ifPresent(d -> {
                    for (int t = 0; t < d.periods().size(); t++) {
                        seasons.add(row(
                                s.name(),
                                d.periods().get(t),
                                d.observed()[t],
                                d.trend()[t],
                                d.seasonal()[t],
                                d.remainder()[t]));
                    }
                }));
        add("seasons.csv", "series,period,observed,trend,seasonal,remainder", seasons);
    }

    private void leads() {
        add(
                "placebo-leads.csv",
                "channel,node,standardised,p,threshold,explains",
                answers.leads().stream()
                        .map(l -> row(l.channel(), l.node(), l.standardised(), l.p(), l.threshold(), l.explains()))
                        .toList());
    }

    private void stability() {
        answers.stability()
                .ifPresent(s -> add(
                        "stability.csv",
                        "change,subject,before,after,standardErrors,note",
                        s.rows().stream()
                                .map(r -> row(
                                        r.change(), r.subject(), r.before(), r.after(), r.standardErrors(), r.note()))
                                .toList()));
    }
}
