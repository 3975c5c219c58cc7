package io.copyflow.launcher.process;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.newsroom.DirectoryPublisher;
import io.copyflow.launcher.newsroom.NewsroomFile;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.DirectoryFollower;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills a directory that is empty still; one that is not is left as it is. */
public final class DirectoryAtFirst implements LocalNewsroom.DirectoryFilling {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final @Nullable Path file;
    private final @Nullable NewsroomFile newsroom;
    private final Clock clock;
    private final Consumer<String> notice;

    /**
     * Reads the file, before anything is started that would have to end again.
     *
     * @param file the newsroom file; null for the sample
     * @throws StageFailure {@code newsroom-file-unreadable}, {@code newsroom-file-wrong}
     */
    public DirectoryAtFirst(@Nullable Path file, Clock clock, Consumer<String> notice) {
        this.file = file;
        this.newsroom = file == null ? null : NewsroomFile.read(file).orRefuse();
        this.clock = clock;
        this.notice = notice;
    }

    @Override
    public void fill(Configuration configuration, SchemaIds ids) {
        try (DirectoryFollower follower = new DirectoryFollower(configuration.kafkaClient(), ids)) {
            follower.awaitCaughtUp(PATIENCE);
            if (follower.directory().newsroom() != null) {
                if (file != null) {
                    notice.accept("The directory is there already; " + file
                            + " was not applied. To change it: ./copyflow apply " + file);
                }
                return;
            }
        }
        NewsroomFile first = newsroom == null ? Samples.newsroom().orRefuse() : newsroom;
        DirectoryPublisher.atFirst(
                        configuration, ids, clock, () -> UUID.randomUUID().toString())
                .apply(first.entries(), false);
        notice.accept("(the directory was empty: " + (file == null ? "the sample newsroom" : file) + " was applied)");
    }
}
