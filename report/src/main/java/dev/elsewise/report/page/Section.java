package dev.elsewise.report.page;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.check.Verdict;

/**
 * A part of the page with a heading and a place to link to.
 *
 * @param id the anchor
 * @param name the word in the list of contents
 */
public record Section(String id, String name, String heading, Html content) {
    public Html html() {
        return tag("section#" + id, tag("h2", heading), content);
    }

    public Html link() {
        return tag("a", name).with("href", "#" + id);
    }

    /** A line of explanation under a heading. */
    public static Html note(String words) {
        return tag("p.note", words);
    }

    public static Html chip(Verdict verdict, String words) {
        return tag("span.chip." + style(verdict), words);
    }

    public static Html chip(Verdict verdict) {
        return chip(verdict, verdict.name());
    }

    public static String style(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case WARN -> "warn";
            case FAIL -> "fail";
        };
    }

    /** Words with a strong beginning. */
    public static Html lead(String strong, String rest) {
        return Html.pieces(tag("strong", strong), text(" " + rest));
    }
}
