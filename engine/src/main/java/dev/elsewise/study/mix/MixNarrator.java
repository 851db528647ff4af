package dev.elsewise.study.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.study.print.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says in words what the numbers of a media mix say, and whether to trust them. Nothing here is written by hand for one data set. */
final class MixNarrator {
    private static final int RIVALS = 3;

    private final MixResult result;
    private final MixAnswers answers;

    private MixNarrator(MixResult result) {
        this.result = result;
        this.answers = result.answers();
    }

    static MixResult.Words words(MixResult result) {
        MixNarrator narrator = new MixNarrator(result);
        return new MixResult.Words(
                narrator.headline(),
                result.failed().isEmpty(),
                MixQuestions.of(result),
                MixActions.of(result),
                MixLimits.cautions(result),
                MixLimits.limits(result));
    }

    private String headline() {
        String says = best() + together() + uncertain();
        List<Diagnostic> failed = result.failed();
        if (!failed.isEmpty()) {
            return "These numbers are not to be used yet: " + Said.counted(failed.size(), "check") + " failed, "
                    + Said.names(failed) + ". What the model says all the same: " + says;
        }
        List<Diagnostic> warned = result.allChecks().stream()
                .filter(c -> c.verdict() == Verdict.WARN)
                .toList();
        return says
                + (warned.isEmpty()
                        ? " No check speaks against it."
                        : " " + Said.capital(Said.counted(warned.size(), "check"))
                                + (warned.size() == 1 ? " warns: " : " warn: ") + Said.names(warned) + ".");
    }

    /** Which channel brings most for its money: of those that bring something for sure, where a larger return is not sure. */
    private String best() {
        List<ChannelAnswer> byRoi = Said.largestFirst(answers.channels(), ChannelAnswer::roi);
        if (!byRoi.isEmpty()) {
            List<ChannelAnswer> sure = byRoi.stream()
                    .filter(c -> !Said.open(c.roi()) && c.roi().value() > 0)
                    .toList();
            if (sure.isEmpty()) {
                return "No channel's return can be told "
                        + (byRoi.stream().allMatch(c -> Said.open(c.roi())) ? "from zero" : "to be above zero")
                        + "; the largest estimate is that of "
                        + byRoi.getFirst().name() + ", "
                        + Said.number(byRoi.getFirst().roi()) + ".";
            }
            ChannelAnswer first = sure.getFirst();
            List<ChannelAnswer> larger = byRoi.subList(0, byRoi.indexOf(first));
            return (larger.isEmpty() ? "" : "Of the channels whose return can be told from zero, ")
                    + (larger.isEmpty() ? "For" : "for") + " each unit of money " + first.name() + " brings "
                    + (byRoi.size() > 1 ? "most, " : "")
                    + Said.number(first.roi().withNote("")) + " of " + answers.outcome() + " ("
                    + Said.level(answers.level()) + " interval"
                    + (first.roi().note().isEmpty() ? "" : ", " + first.roi().note()) + ")"
                    + unsure(larger) + rival(byRoi, first) + ".";
        }
        List<ChannelAnswer> byCost = answers.channels().stream()
                .filter(c -> c.costPerOutcome().given() && c.costPerOutcome().value() > 0)
                .sorted(Comparator.comparingDouble(c -> c.costPerOutcome().value()))
                .toList();
        if (!byCost.isEmpty()) {
            ChannelAnswer first = byCost.getFirst();
            return "A unit of " + answers.outcome() + " costs least through " + first.name() + ": "
                    + Said.number(first.costPerOutcome()) + " of money (" + Said.level(answers.level())
                    + " interval).";
        }
        List<ChannelAnswer> bySize = Said.largestFirst(answers.channels(), ChannelAnswer::incremental);
        return bySize.isEmpty()
                ? "No channel's effect could be given."
                : (Said.open(bySize.getFirst().incremental())
                                ? "The largest estimate of what a channel brings is that of "
                                        + bySize.getFirst().name() + ", "
                                : bySize.getFirst().name() + " brings most " + answers.outcome() + ", ")
                        + Said.number(bySize.getFirst().incremental()) + "; no channel has a known cost.";
    }

    /** Whose estimate is larger than that of the first, without being sure. */
    private static String unsure(List<ChannelAnswer> larger) {
        return larger.isEmpty()
                ? ""
                : "; "
                        + Said.listed(larger.stream()
                                .limit(RIVALS)
                                .map(c -> c.name() + " (" + Said.value(c.roi()) + ")")
                                .toList())
                        + " may bring more, but cannot be told from zero";
    }

    /** Who may bring as much. */
    private static String rival(List<ChannelAnswer> byRoi, ChannelAnswer first) {
        List<String> rivals = byRoi.stream()
                .skip(byRoi.indexOf(first) + 1)
                .filter(c -> Said.overlap(c.roi(), first.roi()))
                .limit(RIVALS)
                .map(c -> c.name() + " (" + Said.value(c.roi()) + ")")
                .toList();
        return rivals.isEmpty() ? "" : "; " + Said.listed(rivals) + " may bring as much, since the intervals overlap";
    }

    /** The sum over channels; a mediator is left out, since what goes through it is in the totals of the others. */
    private String together() {
        Set<String> mediators = answers.mediation().stream()
                .flatMap(m -> m.mediators().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<ChannelAnswer> counted = answers.channels().stream()
                .filter(c -> !mediators.contains(c.name()) && c.incremental().given())
                .toList();
        if (counted.isEmpty()) {
            return "";
        }
        double brought =
                counted.stream().mapToDouble(c -> c.incremental().value()).sum();
        String who = counted.size() == 1
                ? " " + counted.getFirst().name() + " brings about "
                : " " + Said.capital(Said.counted(counted.size(), "channel")) + " together bring about ";
        return who + Numbers.percent(brought / answers.observedOutcome()) + " of " + answers.outcome() + " over "
                + answers.periods() + " " + result.period() + "s"
                + (mediators.isEmpty() ? "." : ", with what goes through " + Said.listed(List.copyOf(mediators)) + ".");
    }

    private String uncertain() {
        List<String> open = answers.channels().stream()
                .filter(c -> Said.open(c.incremental()))
                .map(ChannelAnswer::name)
                .toList();
        List<String> missing = answers.channels().stream()
                .filter(c -> !c.incremental().given())
                .map(ChannelAnswer::name)
                .toList();
        List<String> words = new ArrayList<>();
        // Where nothing can be told from zero the first sentence has said so.
        boolean all = open.size() == answers.channels().size()
                && answers.channels().stream().anyMatch(c -> c.roi().given());
        if (!open.isEmpty() && !all) {
            words.add("what " + Said.listed(open) + (open.size() == 1 ? " brings" : " bring")
                    + " cannot be told from zero");
        }
        if (!missing.isEmpty()) {
            words.add("no number is given for " + Said.listed(missing));
        }
        if (words.isEmpty() && !all) {
            answers.channels().stream()
                    .filter(c -> c.incremental().value() > 0)
                    .max(Comparator.comparingDouble(c ->
                            c.incremental().standardError() / c.incremental().value()))
                    .filter(c -> answers.channels().size() > 1)
                    .ifPresent(
                            c -> words.add("the least certain is " + c.name() + ", " + Said.number(c.incremental())));
        }
        return words.isEmpty() ? "" : " " + Said.capital(String.join("; ", words)) + ".";
    }
}
