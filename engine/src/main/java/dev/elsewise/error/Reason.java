package dev.elsewise.error;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written, in words for a message. */
public final class Reason {
    private Reason() {}

    /** The reason in words: Java's own message of most failures is the path alone. */
    public static String of(IOException failure) {
        if (failure instanceof FileSystemException e && e.getReason() == null) {
            String file = "\"" + e.getFile() + "\"";
            return switch (e) {
                case AccessDeniedException ignored -> file + " may not be touched";
                case NoSuchFileException ignored -> "there is no " + file;
                case FileAlreadyExistsException ignored -> file + " is in the way";
                case NotDirectoryException ignored -> file + " is no folder";
                default -> file + " failed";
            };
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
