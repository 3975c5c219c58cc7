package io.copyflow.launcher.process;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.media.MediaStore;
import io.copyflow.media.MediaStores;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.DirectoryFollower;
import io.copyflow.runtime.HttpFront;
import io.copyflow.runtime.OperationsPages;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The channels in a process of their own, beside stages that run elsewhere: the website's folder, which any web server may
 * serve, social accounts and members of the syndication.
 */
public final class ChannelsRunner implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DirectoryFollower directory;
    private final HttpFront front;

    /**
     * Starts them, and returns when each has begun or has had a minute and a half to: one that never read anything begins
     * with the next release.
     *
     * @param environment where secrets may be besides their file
     * @throws io.copyflow.runtime.StageFailure with a code when Kafka does not answer, the directory lacks the website's
     *     channel, or a port or folder cannot be had; what had begun is ended again
     */
    public static ChannelsRunner start(
            Configuration configuration, Map<String, String> environment, SchemaIds ids, Clock clock) {
        return new ChannelsRunner(configuration, environment, ids, clock);
    }

    private ChannelsRunner(Configuration configuration, Map<String, String> environment, SchemaIds ids, Clock clock) {
        try {
            directory = keep(new DirectoryFollower(configuration.kafkaClient(), ids));
            directory.awaitCaughtUp(PATIENCE);
            MediaStore media = MediaStores.open(configuration);
            parts.push(media::close);
            WaysOut ways = keep(new WaysOut(
                    configuration,
                    Website.of(configuration, directory.directory(), configuration.number(Setting.SITE_PORT)),
                    media,
                    directory::directory,
                    environment,
                    ids,
                    clock));
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            parts.push(registry::close);
            ways.bindTo(registry);
            front = keep(HttpFront.start(
                    configuration.text(Setting.HTTP_HOST),
                    configuration.number(Setting.HTTP_PORT),
                    List.of(
                            new ChannelRoutes(
                                    () -> ways, () -> directory.directory().channels()),
                            new OperationsPages(List.of(), ways::health, registry))));
            ways.giveTimeToBegin(PATIENCE);
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    private void closeAfter(Throwable cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Where health is asked, and how each channel is. */
    public String address() {
        return front.address();
    }

    /** Completes when the directory can be followed no longer; close this then. */
    public CompletionStage<StageFailure> dead() {
        return directory.dead();
    }

    /** Ends everything, last started first, also where the end of one part fails; the first such failure is thrown. */
    @Override
    public void close() {
        IllegalStateException failed = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                if (failed == null) {
                    failed = new IllegalStateException("Expected a part of the channels to close, but that failed.", e);
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
