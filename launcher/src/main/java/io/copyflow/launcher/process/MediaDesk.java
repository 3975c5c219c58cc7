package io.copyflow.launcher.process;

import io.copyflow.contract.MediaReference;
import io.copyflow.desk.aid.Pictures;
import io.copyflow.directory.Directory;
import io.copyflow.ingest.RequiredTexts;
import io.copyflow.ingest.gateway.MediaApi;
import io.copyflow.ingest.gateway.PictureBlocks;
import io.copyflow.ingest.gateway.SubmissionFormats;
import io.copyflow.media.FetchRules;
import io.copyflow.media.MediaFetch;
import io.copyflow.media.MediaIntake;
import io.copyflow.media.MediaLimits;
import io.copyflow.media.MediaStore;
import io.copyflow.media.MediaStores;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that takes pictures and videos in, as the settings say. */
final class MediaDesk implements AutoCloseable {

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofMinutes(2);
    /** Shorter than whoever hands a story in waits. */
    private static final Duration TOGETHER = Duration.ofSeconds(20);

    private final MediaLimits limits;
    private final MediaStore store;
    private final MediaIntake intake;
    private final MediaFetch fetch;
    private final SubmissionFormats formats;
    private final MediaApi api;

    private MediaDesk(
            MediaLimits limits,
            MediaStore store,
            MediaIntake intake,
            MediaFetch fetch,
            SubmissionFormats formats,
            MediaApi api) {
        this.limits = limits;
        this.store = store;
        this.intake = intake;
        this.fetch = fetch;
        this.formats = formats;
        this.api = api;
    }

    /** @throws io.copyflow.runtime.StageFailure when a setting is wrong or the store cannot be opened */
    static MediaDesk open(Configuration configuration, Supplier<Directory> directory) {
        MediaLimits limits = MediaLimits.of(configuration);
        MediaStore store = MediaStores.open(configuration);
        MediaFetch fetch =
                new MediaFetch(new FetchRules(configuration.words(Setting.MEDIA_FETCH_ALLOW)), SILENCE, WHOLE);
        MediaIntake intake = new MediaIntake(store, limits, fetch);
        return new MediaDesk(
                limits,
                store,
                intake,
                fetch,
                new SubmissionFormats(
                        PictureBlocks.of(intake, RequiredTexts.of(configuration)),
                        configuration.yes(Setting.MEDIA_WIRE_REFUSE),
                        TOGETHER),
                new MediaApi(intake, store, directory));
    }

    MediaStore store() {
        return store;
    }

    /** For the web desk. */
    Pictures pictures() {
        return new Pictures() {
            @Override
            public @Nullable Picture find(String hash) throws IOException {
                MediaReference found = store.find(hash);
                return found == null ? null : new Picture(found.mediaType(), found.bytes(), store.open(hash));
            }

            @Override
            public MediaReference take(InputStream bytes, @Nullable String name) throws IOException {
                return intake.take(bytes, null, name);
            }

            @Override
            public void demandFits(long stated) {
                intake.demandFits(stated);
            }

            @Override
            public long mostBytes() {
                return limits.mostBytes();
            }
        };
    }

    /** The formats stories are read from, pictures included. */
    SubmissionFormats formats() {
        return formats;
    }

    void addTo(RoutesConfig routes) {
        api.addTo(routes);
    }

    @Override
    public void close() {
        fetch.close();
        store.close();
    }
}
