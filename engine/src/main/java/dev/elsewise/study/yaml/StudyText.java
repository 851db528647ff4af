package dev.elsewise.study.yaml;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import dev.elsewise.error.Reason;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The text of a study file.
 *
 * @param file its name, for messages
 * @param folder from which relative paths in it start
 */
public record StudyText(String text, String file, Path folder) {
    /** A text that is in no file. */
    public StudyText(String text, Path folder) {
        this(text, "study.yaml", folder);
    }

    /** @throws BadStudy when there is no such text */
    public static StudyText read(Path file) {
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder == null || Files.isDirectory(whole)) {
            throw new BadStudy(
                    "A study must be a file; \"" + file + "\" is a folder.\nMaybe name the YAML file in it.");
        }
        try {
            return new StudyText(Files.readString(whole), whole.getFileName().toString(), folder);
        } catch (NoSuchFileException e) {
            throw new BadStudy(
                    "The study must exist; there is no file \"" + file + "\"." + neighbours(whole, folder), e);
        } catch (CharacterCodingException e) {
            throw new BadStudy(
                    "A study must be text in UTF-8; \"" + file + "\" is not."
                            + "\nMaybe the editor saved it in another encoding.",
                    e);
        } catch (IOException e) {
            throw new BadStudy(
                    "The study \"" + file + "\" must be readable; it is not: " + Reason.of(e)
                            + ".\nMaybe its permissions forbid it.",
                    e);
        }
    }

    /** The map that a study is. */
    public Yaml root() {
        Yaml root = Yaml.parse(text, file);
        if (!root.isMap()) {
            throw root.mustBe("a map (key: value)");
        }
        return root;
    }

    private static String neighbours(Path file, Path folder) {
        Path name = file.getFileName();
        try (var files = Files.list(folder)) {
            return Nearest.hint(
                    String.valueOf(name),
                    files.map(f -> String.valueOf(f.getFileName())).sorted().toList());
        } catch (IOException noFolder) {
            return "\nMaybe the folder \"" + folder + "\" is another one.";
        }
    }
}
