package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.ingest.IngestStage;
import io.copyflow.runtime.CommandGateway;
import io.copyflow.runtime.DirectoryFollower;
import io.copyflow.runtime.NoAnswerException;
import io.copyflow.runtime.Outcome;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.testkit.TestBroker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Commands asked through the gateway, with ingest to answer them, or nobody. */
@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CommandGatewayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static String servers;
    private static Path dataDir;
    private static StagesUnderTest ingest;

    private final String clientId = "gateway-it-" + UUID.randomUUID();

    @BeforeAll
    static void start(TestBroker broker, @TempDir Path folder) {
        servers = broker.bootstrapServers();
        dataDir = folder;
        StagesUnderTest.prepare(broker);
        ingest = ingest();
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    private static StagesUnderTest ingest() {
        return new StagesUnderTest(servers, dataDir, "test", List.of(IngestStage.stage()));
    }

    @Test
    void an_accepted_command_is_answered_with_its_event_and_a_repeat_with_that_events_id() throws Exception {
        try (CommandGateway gateway = gateway(PATIENCE, Topics.STORY_EVENTS)) {
            var submit = Commands.submit(clientId);

            Outcome first = ask(gateway, submit).get();
            Outcome second = ask(gateway, submit).get();

            assertThat(first).isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> {
                assertThat(accepted.eventIds()).hasSize(1);
                assertThat(((StoryEventEnvelope) accepted.events().getFirst()).getStoryId())
                        .isEqualTo(submit.storyId());
            });
            assertThat(second).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo("already-accepted");
                assertThat(refused.eventIds()).isEqualTo(((Outcome.Accepted) first).eventIds());
            });
        }
    }

    @Test
    void a_refused_command_is_answered_with_code_and_sentence() throws Exception {
        try (CommandGateway gateway = gateway(PATIENCE, Topics.STORY_EVENTS)) {
            assertThat(ask(gateway, Commands.submit(clientId, "no language", null))
                            .get())
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                        assertThat(refused.code()).isEqualTo("unknown-language");
                        assertThat(refused.sentence()).contains("no language");
                    });
        }
    }

    @Test
    void two_who_ask_the_same_at_once_are_both_answered_and_it_takes_effect_once() throws Exception {
        try (CommandGateway gateway = gateway(PATIENCE, Topics.STORY_EVENTS);
                CommittedLog log = new CommittedLog(servers, List.of(Topics.STORY_EVENTS))) {
            var submit = Commands.submit(clientId);

            CompletableFuture<Outcome> first = ask(gateway, submit);
            CompletableFuture<Outcome> second = ask(gateway, submit);

            assertThat(first.get()).isInstanceOf(Outcome.Accepted.class);
            assertThat(code(second.get())).isEqualTo("already-accepted");
            assertThat(log.of(Topics.STORY_EVENTS, submit.storyId())).hasSize(1);
        }
    }

    @Test
    void r01_two_stories_at_once_under_one_command_id_are_never_both_told_accepted() throws Exception {
        try (CommandGateway gateway = gateway(PATIENCE, Topics.STORY_EVENTS)) {
            var english = Commands.submit(clientId);
            var french = Commands.submit(clientId, "fr", null);

            CompletableFuture<Outcome> first = ask(gateway, english);
            CompletableFuture<Outcome> second = ask(gateway, french);

            assertThat(first.get()).isInstanceOf(Outcome.Accepted.class);
            assertThat(code(second.get())).isEqualTo("command-id-reused");
        }
    }

    @Test
    void while_no_stage_runs_no_answer_comes_and_the_same_asked_again_later_gets_it() throws Exception {
        var submit = Commands.submit(clientId);
        ingest.close();
        try (CommandGateway hasty = gateway(SHORT, Topics.STORY_EVENTS)) {
            CompletableFuture<Outcome> first = ask(hasty, submit);
            CompletableFuture<Outcome> second = ask(hasty, submit);

            noAnswer(first);
            noAnswer(second);
        } finally {
            ingest = ingest();
        }
        try (CommandGateway gateway = gateway(PATIENCE, Topics.STORY_EVENTS);
                CommittedLog log = new CommittedLog(servers, List.of(Topics.STORY_EVENTS))) {
            Outcome outcome = ask(gateway, submit).get();

            assertThat(outcome instanceof Outcome.Accepted || code(outcome).equals("already-accepted"))
                    .as("%s", outcome)
                    .isTrue();
            assertThat(log.of(Topics.STORY_EVENTS, submit.storyId())).hasSize(1);
        }
    }

    @Test
    void a_gateway_that_began_before_a_topic_was_there_answers_when_it_is(TestBroker broker) {
        Topic<StoryEventEnvelope> late = new Topic<>(
                "late-" + clientId,
                Topics.INGEST,
                Topics.STORY_EVENTS.key(),
                StoryEventEnvelope.class,
                Topic.Cleanup.KEEP,
                null,
                "A topic that is not there when the gateway begins.");
        try (CommandGateway gateway = gateway(SHORT, late)) {
            noAnswer(ask(gateway, Commands.submit(clientId, "no language", null)));

            TopicProvisioning.ensure(broker.admin(), List.of(late), 1, (short) 1);

            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> code(ask(gateway, Commands.submit(clientId, "no language", null))
                                    .get())
                            .equals("unknown-language"));
        }
    }

    @Test
    void a_gateway_and_a_directory_that_began_before_the_broker_work_when_it_is_there(@TempDir Path folder)
            throws Exception {
        int port = freePort();
        Map<String, Object> client = Map.of(
                "bootstrap.servers", "127.0.0.1:" + port, "default.api.timeout.ms", 500, "request.timeout.ms", 400);
        try (DirectoryFollower directory = new DirectoryFollower(client, new SchemaCatalogue());
                CommandGateway gateway = new CommandGateway(
                        "test",
                        client,
                        new SchemaCatalogue(),
                        List.of(Topics.STORY_EVENTS),
                        Duration.ofSeconds(2),
                        Clock.systemUTC())) {
            // long enough for both to have asked in vain
            noAnswer(ask(gateway, Commands.submit(clientId)));
            assertThatThrownBy(() -> directory.awaitCaughtUp(Duration.ofMillis(1)))
                    .hasMessageContaining("could not be read");

            try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBroker.Settings(folder, port, 0, Map.of()));
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                TopicProvisioning.ensure(admin, Topics.all(), 1, (short) 1);

                directory.awaitCaughtUp(PATIENCE);
                try (StagesUnderTest own = new StagesUnderTest(
                        broker.bootstrapServers(), folder.resolve("stages"), "test", List.of(IngestStage.stage()))) {
                    await().atMost(PATIENCE)
                            .ignoreExceptions()
                            .until(() -> code(ask(gateway, Commands.submit(clientId))
                                            .get())
                                    .equals("unknown-person"));
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void noAnswer(CompletableFuture<Outcome> asked) {
        assertThatThrownBy(asked::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("again under the same id");
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Refused refused -> refused.code();
        };
    }

    private static CompletableFuture<Outcome> ask(
            CommandGateway gateway, Commands.Command<StoryCommandEnvelope> command) {
        return gateway.ask(command.topic(), command.storyId(), command.id(), "SubmitStory", command.envelope());
    }

    private static CommandGateway gateway(Duration patience, Topic<?> answers) {
        return new CommandGateway(
                "test",
                Map.of("bootstrap.servers", servers),
                new SchemaCatalogue(),
                List.of(answers),
                patience,
                Clock.systemUTC());
    }
}
