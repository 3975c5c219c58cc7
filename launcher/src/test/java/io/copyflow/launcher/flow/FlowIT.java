package io.copyflow.launcher.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.bots.Bots;
import io.copyflow.launcher.bots.Roster;
import io.copyflow.launcher.flow.CommittedLog.Entry;
import io.copyflow.launcher.process.Samples;
import io.copyflow.launcher.process.Stages;
import io.copyflow.runtime.DeadLetters;
import io.copyflow.runtime.DirectoryFollower;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.testkit.TestBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All stages on a real broker, asked and answered over Kafka alone. */
@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FlowIT {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final List<Topic<?>> EVENTS =
            List.of(Topics.STORY_EVENTS, Topics.TRANSLATION_EVENTS, Topics.REVIEW_EVENTS, Topics.PUBLICATION_EVENTS);
    private static final List<Topic<?>> COMMANDS = List.of(
            Topics.STORY_COMMANDS, Topics.TRANSLATION_COMMANDS, Topics.REVIEW_COMMANDS, Topics.PUBLICATION_COMMANDS);

    private static String servers;
    private static StagesUnderTest stages;
    private static Commands commands;
    private static CommittedLog log;

    private final String clientId = "flow-it-" + UUID.randomUUID();
    private final String storyId = Commands.storyId(clientId);

    @BeforeAll
    static void start(TestBroker broker, @TempDir Path dataDir) {
        servers = broker.bootstrapServers();
        StagesUnderTest.prepare(broker);
        stages = new StagesUnderTest(servers, dataDir, "test", Stages.all());
        commands = new Commands(servers);
        log = new CommittedLog(servers, Topics.all());
    }

    @AfterAll
    static void stop() {
        stages.close();
        commands.close();
        log.close();
    }

    @Test
    void r26_a_story_goes_through_all_stages_and_is_published_once_in_every_language() {
        try (DirectoryFollower directory =
                        new DirectoryFollower(Map.of("bootstrap.servers", servers), new SchemaCatalogue());
                Bots bots = bots(directory)) {
            commands.send(Commands.submit(clientId));

            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(published())
                            .as("refused: %s", bots.refusals())
                            .hasSize(16));
        }
        List<Entry<PublishedVersion>> published = published();
        Map<String, PublishedVersion> byLanguage = new HashMap<>();
        published.forEach(entry -> byLanguage.put(entry.value().getLanguage(), entry.value()));
        assertThat(byLanguage).hasSize(16);
        byLanguage.forEach((language, version) -> {
            assertThat(version.getStatus()).isEqualTo(PublicationStatus.LIVE);
            assertThat(version.getReleaseSequence()).isEqualTo(1);
            assertThat(text(version))
                    .as(language)
                    .isEqualTo(
                            language.equals("en")
                                    ? Commands.sampleBlocks().stream()
                                            .map(Block::getText)
                                            .toList()
                                    : Samples.translation(language).stream()
                                            .map(TranslatedSegment::getText)
                                            .toList());
            assertThat(version.getBody())
                    .as("kinds and marks of %s", language)
                    .map(Segment::getKind)
                    .isEqualTo(body(Commands.sampleBlocks()).map(Block::getKind).toList());
        });
        everyEventLeadsBackToACommand();
    }

    /** Also that no event was written twice. */
    private void everyEventLeadsBackToACommand() {
        Map<String, String> causes = new HashMap<>();
        Set<String> commandIds = new HashSet<>();
        COMMANDS.forEach(topic -> log.of(topic, storyId).forEach(command -> commandIds.add(command.id())));
        int events = 0;
        for (Topic<?> topic : EVENTS) {
            for (Entry<?> event : log.of(topic, storyId)) {
                assertThat(causes.put(event.id(), event.causationId()))
                        .as("an event written twice: %s", event.id())
                        .isNull();
                events++;
            }
        }
        // accepted; queued, claimed, submitted of 15; requested, approved, 2 signatures, cleared, released of 16
        assertThat(events).isGreaterThanOrEqualTo(1 + 3 * 15 + 6 * 16);
        for (String id : causes.keySet()) {
            String cause = id;
            for (int steps = 0; causes.containsKey(cause) && steps < causes.size(); steps++) {
                cause = causes.get(cause);
            }
            assertThat(commandIds).as("what %s goes back to", id).contains(cause);
        }
    }

    @Test
    void r27_a_command_sent_twice_takes_effect_once_and_is_answered_both_times() {
        queued("fr");
        var claim = Commands.translation("claim-" + clientId, storyId, "fr", "awa.ndoye", new ClaimTranslation());

        commands.send(claim);
        String eventId = answers(claim.id(), 1).getFirst().id();
        commands.send(claim);

        Rejection again = refusals(claim.id(), 1).getFirst();
        assertThat(again.getCode()).isEqualTo("already-accepted");
        assertThat(again.getEventIds()).containsExactly(eventId);
        assertThat(again.getRepeated()).isTrue();
        assertThat(translationEvents())
                .filteredOn(event -> event.getBody() instanceof TranslationClaimed)
                .hasSize(1);
    }

    @Test
    void r07_of_two_who_claim_the_second_is_told_who_holds_it() {
        queued("fr");
        commands.send(Commands.translation("c1-" + clientId, storyId, "fr", "awa.ndoye", new ClaimTranslation()));

        commands.send(Commands.translation("c2-" + clientId, storyId, "fr", "bastien.lormeau", new ClaimTranslation()));

        Rejection refusal = refusals("c2-" + clientId, 1).getFirst();
        assertThat(refusal.getCode()).isEqualTo("already-claimed");
        assertThat(refusal.getSentence()).contains("awa.ndoye");
        assertThat(refusal.getStage()).isEqualTo(Topics.TRANSLATE);
    }

    @Test
    void r13_an_approval_of_another_text_is_refused() {
        queued("fr");
        await().pollInSameThread()
                .atMost(PATIENCE)
                .until(() -> log.of(Topics.REVIEW_EVENTS, storyId).stream()
                        .anyMatch(event -> event.value().getBody() instanceof ReviewRequested));

        commands.send(Commands.review(
                "approve-" + clientId, storyId, "en", "harriet.penhallow", new ApproveVersion("0".repeat(64))));

        assertThat(refusals("approve-" + clientId, 1).getFirst().getCode()).isEqualTo("outdated-hash");
    }

    @Test
    void r02_who_lacks_the_role_is_refused() {
        queued("fr");

        commands.send(
                Commands.translation("claim-" + clientId, storyId, "fr", Commands.REPORTER, new ClaimTranslation()));

        Rejection refusal = refusals("claim-" + clientId, 1).getFirst();
        assertThat(refusal.getCode()).isEqualTo("role-missing");
        assertThat(refusal.getActor()).isEqualTo(Commands.REPORTER);
    }

    @Test
    void r02_a_story_in_no_language_is_refused_and_nothing_of_it_is_accepted() {
        var submit = Commands.submit(clientId, "no language", null);

        commands.send(submit);

        assertThat(refusals(submit.id(), 1).getFirst().getCode()).isEqualTo("unknown-language");
        assertThat(log.of(Topics.STORY_EVENTS, storyId)).isEmpty();
    }

    static Stream<String> stages() {
        return Topics.STAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void r28_what_cannot_be_read_goes_to_dead_letters_and_the_stage_goes_on(String stage) {
        Commands.Command<?> good = switch (stage) {
            case Topics.INGEST -> Commands.submit(clientId, "en", List.of("fr"));
            case Topics.TRANSLATE ->
                Commands.translation("good-" + clientId, storyId, "fr", "awa.ndoye", new ClaimTranslation());
            case Topics.REVIEW ->
                Commands.review(
                        "good-" + clientId, storyId, "en", "harriet.penhallow", new ApproveVersion("0".repeat(64)));
            case Topics.KILL_SWITCH -> Commands.kill("good-" + clientId, storyId, "harriet.penhallow");
            default -> Commands.takeDown("good-" + clientId, storyId, "en", "jingwen.rao");
        };
        byte[] whole = good.bytes();
        byte[] unknownSchema = whole.clone();
        unknownSchema[1] = 0x7f;

        commands.send(good, Arrays.copyOf(whole, whole.length - 3));
        commands.send(good, unknownSchema);
        commands.send(good);

        answers(good.id(), 1);
        List<ConsumerRecord<String, byte[]>> letters = log.raw(Topics.deadLetters(stage)).stream()
                .filter(letter -> storyId.equals(letter.key()))
                .toList();
        assertThat(letters)
                .extracting(letter -> header(letter, DeadLetters.CODE))
                .containsExactly("truncated-record", "unknown-schema-id");
        assertThat(letters)
                .extracting(letter -> header(letter, DeadLetters.TOPIC))
                .containsOnly(good.topic().name());
        List<ConsumerRecord<String, byte[]>> sent = log.raw(good.topic()).stream()
                .filter(command -> storyId.equals(command.key()))
                .toList();
        assertThat(letters)
                .hasSize(2)
                .allSatisfy(letter -> assertThat(sent)
                        .filteredOn(
                                command -> header(letter, DeadLetters.OFFSET).equals("" + command.offset()))
                        .filteredOn(
                                command -> header(letter, DeadLetters.PARTITION).equals("" + command.partition()))
                        .singleElement()
                        .satisfies(command -> assertThat(letter.value()).isEqualTo(command.value())));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** A story of this test, queued for one language. */
    private void queued(String language) {
        commands.send(Commands.submit(clientId, "en", List.of(language)));
        await().pollInSameThread()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(translationEvents()).hasSize(1));
    }

    private List<TranslationEventEnvelope> translationEvents() {
        return log.of(Topics.TRANSLATION_EVENTS, storyId).stream()
                .map(Entry::value)
                .toList();
    }

    /** The events and refusals that answer a command, once there are so many. */
    private List<Entry<? extends SpecificRecord>> answers(String commandId, int count) {
        return await().pollInSameThread()
                .atMost(PATIENCE)
                .until(
                        () -> {
                            List<Entry<? extends SpecificRecord>> answers = new ArrayList<>();
                            for (Topic<?> topic : EVENTS) {
                                answers.addAll(log.of(topic, storyId));
                            }
                            answers.addAll(log.of(Topics.REJECTIONS, storyId));
                            answers.removeIf(answer -> !commandId.equals(answer.causationId()));
                            return answers;
                        },
                        answers -> answers.size() >= count);
    }

    private List<Rejection> refusals(String commandId, int count) {
        return await().pollInSameThread()
                .atMost(PATIENCE)
                .until(
                        () -> log.of(Topics.REJECTIONS, storyId).stream()
                                .map(Entry::value)
                                .filter(refusal -> refusal.getCommandId().equals(commandId))
                                .toList(),
                        refusals -> refusals.size() >= count);
    }

    private List<Entry<PublishedVersion>> published() {
        List<Entry<PublishedVersion>> published = new ArrayList<>();
        for (String language : languages()) {
            published.addAll(log.of(Topics.PUBLISHED, storyId + "/" + language));
        }
        return published;
    }

    /** The story's own and its targets, as they were resolved. */
    private Set<String> languages() {
        Set<String> languages = new HashSet<>();
        log.of(Topics.STORY_EVENTS, storyId).forEach(event -> {
            if (event.value().getBody() instanceof StoryAccepted accepted) {
                languages.add(accepted.getLanguage());
                languages.addAll(accepted.getTargets());
            }
        });
        return languages;
    }

    private static List<String> text(PublishedVersion version) {
        List<String> text = new ArrayList<>(
                List.of(version.getHeadline(), version.getStandfirst(), version.getByline(), version.getDateline()));
        version.getBody().forEach(block -> text.add(block.getText()));
        return text;
    }

    private static Stream<Block> body(List<Block> blocks) {
        Set<SegmentKind> above =
                Set.of(SegmentKind.HEADLINE, SegmentKind.STANDFIRST, SegmentKind.BYLINE, SegmentKind.DATELINE);
        return blocks.stream().filter(block -> !above.contains(block.getKind()));
    }

    private static Bots bots(DirectoryFollower directory) {
        directory.awaitCaughtUp(PATIENCE);
        return new Bots(
                Map.of("bootstrap.servers", servers),
                new SchemaCatalogue(),
                new Roster(directory.directory().people()),
                (language, source) -> Samples.translation(language),
                Clock.systemUTC());
    }
}
