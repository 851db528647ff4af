package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.mix.answer.PriceAnswer;
import dev.elsewise.study.mix.fixture.Changed;
import dev.elsewise.study.mix.fixture.MadeUpMix;
import dev.elsewise.study.print.JsonWriter;
import dev.elsewise.study.print.RecordJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where only a direction is known, nothing names a best price. */
class BestPriceWordsTest {
    private static final PriceAnswer.Band DOWN = new PriceAnswer.Band(
            "price",
            "revenue",
            Double.NaN,
            Double.NaN,
            Double.NaN,
            false,
            "lower",
            "From 30.00 to 66.00 revenue only falls with the price: the model names no best price, only a direction (down).");
    private static final MixResult RESULT =
            Changed.prices(MadeUpMix.full(), new PriceAnswer(List.of(), List.of(), List.of(DOWN)));

    @Test
    void theWordsNameADirectionOnly() {
        MixResult.Words words = RESULT.words();
        assertThat(words.actions())
                .anyMatch(a -> a.startsWith("Test a lower price in small steps: for revenue no best one is named"));
        assertThat(words.limits()).contains("No best price for revenue is named, only a direction: lower.");
        assertThat(Stream.concat(
                        Stream.concat(words.actions().stream(), words.limits().stream()),
                        words.questions().stream().map(q -> q.answer())))
                .noneMatch(s -> s.contains("best price for revenue is ") && !s.contains("No best"))
                .noneMatch(s -> s.contains("NaN"))
                .noneMatch(s -> s.contains("nearer"));
    }

    @Test
    void theFilesSayWhyThereIsNone() {
        assertThat(MixTables.of(RESULT).get("price-bands.csv")).contains("price,revenue,,,,false,lower");
        assertThat(JsonWriter.object(json -> new RecordJson(json).components(DOWN)))
                .contains("\"best\" : null", "\"towards\" : \"lower\"", "only a direction");
    }
}
