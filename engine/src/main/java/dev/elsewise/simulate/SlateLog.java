package dev.elsewise.simulate;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** The rows of a slate world: slates one after the other, each from a random stream of its own, items by position. */
final class SlateLog {
    private static final int TOP = 3;
    private static final int NONE = -1;

    private final SlateWorld world;
    private final SlateSizes sizes = SlateSizes.table();
    private final NewsItems items;
    private final int rows;
    private final int[] sizeOf;

    private final int[] impression;
    private final int[] reader;
    private final int[] item;
    private final double[] position;
    private final double[] top3;
    private final double[] clicked;
    private final double[] history;
    private final double[] slateSize;
    private final double[] hour;
    private final double[] dayOfWeek;

    SlateLog(SlateWorld world) {
        this.world = world;
        items = new NewsItems(world.seed());
        sizeOf = sizes.draw(world.slates(), world.seed());
        rows = Arrays.stream(sizeOf).sum();
        impression = new int[rows];
        reader = new int[rows];
        item = new int[rows];
        position = new double[rows];
        top3 = new double[rows];
        clicked = new double[rows];
        history = new double[rows];
        slateSize = new double[rows];
        hour = new double[rows];
        dayOfWeek = new double[rows];
        fill();
    }

    private void fill() {
        Streams slates = Streams.of(world.seed(), "slates");
        Streams effects = Streams.of(world.seed(), "effect of the top three");
        Readers readers = new Readers(world.slates(), world.seed());
        int[] shownIn = new int[NewsItems.ITEMS];
        Arrays.fill(shownIn, NONE);
        int begin = 0;
        for (int slate = 0; slate < sizeOf.length; slate++) {
            RandomStream stream = slates.at(slate);
            int size = sizeOf[slate];
            int end = begin + size;
            int who = readers.draw(stream);
            Arrays.fill(impression, begin, end, slate);
            Arrays.fill(reader, begin, end, who);
            Arrays.fill(history, begin, end, readers.history(who));
            Arrays.fill(slateSize, begin, end, size);
            Arrays.fill(hour, begin, end, Readers.hour(stream));
            Arrays.fill(dayOfWeek, begin, end, Readers.dayOfWeek(stream));
            for (int row = begin; row < end; row++) {
                position[row] = row - begin + 1;
                top3[row] = row - begin < TOP ? 1 : 0;
                item[row] = unshown(slate, shownIn, stream);
            }
            // Draws without repetition come popular first; the order of a slate must not.
            shuffleItems(begin, size, stream);
            click(begin, size, stream);
            if (world.effect() != 0) {
                push(begin, size, effects.at(slate));
            }
            begin = end;
        }
    }

    /** An item that is not in the slate yet. */
    private static int unshown(int slate, int[] shownIn, RandomStream stream) {
        int drawn;
        do {
            drawn = NewsItems.draw(stream);
        } while (shownIn[drawn] == slate);
        shownIn[drawn] = slate;
        return drawn;
    }

    private void shuffleItems(int begin, int size, RandomStream stream) {
        for (int i = size - 1; i > 0; i--) {
            int a = begin + i;
            int b = begin + stream.below(i + 1);
            int moved = item[a];
            item[a] = item[b];
            item[b] = moved;
        }
    }

    /** Clicks on a random subset of the slate (R. Floyd's sampling: each subset of that many equally likely). */
    private void click(int begin, int size, RandomStream stream) {
        int clicks = sizes.clicks(size, stream);
        for (int last = size - clicks; last < size; last++) {
            int drawn = stream.below(last + 1);
            int place = clicked[begin + drawn] == 1 ? last : drawn;
            clicked[begin + place] = 1;
        }
    }

    /** The effect of standing in the top three: clicks gained, or lost when δ is negative. */
    private void push(int begin, int size, RandomStream stream) {
        double baseline = sizes.clickRate(size);
        double change = SlateTruth.change(world, size);
        for (int row = begin; row < begin + Math.min(TOP, size); row++) {
            double u = stream.uniform();
            if (change > 0 && clicked[row] == 0 && u < change / (1 - baseline)) {
                clicked[row] = 1;
            } else if (change < 0 && clicked[row] == 1 && u < -change / baseline) {
                clicked[row] = 0;
            }
        }
    }

    Simulated simulated() {
        double[] exposures = exposures();
        return new Assembly(rows)
                .key("impression_id", impression, slate -> Integer.toString(slate + 1))
                .key("user_id", reader, who -> "U" + (who + 1))
                .key("news_id", item, which -> "N" + (which + 1))
                .number("rank_position", position)
                .truth("is_top_3", top3)
                .truth("clicked", clicked)
                .number("history_len", history)
                .number("candidate_set_size", slateSize)
                .number("title_length", perRow(items::titleLength))
                .number("abstract_length", perRow(items::abstractLength))
                .number("hour", hour)
                .number("day_of_week", dayOfWeek)
                .category("category", item, NewsItems.ITEMS, items::category)
                .category("subcategory", item, NewsItems.ITEMS, items::subcategory)
                .number("item_exposures", perRow(which -> exposures[which]))
                .simulated(SlateTruth.of(world, sizeOf));
    }

    private double[] perRow(IntToDoubleFunction ofItem) {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = ofItem.applyAsDouble(item[row]);
        }
        return values;
    }

    /** How often each item is shown in this very log. */
    private double[] exposures() {
        double[] exposures = new double[NewsItems.ITEMS];
        for (int which : item) {
            exposures[which]++;
        }
        return exposures;
    }
}
