package io.copyflow.launcher.process;

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
import java.time.Duration;
import java.util.function.Supplier;

/** All that takes pictures and videos in, as the settings say. */
final class MediaDesk implements AutoCloseable {

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofMinutes(2);
    /** Shorter than whoever hands a story in waits. */
    private static final Duration TOGETHER = Duration.ofSeconds(20);

    private final MediaStore store;
    private final MediaFetch fetch;
    private final SubmissionFormats formats;
    private final MediaApi api;

    private MediaDesk(MediaStore store, MediaFetch fetch, SubmissionFormats formats, MediaApi api) {
        this.store = store;
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
                store,
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
