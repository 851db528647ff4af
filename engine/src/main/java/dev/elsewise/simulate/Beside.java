package dev.elsewise.simulate;

import dev.elsewise.error.CannotWrite;
import dev.elsewise.error.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file under another name in the same folder, then moves it to its place: readers never see half of it. */
final class Beside {
    private Beside() {}

    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    static void write(Path file, Content content) {
        Path place = file.toAbsolutePath();
        try {
            if (Files.isDirectory(place)) {
                throw new FileAlreadyExistsException(file.toString(), null, "it is a folder");
            }
            long process = ProcessHandle.current().pid();
            Path draft = place.resolveSibling("." + place.getFileName() + "." + process + ".part");
            try {
                try (OutputStream out = Files.newOutputStream(draft)) {
                    content.to(out);
                }
                Files.move(draft, place, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (NoSuchFileException e) {
            throw new CannotWrite(
                    "The folder of \"" + file + "\" must exist; it does not.\nMaybe it has to be made first.", e);
        } catch (IOException e) {
            throw new CannotWrite(
                    "\"" + file + "\" could not be written: " + Reason.of(e)
                            + ".\nMaybe the disk is full, or the folder is not yours.",
                    e);
        }
    }
}
