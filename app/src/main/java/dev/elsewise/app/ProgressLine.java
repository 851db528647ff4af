package dev.elsewise.app;

import dev.elsewise.data.Workspace;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** One bar on the last line of the terminal, for the step that is being done; it leaves nothing behind. */
final class ProgressLine implements Workspace.Progress, AutoCloseable {
    private static final int WIDTH = 80;

    private String current = "";
    private @Nullable ProgressBar bar;

    @Override
    public synchronized void at(String step, long done, long of) {
        if (bar == null || !step.equals(current)) {
            close();
            current = step;
            bar = new ProgressBarBuilder()
                    .setTaskName(step)
                    .setInitialMax(of == 0 ? -1 : of)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(100)
                    .clearDisplayOnFinish()
                    // Of a fixed width: to ask the terminal would load its native library.
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                    .build();
        }
        bar.stepTo(done);
        if (of > 0 && done >= of) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
