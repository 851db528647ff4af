package dev.elsewise.study.model;

import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import java.util.ArrayList;
import java.util.List;

/**
 * One number that a model gave when it was fitted, kept beside it: to be found again when the model is validated, and to be compared with
 * when it is fitted to new data.
 *
 * @param of a channel, or a channel in an equation ("google in revenue")
 * @param what "roi", "incremental", "direct", …, or the name of a shape parameter
 */
public record KeptAnswer(String of, String what, Estimated number) {
    /** Of each channel its effect and returns, of each mediated one the parts of its effect, of each carry-over its parameters. */
    public static List<KeptAnswer> of(MixAnswers answers) {
        List<KeptAnswer> kept = new ArrayList<>();
        for (ChannelAnswer c : answers.channels()) {
            kept.add(new KeptAnswer(c.name(), "incremental", c.incremental()));
            kept.add(new KeptAnswer(c.name(), "share", c.share()));
            kept.add(new KeptAnswer(c.name(), "roi", c.roi()));
            kept.add(new KeptAnswer(c.name(), "netRoi", c.netRoi()));
            kept.add(new KeptAnswer(c.name(), "marginalRoi", c.marginalRoi()));
            kept.add(new KeptAnswer(c.name(), "halfLife", c.halfLife()));
        }
        for (MediationAnswer m : answers.mediation()) {
            kept.add(new KeptAnswer(m.channel(), "direct", m.direct()));
            kept.add(new KeptAnswer(m.channel(), "indirect", m.indirect()));
        }
        for (EquationAnswer e : answers.equations()) {
            for (EquationAnswer.Shape s : e.shapes()) {
                if (!s.fixed()) {
                    kept.add(new KeptAnswer(s.input() + " in " + e.node(), s.parameter(), s.value()));
                }
            }
        }
        return List.copyOf(kept);
    }
}
