package dev.elsewise.learn.time;

import dev.elsewise.error.BadStudy;
import dev.elsewise.learn.time.TimeFold.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ways to cut a series into folds that keep the order of time: the test periods are consecutive, and but for {@link Blocked}
 * they come after all periods trained on. Nothing is random. Cost: none.
 */
public sealed interface TimeFolds {
    /**
     * The folds of a series of so many periods, the earliest test first.
     *
     * @throws BadStudy where the series is too short
     */
    List<TimeFold> of(int periods);

    /** {@code folds} tests of equal length at the end, each trained on everything before it. */
    static Expanding expanding(int folds) {
        return new Expanding(folds, 0, 0);
    }

    /** {@code folds} tests of equal length at the end, each trained on the {@code window} periods before it. */
    static Rolling rolling(int folds, int window) {
        return new Rolling(folds, window, 0, 0);
    }

    /** Every period is tested once, in {@code folds} blocks, each trained on the periods before and after it. */
    static Blocked blocked(int folds) {
        return new Blocked(folds, 0, 0);
    }

    /** Every {@code step} periods a forecast of the next {@code horizon}, from half of the series on. */
    static WalkForward walkForward(int step, int horizon) {
        return new WalkForward(step, horizon, 0, 0, 0);
    }

    /** Windows of so many periods, one after the other over the second half, each trained on as many periods as the first. */
    static RollingWindows rollingWindows(int length) {
        return new RollingWindows(length, 0, 0);
    }

    /**
     * Training sets that start at period 0 and grow.
     *
     * @param test periods of each test; 0 for periods/(folds + 1), rounded down
     * @param gap periods left out between training and test
     */
    record Expanding(int folds, int test, int gap) implements TimeFolds {
        public Expanding {
            positive("folds", folds, 1);
            positive("periods of a test", test, 0);
            positive("periods of a gap", gap, 0);
        }

        public Expanding withTest(int periods) {
            return new Expanding(folds, positive("periods of a test", periods, 1), gap);
        }

        public Expanding withGap(int periods) {
            return new Expanding(folds, test, periods);
        }

        @Override
        public List<TimeFold> of(int periods) {
            return atTheEnd(periods, folds, test, gap, Integer.MAX_VALUE);
        }
    }

    /**
     * Training sets of at most one length that move along.
     *
     * @param window periods of each training set; the first ones may be shorter
     * @param test periods of each test; 0 for periods/(folds + 1), rounded down
     * @param gap periods left out between training and test
     */
    record Rolling(int folds, int window, int test, int gap) implements TimeFolds {
        public Rolling {
            positive("folds", folds, 1);
            positive("periods of a training window", window, 1);
            positive("periods of a test", test, 0);
            positive("periods of a gap", gap, 0);
        }

        public Rolling withTest(int periods) {
            return new Rolling(folds, window, positive("periods of a test", periods, 1), gap);
        }

        public Rolling withGap(int periods) {
            return new Rolling(folds, window, test, periods);
        }

        @Override
        public List<TimeFold> of(int periods) {
            return atTheEnd(periods, folds, test, gap, window);
        }
    }

    /**
     * Blocks whose lengths differ by at most one, the longer ones first. Training sees the future of its test, so that this
     * measures stability rather than forecasts.
     *
     * @param gap periods left out before each test
     * @param embargo periods left out after each test, as long as carry-over lasts
     */
    record Blocked(int folds, int gap, int embargo) implements TimeFolds {
        public Blocked {
            positive("folds", folds, 2);
            positive("periods of a gap", gap, 0);
            positive("periods of an embargo", embargo, 0);
        }

        public Blocked withGap(int periods) {
            return new Blocked(folds, periods, embargo);
        }

        public Blocked withEmbargo(int periods) {
            return new Blocked(folds, gap, periods);
        }

        @Override
        public List<TimeFold> of(int periods) {
            if (periods < folds) {
                throw tooShort(periods, folds, folds + " blocks");
            }
            List<TimeFold> all = new ArrayList<>();
            int from = 0;
            for (int k = 0; k < folds; k++) {
                int to = from + periods / folds + (k < periods % folds ? 1 : 0);
                List<Span> training = Stream.of(
                                new Span(0, Math.max(0, from - gap)),
                                new Span((int) Math.min(periods, (long) to + embargo), periods))
                        .filter(s -> s.size() > 0)
                        .toList();
                if (training.isEmpty()) {
                    throw new BadStudy("Block " + (k + 1) + " of " + folds + " needs periods to train on; of " + periods
                            + " its test takes " + (to - from) + ", and the gap of " + gap + " and the embargo of "
                            + embargo + " take the rest.\nMaybe fewer periods will do for the gap and the embargo.");
                }
                all.add(new TimeFold(k, training, new Span(from, to)));
                from = to;
            }
            return List.copyOf(all);
        }
    }

    /**
     * Forecasts at regular dates, the last of which ends with the series.
     *
     * @param step periods from one forecast to the next
     * @param horizon periods of each test
     * @param first smallest number of periods to train on; 0 for half of the series, rounded up
     * @param window largest number of periods to train on; 0 for all
     * @param gap periods left out between training and test
     */
    record WalkForward(int step, int horizon, int first, int window, int gap) implements TimeFolds {
        public WalkForward {
            positive("periods of a step", step, 1);
            positive("periods of a horizon", horizon, 1);
            positive("periods to train on first", first, 0);
            positive("periods of a training window", window, 0);
            positive("periods of a gap", gap, 0);
        }

        public WalkForward withFirst(int periods) {
            return new WalkForward(step, horizon, positive("periods to train on first", periods, 1), window, gap);
        }

        public WalkForward withWindow(int periods) {
            return new WalkForward(step, horizon, first, positive("periods of a training window", periods, 1), gap);
        }

        public WalkForward withGap(int periods) {
            return new WalkForward(step, horizon, first, window, periods);
        }

        @Override
        public List<TimeFold> of(int periods) {
            int trained = first == 0 ? Math.ceilDiv(Math.max(1, periods), 2) : first;
            long needed = (long) trained + gap + horizon;
            if (periods < needed) {
                throw tooShort(
                        periods,
                        needed,
                        "a forecast of " + horizon + " after " + trained + " trained on and a gap of " + gap);
            }
            int folds = (int) ((periods - needed) / step) + 1;
            List<TimeFold> all = new ArrayList<>();
            for (int k = 0; k < folds; k++) {
                int from = periods - horizon - (folds - 1 - k) * step;
                int end = from - gap;
                int start = window == 0 ? 0 : Math.max(0, end - window);
                all.add(new TimeFold(k, List.of(new Span(start, end)), new Span(from, from + horizon)));
            }
            return List.copyOf(all);
        }
    }

    /**
     * Tests of a few periods side by side, the last of which ends with the series, with training sets of one length.
     *
     * @param length periods of each test, such as 4 weeks
     * @param window periods to train on; 0 for half of the series, rounded up
     * @param gap periods left out between training and test
     */
    record RollingWindows(int length, int window, int gap) implements TimeFolds {
        public RollingWindows {
            positive("periods of a window", length, 1);
            positive("periods to train on", window, 0);
            positive("periods of a gap", gap, 0);
        }

        public RollingWindows withTraining(int periods) {
            return new RollingWindows(length, positive("periods to train on", periods, 1), gap);
        }

        public RollingWindows withGap(int periods) {
            return new RollingWindows(length, window, periods);
        }

        @Override
        public List<TimeFold> of(int periods) {
            int trained = window == 0 ? Math.ceilDiv(Math.max(1, periods), 2) : window;
            return new WalkForward(length, length, trained, trained, gap).of(periods);
        }
    }

    private static List<TimeFold> atTheEnd(int periods, int folds, int test, int gap, int window) {
        if (!fits(periods, folds, test, gap)) {
            // Longer tests may leave less to train on, so the shortest series that will do has to be looked for.
            long needed = periods + 1L;
            while (!fits(needed, folds, test, gap)) {
                needed++;
            }
            throw tooShort(
                    periods,
                    needed,
                    folds + " tests" + (test == 0 ? "" : " of " + test) + " after one to train on"
                            + (gap == 0 ? "" : " and a gap of " + gap));
        }
        int length = test == 0 ? periods / (folds + 1) : test;
        List<TimeFold> all = new ArrayList<>();
        for (int k = 0; k < folds; k++) {
            int from = periods - (folds - k) * length;
            int end = from - gap;
            all.add(new TimeFold(k, List.of(new Span(Math.max(0, end - window), end)), new Span(from, from + length)));
        }
        return List.copyOf(all);
    }

    private static boolean fits(long periods, int folds, int test, int gap) {
        long length = test == 0 ? periods / (folds + 1L) : test;
        return length > 0 && periods - folds * length - gap > 0;
    }

    private static int positive(String what, int number, int atLeast) {
        if (number < atLeast) {
            throw new BadStudy("The number of " + what + " must be at least " + atLeast + "; it is " + number
                    + ".\nMaybe leave it out to take the default.");
        }
        return number;
    }

    private static BadStudy tooShort(int periods, long needed, String what) {
        return new BadStudy("A series of " + periods + " periods is too short for " + what + ": it needs at least "
                + needed + ".\nMaybe ask for fewer or shorter tests, or read the series by day instead of by week.");
    }
}
