package dev.elsewise.study.model;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.data.Source;
import dev.elsewise.data.Workspace;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.scm.FittedModel;
import dev.elsewise.scm.Panel;
import dev.elsewise.study.mix.MixData;
import dev.elsewise.study.mix.MixRunner;
import dev.elsewise.study.mix.MixStudy;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fitted media mix that can be kept: the study, the panel as it was fitted, and the numbers of every equation, at the fit and in each
 * draw. It needs nothing else: scenarios and budgets asked of it have the same bits as in the run that made it.
 *
 * @param panel the series that were fitted, the baseline's columns too
 * @param numbers empty where an equation is of trees, and without draws where those would not fit into {@link #MOST} characters: then
 *     {@link #fit} fits again, from the same data and seed, and so to the same bits
 * @param answers what it said when it was fitted
 * @param failed the checks that failed in the run that made it, by name
 * @param provenance of the run that made it
 */
public record MixModel(
        MixStudy study,
        Panel panel,
        Optional<FittedModel.Kept> numbers,
        List<KeptAnswer> answers,
        List<String> failed,
        Map<String, Object> provenance) {
    /** The format of the files that are written; all formats up to it are read. */
    public static final int FORMAT = 1;

    /** The name of its file in a result directory. */
    public static final String FILE = "model.json";

    /** The most characters of a file. */
    public static final int MOST = 5_000_000;

    public MixModel {
        answers = List.copyOf(answers);
        failed = List.copyOf(failed);
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }

    /** What a run has fitted. */
    public static MixModel of(MixStudy study, MixRunner.Answered run) {
        return new MixModel(
                study,
                run.data().panel(),
                run.fit().model().numbers(),
                KeptAnswer.of(run.result().answers()),
                run.result().failed().stream().map(Diagnostic::name).distinct().toList(),
                run.result().provenance());
    }

    /**
     * Reads a model.
     *
     * @param place its file, or a result directory with one
     * @throws dev.elsewise.error.BadStudy when there is none, or it is of a later format
     * @throws dev.elsewise.error.BadData when it is damaged
     */
    public static MixModel read(Path place) {
        return ModelReader.read(place);
    }

    /**
     * Its study on other data.
     *
     * @throws dev.elsewise.error.BadData when these lack a column that it reads
     */
    public MixStudy studyOn(Source data, Workspace workspace) {
        MixStudy other = study.withData(data);
        other.data().checkStillThere(workspace);
        return other;
    }

    /** The same as JSON, format {@link #FORMAT}, with a fingerprint of all that stands in it. */
    public String json() {
        if (numbers.map(ModelJson::characters).orElse(0L) < MOST) {
            String whole = ModelJson.of(this);
            if (whole.length() <= MOST) {
                return whole;
            }
        }
        return ModelJson.of(withoutDraws());
    }

    /** That checks failed in the run that made it, in words; empty when none did. */
    public String caution() {
        return failed.isEmpty()
                ? ""
                : (failed.size() == 1 ? "One check" : failed.size() + " checks")
                        + " failed in the run that made this model (" + String.join(", ", failed)
                        + "): its numbers are not to be used yet.";
    }

    /** Whether everything is there to be asked without fitting. */
    public boolean whole() {
        return numbers.filter(n -> n.draws().size() >= study.mix().uncertainty().draws())
                .isPresent();
    }

    /** The fitted mix: put together again, or fitted again where not {@link #whole}. */
    public FittedMix fit(Workspace workspace) {
        return whole()
                ? FittedMix.restored(
                        mix(),
                        panel,
                        numbers.orElseThrow(),
                        study.bootstrap(workspace.options().threads()))
                : fittedAgain(workspace);
    }

    /** The mix fitted again to the panel, whether or not that is needed. */
    FittedMix fittedAgain(Workspace workspace) {
        return FittedMix.of(mix(), panel, study.bootstrap(workspace.options().threads()));
    }

    private MediaMix mix() {
        return MixData.fitted(study.mix(), panel);
    }

    private MixModel withoutDraws() {
        return new MixModel(
                study,
                panel,
                numbers.map(n -> new FittedModel.Kept(n.point(), List.of(), List.of())),
                answers,
                failed,
                provenance);
    }
}
