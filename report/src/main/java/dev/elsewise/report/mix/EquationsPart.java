package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.EquationAnswer.Importance;
import dev.elsewise.mix.answer.EquationAnswer.Shape;
import dev.elsewise.mix.answer.EquationAnswer.Term;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.mix.MixResult;
import java.util.ArrayList;
import java.util.List;

/** The equations under the answers: coefficients, shapes, and what a model leans on. */
final class EquationsPart {
    private EquationsPart() {}

    static Section of(MixResult result) {
        List<Html> parts = new ArrayList<>();
        for (EquationAnswer e : result.answers().equations()) {
            parts.add(tag("h3", e.node()));
            String fit = "R² " + Numbers.fixed(e.rSquared(), 3) + ", residual standard deviation "
                    + Shown.plain(e.residualSd())
                    + (e.penalty() > 0 ? ", penalty " + Numbers.effect(e.penalty()) : "");
            parts.add(tag("p", text(e.family() + ": " + fit + ". " + e.words())));
            if (!e.terms().isEmpty()) {
                parts.add(Grid.<Term>of()
                        .name("term", Term::term)
                        .words("input", Term::input)
                        .numbers("coefficient", t -> Shown.cell(t.coefficient()))
                        .numbers("standardised", t -> Shown.cell(t.standardised()))
                        .words("limit", Term::limit)
                        .table(e.terms()));
            }
            if (!e.shapes().isEmpty()) {
                parts.add(Html.details(
                        "Carry-over and saturation of " + e.node(),
                        Grid.<Shape>of()
                                .name("input", Shape::input)
                                .words("parameter", Shape::parameter)
                                .numbers("value", s -> Shown.cell(s.value()))
                                .words("", s -> s.fixed() ? "fixed by the study" : "fitted")
                                .words("meaning", Shape::words)
                                .table(e.shapes())));
            }
        }
        return new Section("equations", "Equations", "The equations", Html.pieces(parts));
    }

    static boolean hasImportance(MixResult result) {
        return result.answers().equations().stream()
                .anyMatch(e -> !e.importance().isEmpty());
    }

    static Section importance(MixResult result) {
        List<Html> parts = new ArrayList<>();
        parts.add(Section.note(
                "How much a model leans on each column when it predicts. Two columns that say the same share it by"
                        + " chance, and a column may matter without causing anything: it is not an effect."));
        for (EquationAnswer e : result.answers().equations()) {
            if (e.importance().isEmpty()) continue;
            parts.add(tag("h3", e.node()));
            parts.add(Grid.<Importance>of()
                    .name("feature", Importance::feature)
                    .number("importance", i -> Shown.percent(i.importance()))
                    .number("least over folds", i -> Shown.percent(i.least()))
                    .number("most over folds", i -> Shown.percent(i.most()))
                    .table(e.importance()));
        }
        return new Section("importance", "Importance", "Feature importance: not an effect", Html.pieces(parts));
    }
}
