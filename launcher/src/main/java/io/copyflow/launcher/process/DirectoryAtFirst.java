package io.copyflow.launcher.process;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.newsroom.DirectoryPublisher;
import io.copyflow.launcher.newsroom.NewsroomFile;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.DirectoryFollower;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fills a directory that is empty still; one that is not is left as it is. */
public final class DirectoryAtFirst implements LocalNewsroom.DirectoryFilling {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Supplier<NewsroomFile> SAMPLE =
            () -> Samples.newsroom().orRefuse();

    private final @Nullable Path file;
    private final String apply;
    private final Supplier<NewsroomFile> first;
    private final Clock clock;
    private final Consumer<String> notice;

    /**
     * Reads the file before anything is started that would have to end again. Where Copyflow ran before, the directory is
     * there most likely: then a file that is gone by now or is wrong matters only if it is not.
     *
     * @param file the newsroom file; null for the sample
     * @param apply the command that would change the directory, with the settings file this one was given
     * @param folder one that is there when Copyflow ran before, and only then
     * @throws StageFailure {@code newsroom-file-unreadable}, {@code newsroom-file-wrong}
     */
    public DirectoryAtFirst(@Nullable Path file, String apply, Path folder, Clock clock, Consumer<String> notice) {
        this(file, apply, file == null ? SAMPLE : read(file, Files.exists(folder)), clock, notice);
    }

    private DirectoryAtFirst(
            @Nullable Path file, String apply, Supplier<NewsroomFile> first, Clock clock, Consumer<String> notice) {
        this.file = file;
        this.apply = apply;
        this.first = first;
        this.clock = clock;
        this.notice = notice;
    }

    private static Supplier<NewsroomFile> read(Path file, boolean ranBefore) {
        try {
            NewsroomFile newsroom = NewsroomFile.read(file).orRefuse();
            return () -> newsroom;
        } catch (StageFailure e) {
            if (!ranBefore) {
                throw e;
            }
            return () -> {
                throw e.again();
            };
        }
    }

    /** With the sample newsroom. */
    public static DirectoryAtFirst ofSample(Clock clock, Consumer<String> notice) {
        return new DirectoryAtFirst(null, "", SAMPLE, clock, notice);
    }

    @Override
    public void fill(Configuration configuration, SchemaIds ids) {
        try (DirectoryFollower follower = new DirectoryFollower(configuration.kafkaClient(), ids)) {
            follower.awaitCaughtUp(PATIENCE);
            if (follower.directory().newsroom() != null) {
                if (file != null) {
                    notice.accept(notApplied(file, configuration));
                }
                return;
            }
        }
        NewsroomFile newsroom = first.get();
        DirectoryPublisher.atFirst(
                        configuration, ids, clock, () -> UUID.randomUUID().toString())
                .apply(newsroom.entries(), false);
        notice.accept("(the directory was empty: " + (file == null ? "the sample newsroom" : file) + " was applied)");
    }

    private String notApplied(Path named, Configuration configuration) {
        String servers = configuration.text(Setting.BOOTSTRAP_SERVERS);
        String command =
                apply + (servers.equals(Setting.BOOTSTRAP_SERVERS.fallback()) ? "" : " --bootstrap-servers=" + servers);
        return "The directory is there already; " + named + " was not applied"
                + (Files.exists(named)
                        ? ". To change it: " + command + " " + named
                        : ", and there is no such file. To change the directory: " + command + " FILE");
    }
}
