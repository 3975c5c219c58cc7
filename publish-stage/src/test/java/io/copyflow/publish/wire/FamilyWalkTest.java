package io.copyflow.publish.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.publish.domain.Clearing;
import io.copyflow.publish.domain.Family;
import io.copyflow.publish.domain.Version;
import io.copyflow.runtime.Output;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.CancelSchedule;
import io.copyflow.schemas.publication.LiftEmbargo;
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.publication.RestoreVersion;
import io.copyflow.schemas.publication.ScheduleRelease;
import io.copyflow.schemas.publication.SetEmbargo;
import io.copyflow.schemas.publication.SetReleasePolicy;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.publication.WaiveObligation;
import io.copyflow.schemas.publication.WithholdStory;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.state.VersionText;
import io.copyflow.schemas.story.Embargo;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.SourceItemFollowed;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Segment;
import java.time.Duration;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Many stories as they may go, their records read in any order that Kafka allows: in order within a topic, not across
 * topics. Whatever the order, only what rule 18 allows is published, and all of it in the end.
 */
class FamilyWalkTest {

    private static final int FAMILIES = 4_000;

    @Test
    void r18_to_r22_nothing_is_published_without_its_cleared_fact_and_all_that_may_be_is() {
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
                .allSatisfy((what, times) -> assertThat(times).as(what).isGreaterThan(8));
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
                        "put back",
                        "embargo came",
                        "embargo set",
                        "embargo lifted",
                        "held for EMBARGO",
                        "held for SCHEDULED",
                        "held for WITHHELD",
                        "held for WAITING_FOR_OTHERS",
                        "scheduled",
                        "schedule cancelled",
                        "policy TOGETHER",
                        "withheld",
                        "unwithheld",
                        "went with the story",
                        "restored",
                        "restored text live",
                        "released as CORRECTION",
                        "language owed",
                        "channel owed",
                        "language met",
                        "channel met",
                        "reminded",
                        "overdue",
                        "closed as WAIVED",
                        "closed as KILLED");
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
            stories.add(Records.accepted(text, random.nextInt(10) == 0 ? embargo() : null));
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
            switch (random.nextInt(42)) {
                case 0, 1, 2 -> revise();
                case 3, 4, 5, 6, 7 -> translate(language);
                case 8, 9, 10, 11, 12, 13 -> clear(language);
                case 14, 15, 16, 17 -> clear("en");
                case 18, 19, 20, 21 -> takeDown(random.nextInt(3) == 0 ? "en" : language);
                case 22 -> voidIfCleared(language);
                case 23 -> tamper(language);
                case 24 -> cancel(language);
                case 25 -> kill();
                case 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36 -> order(language);
                case 37 -> stories.add(Records.followed(100 + ++facts, revision, embargo()));
                case 38, 39, 40 -> clear("en");
                default -> spike();
            }
        }

        private void revise() {
            revision++;
            List<Segment> text = text();
            stories.add(Records.revised(
                    revision, random.nextBoolean() ? RevisionClass.CORRECTION : RevisionClass.MINOR, text));
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

        private void takeDown(String language) {
            commands.add(Records.takeDown(language));
            if (random.nextBoolean()) {
                commands.add(Records.order(language, new RestoreVersion("the photo is right")));
            }
        }

        /** Whatever people may ask; much of it is refused. */
        private void order(String language) {
            String somewhere = random.nextInt(3) == 0 ? "en" : language;
            Instant time = Records.NOON.plusSeconds(random.nextInt(36_000));
            commands.add(
                    switch (random.nextInt(14)) {
                        case 0 -> Records.order("", new SetEmbargo(random.nextInt(5) == 0 ? null : time, null));
                        case 1 -> Records.order("", new LiftEmbargo("broken by others"));
                        case 2 -> Records.order(random.nextBoolean() ? "" : "fr", new ScheduleRelease(time));
                        case 3 -> Records.order(random.nextBoolean() ? "" : "fr", new CancelSchedule());
                        case 4 ->
                            Records.order(
                                    "",
                                    new SetReleasePolicy(
                                            random.nextBoolean() ? ReleasePolicy.TOGETHER : ReleasePolicy.INDEPENDENT,
                                            List.of(),
                                            null));
                        case 5 -> Records.order("", new WithholdStory("a lawyer looks at it"));
                        case 6, 7, 8 -> Records.order("", new UnwithholdStory("all is well"));
                        case 9, 10 -> Records.order(somewhere, new RestoreVersion("the photo is right"));
                        default ->
                            Records.order(
                                    somewhere,
                                    new WaiveObligation(
                                            "s1/" + somewhere + ":r" + (1 + random.nextInt(revision)), "in the paper"));
                    });
        }

        private Embargo embargo() {
            return new Embargo(random.nextInt(5) == 0 ? null : Records.NOON.plusSeconds(random.nextInt(36_000)), null);
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
        private final ReleaseWatch watch;
        private final Deque<SpecificRecord> receipts = new ArrayDeque<>();
        /** The source revision of each release, by language and sequence. */
        private final Map<String, Integer> revisions = new HashMap<>();
        /** The source revision of what a channel shows, by channel and language. */
        private final Map<String, Integer> shown = new HashMap<>();
        /** The hash that readers saw last, by language. */
        private final Map<String, String> lastSeen = new HashMap<>();

        private final Random random;
        private Instant clock = Records.NOON;
        private int newestRevision;
        private boolean spiked;
        private boolean killed;

        Walk(long seed, Story story) {
            this.name = "seed " + seed;
            this.story = story;
            this.watch = new ReleaseWatch(name);
            this.random = new Random(seed * 17 + 3);
        }

        void run(Random random) {
            int[] weights = random.ints(5, 1, 8).toArray();
            count("tampered", story.tampered.size());
            while (story.topics.stream().anyMatch(topic -> !topic.isEmpty())) {
                if (random.nextInt(3) == 0) {
                    wake(clock.plusSeconds(random.nextInt(2_400)));
                }
                if (!receipts.isEmpty() && random.nextBoolean()) {
                    read(receipts.remove());
                }
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
            while (!receipts.isEmpty()) {
                read(receipts.remove());
            }
            wake(clock.plus(Duration.ofDays(2)));
            shelvesHoldWhatTheStateSays();
            whatIsOwedIsOwedForAReason();
            if (killed) {
                assertThat(bench.shelves()).as(name).isEmpty();
            }
            allThatMayBeLiveIsLive();
        }

        /** An old fact that is read again changes nothing, on the shelves either. */
        private void putBack(SpecificRecord fact) {
            Family family = bench.family();
            Map<String, SpecificRecord> shelves = bench.shelves();
            assertThat(bench.feed(fact, clock))
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
            written(bench.feed(value, clock), value);
            if (killed) {
                assertThat(published.keySet()).as("%s: after %s", name, value).noneMatch(this::isLive);
            }
        }

        /** Time goes on, and the timer fires where it is due. */
        private void wake(Instant time) {
            clock = time;
            written(bench.wake(clock), null);
            assertThat(bench.wake(clock)).as("%s: all was told at once", name).isEmpty();
            assertThat(bench.replayed()).as(name).isEqualTo(bench.family());
        }

        private void written(List<Output> outputs, @Nullable SpecificRecord because) {
            for (int n = 0; n < outputs.size(); n++) {
                switch (outputs.get(n).value()) {
                    case PublicationEventEnvelope event -> {
                        watch.see(event, clock);
                        if (event.getBody() instanceof VersionHeld) {
                            count("held", 1);
                        }
                        if (event.getBody() instanceof VersionReleased || event.getBody() instanceof VersionTakenDown) {
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
                    case PublishedVersion version -> published(version, because);
                    default -> throw new AssertionError(name + ": " + outputs.get(n));
                }
            }
            watch.seen().forEach(what -> count(what, 1));
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
                        case SourceItemFollowed _ -> {}
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
                case DeliveryEvent receipt -> {
                    String where = receipt.getChannel() + " " + receipt.getLanguage();
                    switch (receipt.getOutcome()) {
                        case DELIVERED ->
                            shown.put(where, revisions.get(receipt.getLanguage() + receipt.getReleaseSequence()));
                        case WITHDRAWN -> shown.remove(where);
                        default -> {}
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

        private void published(PublishedVersion version, @Nullable SpecificRecord because) {
            String language = version.getLanguage();
            receipts(version);
            revisions.put(language + version.getReleaseSequence(), version.getSourceRevision());
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
                if (!version.getWithheld()) {
                    takenDown.put(language, before == null ? "" : lastSeen.get(language));
                }
                count("taken down", 1);
                return;
            }
            count(before == null ? "released" : "re-released", 1);
            assertThat(spiked).as("%s: spiked before %s", name, version).isFalse();
            assertThat(killed).as("%s: killed before %s", name, version).isFalse();
            if (watch.wasRestored(language) && version.getContentHash().equals(takenDown.remove(language))) {
                count("restored text live", 1);
            }
            lastSeen.put(language, version.getContentHash());
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

        /** Each release reaches two channels, one of them sometimes not, in order for each. */
        private void receipts(PublishedVersion version) {
            for (String channel : List.of("web", "wire")) {
                if (channel.equals("web") || random.nextBoolean()) {
                    boolean isLive = version.getStatus() == PublicationStatus.LIVE;
                    receipts.add(Records.receipt(
                            channel,
                            version.getLanguage(),
                            version.getReleaseSequence(),
                            isLive
                                    ? random.nextInt(5) == 0 ? DeliveryOutcome.FAILED : DeliveryOutcome.DELIVERED
                                    : DeliveryOutcome.WITHDRAWN));
                }
            }
        }

        private void whatIsOwedIsOwedForAReason() {
            watch.owed().forEach((id, language) -> {
                Obligation obligation = watch.obligation(id);
                PublishedVersion version = published.get(language);
                if (obligation.getChannel() == null) {
                    assertThat(isLive(language) && version.getSourceRevision() >= obligation.getRevision())
                            .as("%s: %s, but it is live", name, obligation)
                            .isFalse();
                } else {
                    assertThat(shown.get(obligation.getChannel() + " " + language))
                            .as("%s: %s, but nothing older is shown", name, obligation)
                            .isLessThan(obligation.getRevision());
                }
            });
        }

        private boolean isLive(String language) {
            PublishedVersion version = published.get(language);
            return version != null && version.getStatus() == PublicationStatus.LIVE;
        }

        private void shelvesHoldWhatTheStateSays() {
            for (String language : List.of("en", "ar", "fr", "ru", "zh-Hans")) {
                Version version = bench.family().version(language);
                String newest = version.text() == null ? null : version.text().contentHash();
                Clearing seen = version.kept() ? version.lastReleased() : null;
                String last = seen == null ? null : seen.contentHash();
                assertThat(hashOnShelf("s1/" + language))
                        .as("%s: shelf of %s", name, language)
                        .isEqualTo(newest == null ? last : newest);
                assertThat(hashOnShelf("s1/" + language + "/last"))
                        .as("%s: shelf of what was seen last of %s", name, language)
                        .isEqualTo(newest == null ? null : last);
            }
        }

        private @Nullable String hashOnShelf(String key) {
            VersionText text = bench.onShelf(Shelves.TEXTS, key);
            return text == null ? null : text.getContentHash();
        }

        private void allThatMayBeLiveIsLive() {
            story.cleared.forEach((language, hash) -> {
                boolean mayBe = !story.spiked
                        && !killed
                        && hash.equals(story.newest.get(language))
                        && bench.family().isSourceLive()
                        && !hash.equals(takenDown.get(language))
                        && !watch.isWithheld()
                        && !watch.isEmbargoedAt(clock)
                        && (!watch.isTogether() || published.containsKey(language));
                if (mayBe) {
                    Clearing live = bench.family().version(language).live();
                    assertThat(live == null ? null : live.contentHash())
                            .as("%s: live in %s", name, language)
                            .isEqualTo(hash);
                    count("live in the end", 1);
                }
            });
            String source = story.cleared.get("en");
            if (!story.spiked
                    && !killed
                    && source != null
                    && source.equals(story.newest.get("en"))
                    && !source.equals(takenDown.get("en"))
                    && !watch.isWithheld()
                    && !watch.isEmbargoedAt(clock)
                    && (!watch.isTogether() || published.containsKey("en"))) {
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
