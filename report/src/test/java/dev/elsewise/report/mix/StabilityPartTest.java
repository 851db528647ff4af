package dev.elsewise.report.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.mix.answer.StabilityAnswer;
import dev.elsewise.report.Xml;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Of many changes the largest moves come first, and the rest is folded away. */
class StabilityPartTest {
    private static Document section(int rows) {
        List<StabilityAnswer.Row> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double moved = i == 7 ? Double.NaN : i == rows - 1 ? -9 : 0.01 * i;
            all.add(new StabilityAnswer.Row("change " + i, "tv", 100, 100 + moved, moved, ""));
        }
        StringBuilder html = new StringBuilder();
        ValidationPart.stability(new StabilityAnswer(all, "Words.")).html().print(html);
        return Xml.parse(html.toString());
    }

    private static int rows(Element table) {
        return Xml.all(Xml.all(table, "tbody").getFirst(), "tr").size();
    }

    @Test
    void manyRowsAreFolded() {
        Document page = section(90);
        List<Element> tables = Xml.all(page, "table");
        assertThat(tables).hasSize(2);
        assertThat(rows(tables.get(0))).isEqualTo(10);
        Element first =
                Xml.all(Xml.all(tables.get(0), "tbody").getFirst(), "tr").getFirst();
        assertThat(first.getTextContent()).contains("change 89");
        assertThat(Xml.all(tables.get(0), "td").stream().map(Element::getTextContent))
                .contains("change 88")
                .doesNotContain("change 7");
        Element details = Xml.all(page, "details").getFirst();
        assertThat(rows(Xml.all(details, "table").getFirst())).isEqualTo(90);
    }

    @Test
    void fewRowsStandAsTheyAre() {
        Document page = section(8);
        assertThat(Xml.all(page, "table")).hasSize(1);
        assertThat(Xml.all(page, "details")).isEmpty();
    }
}
