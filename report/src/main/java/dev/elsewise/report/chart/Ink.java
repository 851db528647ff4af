package dev.elsewise.report.chart;

/**
 * What a colour is for. In a page each is a CSS variable of the name given here, with a colour to fall back on that can be
 * read on white; a file of its own has that colour written into it.
 */
public enum Ink {
    TEXT("ink", "#1b2430"),
    MUTED("muted", "#5b6675"),
    GRID("rule", "#e1e5ea"),
    ZERO("zero", "#8a94a2"),
    PAPER("paper", "#ffffff"),
    ACCENT("accent", "#1c6390"),
    ACCENT_SOFT("accent-soft", "#8fb8d3"),
    BAND("band", "#e4eef5"),
    BAND_WIDE("band-wide", "#f1f6fa"),
    PASS("pass", "#1c6390"),
    WARN("warn", "#a45b00"),
    FAIL("fail", "#b3261e"),
    SERIES_1("series-1", "#1c6390"),
    SERIES_2("series-2", "#c2570c"),
    SERIES_3("series-3", "#2b7a4b"),
    SERIES_4("series-4", "#8e3b86"),
    SERIES_5("series-5", "#8a6d00"),
    SERIES_6("series-6", "#b3261e"),
    SERIES_7("series-7", "#3f4fa3"),
    SERIES_8("series-8", "#5b6675");

    private static final Ink[] SERIES = {SERIES_1, SERIES_2, SERIES_3, SERIES_4, SERIES_5, SERIES_6, SERIES_7, SERIES_8
    };

    private final String variable;
    private final String colour;

    Ink(String variable, String colour) {
        this.variable = variable;
        this.colour = colour;
    }

    /** The ink of the n-th group, from 0; they repeat after eight. */
    public static Ink series(int n) {
        return SERIES[Math.floorMod(n, SERIES.length)];
    }

    /** The name of the CSS variable, with its dashes. */
    public String variable() {
        return "--" + variable;
    }

    /** The colour where no style sheet says otherwise. */
    public String colour() {
        return colour;
    }

    /** As an attribute's value in a page. */
    String inPage() {
        return this == TEXT ? "currentColor" : "var(" + variable() + "," + colour + ")";
    }
}
