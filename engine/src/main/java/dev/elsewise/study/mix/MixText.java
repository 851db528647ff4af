package dev.elsewise.study.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.ScenarioAnswer;
import dev.elsewise.mix.answer.ValidationAnswer;
import dev.elsewise.study.print.Numbers;
import dev.elsewise.study.print.TextPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a media mix found as text for a terminal: the answer in words, the channels, the paths, the plan, and how far to trust them. */
public final class MixText {
    private static final int NAMED = 20;
    private static final int DRIVERS = 8;
    private static final int MOVES = 8;
    private static final int WARNINGS = 6;

    private final MixResult result;
    private final MixAnswers answers;
    private final TextPage page = new TextPage();

    private MixText(MixResult result) {
        this.result = result;
        this.answers = result.answers();
    }

    public static String of(MixResult result) {
        MixText text = new MixText(result);
        text.write();
        return text.page.toString();
    }

    private void write() {
        page.title(result.title());
        page.wrapped(result.words().headline(), "");
        page.line("");
        channels();
        mediation();
        result.plan().ifPresent(p -> plan(p, result.period(), page));
        if (!answers.scenarios().isEmpty()) {
            scenarios(answers.scenarios(), answers.outcome(), page);
        }
        drivers();
        validation();
        health();
        listed("What to do", result.words().actions());
        listed("What remains to doubt", result.words().cautions());
    }

    private void channels() {
        page.line("Channels: " + answers.outcome() + " over " + answers.periods() + " " + result.period() + "s, with "
                + Said.level(answers.level()) + " intervals");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("channel", "spend", "incremental", "share", "ROI", "net ROI", "marginal ROI"));
        for (ChannelAnswer c : answers.channels()) {
            rows.add(List.of(
                    shortened(c.name()),
                    c.spend() > 0 ? Said.plain(c.spend()) : "–",
                    cell(c.incremental(), Said::number),
                    c.share().given() ? Numbers.percent(c.share().value()) : "–",
                    cell(c.roi(), Said::number),
                    // It differs only where a channel makes a mediator spend.
                    c.netRoi().given() ? Said.value(c.netRoi()) : "–",
                    cell(c.marginalRoi(), Said::number)));
        }
        page.table(rows, 1);
        notes(answers.channels().stream()
                .flatMap(c -> List.of(c.incremental(), c.roi(), c.netRoi(), c.marginalRoi()).stream())
                .toList());
    }

    private void mediation() {
        if (answers.mediation().isEmpty()) {
            return;
        }
        page.line("Through the mediators");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("channel", "published total", "direct", "indirect", "p, split"));
        for (MediationAnswer m : answers.mediation()) {
            boolean split = !m.split().rejected();
            rows.add(List.of(
                    shortened(m.channel()),
                    cell(m.published(), Said::number),
                    split ? cell(m.direct(), Said::number) : "withheld",
                    split ? cell(m.indirect(), Said::number) : "withheld",
                    Numbers.pValue(m.split().p())));
        }
        page.table(rows, 1);
        answers.splits()
                .forEach((words, of) -> page.wrapped(
                        (of.size() < answers.mediation().size() ? Said.listed(of) + ": " : "") + Said.sentence(words),
                        ""));
        page.line("");
    }

    /** A plan by itself. */
    public static String plan(MixResult.Plan plan, String period) {
        TextPage page = new TextPage();
        plan(plan, period, page);
        return page.toString();
    }

    private static void plan(MixResult.Plan p, String period, TextPage page) {
        page.wrapped(
                "Plan for " + p.goal() + (p.inParts() ? "" : ", in " + p.unit(period)) + "; gain "
                        + Said.number(p.gain()) + " a " + period,
                "");
        if (p.inParts()) {
            parts(p, period, page);
        } else {
            levers(p.shares(), p.split(), period, page);
        }
        page.wrapped(Said.sentence(p.certificate()), "");
        p.warnings().stream().limit(WARNINGS).forEach(w -> page.wrapped(Said.sentence(w), ""));
        if (p.warnings().size() > WARNINGS) {
            page.line("And " + (p.warnings().size() - WARNINGS) + " more such notes.");
        }
        page.line("");
    }

    private static void levers(List<MixResult.Share> shares, BudgetPlan.Split split, String period, TextPage page) {
        String part = split == BudgetPlan.Split.PERIODS ? period : "unit";
        boolean whole = split == BudgetPlan.Split.CHANNELS;
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(whole, part, "channel", "current", "proposed", "change", "marginal ROI", "bound"));
        for (MixResult.Share s : shares) {
            rows.add(row(
                    whole,
                    s.part(),
                    shortened(s.channel()),
                    Said.plain(s.current()),
                    Said.plain(s.proposed()),
                    s.current() > 0 ? signed(s.proposed() / s.current() - 1) : "new",
                    cell(s.marginalRoi(), Said::number),
                    s.binding()));
        }
        page.table(rows, whole ? 1 : 2);
    }

    private static List<String> row(boolean whole, String part, String channel, String... cells) {
        List<String> row = new ArrayList<>(whole ? List.of(channel) : List.of(channel, part));
        row.addAll(List.of(cells));
        return row;
    }

    /** Thousands of levers: each channel's together, and the few that move most. */
    private static void parts(MixResult.Plan p, String period, TextPage page) {
        String part = p.split() == BudgetPlan.Split.PERIODS ? period + "s" : "units";
        page.line("Each channel, in " + p.unitOfTotals(period));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("channel", "current", "proposed", "change", part + " raised", part + " cut"));
        for (ChannelMoves c : ChannelMoves.of(p)) {
            rows.add(List.of(
                    shortened(c.channel()),
                    Said.plain(c.current()),
                    Said.plain(c.proposed()),
                    c.current() > 0 ? signed(c.proposed() / c.current() - 1) : "new",
                    Integer.toString(c.raised()),
                    Integer.toString(c.cut())));
        }
        page.table(rows, 1);
        List<MixResult.Share> moves = p.moves();
        if (moves.isEmpty()) {
            return;
        }
        page.line((moves.size() > MOVES ? "The " + MOVES + " largest of " + moves.size() + " moves" : "The moves")
                + ", in " + p.unit(period));
        levers(moves.subList(0, Math.min(MOVES, moves.size())), p.split(), period, page);
        page.line("The whole plan is allocation.csv.");
    }

    private static String signed(double share) {
        return (share > 0 ? "+" : "") + Numbers.percent(share);
    }

    /** Scenarios by themselves, with what was changed and what is to be warned of. */
    public static String scenarios(List<ScenarioAnswer> scenarios, String outcome) {
        TextPage page = new TextPage();
        scenarios(scenarios, outcome, page);
        for (ScenarioAnswer s : scenarios) {
            page.wrapped(s.name() + ": " + String.join(", ", s.changes()) + ".", "  ");
            if (!s.roi().given()) {
                page.wrapped("No ROI: " + Said.sentence(s.roi().note()), "    ");
            }
            s.warnings().forEach(w -> page.wrapped(w, "    "));
        }
        return page.toString();
    }

    private static void scenarios(List<ScenarioAnswer> scenarios, String outcome, TextPage page) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("scenario", outcome, "spend", "induced", "ROI"));
        for (ScenarioAnswer s : scenarios) {
            rows.add(List.of(
                    shortened(s.name()),
                    cell(s.outcome(), Said::number),
                    Said.plain(s.spendChange()),
                    cell(s.inducedSpend(), Said::number),
                    cell(s.roi(), Said::number)));
        }
        page.line("Scenarios: changes against what was");
        page.table(rows, 1);
    }

    private void drivers() {
        if (answers.drivers().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        boolean sum = answers.equations().stream()
                .anyMatch(e -> e.node().equals(answers.outcome()) && !e.terms().isEmpty());
        rows.add(List.of("driver", "role", sum ? "standardised coefficient" : "moves it by, in standard deviations"));
        answers.drivers().stream()
                .limit(DRIVERS)
                .forEach(d -> rows.add(List.of(shortened(d.name()), d.role(), cell(d.standardised(), Said::number))));
        page.line("Drivers of " + answers.outcome()
                + (answers.drivers().size() > DRIVERS
                        ? ": the " + DRIVERS + " largest of "
                                + answers.drivers().size()
                        : ""));
        page.table(rows, 2);
    }

    private void validation() {
        answers.validation().ifPresent(v -> {
            page.wrapped(validation(v) + " " + Said.sentence(v.words()), "");
            answers.otherValidations().forEach(other -> page.wrapped(validation(other), ""));
            page.line("");
        });
    }

    private static String validation(ValidationAnswer v) {
        return "Validation (" + v.scheme() + "): " + metrics("unseen", v.outOfSample()) + "; "
                + metrics("seen", v.inSample()) + ".";
    }

    private static String metrics(String what, ValidationAnswer.Metrics m) {
        List<String> parts = new ArrayList<>();
        add(parts, "R²", m.rSquared(), Said::plain);
        add(parts, "RMSE", m.rmse(), Said::plain);
        add(parts, "MAPE", m.mape(), Numbers::percent);
        add(parts, "coverage", m.coverage(), Numbers::percent);
        return what + " " + String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, double value, Function<Double, String> print) {
        if (Double.isFinite(value)) {
            parts.add(name + " " + print.apply(value));
        }
    }

    private void health() {
        List<Diagnostic> checks = result.allChecks();
        if (checks.isEmpty()) {
            return;
        }
        page.line("Health");
        checks.stream()
                .filter(c -> c.verdict() != Verdict.PASS)
                .forEach(c -> page.wrapped(c.verdict() + "  " + c.name() + ": " + c.advice(), "  "));
        long passed = checks.stream().filter(c -> c.verdict() == Verdict.PASS).count();
        page.line("  " + passed + " of " + checks.size() + " checks pass.");
        page.line("");
    }

    private void listed(String heading, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        page.line(heading);
        sentences.forEach(s -> page.wrapped("- " + s, "  "));
        page.line("");
    }

    /** What is said beside a number is said once under the table. */
    private void notes(List<Estimated> numbers) {
        numbers.stream()
                .map(Estimated::note)
                .filter(n -> !n.isEmpty())
                .distinct()
                .forEach(n -> page.wrapped("* " + n, "  "));
        if (numbers.stream().anyMatch(n -> !n.note().isEmpty())) {
            page.line("");
        }
    }

    private static String cell(Estimated e, Function<Estimated, String> print) {
        if (!e.given()) {
            return "withheld";
        }
        return e.note().startsWith("assumed") || e.note().isEmpty()
                ? print.apply(e)
                : print.apply(e.withNote("")) + " *";
    }

    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= NAMED ? name : name.substring(0, name.offsetByCodePoints(0, NAMED - 1)) + "…";
    }
}
