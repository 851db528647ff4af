package dev.elsewise.report.page;

import static dev.elsewise.report.page.Html.tag;

import dev.elsewise.error.CannotWrite;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The frame of every report: one HTML file without network or script, light or dark as the reader's screen is, fit to print.
 *
 * @param header what stands before the list of contents
 * @param sections in order; each is linked from the contents
 * @param styles style sheets beside {@code report.css}, after it
 */
public record Page(String title, Html header, List<Section> sections, List<String> styles) {
    /** Even a hole in our escaping could not run or fetch anything. */
    private static final String NOTHING_BUT_STYLE = "default-src 'none'; style-src 'unsafe-inline'";

    public Page {
        sections = List.copyOf(sections);
        styles = List.copyOf(styles);
    }

    /** A page with the style of the house. */
    public static Page of(String title, Html header, List<Section> sections) {
        return new Page(title, header, sections, List.of());
    }

    /** The same page with another sheet of this module's resources after that of the house. */
    public Page withStyle(String sheet) {
        List<String> more = new ArrayList<>(styles);
        more.add(sheet);
        return new Page(title, header, sections, more);
    }

    /** The whole page. */
    public String html() {
        StringBuilder out = new StringBuilder(1 << 17).append("<!DOCTYPE html>\n");
        tag("html", head(), body()).with("lang", "en").print(out);
        return out.append('\n').toString();
    }

    /**
     * Writes the page beside the file and then moves it there, so that no reader ever sees half of it.
     *
     * @throws CannotWrite when the file cannot be written; what was there is untouched
     */
    public void writeTo(Path file) {
        Path target = file.toAbsolutePath();
        Path folder = Objects.requireNonNullElse(target.getParent(), target);
        try {
            Path beside = folder.resolve("." + target.getFileName() + ".part");
            try {
                Files.writeString(beside, html());
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new CannotWrite(
                    "The report must be writable at \"" + file + "\"; it is not: " + e
                            + "\nMaybe the folder does not exist, is not yours, or its disk is full.",
                    e);
        }
    }

    private Html head() {
        return tag(
                "head",
                tag("meta").with("charset", "utf-8"),
                tag("meta").with("http-equiv", "Content-Security-Policy").with("content", NOTHING_BUT_STYLE),
                tag("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                tag("meta").with("name", "color-scheme").with("content", "light dark"),
                tag("title", title),
                tag("style", new Html.Markup(style())));
    }

    private Html body() {
        return tag(
                "body",
                tag(
                        "main",
                        tag("header", header),
                        tag("nav", sections.stream().map(Section::link).toList())
                                .with("aria-label", "Contents"),
                        Html.pieces(sections.stream().map(Section::html).toList()),
                        tag("footer", "Made by Elsewise. This page needs no network and runs no script.")));
    }

    private String style() {
        StringBuilder all = new StringBuilder(sheet("report.css"));
        styles.forEach(name -> all.append(sheet(name)));
        return all.toString();
    }

    private static String sheet(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/dev/elsewise/report/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
