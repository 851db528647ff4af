package dev.elsewise.decide;

import java.util.List;

/** Levers of which nothing is known but what was spent on them: enough to see that no plan can be. */
record Unanswered(List<Lever> levers, Wording wording) implements ResponseSurface {
    /** More than one, so that no objective is refused for the lack of them. */
    @Override
    public int draws() {
        return 2;
    }

    @Override
    public void respond(double[] amounts, int from, int to, Response into) {
        // Whatever is spent, nothing comes of it: the desk is handed back as it is.
    }
}
