package io.copyflow.launcher.process;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.DirectoryFollower;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.StageRunner;
import io.copyflow.runtime.TopicFollower;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.translate.desk.Holdings;
import io.copyflow.translate.desk.KafkaTranslationDesk;
import io.copyflow.translate.desk.TasksApi;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The translation queue served over HTTP, and what that needs: who holds what, and a way to ask. */
public final class TaskDesk implements AutoCloseable {

    private final TopicFollower<TranslationEventEnvelope> follower;
    private final CommandGateway gateway;
    private final TasksApi api;
    private final CompletableFuture<StageFailure> dead = new CompletableFuture<>();

    /**
     * @param translate the running translate-stage of this process
     * @param directory caught up
     */
    public TaskDesk(
            Configuration configuration,
            SchemaIds ids,
            StageRunner translate,
            DirectoryFollower directory,
            Clock clock) {
        Duration patience = Duration.ofMillis(configuration.number(Setting.COMMAND_PATIENCE_MS));
        Holdings holdings = new Holdings();
        follower = new TopicFollower<>(
                configuration.kafkaClient(),
                ids,
                Topics.TRANSLATION_EVENTS,
                "the holders of translations",
                null,
                (story, event) -> {
                    if (event != null) {
                        holdings.take(event);
                    }
                });
        gateway = new CommandGateway(
                "translation-desk",
                configuration.kafkaClient(),
                ids,
                List.of(Topics.TRANSLATION_EVENTS),
                patience,
                clock);
        follower.dead().thenAccept(dead::complete);
        gateway.dead().thenAccept(dead::complete);
        api = new TasksApi(
                new KafkaTranslationDesk(
                        gateway,
                        translate.stores(),
                        holdings,
                        follower::isCaughtUp,
                        directory::directory,
                        clock,
                        () -> UUID.randomUUID().toString()),
                patience.plusSeconds(1));
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        api.addTo(routes);
    }

    /**
     * Waits until it is known who holds what.
     *
     * @throws StageFailure see {@link TopicFollower#awaitCaughtUp}
     */
    public void awaitCaughtUp(Duration patience) {
        follower.awaitCaughtUp(patience);
    }

    /** Completes, with the reason, when it can do its work no longer; close it then. */
    public CompletionStage<StageFailure> dead() {
        return dead;
    }

    @Override
    public void close() {
        gateway.close();
        follower.close();
    }
}
