package dev.elsewise.study.mix;

import dev.elsewise.data.Source;
import dev.elsewise.error.BadStudy;
import dev.elsewise.mix.Family;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.study.data.Preparation;
import dev.elsewise.study.data.Recipe;
import dev.elsewise.study.yaml.StudyText;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A media mix to be estimated from data, with everything that its answers depend on. It is read from a study file with the key {@code
 * mix}; {@code docs/study-file.md} describes the keys.
 *
 * @param data where the rows come from, and what is done to them before they become a panel
 * @param time the column of dates: the first day of each period
 * @param unit the column of units, such as regions; empty when the data are of one
 * @param mix what is to be fitted
 * @param events for each event that is given by dates, its days; other events are columns
 * @param filling what stands for missing values, by node; those of other nodes are refused
 * @param validation one or more; the model is judged by the first
 * @param recipe what gave what the file does not say
 * @param source the text of the file
 */
public record MixStudy(
        String title,
        Preparation data,
        String time,
        Optional<String> unit,
        MediaMix mix,
        Calendar calendar,
        Layout layout,
        Window window,
        Map<String, List<Days>> events,
        Map<String, Filling> filling,
        List<Validation> validation,
        List<Scenario> scenarios,
        Optional<BudgetPlan> plan,
        long seed,
        Optional<Recipe> recipe,
        String source) {
    public MixStudy {
        events = ordered(events);
        filling = ordered(filling);
        scenarios = List.copyOf(scenarios);
        validation = List.copyOf(validation);
    }

    /**
     * Reads a study file. Relative paths in it start from its folder.
     *
     * @throws BadStudy with the line, when there is anything in it that we do not understand
     */
    public static MixStudy read(Path file) {
        return MixReader.read(StudyText.read(file));
    }

    /** Reads a study from text; relative paths in it start from {@code folder}. */
    public static MixStudy parse(String yaml, Path folder) {
        return MixReader.read(new StudyText(yaml, folder));
    }

    /**
     * Reads a study again that named a recipe, with the recipe's text as it was: another version may have changed it since.
     */
    public static MixStudy parse(String yaml, String recipe, Path folder) {
        return MixReader.read(new StudyText(yaml, folder), recipe);
    }

    /** The same study on other data. */
    public MixStudy withData(Source value) {
        return new MixStudy(
                title,
                data.withSource(value),
                time,
                unit,
                mix,
                calendar,
                layout,
                window,
                events,
                filling,
                validation,
                scenarios,
                plan,
                seed,
                recipe,
                source);
    }

    /** How its uncertainty is found. */
    public Bootstrap bootstrap(int threads) {
        MediaMix.Uncertainty asked = mix.uncertainty();
        return new Bootstrap(asked.draws(), asked.block(), seed, threads);
    }

    /** How long a period is. */
    public enum Grain {
        DAILY("day"),
        WEEKLY("week"),
        MONTHLY("month");

        private final String period;

        Grain(String period) {
            this.period = period;
        }

        /** The one by which days follow each other; none where there are fewer than two or they lie otherwise apart. */
        static Optional<Grain> of(List<LocalDate> periods) {
            if (periods.size() < 2) {
                return Optional.empty();
            }
            long days = ChronoUnit.DAYS.between(periods.getFirst(), periods.get(1));
            return Arrays.stream(values())
                    .filter(g -> switch (g) {
                        case DAILY -> days == 1;
                        case WEEKLY -> days == 7;
                        case MONTHLY -> days >= 28 && days <= 31;
                    })
                    .findFirst();
        }

        /** "day", "week" or "month". */
        public String period() {
            return period;
        }

        /** The first day of the period in which a day lies; weeks begin on Monday. */
        public LocalDate startOf(LocalDate day) {
            return switch (this) {
                case DAILY -> day;
                case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTHLY -> day.withDayOfMonth(1);
            };
        }

        /** The first day of the period after the one that begins on a day. */
        public LocalDate after(LocalDate start) {
            return switch (this) {
                case DAILY -> start.plusDays(1);
                case WEEKLY -> start.plusWeeks(1);
                case MONTHLY -> start.plusMonths(1);
            };
        }
    }

    /** How several values become one of a longer period. */
    public enum Aggregation {
        SUM,
        MEAN,
        /** The last one, for stocks such as followers. */
        LAST,
        /** The largest one: whether there was anything. */
        MAXIMUM
    }

    /**
     * The periods of the data and those of the analysis.
     *
     * @param of how columns are aggregated that are not by their role: media, levers and the outcome are summed, prices and other
     *     controls averaged, events are there or not
     */
    public record Calendar(Grain from, Grain to, Map<String, Aggregation> of) {
        public Calendar {
            of = ordered(of);
        }

        public boolean aggregates() {
            return from != to;
        }
    }

    /** How channels stand in the data. */
    public sealed interface Layout {
        /** A row for each period (and unit), a column for each channel. */
        record ByPeriod() implements Layout {}

        /**
         * A row for each channel and period.
         *
         * @param channel the column that says which channel
         * @param amount the column of its spend
         * @param exposure the column of what it did: impressions, clicks
         * @param levels for each node that is a channel here, what stands in {@code channel}
         */
        record ByChannel(String channel, String amount, Optional<String> exposure, Map<String, String> levels)
                implements Layout {
            public ByChannel {
                levels = ordered(levels);
            }

            /** The panel's column of a channel's spend. */
            public String amountOf(String node) {
                return node + " " + amount;
            }

            /** The panel's column of what a channel did; its spend when there is nothing else. */
            public String exposureOf(String node) {
                return node + " " + exposure.orElse(amount);
            }
        }
    }

    /**
     * Which periods are explained; those before feed carry-over only, those after are left out.
     *
     * @param from the first day, that of the data when empty
     * @param to the last day on which a period may begin, that of the data when empty
     */
    public record Window(Optional<LocalDate> from, Optional<LocalDate> to) {
        public static Window whole() {
            return new Window(Optional.empty(), Optional.empty());
        }
    }

    /** Days from the first to the last. */
    public record Days(LocalDate from, LocalDate to) {}

    /** What stands for a missing value. */
    public enum Filling {
        REFUSE,
        ZERO,
        /** The value before it. */
        CARRY_FORWARD,
        /** On the line between the values before and after it. */
        INTERPOLATE
    }

    /**
     * How the model is tried on periods that it has not seen; never at random in time.
     *
     * @param folds how many times
     * @param embargo how many periods are left out between those learned from and those predicted
     * @param compare other families that are fitted beside the study's own
     */
    public record Validation(Scheme scheme, int folds, int embargo, List<Family> compare) {
        public Validation {
            compare = List.copyOf(compare);
        }

        /** Five expanding folds without an embargo. */
        public static Validation withDefaults() {
            return new Validation(Scheme.EXPANDING, 5, 0, List.of());
        }

        public Validation withScheme(Scheme value) {
            return new Validation(value, folds, embargo, compare);
        }

        public Validation withFolds(int value) {
            return new Validation(scheme, value, embargo, compare);
        }

        public Validation withEmbargo(int value) {
            return new Validation(scheme, folds, value, compare);
        }

        public Validation withCompare(List<Family> value) {
            return new Validation(scheme, folds, embargo, value);
        }
    }

    /** What is learned from before what is predicted. */
    public enum Scheme {
        /** All periods before. */
        EXPANDING,
        /** As many periods before, each time. */
        ROLLING,
        /** All other blocks. */
        BLOCKED,
        /** As many periods before, each time, predicting four at a time over the second half. */
        FOUR_WEEK,
        /** All periods before, predicting four at a time over the second half. */
        WALK_FORWARD;

        /** Whether the length of the window says how many folds there are. */
        public boolean counts() {
            return this == FOUR_WEEK || this == WALK_FORWARD;
        }
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
