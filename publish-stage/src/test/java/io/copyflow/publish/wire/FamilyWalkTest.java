package io.copyflow.publish.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.publish.domain.Clearing;
import io.copyflow.publish.domain.Family;
import io.copyflow.publish.domain.Version;
import io.copyflow.runtime.Output;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.state.VersionText;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * Many stories as they may go, their records read in any order that Kafka allows: in order within a topic, not across
 * topics. Whatever the order, only what rule 18 allows is published, and all of it in the end.
 */
class FamilyWalkTest {

    private static final int FAMILIES = 2_000;

    @Test
    void r18_r19_r22_nothing_is_published_without_its_cleared_fact_and_all_that_may_be_is() {
        Map<String, Integer> seen = new HashMap<>();
        for (long seed = 1; seed <= FAMILIES; seed++) {
            Story story = new Story(new Random(seed));
            Walk walk = new Walk(seed, story);
            walk.run(new Random(seed * 31 + 7));
            walk.seen.forEach((what, times) -> seen.merge(what, times, Integer::sum));
        }
        // A walk that never gets anywhere proves nothing.
        assertThat(seen)
                .as("what the walks came across")
                .allSatisfy((what, times) -> assertThat(times).as(what).isGreaterThan(50));
        assertThat(seen.keySet())
                .contains(
                        "released",
                        "re-released",
                        "held",
                        "taken down",
                        "live again",
                        "revised",
                        "spiked",
                        "killed",
                        "killed first",
                        "killed while live",
                        "tampered",
                        "put back");
    }

    /** What really happened to a story, as five topics. */
    private static final class Story {

        private static final List<String> LANGUAGES = List.of("ar", "fr", "ru", "zh-Hans");

        private final Random random;
        private final List<Deque<SpecificRecord>> topics = List.of(
                new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
        private final Deque<SpecificRecord> stories = topics.get(0);
        private final Deque<SpecificRecord> translations = topics.get(1);
        private final Deque<SpecificRecord> reviews = topics.get(2);
        private final Deque<SpecificRecord> commands = topics.get(3);
        private final Deque<SpecificRecord> kills = topics.get(4);
        /** Every text that was ever handed in, by its true hash. */
        private final Map<String, List<String>> texts = new HashMap<>();
        /** The true hash of the newest text of each language. */
        private final Map<String, String> newest = new HashMap<>();

        private final Map<String, Integer> revisionOf = new HashMap<>();
        /** The hash that stands cleared. */
        private final Map<String, String> cleared = new HashMap<>();

        private final Set<String> cancelled = new HashSet<>();
        private final Set<String> tampered = new HashSet<>();
        private int revision = 1;
        private long facts;
        private boolean spiked;

        Story(Random random) {
            this.random = random;
            List<Segment> text = text();
            stories.add(Records.accepted(text));
            handedIn("en", text);
            int steps = 4 + random.nextInt(30);
            for (int step = 0; step < steps && !spiked; step++) {
                step();
            }
            if (!spiked && random.nextInt(4) > 0) {
                if (!commands.isEmpty() && random.nextBoolean()) {
                    revise();
                }
                clear("en");
                LANGUAGES.forEach(this::translate);
                LANGUAGES.forEach(this::clear);
            }
        }

        private void step() {
            String language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
            switch (random.nextInt(27)) {
                case 0, 1, 2 -> revise();
                case 3, 4, 5, 6, 7 -> translate(language);
                case 8, 9, 10, 11, 12, 13 -> clear(language);
                case 14, 15, 16, 17 -> clear("en");
                case 18, 19, 20, 21 -> commands.add(Records.takeDown(random.nextInt(3) == 0 ? "en" : language));
                case 22 -> voidIfCleared(language);
                case 23 -> tamper(language);
                case 24 -> cancel(language);
                case 25 -> kill();
                default -> spike();
            }
        }

        private void revise() {
            revision++;
            List<Segment> text = text();
            stories.add(Records.revised(revision, text));
            voidIfCleared("en");
            LANGUAGES.forEach(this::voidIfCleared);
            handedIn("en", text);
        }

        private void translate(String language) {
            if (!cancelled.contains(language) && revisionOf.getOrDefault(language, 0) < revision) {
                List<Segment> text = text();
                translations.add(Records.submitted(++facts, language, revision, text));
                handedIn(language, text);
                tampered.remove(language);
            }
        }

        /** Another text than the hash says. */
        private void tamper(String language) {
            if (!cancelled.contains(language)) {
                voidIfCleared(language);
                String claimed = Records.hashOf(language, revision, text());
                List<Segment> text = text();
                translations.add(Records.submitted(++facts, language, revision, text, claimed));
                handedIn(language, text);
                tampered.add(language);
                clearAs(language, claimed);
            }
        }

        private void clear(String language) {
            String hash = newest.get(language);
            if (hash != null
                    && !tampered.contains(language)
                    && revisionOf.get(language) == revision
                    && !hash.equals(cleared.get(language))) {
                clearAs(language, hash);
            }
        }

        private void clearAs(String language, String hash) {
            reviews.add(Records.cleared(language, revision, hash, "review-stage:s1/" + language + ":" + ++facts));
            cleared.put(language, hash);
        }

        private void voidIfCleared(String language) {
            String hash = cleared.remove(language);
            if (hash != null) {
                reviews.add(Records.voided(++facts, language, hash));
            }
        }

        private void cancel(String language) {
            if (random.nextInt(3) == 0 && cancelled.add(language)) {
                translations.add(Records.cancelled(++facts, language));
                voidIfCleared(language);
                newest.remove(language);
            }
        }

        private void spike() {
            if (random.nextInt(3) == 0) {
                spiked = true;
                stories.add(Records.spiked());
                voidIfCleared("en");
                LANGUAGES.forEach(this::voidIfCleared);
            }
        }

        /** The other stages have not read of it yet and go on. */
        private void kill() {
            if (kills.isEmpty() && random.nextBoolean()) {
                kills.add(Records.killed());
            }
        }

        private void handedIn(String language, List<Segment> text) {
            String hash = Records.hashOf(language, revision, text);
            texts.put(hash, text.stream().map(Segment::getText).toList());
            newest.put(language, hash);
            revisionOf.put(language, revision);
        }

        private List<Segment> text() {
            return Records.text("Headline " + random.nextInt(), "One " + random.nextInt(), "Two " + random.nextInt());
        }
    }

    /** The story as publish-stage comes to know it. */
    private static final class Walk {
        private final String name;
        private final Story story;
        private final Bench bench = new Bench();
        private final Map<String, Integer> seen = new HashMap<>();
        /** Cleared facts read and not voided, by language and hash: the revision. */
        private final Map<String, Integer> clearedNow = new HashMap<>();

        private final Map<String, String> eventIds = new HashMap<>();
        private final Map<String, PublishedVersion> published = new HashMap<>();
        /** The hash that was taken down last, by language. */
        private final Map<String, String> takenDown = new HashMap<>();

        private final List<SpecificRecord> factsRead = new ArrayList<>();
        private int newestRevision;
        private boolean spiked;
        private boolean killed;

        Walk(long seed, Story story) {
            this.name = "seed " + seed;
            this.story = story;
        }

        void run(Random random) {
            int[] weights = random.ints(5, 1, 8).toArray();
            count("tampered", story.tampered.size());
            while (story.topics.stream().anyMatch(topic -> !topic.isEmpty())) {
                List<Integer> choice = new ArrayList<>();
                for (int topic = 0; topic < 5; topic++) {
                    for (int n = 0;
                            n < weights[topic] && !story.topics.get(topic).isEmpty();
                            n++) {
                        choice.add(topic);
                    }
                }
                read(story.topics.get(choice.get(random.nextInt(choice.size()))).remove());
                if (!factsRead.isEmpty() && random.nextInt(3) == 0) {
                    putBack(factsRead.get(random.nextInt(factsRead.size())));
                }
                assertThat(bench.replayed()).as(name).isEqualTo(bench.family());
            }
            shelvesHoldWhatTheStateSays();
            if (killed) {
                assertThat(bench.shelves()).as(name).isEmpty();
            }
            allThatMayBeLiveIsLive();
        }

        /** An old fact that is read again changes nothing, on the shelves either. */
        private void putBack(SpecificRecord fact) {
            Family family = bench.family();
            Map<String, SpecificRecord> shelves = bench.shelves();
            assertThat(bench.feed(fact, Records.NOON))
                    .as("%s: put back %s", name, fact)
                    .isEmpty();
            assertThat(bench.family()).as("%s: put back %s", name, fact).isEqualTo(family);
            assertThat(bench.shelves()).as("%s: put back %s", name, fact).isEqualTo(shelves);
            count("put back", 1);
        }

        private void read(SpecificRecord value) {
            note(value);
            if (!(value instanceof PublicationCommandEnvelope)) {
                factsRead.add(value);
            }
            List<Output> outputs = bench.feed(value, Records.NOON);
            for (int n = 0; n < outputs.size(); n++) {
                switch (outputs.get(n).value()) {
                    case PublicationEventEnvelope event -> {
                        if (event.getBody() instanceof VersionHeld) {
                            count("held", 1);
                        } else {
                            assertThat(outputs.get(n + 1).value())
                                    .as("%s: after %s", name, event)
                                    .isInstanceOf(PublishedVersion.class);
                        }
                        if (event.getBody() instanceof VersionReleased released) {
                            assertThat(released.getClearedBy())
                                    .as(name)
                                    .isEqualTo(eventIds.get(event.getLanguage() + released.getContentHash()));
                        }
                    }
                    case PublishedVersion version -> published(version, value);
                    default -> throw new AssertionError(name + ": " + outputs.get(n));
                }
            }
            if (killed) {
                assertThat(published.keySet()).as("%s: after %s", name, value).noneMatch(this::isLive);
            }
        }

        private void note(SpecificRecord value) {
            switch (value) {
                case StoryEventEnvelope event -> {
                    switch (event.getBody()) {
                        case StoryRevised revised -> {
                            newestRevision = revised.getRevision();
                            count("revised", 1);
                        }
                        case StorySpiked spike -> {
                            spiked = true;
                            count("spiked", 1);
                        }
                        default -> newestRevision = 1;
                    }
                }
                case ReviewEventEnvelope event -> {
                    switch (event.getBody()) {
                        case VersionCleared cleared -> {
                            clearedNow.put(event.getLanguage() + cleared.getContentHash(), cleared.getSourceRevision());
                            eventIds.put(event.getLanguage() + cleared.getContentHash(), event.getEventId());
                        }
                        case ReviewVoided voided -> clearedNow.remove(event.getLanguage() + voided.getContentHash());
                        default -> throw new AssertionError(event);
                    }
                }
                case StoryKilled _ -> {
                    killed = true;
                    count("killed", 1);
                    count("killed first", factsRead.size() == 1 ? 1 : 0);
                    count("killed while live", published.keySet().stream().anyMatch(this::isLive) ? 1 : 0);
                }
                default -> {}
            }
        }

        private void published(PublishedVersion version, SpecificRecord because) {
            String language = version.getLanguage();
            PublishedVersion before = published.put(language, version);
            assertThat(version.getReleaseSequence())
                    .as("%s: %s", name, version)
                    .isEqualTo(before == null ? 1 : before.getReleaseSequence() + 1);
            if (version.getStatus() == PublicationStatus.WITHDRAWN) {
                assertThat(because).as(name).isInstanceOfAny(PublicationCommandEnvelope.class, StoryKilled.class);
                assertThat(version.getKilled()).as(name).isEqualTo(because instanceof StoryKilled);
                assertThat(version.getHeadline() + version.getContentHash()).isEmpty();
                assertThat(version.getBody()).isEmpty();
                assertThat(version.getCredits()).isEmpty();
                takenDown.put(language, before == null ? "" : before.getContentHash());
                count("taken down", 1);
                return;
            }
            count(before == null ? "released" : "re-released", 1);
            assertThat(spiked).as("%s: spiked before %s", name, version).isFalse();
            assertThat(killed).as("%s: killed before %s", name, version).isFalse();
            assertThat(version.getContentHash())
                    .as("%s: taken down before %s", name, version)
                    .isNotEqualTo(takenDown.get(language));
            if (before != null && before.getStatus() == PublicationStatus.WITHDRAWN) {
                count("live again", 1);
            }
            assertThat(clearedNow)
                    .as("%s: cleared facts at %s", name, version)
                    .containsEntry(language + version.getContentHash(), version.getSourceRevision());
            assertThat(version.getSourceRevision()).as(name).isEqualTo(newestRevision);
            assertThat(language.equals("en") || published.containsKey("en") && isLive("en"))
                    .as("%s: source before %s", name, version)
                    .isTrue();
            assertThat(Stream.concat(
                                    Stream.of(version.getHeadline()),
                                    version.getBody().stream().map(Segment::getText))
                            .toList())
                    .as("%s: text of %s", name, version)
                    .isEqualTo(story.texts.get(version.getContentHash()));
        }

        private boolean isLive(String language) {
            PublishedVersion version = published.get(language);
            return version != null && version.getStatus() == PublicationStatus.LIVE;
        }

        private void shelvesHoldWhatTheStateSays() {
            for (String language : List.of("en", "ar", "fr", "ru", "zh-Hans")) {
                VersionText text = bench.onShelf(FamilyWire.TEXTS, "s1/" + language);
                Version version = bench.family().version(language);
                assertThat(text == null ? null : text.getContentHash())
                        .as("%s: shelf of %s", name, language)
                        .isEqualTo(
                                version.text() == null ? null : version.text().contentHash());
            }
        }

        private void allThatMayBeLiveIsLive() {
            story.cleared.forEach((language, hash) -> {
                boolean mayBe = !story.spiked
                        && !killed
                        && hash.equals(story.newest.get(language))
                        && bench.family().isSourceLive()
                        && !hash.equals(takenDown.get(language));
                if (mayBe) {
                    Clearing live = bench.family().version(language).live();
                    assertThat(live == null ? null : live.contentHash())
                            .as("%s: live in %s", name, language)
                            .isEqualTo(hash);
                    count("live in the end", 1);
                }
            });
            String source = story.cleared.get("en");
            if (!story.spiked && !killed && source != null && !source.equals(takenDown.get("en"))) {
                assertThat(bench.family().isSourceLive())
                        .as("%s: source live", name)
                        .isTrue();
            }
        }

        private void count(String what, int times) {
            seen.merge(what, times, Integer::sum);
        }
    }
}
