package dev.elsewise.study.mix;

import static dev.elsewise.study.print.Csv.row;
import static dev.elsewise.study.print.Csv.table;

import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.ScenarioAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * What a media mix found as CSV tables (UTF-8, a header, a point for decimals, empty for what is not there), by file name. Numbers with
 * an interval stand in long form: what, value, standardError, lower, upper, note.
 */
public final class MixTables {
    private static final String ESTIMATED = "value,standardError,lower,upper,note";

    private final MixResult result;
    private final MixAnswers answers;
    private final Map<String, String> tables = new LinkedHashMap<>();

    private MixTables(MixResult result) {
        this.result = result;
        this.answers = result.answers();
    }

    /** A table for each part of the answers that is there. */
    public static Map<String, String> of(MixResult result) {
        MixTables tables = new MixTables(result);
        tables.write();
        return Collections.unmodifiableMap(tables.tables);
    }

    private void write() {
        channels();
        mediation();
        decomposition();
        curves();
        prices();
        equations();
        tables.putAll(ValidityTables.of(answers));
        lifts();
        if (!answers.scenarios().isEmpty()) {
            tables.put("scenarios.csv", scenarios(answers.scenarios()));
        }
        result.plan().ifPresent(p -> tables.put("allocation.csv", plan(p)));
        add(
                "checks.csv",
                "name,verdict,statistic,threshold,advice",
                result.allChecks().stream()
                        .map(c -> row(c.name(), c.verdict(), c.statistic(), c.threshold(), c.advice()))
                        .toList());
        add(
                "zero-spend.csv",
                "channel,periods,share,words",
                result.zeroSpend().stream()
                        .map(z -> row(z.channel(), z.periods(), z.share(), z.words()))
                        .toList());
        add(
                "rows.csv",
                "kept,dropped,because",
                result.rows().stream()
                        .map(k -> row(k.kept(), k.dropped(), k.because()))
                        .toList());
    }

    private void add(String file, String header, List<String> rows) {
        if (!rows.isEmpty()) {
            tables.put(file, table(header, rows));
        }
    }

    /** A row whose last cells are a number with its uncertainty. */
    private static String estimated(Estimated e, Object... before) {
        return row(before) + "," + row(e.value(), e.standardError(), e.lower(), e.upper(), e.note());
    }

    private void channels() {
        add(
                "channels.csv",
                "channel,role,spend,spendShare,spendPerPeriod,mostSpent,zeroPeriods",
                answers.channels().stream()
                        .map(c -> row(
                                c.name(),
                                c.role(),
                                c.spend(),
                                c.spendShare(),
                                c.spendPerPeriod(),
                                c.mostSpent(),
                                c.zeroPeriods()))
                        .toList());
        List<String> effects = new ArrayList<>();
        answers.channels().forEach(c -> {
            BiConsumer<String, Estimated> effect = (what, e) -> effects.add(estimated(e, c.name(), "", what));
            effect.accept("incremental", c.incremental());
            effect.accept("share", c.share());
            effect.accept("immediate", c.immediate());
            effect.accept("carriedOver", c.carriedOver());
            effect.accept("roi", c.roi());
            effect.accept("netRoi", c.netRoi());
            effect.accept("marginalRoi", c.marginalRoi());
            effect.accept("costPerOutcome", c.costPerOutcome());
            effect.accept("effectiveness", c.effectiveness());
            effect.accept("halfLife", c.halfLife());
            effect.accept("retention", c.retention());
            effect.accept("saturation", c.saturation());
            c.byUnit().forEach(u -> {
                effects.add(estimated(u.incremental(), c.name(), u.unit(), "incremental"));
                effects.add(estimated(u.roi(), c.name(), u.unit(), "roi"));
            });
        });
        add("effects.csv", "channel,unit,what," + ESTIMATED, effects);
    }

    private void mediation() {
        List<String> effects = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        List<String> impulses = new ArrayList<>();
        List<String> rho = new ArrayList<>();
        List<String> quarters = new ArrayList<>();
        for (MediationAnswer m : answers.mediation()) {
            BiConsumer<String, Estimated> effect = (what, e) -> effects.add(estimated(e, m.channel(), what));
            effect.accept("published", m.published());
            effect.accept("structural", m.structural());
            effect.accept("direct", m.direct());
            effect.accept("indirect", m.indirect());
            effect.accept("totalDirect", m.totalDirect());
            effect.accept("pureIndirect", m.pureIndirect());
            effect.accept("proportion", m.proportion());
            effect.accept("amplification", m.amplification());
            effect.accept("inducedSpend", m.inducedSpend());
            effect.accept("inducedPerMoney", m.inducedPerMoney());
            effect.accept("grossRoi", m.grossRoi());
            effect.accept("netRoi", m.netRoi());
            m.policies().forEach(p -> effect.accept("policy " + p.policy(), p.effect()));
            MediationAnswer.SplitTest s = m.split();
            effects.add(row(
                    m.channel(),
                    "what passes the mediators, equations less reduced form",
                    s.difference(),
                    s.standardError(),
                    "",
                    "",
                    "p " + s.p()));
            m.paths().forEach(p -> {
                paths.add(estimated(p.effect(), m.channel(), p.path(), "effect"));
                paths.add(estimated(p.meanLag(), m.channel(), p.path(), "meanLag"));
                for (int lag = 0; lag < p.impulse().size(); lag++) {
                    impulses.add(row(m.channel(), p.path(), lag, p.impulse().get(lag)));
                }
            });
            m.hiddenDemand().curve().forEach(at -> rho.add(estimated(at.indirect(), m.channel(), at.rho())));
            m.quarters().forEach(q -> {
                quarters.add(estimated(q.direct(), m.channel(), q.quarter(), "direct"));
                quarters.add(estimated(q.indirect(), m.channel(), q.quarter(), "indirect"));
                quarters.add(estimated(q.share(), m.channel(), q.quarter(), "share"));
            });
        }
        add("mediation.csv", "channel,what," + ESTIMATED, effects);
        add("paths.csv", "channel,path,what," + ESTIMATED, paths);
        add("impulse.csv", "channel,path,lag,effect", impulses);
        add("hidden-demand.csv", "channel,rho," + ESTIMATED, rho);
        add("mediated-by-quarter.csv", "channel,quarter,what," + ESTIMATED, quarters);
    }

    private void decomposition() {
        Decomposition d = answers.decomposition();
        List<Object> header = new ArrayList<>(List.of("period", "observed", "fitted"));
        d.components().forEach(c -> header.add(c.name()));
        header.add("remainder");
        add(
                "decomposition.csv",
                row(header.toArray()),
                IntStream.range(0, d.periods().size())
                        .mapToObj(t -> {
                            List<Object> cells =
                                    new ArrayList<>(List.of(d.periods().get(t), d.observed()[t], d.fitted()[t]));
                            d.components().forEach(c -> cells.add(c.values()[t]));
                            cells.add(d.remainder()[t]);
                            return row(cells.toArray());
                        })
                        .toList());
        add(
                "components.csv",
                "component,kind,of,what," + ESTIMATED,
                d.components().stream()
                        .flatMap(c -> List.of(
                                estimated(c.total(), c.name(), c.kind(), c.of(), "total"),
                                estimated(c.share(), c.name(), c.kind(), c.of(), "share"))
                                .stream())
                        .toList());
    }

    private void curves() {
        List<String> rows = new ArrayList<>();
        answers.curves()
                .forEach(c -> c.points().forEach(p -> {
                    rows.add(estimated(p.outcome(), c.channel(), c.unit(), p.factor(), p.amount(), "outcome"));
                    rows.add(estimated(p.marginal(), c.channel(), c.unit(), p.factor(), p.amount(), "marginal"));
                }));
        add("curves.csv", "channel,unit,factor,amount,what," + ESTIMATED, rows);
    }

    private void prices() {
        List<String> rows = new ArrayList<>();
        answers.prices().elasticities().forEach(e -> {
            rows.add(estimated(e.elasticity(), e.price(), "elasticity"));
            rows.add(estimated(e.tenPercent(), e.price(), "ten percent dearer"));
        });
        answers.prices().uplifts().forEach(u -> {
            rows.add(estimated(u.perUnit(), u.promotion(), "uplift"));
            rows.add(estimated(u.share(), u.promotion(), "uplift share"));
        });
        answers.synergies().forEach(s -> {
            String of = s.of() + " on " + s.on();
            rows.add(estimated(s.coefficient(), of, "synergy coefficient"));
            rows.add(estimated(s.difference(), of, "synergy"));
            rows.add(estimated(s.share(), of, "synergy share"));
        });
        add("prices.csv", "of,what," + ESTIMATED, rows);
        add(
                "price-bands.csv",
                "price,of,best,lower,upper,observed,towards",
                answers.prices().bands().stream()
                        .map(b -> row(b.price(), b.of(), b.best(), b.lower(), b.upper(), b.observed(), b.towards()))
                        .toList());
        add(
                "drivers.csv",
                "driver,role," + ESTIMATED,
                answers.drivers().stream()
                        .map(d -> estimated(d.standardised(), d.name(), d.role()))
                        .toList());
    }

    private void equations() {
        List<String> terms = new ArrayList<>();
        List<String> shapes = new ArrayList<>();
        List<String> importance = new ArrayList<>();
        answers.equations().forEach(e -> {
            e.terms().forEach(t -> {
                terms.add(estimated(t.coefficient(), e.node(), t.term(), t.input(), t.limit(), "coefficient"));
                terms.add(estimated(t.standardised(), e.node(), t.term(), t.input(), t.limit(), "standardised"));
            });
            e.shapes().forEach(s -> shapes.add(estimated(s.value(), e.node(), s.input(), s.parameter(), s.fixed())));
            e.importance()
                    .forEach(i -> importance.add(row(e.node(), i.feature(), i.importance(), i.least(), i.most())));
        });
        add("equations.csv", "node,term,input,limit,what," + ESTIMATED, terms);
        add("shapes.csv", "node,input,parameter,fixed," + ESTIMATED, shapes);
        add("importance-not-effects.csv", "node,feature,importance,least,most", importance);
    }

    private void lifts() {
        add(
                "lifts.csv",
                "channel,units,from,to,change,experiment,experimentStandardError,conflict,use," + ESTIMATED,
                answers.lifts().stream()
                        .map(l -> estimated(
                                l.model(),
                                l.channel(),
                                String.join("; ", l.units()),
                                l.from(),
                                l.to(),
                                l.change(),
                                l.experiment(),
                                l.standardError(),
                                l.conflict(),
                                l.use()))
                        .toList());
    }

    /** Scenarios as a table. */
    public static String scenarios(List<ScenarioAnswer> scenarios) {
        List<String> rows = new ArrayList<>();
        scenarios.forEach(s -> {
            BiConsumer<String, Estimated> what = (name, e) ->
                    rows.add(estimated(e, s.name(), String.join("; ", s.changes()), s.spendChange(), name));
            what.accept("outcome", s.outcome());
            what.accept("money", s.money());
            what.accept("inducedSpend", s.inducedSpend());
            what.accept("roi", s.roi());
        });
        return table("scenario,changes,spendChange,what," + ESTIMATED, rows);
    }

    /** A plan as a table. */
    public static String plan(MixResult.Plan plan) {
        List<String> rows = new ArrayList<>();
        plan.shares().forEach(s -> {
            BiConsumer<String, Estimated> what = (name, e) -> rows.add(estimated(
                    e,
                    s.channel(),
                    s.part(),
                    s.current(),
                    s.proposed(),
                    s.lower(),
                    s.upper(),
                    s.binding(),
                    s.beyondObserved(),
                    name));
            what.accept("outcome", s.outcome());
            what.accept("marginalRoi", s.marginalRoi());
        });
        return table("channel,part,current,proposed,least,greatest,binding,beyondObserved,what," + ESTIMATED, rows);
    }
}
