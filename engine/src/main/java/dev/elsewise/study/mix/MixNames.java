package dev.elsewise.study.mix;

import dev.elsewise.error.Nearest;
import dev.elsewise.mix.Input;
import dev.elsewise.mix.Mediator;
import dev.elsewise.study.yaml.Yaml;
import java.util.List;
import java.util.stream.Stream;

/** The nodes that other parts of a study may name. */
record MixNames(String outcome, List<Input> inputs, List<String> mediators, MixStudy.Grain grain) {
    /** Those of a study that is read. */
    static MixNames of(MixStudy study) {
        return new MixNames(
                study.mix().outcome(),
                study.mix().inputs(),
                study.mix().mediators().stream().map(Mediator::name).toList(),
                study.calendar().to());
    }

    /** An input. */
    String input(String name, Yaml at) {
        return one(name, at, names(inputs), "an input");
    }

    String input(Yaml value) {
        return input(value.text(), value);
    }

    /** Media, or what is sent. */
    String acting(Yaml value) {
        return one(
                value.text(),
                value,
                names(inputs.stream().filter(i -> i.role().acts()).toList()),
                "a channel, organic medium or lever");
    }

    /** What a plan may move: an input with a spend that is not the answer of a mediator to the others. */
    String movable(String name, Yaml at) {
        List<String> movable = names(inputs.stream()
                .filter(i -> i.role().costs() && !(i.spend() instanceof Input.Cost.Free))
                .filter(i -> !mediators.contains(i.name()))
                .toList());
        if (mediators.contains(name)) {
            throw at.wrong(at.what() + " must name a channel with a spend of its own (" + String.join(", ", movable)
                    + "); \"" + name
                    + "\" is a mediator: what is spent on it follows the others, so that a plan cannot set it."
                    + "\nMaybe bound the channels that move it; charging: [" + name
                    + "] takes what they make it spend from the budget.");
        }
        return one(name, at, movable, "a channel with a spend");
    }

    String mediator(Yaml value) {
        return one(value.text(), value, mediators, "a mediator");
    }

    /** The outcome or a mediator. */
    String explained(String name, Yaml at) {
        return one(
                name, at, Stream.concat(Stream.of(outcome), mediators.stream()).toList(), "the outcome or a mediator");
    }

    private static String one(String name, Yaml at, List<String> of, String what) {
        if (!of.contains(name)) {
            throw at.wrong(at.what() + " must name "
                    + (of.isEmpty()
                            ? what + ", of which the study has none"
                            : what + " (" + String.join(", ", of) + ")")
                    + "; found \"" + name + "\"." + Nearest.hint(name, of));
        }
        return name;
    }

    private static List<String> names(List<Input> inputs) {
        return inputs.stream().map(Input::name).toList();
    }
}
