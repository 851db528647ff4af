package dev.elsewise.app;

import dev.elsewise.data.Workspace;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens on an interrupt (Ctrl-C): running work is cancelled, and the JVM waits for it to tidy up before it ends, as
 * an interrupted program, with code 130. A second interrupt is the operating system's.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 20;

    private static final Set<Workspace> OPEN = ConcurrentHashMap.newKeySet();
    private static final CountDownLatch FINISHED = new CountDownLatch(1);
    private static volatile boolean happened;

    private Interruption() {}

    /** Waits for interrupts from now on. */
    static void listen() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Interruption::end));
    }

    /** An interrupt cancels this workspace. */
    static void cancels(Workspace workspace) {
        OPEN.add(workspace);
    }

    /** The command has ended, and tidied up. */
    static void finished() {
        FINISHED.countDown();
    }

    /** Whether an interrupt has come while the command was at work. */
    static boolean happened() {
        return happened;
    }

    private static void end() {
        happened = FINISHED.getCount() > 0;
        OPEN.forEach(Workspace::cancel);
        try {
            if (!FINISHED.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                // What does not stop when asked is stopped with the JVM: results move into place only when complete.
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
