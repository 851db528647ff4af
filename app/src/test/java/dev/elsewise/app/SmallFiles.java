package dev.elsewise.app;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.PrintWriter;
import java.io.Writer;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * The command line in a process whose files can grow no further than some bytes. Its database is started before the limit is
 * set: the native library is unpacked into a large file.
 */
final class SmallFiles {
    /** RLIMIT_FSIZE of POSIX systems. */
    private static final int FILE_SIZE = 1;

    private SmallFiles() {}

    /** @param args the limit in bytes, a data file to start the database with, and the words of the command line */
    public static void main(String[] args) throws Throwable {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Main.execute(new String[] {"profile", args[1]}, new Terminal(nowhere, nowhere, false));
        limit(Long.parseLong(args[0]));
        Main.main(Arrays.copyOfRange(args, 2, args.length));
    }

    @SuppressWarnings("restricted") // setrlimit is native; the JVM is started with native access allowed.
    private static void limit(long bytes) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle setLimit = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setrlimit"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment softAndHard = arena.allocateFrom(JAVA_LONG, bytes, bytes);
            if ((int) setLimit.invokeExact(FILE_SIZE, softAndHard) != 0) {
                throw new IllegalStateException("The limit on the size of files cannot be set.");
            }
        }
    }
}
