package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.broker.EmbeddedBroker;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.StoryOutline;
import io.copyflow.launcher.log.StoryOutline.Version;
import io.copyflow.launcher.log.StoryTable;
import io.copyflow.launcher.log.VersionState;
import io.copyflow.launcher.process.Stages;
import io.copyflow.launcher.proof.Proof;
import io.copyflow.launcher.proof.TopicLog;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.translation.ClaimTranslation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's stages on what the stages of a release left on the broker. {@code -Dupgrade.write=true} writes down what
 * today's leave, for those who come later: src/test/resources/upgrade/README.md says when.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class UpgradeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path ARCHIVES = Path.of("src/test/resources/upgrade");
    private static final String FILE = "log.jsonl.gz";
    private static final int PARTITIONS = 4;
    private static final String CHIEF = "jingwen.rao";

    static List<Path> archives() throws IOException {
        try (Stream<Path> folders = Files.list(ARCHIVES)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void r27_stages_go_on_with_the_log_and_the_state_of_an_older_release(Path archive, @TempDir Path folder)
            throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("kafka")))) {
            String servers = broker.bootstrapServers();
            LogArchive.read(archive.resolve(FILE)).into(servers);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                TopicProvisioning.ensure(admin, Topics.all(), PARTITIONS, (short) 1);
            }
            List<StoryOutline> before = stories(servers);
            assertThat(before.stream().flatMap(story -> story.versions().stream()))
                    .extracting(Version::state)
                    .contains(
                            VersionState.QUEUED,
                            VersionState.CLAIMED,
                            VersionState.IN_REVIEW,
                            VersionState.APPROVED,
                            VersionState.LIVE,
                            VersionState.TAKEN_DOWN,
                            VersionState.KILLED);
            Proof.Verdict old = proof(servers);
            assertThat(old.findings()).isEmpty();
            theMemoryKnowsOldTexts(servers, folder.resolve("memory"));

            try (Commands commands = new Commands(servers);
                    CommittedLog log = new CommittedLog(servers, Topics.all());
                    StagesUnderTest _ = new StagesUnderTest(servers, folder.resolve("data"), "upgrade", Stages.all())) {
                aCommandOfOldIsARepeat(servers, log);
                whatWasKilledStaysKilled(commands, log);
                PeopleAtWork people = new PeopleAtWork("today", commands, log);
                for (StoryOutline story : before) {
                    if (!story.killed()) {
                        story.versions().forEach(version -> goesOn(people, story.storyId(), version));
                    }
                }
                commands.send(Commands.publication(
                        "today-unwithhold",
                        Commands.storyId(DayOfWork.WITHHELD),
                        "",
                        CHIEF,
                        new UnwithholdStory("It is true.")));

                await().pollInSameThread()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(stories(servers))
                                .allSatisfy(story -> assertThat(story.versions())
                                        .as(story.storyId())
                                        .extracting(Version::state)
                                        .containsOnly(story.killed() ? VersionState.KILLED : VersionState.LIVE)));
                nothingWasDecidedTwice(log);
            }
            Proof.Verdict all = proof(servers);
            assertThat(all.findings()).isEmpty();
            assertThat(all.stories()).isEqualTo(old.stories());
            assertThat(all.facts()).isGreaterThan(old.facts());
            Path outdated = outdatedTable(folder.resolve("memory"));
            theMemoryKnowsOldTexts(servers, folder.resolve("memory"));
            assertThat(outdated).doesNotExist();
        }
    }

    /** Bytes as the older release had them sent, and found in its state, not in the log. */
    private static void aCommandOfOldIsARepeat(String servers, CommittedLog log) {
        ConsumerRecord<String, byte[]> old = log.raw(Topics.REVIEW_COMMANDS).stream()
                .filter(record -> record.key().equals(Commands.storyId(DayOfWork.IN_EVERY_STATE)))
                .findFirst()
                .orElseThrow();
        String id = CloudEvents.text(old.headers(), CloudEvents.ID);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(old.topic(), null, null, old.key(), old.value(), old.headers()));
        }

        Rejection answer = await().pollInSameThread()
                .atMost(PATIENCE)
                .until(() -> rejections(log, old.key(), id), found -> found.size() == 1)
                .getFirst();
        assertThat(answer.getCode()).isEqualTo("already-accepted");
        assertThat(answer.getRepeated()).isTrue();
        assertThat(answer.getEventIds()).isNotEmpty();
    }

    private static void whatWasKilledStaysKilled(Commands commands, CommittedLog log) {
        String story = Commands.storyId(DayOfWork.KILLED);
        commands.send(Commands.translation("today-claim", story, "fr", "awa.ndoye", new ClaimTranslation()));
        commands.send(Commands.publication("today-out", story, "", CHIEF, new UnwithholdStory("A mistake.")));
        await().pollInSameThread()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Stream.of("today-claim", "today-out")
                                .flatMap(id -> rejections(log, story, id).stream()))
                        .hasSize(2)
                        .extracting(Rejection::getCode)
                        .containsOnly("story-killed"));
        for (String language : List.of("en", "fr")) {
            assertThat(log.of(Topics.PUBLISHED, story + "/" + language)
                            .getLast()
                            .value()
                            .getStatus())
                    .isEqualTo(PublicationStatus.WITHDRAWN);
        }
    }

    private static void goesOn(PeopleAtWork people, String story, Version version) {
        String language = version.language();
        switch (version.state()) {
            case QUEUED, CLAIMED -> {
                // a lease is long over when its release is
                people.claims(story, language);
                people.handsIn(story, language);
                people.sees(story, language);
            }
            case IN_REVIEW -> people.sees(story, language);
            case APPROVED -> people.sign(story, language, version.signed());
            case LIVE, TAKEN_DOWN -> {
                // nothing to be done, or not by them
            }
            default -> throw new AssertionError("Nobody knows how to go on with " + version);
        }
    }

    private static void nothingWasDecidedTwice(CommittedLog log) {
        for (Topic<?> topic : List.of(
                Topics.STORY_EVENTS,
                Topics.TRANSLATION_EVENTS,
                Topics.REVIEW_EVENTS,
                Topics.PUBLICATION_EVENTS,
                Topics.KILLS)) {
            assertThat(log.raw(topic))
                    .as(topic.name())
                    .extracting(record -> CloudEvents.text(record.headers(), CloudEvents.ID))
                    .doesNotHaveDuplicates();
        }
    }

    private static void theMemoryKnowsOldTexts(String servers, Path folder) {
        try (FollowedMemory memory = new FollowedMemory(servers, folder)) {
            memory.awaitSuggestions();
            memory.awaitNothingOf(Commands.storyId(DayOfWork.KILLED));
        }
    }

    /** The table as an earlier build left it: under another name, up to the newest record, and none under today's. */
    private static Path outdatedTable(Path folder) throws IOException {
        Path stores = folder.resolve("state/copyflow-memory/global/rocksdb");
        return Files.move(stores.resolve("cleared-version-store"), stores.resolve("remembered-store"));
    }

    private static List<Rejection> rejections(CommittedLog log, String story, String commandId) {
        return log.of(Topics.REJECTIONS, story).stream()
                .map(CommittedLog.Entry::value)
                .filter(rejection -> rejection.getCommandId().equals(commandId))
                .toList();
    }

    private static Proof.Verdict proof(String servers) {
        try (TopicLog log = new TopicLog(Map.of("bootstrap.servers", servers), new SchemaCatalogue())) {
            return Proof.of(log, null);
        }
    }

    static List<StoryOutline> stories(String servers) {
        StoryTable table = new StoryTable();
        try (LogReader reader = new LogReader(Map.of("bootstrap.servers", servers), new SchemaCatalogue())) {
            reader.read(
                    List.of(
                            Topics.STORY_EVENTS,
                            Topics.TRANSLATION_EVENTS,
                            Topics.REVIEW_EVENTS,
                            Topics.PUBLICATION_EVENTS,
                            Topics.KILLS),
                    table::add);
        }
        assertThat(table.leftOut()).isEmpty();
        return table.stories(null, null);
    }

    @Test
    @EnabledIfSystemProperty(named = "upgrade.write", matches = "true")
    void writesWhatTodaysStagesLeaveBehind(@TempDir Path folder) throws Exception {
        int newest = new SchemaCatalogue()
                .released().stream()
                        .mapToInt(SchemaCatalogue.Released::id)
                        .max()
                        .orElseThrow();
        Path file = ARCHIVES.resolve("schemas-" + newest).resolve(FILE);
        assertThat(file).as("What a release left is never changed").doesNotExist();
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("kafka")))) {
            String servers = broker.bootstrapServers();
            DayOfWork.prepare(servers);
            try (Commands commands = new Commands(servers);
                    CommittedLog log = new CommittedLog(servers, Topics.all());
                    StagesUnderTest _ = new StagesUnderTest(servers, folder.resolve("data"), "upgrade", Stages.all())) {
                DayOfWork.leave(servers, commands, log);
            }
            LogArchive.of(servers).write(file);
        }
    }
}
