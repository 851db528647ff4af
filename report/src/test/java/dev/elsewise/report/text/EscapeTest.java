package dev.elsewise.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapeTest {
    @Test
    void markupBecomesText() {
        assertThat(Escape.xml("<script>alert(\"1\" & '2')</script>"))
                .isEqualTo("&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;");
    }

    @Test
    void whatXmlForbidsIsReplaced() {
        assertThat(Escape.xml("a\u0000b\u001Bc\uD800d\uFFFE")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFD");
    }

    @Test
    void otherTextStays() {
        assertThat(Escape.xml("naïve 新闻 😀\n\t")).isEqualTo("naïve 新闻 😀\n\t");
    }
}
