package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.log.StoryOutline.Version;
import io.copyflow.launcher.log.VersionState;
import io.copyflow.launcher.newsroom.DirectoryPublisher;
import io.copyflow.launcher.process.Samples;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.schemas.publication.WithholdStory;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** What a small newsroom leaves on its broker after a day: stories in every state there is to be gone on from. */
final class DayOfWork {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;
    private static final String CHIEF = "jingwen.rao";

    static final String IN_EVERY_STATE = "upgrade-in-every-state";
    static final String CORRECTED = "upgrade-corrected";
    static final String WITHHELD = "upgrade-withheld";
    static final String KILLED = "upgrade-killed";

    private DayOfWork() {}

    static void prepare(String servers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            TopicProvisioning.ensure(admin, Topics.all(), PARTITIONS, (short) 1);
        }
        DirectoryPublisher.atFirst(
                        Configuration.defaults().with(Map.of(Setting.BOOTSTRAP_SERVERS, servers)),
                        new SchemaCatalogue(),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString())
                .apply(Samples.newsroom().orRefuse().entries(), true);
    }

    /** Leaves one story with a version in every state, one with a correction not translated, one withheld, one killed. */
    static void leave(String servers, Commands commands, CommittedLog log) {
        PeopleAtWork people = new PeopleAtWork("before", commands, log);
        commands.send(Commands.submit(IN_EVERY_STATE, "en", List.of("fr", "ar", "de", "ja", "es")));
        for (String clientId : List.of(CORRECTED, WITHHELD, KILLED)) {
            commands.send(Commands.submit(clientId, "en", List.of("fr")));
        }
        List<String> stories = Stream.of(CORRECTED, WITHHELD, KILLED, IN_EVERY_STATE)
                .map(Commands::storyId)
                .toList();
        for (String story : stories) {
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .until(() -> !log.of(Topics.STORY_EVENTS, story).isEmpty());
            people.sees(story, "en");
            people.claims(story, "fr");
            people.handsIn(story, "fr");
            people.sees(story, "fr");
        }
        String all = Commands.storyId(IN_EVERY_STATE);
        for (String language : List.of("ar", "de")) {
            people.claims(all, language);
            people.handsIn(all, language);
        }
        people.approves(all, "de");
        people.claims(all, "es");
        people.savesADraft(all, "es");
        awaitStates(
                servers,
                all,
                VersionState.LIVE,
                VersionState.LIVE,
                VersionState.IN_REVIEW,
                VersionState.APPROVED,
                VersionState.QUEUED,
                VersionState.CLAIMED);
        for (String story : stories.subList(0, 3)) {
            awaitStates(servers, story, VersionState.LIVE, VersionState.LIVE);
        }

        String corrected = Commands.storyId(CORRECTED);
        commands.send(Commands.story(
                "before-correct",
                corrected,
                Commands.REPORTER,
                new ReviseStory(
                        1, PeopleAtWork.corrected(), RevisionClass.CORRECTION, "Five languages, not four.", null)));
        await().pollInSameThread()
                .atMost(PATIENCE)
                .until(() -> log.of(Topics.STORY_EVENTS, corrected).size() == 2);
        people.sees(corrected, "en");
        commands.send(Commands.publication(
                "before-withhold", Commands.storyId(WITHHELD), "", CHIEF, new WithholdStory("Is it true?")));
        commands.send(Commands.kill("before-kill", Commands.storyId(KILLED), CHIEF));
        awaitStates(servers, Commands.storyId(WITHHELD), VersionState.TAKEN_DOWN, VersionState.TAKEN_DOWN);
        awaitStates(servers, Commands.storyId(KILLED), VersionState.KILLED, VersionState.KILLED);
        awaitStates(servers, corrected, VersionState.LIVE, VersionState.QUEUED);
    }

    /** @param states the source's first, then in the order of the languages */
    private static void awaitStates(String servers, String story, VersionState... states) {
        await().pollInSameThread()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(UpgradeIT.stories(servers))
                        .filteredOn(outline -> outline.storyId().equals(story))
                        .singleElement()
                        .satisfies(outline -> assertThat(outline.versions())
                                .extracting(Version::state)
                                .containsExactly(states)));
    }
}
