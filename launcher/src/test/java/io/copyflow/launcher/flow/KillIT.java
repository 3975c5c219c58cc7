package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.bots.Bots;
import io.copyflow.launcher.bots.Roster;
import io.copyflow.launcher.cli.RootCommand;
import io.copyflow.launcher.flow.Commands.Command;
import io.copyflow.launcher.flow.CommittedLog.Entry;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.StoryOutline;
import io.copyflow.launcher.log.Timeline;
import io.copyflow.launcher.log.VersionState;
import io.copyflow.launcher.process.Samples;
import io.copyflow.launcher.process.Stages;
import io.copyflow.publish.kill.KillSwitch;
import io.copyflow.review.ReviewStage;
import io.copyflow.runtime.DirectoryFollower;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.SpikeStory;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.testkit.TestBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A kill on a real broker, while a story is in every state at once, and before a backlog. */
@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CHIEF = "jingwen.rao";
    private static final int BACKLOG = 500;

    private final String clientId = "kill-it-" + UUID.randomUUID();
    private final String storyId = Commands.storyId(clientId);

    @Test
    void r22_a_kill_takes_all_down_ends_all_work_and_stays_in_force_over_a_backlog(
            TestBroker broker, @TempDir Path dataDir) {
        String servers = broker.bootstrapServers();
        StagesUnderTest.prepare(broker);
        try (Commands commands = new Commands(servers);
                CommittedLog log = new CommittedLog(servers, Topics.all())) {
            try (StagesUnderTest _ = new StagesUnderTest(servers, dataDir, "test", Stages.all())) {
                putInEveryState(servers, commands, log);
                try (FollowedMemory memory = new FollowedMemory(servers, dataDir.resolve("followed"))) {
                    memory.awaitSuggestions(storyId);

                    commands.send(Commands.kill("k-" + clientId, storyId, CHIEF));

                    untilAllIsDown(log);
                    memory.awaitNothingOf(storyId);
                }
                everyLaterCommandIsRefused(commands, log);
                noTextIsLeftInTheNewestRecords(log);
            }
            aKillGoesBeforeABacklog(servers, dataDir, commands, log);
            theTimelineTellsIt(servers);
            theMemoryBuiltAnewHasNothingOfItAndExportsNothing(servers, dataDir);
        }
    }

    /** English and French live, Arabic in review, German approved and not signed, Japanese in the queue. */
    private void putInEveryState(String servers, Commands commands, CommittedLog log) {
        Map<String, Object> client = Map.of("bootstrap.servers", servers);
        try (DirectoryFollower directory = new DirectoryFollower(client, new SchemaCatalogue())) {
            directory.awaitCaughtUp(PATIENCE);
            List<Person> people = directory.directory().people().stream()
                    .filter(person -> !works(person, Role.TRANSLATOR, "ja")
                            && !works(person, Role.EDITOR, "ar")
                            && !works(person, Role.WEB_EDITOR, "de"))
                    .toList();
            try (Bots _ = new Bots(
                    client,
                    new SchemaCatalogue(),
                    new Roster(people),
                    (language, source) -> Samples.translation(language),
                    Clock.systemUTC())) {
                commands.send(Commands.submit(clientId, "en", List.of("fr", "ar", "de", "ja")));
                await().pollInSameThread()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(states(servers))
                                .isEqualTo(Map.of(
                                        "en", VersionState.LIVE,
                                        "fr", VersionState.LIVE,
                                        "ar", VersionState.IN_REVIEW,
                                        "de", VersionState.APPROVED,
                                        "ja", VersionState.QUEUED)));
            }
        }
        assertThat(newest(log).values())
                .extracting(PublishedVersion::getStatus)
                .containsExactly(PublicationStatus.LIVE, PublicationStatus.LIVE);
    }

    private static boolean works(Person person, Role role, String language) {
        return person.getRoles().contains(role) && person.getLanguages().contains(language);
    }

    private void untilAllIsDown(CommittedLog log) {
        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(newest(log).values()).hasSize(2).allSatisfy(version -> {
                assertThat(version.getStatus()).isEqualTo(PublicationStatus.WITHDRAWN);
                assertThat(version.getKilled()).isTrue();
                assertThat(version.getReleaseSequence()).isEqualTo(2);
            });
            assertThat(log.of(Topics.TRANSLATION_EVENTS, storyId))
                    .filteredOn(event -> event.value().getBody() instanceof TranslationCancelled)
                    .extracting(event -> event.value().getLanguage())
                    .containsExactlyInAnyOrder("fr", "ar", "de", "ja");
            assertThat(log.of(Topics.REVIEW_EVENTS, storyId))
                    .filteredOn(event -> event.value().getBody() instanceof ReviewVoided)
                    .extracting(event -> event.value().getLanguage())
                    .containsExactlyInAnyOrder("en", "fr", "ar", "de");
        });
        assertThat(log.of(Topics.KILLS, storyId)).singleElement().satisfies(kill -> {
            StoryKilled killed = kill.value();
            assertThat(killed.getKilledBy()).isEqualTo(CHIEF);
            assertThat(killed.getCommandId()).isEqualTo("k-" + clientId);
        });
    }

    private void everyLaterCommandIsRefused(Commands commands, CommittedLog log) {
        String german = log.of(Topics.REVIEW_EVENTS, storyId).stream()
                .filter(event -> event.value().getLanguage().equals("de"))
                .map(event -> event.value().getBody())
                .filter(ReviewVoided.class::isInstance)
                .map(body -> ((ReviewVoided) body).getContentHash())
                .findFirst()
                .orElseThrow();
        List<Command<?>> late = List.of(
                story(
                        "revise",
                        Commands.REPORTER,
                        new ReviseStory(1, Commands.sampleBlocks(), RevisionClass.UPDATE, null, null)),
                story("spike", Commands.REPORTER, new SpikeStory("Too late")),
                Commands.translation("claim-" + clientId, storyId, "ja", "sayaka.orimoto", new ClaimTranslation()),
                Commands.translation("other-" + clientId, storyId, "sw", "sayaka.orimoto", new ClaimTranslation()),
                Commands.review("sign-" + clientId, storyId, "de", "annika.rehberg", new SignOff(german)),
                Commands.review("approve-" + clientId, storyId, "ar", "samir.daher", new ApproveVersion(german)),
                Commands.takeDown("down-" + clientId, storyId, "fr", CHIEF));

        late.forEach(commands::send);
        commands.send(Commands.kill("again-" + clientId, storyId, CHIEF));

        await().pollInSameThread()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(refusals(log, late)).hasSize(late.size()).containsOnly("story-killed"));
        await().pollInSameThread()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log.of(Topics.REJECTIONS, storyId))
                        .extracting(
                                entry -> entry.value().getCommandId(),
                                entry -> entry.value().getCode())
                        .contains(tuple("again-" + clientId, "already-killed")));
    }

    private Command<StoryCommandEnvelope> story(String deed, String actor, SpecificRecord body) {
        return Commands.story(deed + "-" + clientId, storyId, actor, body);
    }

    private List<String> refusals(CommittedLog log, List<Command<?>> commands) {
        List<String> ids = commands.stream().map(Command::id).toList();
        return log.of(Topics.REJECTIONS, storyId).stream()
                .map(Entry::value)
                .filter(refusal -> ids.contains(refusal.getCommandId()))
                .map(Rejection::getCode)
                .toList();
    }

    private void noTextIsLeftInTheNewestRecords(CommittedLog log) {
        assertThat(newest(log).values()).allSatisfy(version -> {
            assertThat(version.getHeadline()).isEmpty();
            assertThat(version.getStandfirst()).isNull();
            assertThat(version.getBody()).isEmpty();
            assertThat(version.getCredits()).isEmpty();
        });
    }

    /** What was asked before the kill, while review-stage was down, finds it in force all the same. */
    private static void aKillGoesBeforeABacklog(String servers, Path dataDir, Commands commands, CommittedLog log) {
        String other = Commands.storyId("kill-it-backlog-" + UUID.randomUUID());
        for (int n = 0; n < BACKLOG; n++) {
            commands.send(Commands.review(
                    "b" + n + "-" + other, other, "en", "harriet.penhallow", new ApproveVersion("0".repeat(64))));
        }
        try (StagesUnderTest _ = new StagesUnderTest(servers, dataDir, "test", List.of(KillSwitch.stage()))) {
            commands.send(Commands.kill("k-" + other, other, CHIEF));
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(log.of(Topics.KILLS, other)).hasSize(1));
        }

        try (StagesUnderTest _ = new StagesUnderTest(servers, dataDir, "test", List.of(ReviewStage.stage()))) {
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(log.of(Topics.REJECTIONS, other)).hasSize(BACKLOG));
        }
        assertThat(log.of(Topics.REJECTIONS, other))
                .extracting(refusal -> refusal.value().getCode())
                .containsOnly("story-killed");
    }

    private void theTimelineTellsIt(String servers) {
        try (LogReader reader = new LogReader(Map.of("bootstrap.servers", servers), new SchemaCatalogue())) {
            StoryOutline.Builder outline = new StoryOutline.Builder(storyId);
            reader.readStory(storyId, Timeline.TOPICS, outline::add);
            StoryOutline story = outline.build();
            assertThat(story.killed()).isTrue();
            assertThat(story.versions())
                    .extracting(StoryOutline.Version::state)
                    .hasSize(5)
                    .containsOnly(VersionState.KILLED);
        }
    }

    private Map<String, VersionState> states(String servers) {
        try (LogReader reader = new LogReader(Map.of("bootstrap.servers", servers), new SchemaCatalogue())) {
            StoryOutline.Builder outline = new StoryOutline.Builder(storyId);
            reader.readStory(storyId, Timeline.TOPICS, outline::add);
            StoryOutline story = outline.build();
            Map<String, VersionState> states = new HashMap<>();
            if (story != null) {
                story.versions().forEach(version -> states.put(version.language(), version.state()));
            }
            return states;
        }
    }

    private void theMemoryBuiltAnewHasNothingOfItAndExportsNothing(String servers, Path dataDir) {
        try (FollowedMemory memory = new FollowedMemory(servers, dataDir.resolve("built-anew"))) {
            memory.awaitRead();
            memory.awaitNothingOf(storyId);
        }
        Path tmx = dataDir.resolve("out.tmx");
        assertThat(RootCommand.run(
                        "memory", "export", "--from=en", "--to=fr", "--out=" + tmx, "--bootstrap-servers=" + servers))
                .isZero();
        assertThat(tmx).content().contains("<tmx").doesNotContain(storyId);
    }

    /** What the published log says of each language of the story. */
    private Map<String, PublishedVersion> newest(CommittedLog log) {
        Map<String, PublishedVersion> newest = new HashMap<>();
        for (String language : List.of("en", "fr", "ar", "de", "ja")) {
            log.of(Topics.PUBLISHED, storyId + "/" + language)
                    .forEach(version -> newest.put(language, version.value()));
        }
        return newest;
    }
}
