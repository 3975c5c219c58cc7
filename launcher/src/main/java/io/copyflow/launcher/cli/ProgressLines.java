package io.copyflow.launcher.cli;

import io.copyflow.launcher.process.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Progress as lines with the time each thing took. */
final class ProgressLines implements Progress, AutoCloseable {

    private final PrintWriter out;
    private final InstantSource clock;
    private final List<String> notices = new ArrayList<>();
    private @Nullable Instant began;

    ProgressLines(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void begin(String what) {
        done();
        began = clock.instant();
        out.print("Starting " + what + " … ");
        out.flush();
    }

    /** Said once what is being started is, so that its line stays whole. */
    void afterwards(String notice) {
        if (began == null) {
            out.println(notice);
            out.flush();
        } else {
            notices.add(notice);
        }
    }

    @Override
    public void done() {
        if (began != null) {
            double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
            end(String.format(Locale.ROOT, "took %.1f s", seconds));
        }
    }

    /** Where what began was not done, its line ends without a time, and what was to be said afterwards is said. */
    @Override
    public void close() {
        if (began != null) {
            end("");
        }
    }

    private void end(String how) {
        began = null;
        out.println(how);
        notices.forEach(out::println);
        notices.clear();
        out.flush();
    }
}
