package io.copyflow.launcher.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.Credit;
import io.copyflow.schemas.publication.CreditRole;
import io.copyflow.schemas.publication.EmbargoLifted;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.publication.StoryUnwithheld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionRestored;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.Waiver;
import io.copyflow.schemas.review.WarningWaived;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Ways to falsify a log. Those "with a chain made anew" are by somebody who can write topics and gives every later fact of
 * the aggregate the link it needs, so that only what the facts mean can tell.
 */
final class Tampering {

    private static final String ZEROS = "0".repeat(64);

    private Tampering() {}

    /** By name; each changes the log at a place that chance finds, and says whether there was one. */
    static Map<String, BiPredicate<MemoryLog, Random>> kinds() {
        Map<String, BiPredicate<MemoryLog, Random>> kinds = new LinkedHashMap<>();
        published(kinds);
        changed(kinds);
        dropped(kinds);
        moved(kinds);
        forged(kinds);
        repeated(kinds);
        directory(kinds);
        terms(kinds);
        thorough(kinds);
        return kinds;
    }

    private static void published(Map<String, BiPredicate<MemoryLog, Random>> kinds) {
        live(kinds, "a letter of the body", v -> {
            Segment last = v.getBody().getLast();
            set(last, "text", last.getText() + "!");
        });
        live(kinds, "the headline", v -> set(v, "headline", v.getHeadline() + "!"));
        live(
                kinds,
                "a mark more",
                v -> set(v.getBody().getLast(), "marks", List.of(new Mark(MarkKind.EMPHASIS, 0, 1, null))));
        live(kinds, "the bytes of a picture", v -> set(picture(v), "hash", ZEROS.replace('0', 'e')));
        live(kinds, "the type of a picture", v -> set(picture(v), "mediaType", "image/png"));
        live(kinds, "the width of a picture", v -> set(picture(v), "width", 641));
        live(kinds, "a picture less", v -> set(v.getBody().getLast(), "media", null));
        live(kinds, "the content hash", v -> set(v, "contentHash", ZEROS));
        live(kinds, "the source revision", v -> set(v, "sourceRevision", v.getSourceRevision() + 1));
        live(kinds, "the urgency", v -> set(v, "urgency", v.getUrgency() % 8 + 1));
        live(kinds, "the desk", v -> set(v, "desk", "sport"));
        live(kinds, "a segment's kind", v -> set(v.getBody().getLast(), "kind", SegmentKind.CAPTION));
        live(
                kinds,
                "a segment more, not listed",
                v -> v.getBody().add(new Segment("b99", SegmentKind.PARAGRAPH, "slipped in", List.of(), null)));
        live(kinds, "a standfirst that is not listed", v -> {
            if (v.getStandfirst() == null) {
                set(v, "standfirst", "slipped in");
            } else {
                set(v, "byline", "slipped in");
            }
        });
        live(kinds, "the sequence", v -> set(v, "releaseSequence", v.getReleaseSequence() + 1));
        live(kinds, "who is credited", v -> set(v.getCredits().getLast(), "person", "rep-2"));
        live(kinds, "the name that is credited", v -> set(v.getCredits().getFirst(), "name", "Somebody Else"));
        live(kinds, "a credit less", v -> v.getCredits().removeLast());
        live(
                kinds,
                "when it was published",
                v -> set(v, "publishedAt", v.getPublishedAt().minusSeconds(60)));
        live(
                kinds,
                "when it was first published",
                v -> set(v, "firstPublishedAt", v.getFirstPublishedAt().minusSeconds(60)));
        live(kinds, "the language", v -> set(v, "language", "de"));
        live(kinds, "live shown as killed", v -> set(v, "killed", true));
        kinds.put(
                "published: withdrawn shown as live",
                (log, random) -> change(
                        log,
                        random,
                        Topics.PUBLISHED,
                        PublishedVersion.class,
                        v -> v.getStatus() == PublicationStatus.WITHDRAWN,
                        v -> set(v, "status", PublicationStatus.LIVE)));
        kinds.put(
                "published: a kill shown as a withdrawal only",
                (log, random) -> change(
                        log,
                        random,
                        Topics.PUBLISHED,
                        PublishedVersion.class,
                        PublishedVersion::getKilled,
                        v -> set(v, "killed", false)));
        kinds.put("published: the key", (log, random) -> {
            List<RawRecord> records = log.records(Topics.PUBLISHED);
            int n = random.nextInt(records.size());
            RawRecord r = records.get(n);
            records.set(
                    n,
                    new RawRecord(
                            r.topic(),
                            0,
                            0,
                            r.timestamp(),
                            (r.storyOfKey() + "/de").getBytes(UTF_8),
                            r.headers(),
                            r.value()));
            return true;
        });
    }

    private static void live(
            Map<String, BiPredicate<MemoryLog, Random>> kinds, String what, Consumer<PublishedVersion> change) {
        kinds.put(
                "published: " + what,
                (log, random) -> change(
                        log,
                        random,
                        Topics.PUBLISHED,
                        PublishedVersion.class,
                        v -> v.getStatus() == PublicationStatus.LIVE,
                        change));
    }

    private static void changed(Map<String, BiPredicate<MemoryLog, Random>> kinds) {
        for (Topic<?> topic : List.of(
                Topics.STORY_EVENTS, Topics.TRANSLATION_EVENTS, Topics.REVIEW_EVENTS, Topics.PUBLICATION_EVENTS)) {
            kinds.put("changed: a byte of a fact of " + topic.owner(), (log, random) -> {
                List<RawRecord> records = log.records(topic);
                int n = random.nextInt(records.size());
                byte[] value = records.get(n).value().clone();
                value[5 + random.nextInt(value.length - 5)] ^= 1;
                records.set(n, MemoryLog.with(records.get(n), records.get(n).headers(), value));
                return true;
            });
        }
        kinds.put(
                "changed: a fact's link",
                (log, random) -> header(log, random, link -> link.replace(link.charAt(0), '_')));
        kinds.put("changed: a fact's link for none", (log, random) -> header(log, random, link -> null));

        translation(kinds, "the text of a translation", false, s -> lengthen(s.getSegments()));
        translation(kinds, "the text of a translation", true, s -> lengthen(s.getSegments()));
        translation(kinds, "the hash of a translation", true, s -> set(s, "contentHash", ZEROS));
        translation(
                kinds, "the revision of a translation", true, s -> set(s, "sourceRevision", s.getSourceRevision() + 1));
        translation(
                kinds, "a contributor left out", true, s -> s.getContributors().removeLast());
        translation(kinds, "a translator left out", true, s -> {
            s.getContributors().removeLast();
            s.getTranslators().removeLast();
        });
        translation(
                kinds,
                "the order of segments",
                true,
                s -> Collections.reverse(s.getSegments()),
                s -> s.getSegments().size() > 1);
        source(kinds, "the text of the source", s -> set(s.getSegments().getFirst(), "text", "Other"));
        source(kinds, "the hash of the source", s -> set(s, "contentHash", ZEROS));
        source(kinds, "the authors of the source", s -> set(s, "authors", List.of("rep-2")));
        kinds.put(
                "changed: the urgency of a published source, chain made anew",
                (log, random) -> fact(
                        log,
                        random,
                        Topics.STORY_EVENTS,
                        true,
                        StoryAccepted.class,
                        (envelope, s) -> isPublished(log, id(envelope), "en", 1),
                        s -> set(s, "urgency", s.getUrgency() % 8 + 1)));
        review(kinds, "the hash that was approved", VersionApproved.class, a -> set(a, "contentHash", ZEROS));
        review(kinds, "the hash that was signed", SignedOff.class, s -> set(s, "contentHash", ZEROS));
        review(kinds, "the hash to review", ReviewRequested.class, r -> set(r, "contentHash", ZEROS));
        review(
                kinds,
                "the contributors to review",
                ReviewRequested.class,
                r -> set(r, "contributors", List.of("rep-2")));
        review(kinds, "the number of signatures wanted", ReviewRequested.class, r -> set(r, "signaturesNeeded", 0));
        review(kinds, "the hash that was cleared", VersionCleared.class, c -> set(c, "contentHash", ZEROS));
        review(
                kinds,
                "the revision that was cleared",
                VersionCleared.class,
                c -> set(c, "sourceRevision", c.getSourceRevision() + 1));
        review(kinds, "the contributors of a clearing", VersionCleared.class, c -> set(c, "contributors", List.of()));
        review(kinds, "the approver of a clearing", VersionCleared.class, c -> set(c, "approver", "rep-2"));
        review(
                kinds,
                "when a clearing was approved",
                VersionCleared.class,
                c -> set(c, "approvedAt", c.getApprovedAt().plusMillis(1)));
        review(
                kinds,
                "a signer of a clearing",
                VersionCleared.class,
                c -> set(c.getSignatures().getFirst(), "person", "rep-2"));
        review(
                kinds,
                "when a clearing was signed",
                VersionCleared.class,
                c -> set(c.getSignatures().getFirst(), "signedAt", Instant.EPOCH));
        review(
                kinds,
                "a signature of a clearing less",
                VersionCleared.class,
                c -> c.getSignatures().removeFirst());
        review(
                kinds,
                "a waiver of a clearing more",
                VersionCleared.class,
                c -> set(c, "waivers", List.of(new Waiver("numbers", "b1", "chief-1", "fine", Instant.EPOCH))));
        kinds.put("changed: who approved, chain made anew", (log, random) -> actor(log, random, VersionApproved.class));
        kinds.put("changed: who signed, chain made anew", (log, random) -> actor(log, random, SignedOff.class));
        review(kinds, "the text that was commented on", CommentAdded.class, c -> set(c, "contentHash", ZEROS));
        review(kinds, "the thread of a comment", CommentAdded.class, c -> set(c, "inReplyTo", "c99"));
        review(kinds, "the thread that was resolved", CommentResolved.class, c -> set(c, "commentId", "c99"));
        kinds.put(
                "changed: who commented, chain made anew",
                (log, random) -> actor(log, random, CommentAdded.class, "ops-1"));
        kinds.put(
                "changed: who resolved a comment, chain made anew",
                (log, random) -> actor(log, random, CommentResolved.class, "ops-1"));
        kinds.put(
                "changed: the reason of a waiver, chain made anew",
                (log, random) -> fact(
                        log,
                        random,
                        Topics.REVIEW_EVENTS,
                        true,
                        WarningWaived.class,
                        (envelope, w) -> log.records(Topics.REVIEW_EVENTS).stream()
                                .map(MemoryLog::value)
                                .anyMatch(v -> ((ReviewEventEnvelope) v).getBody() instanceof VersionCleared c
                                        && c.getContentHash().equals(w.getContentHash())),
                        w -> set(w, "reason", "another")));
        release(kinds, "the sequence of a release", r -> set(r, "releaseSequence", r.getReleaseSequence() + 1));
        release(kinds, "the hash of a release", r -> set(r, "contentHash", ZEROS));
        release(kinds, "the clearing of a release", r -> set(r, "clearedBy", "review-stage:nowhere/en:3"));
        kinds.put(
                "changed: the sequence of a withdrawal, chain made anew",
                (log, random) -> fact(
                        log,
                        random,
                        Topics.PUBLICATION_EVENTS,
                        true,
                        VersionTakenDown.class,
                        (e, t) -> true,
                        t -> set(t, "releaseSequence", t.getReleaseSequence() + 1)));
        kinds.put(
                "changed: the reason of a kill",
                (log, random) -> change(
                        log, random, Topics.KILLS, StoryKilled.class, k -> true, k -> set(k, "reason", "another")));
        kinds.put(
                "changed: who killed",
                (log, random) -> change(
                        log, random, Topics.KILLS, StoryKilled.class, k -> true, k -> set(k, "killedBy", "rep-1")));
    }

    private static void dropped(Map<String, BiPredicate<MemoryLog, Random>> kinds) {
        drop(kinds, Topics.STORY_EVENTS, StoryAccepted.class);
        drop(kinds, Topics.STORY_EVENTS, StoryRevised.class);
        drop(kinds, Topics.TRANSLATION_EVENTS, TranslationQueued.class);
        drop(kinds, Topics.TRANSLATION_EVENTS, TranslationClaimed.class);
        drop(kinds, Topics.TRANSLATION_EVENTS, DraftSaved.class);
        drop(kinds, Topics.TRANSLATION_EVENTS, TranslationSubmitted.class);
        drop(kinds, Topics.TRANSLATION_EVENTS, TranslationReopened.class);
        drop(kinds, Topics.REVIEW_EVENTS, ReviewRequested.class);
        drop(kinds, Topics.REVIEW_EVENTS, VersionApproved.class);
        drop(kinds, Topics.REVIEW_EVENTS, SignedOff.class);
        drop(kinds, Topics.REVIEW_EVENTS, WarningWaived.class);
        drop(kinds, Topics.REVIEW_EVENTS, VersionCleared.class);
        drop(kinds, Topics.REVIEW_EVENTS, ReviewVoided.class);
        drop(kinds, Topics.PUBLICATION_EVENTS, VersionReleased.class);
        drop(kinds, Topics.PUBLICATION_EVENTS, VersionTakenDown.class);
        dropAnew(kinds, Topics.STORY_EVENTS, StoryAccepted.class);
        dropAnew(kinds, Topics.TRANSLATION_EVENTS, TranslationClaimed.class);
        dropAnew(kinds, Topics.REVIEW_EVENTS, ReviewRequested.class);
        dropAnew(kinds, Topics.REVIEW_EVENTS, VersionApproved.class);
        dropAnew(kinds, Topics.REVIEW_EVENTS, VersionCleared.class);
        dropAnew(kinds, Topics.PUBLICATION_EVENTS, VersionReleased.class);
        kinds.put("dropped: the newest published record of a version", (log, random) -> {
            List<RawRecord> records = log.records(Topics.PUBLISHED);
            RawRecord any = records.get(random.nextInt(records.size()));
            for (int n = records.size() - 1; n >= 0; n--) {
                if (records.get(n).keyText().equals(any.keyText())) {
                    records.remove(n);
                    return true;
                }
            }
            return false;
        });
        kinds.put("dropped: a kill", (log, random) -> {
            List<RawRecord> records = log.records(Topics.KILLS);
            return !records.isEmpty() && records.remove(random.nextInt(records.size())) != null;
        });
    }

    /** With the links as they were; not the newest fact of its aggregate, whose absence may be no fault. */
    private static void drop(
            Map<String, BiPredicate<MemoryLog, Random>> kinds, Topic<?> topic, Class<? extends SpecificRecord> type) {
        kinds.put("dropped: " + type.getSimpleName(), (log, random) -> {
            List<RawRecord> records = log.records(topic);
            List<Integer> places = new ArrayList<>();
            for (int n = 0; n < records.size(); n++) {
                String aggregate = aggregate(records.get(n));
                boolean isNewest = records.subList(n + 1, records.size()).stream()
                        .noneMatch(later -> aggregate(later).equals(aggregate));
                if (type.isInstance(body(MemoryLog.value(records.get(n)))) && !isNewest) {
                    places.add(n);
                }
            }
            return !places.isEmpty() && records.remove((int) one(places, random)) != null;
        });
    }

    /** Of what a published version rests on. */
    private static void dropAnew(
            Map<String, BiPredicate<MemoryLog, Random>> kinds, Topic<?> topic, Class<? extends SpecificRecord> type) {
        kinds.put("dropped: " + type.getSimpleName() + ", chain made anew", (log, random) -> {
            List<RawRecord> records = log.records(topic);
            List<Integer> places = places(
                    log,
                    topic,
                    (envelope, body) -> type.isInstance(body)
                            && log.records(Topics.PUBLISHED).stream()
                                    .anyMatch(record -> record.keyText().equals(id(envelope) + "/" + language(envelope))
                                            || (language(envelope).isEmpty()
                                                    && record.storyOfKey().equals(id(envelope)))));
            if (places.isEmpty()) {
                return false;
            }
            records.remove((int) one(places, random));
            log.chainAnew(topic);
            return true;
        });
    }

    private static void moved(Map<String, BiPredicate<MemoryLog, Random>> kinds) {
        for (Topic<?> topic : List.of(
                Topics.STORY_EVENTS, Topics.TRANSLATION_EVENTS, Topics.REVIEW_EVENTS, Topics.PUBLICATION_EVENTS)) {
            for (boolean anew : List.of(false, true)) {
                kinds.put("moved: two facts of " + topic.owner() + (anew ? ", chain made anew" : ""), (log, random) -> {
                    List<RawRecord> records = log.records(topic);
                    List<int[]> pairs = new ArrayList<>();
                    Map<String, Integer> last = new LinkedHashMap<>();
                    for (int n = 0; n < records.size(); n++) {
                        Integer before = last.put(aggregate(records.get(n)), n);
                        if (before != null) {
                            pairs.add(new int[] {before, n});
                        }
                    }
                    if (pairs.isEmpty()) {
                        return false;
                    }
                    int[] pair = pairs.get(random.nextInt(pairs.size()));
                    Collections.swap(records, pair[0], pair[1]);
                    if (anew) {
                        log.chainAnew(topic);
                    }
                    return true;
                });
            }
        }
        kinds.put("moved: a clearing before its approval, numbers and chain made anew", (log, random) -> {
            List<RawRecord> records = log.records(Topics.REVIEW_EVENTS);
            List<Integer> places = places(log, Topics.REVIEW_EVENTS, (e, b) -> b instanceof VersionCleared);
            if (places.isEmpty()) {
                return false;
            }
            int clearing = one(places, random);
            String aggregate = aggregate(records.get(clearing));
            for (int n = clearing - 1; n >= 0; n--) {
                if (aggregate(records.get(n)).equals(aggregate)
                        && body(MemoryLog.value(records.get(n))) instanceof VersionApproved) {
                    swapBodies(records, n, clearing);
                    log.chainAnew(Topics.REVIEW_EVENTS);
                    return true;
                }
            }
            return false;
        });
    }

    private static void swapBodies(List<RawRecord> records, int one, int other) {
        ReviewEventEnvelope first = (ReviewEventEnvelope) MemoryLog.value(records.get(one));
        ReviewEventEnvelope second = (ReviewEventEnvelope) MemoryLog.value(records.get(other));
        Object body = first.getBody();
        set(first, "body", second.getBody());
        set(second, "body", body);
        records.set(one, MemoryLog.with(records.get(one), first));
        records.set(other, MemoryLog.with(records.get(other), second));
    }

    private static void forged(Map<String, BiPredicate<MemoryLog, Random>> kinds) {
        kinds.put("forged: a fact without a link", (log, random) -> {
            RawRecord record = any(log.records(Topics.REVIEW_EVENTS), random);
            ReviewEventEnvelope value = (ReviewEventEnvelope) MemoryLog.value(record);
            set(value, "eventId", "review-stage:" + value.getStoryId() + "/" + value.getLanguage() + ":" + 100_000);
            Headers headers = new RecordHeaders(record.headers().toArray());
            headers.remove(CloudEvents.CHAIN);
            headers.remove(CloudEvents.ID);
            headers.add(CloudEvents.ID, value.getEventId().getBytes(UTF_8));
            log.add(Topics.REVIEW_EVENTS, record.keyText(), value, headers, record.timestamp());
            return true;
        });
        kinds.put("forged: an approval at the end of a review, with a right chain", (log, random) -> {
            List<Integer> places = places(log, Topics.REVIEW_EVENTS, (e, b) -> b instanceof VersionApproved);
            if (places.isEmpty()) {
                return false;
            }
            RawRecord record = log.records(Topics.REVIEW_EVENTS).get(one(places, random));
            ReviewEventEnvelope value = (ReviewEventEnvelope) MemoryLog.value(record);
            long newest = log.records(Topics.REVIEW_EVENTS).stream()
                    .filter(each -> aggregate(each).equals(aggregate(record)))
                    .count();
            set(
                    value,
                    "eventId",
                    "review-stage:" + value.getStoryId() + "/" + value.getLanguage() + ":" + (newest + 1));
            set(value, "actor", "rep-1");
            Headers headers = named(record.headers(), value.getEventId(), value.getCommandId());
            log.add(Topics.REVIEW_EVENTS, record.keyText(), value, headers, record.timestamp());
            log.chainAnew(Topics.REVIEW_EVENTS);
            return true;
        });
        kinds.put("forged: a published record of a language that was never released", (log, random) -> {
            RawRecord record = any(log.records(Topics.PUBLISHED), random);
            PublishedVersion value = (PublishedVersion) MemoryLog.value(record);
            set(value, "language", "de");
            log.add(Topics.PUBLISHED, value.getStoryId() + "/de", value, record.headers(), record.timestamp());
            return true;
        });
        kinds.put("forged: a newer published record without a release", (log, random) -> {
            RawRecord record = any(log.records(Topics.PUBLISHED), random);
            PublishedVersion value = (PublishedVersion) MemoryLog.value(record);
            set(value, "releaseSequence", 100L);
            log.add(Topics.PUBLISHED, record.keyText(), value, record.headers(), record.timestamp());
            return true;
        });
        person(kinds, "an approval by who translated, with clearing, credits and a right chain", "trans", true);
        person(kinds, "an approval by somebody without the right, with all that follows", "rep-2", true);
        person(kinds, "an approval by somebody who is not known, with all that follows", "nobody", true);
        person(kinds, "a signature by somebody without the right, with all that follows", "edit-2", false);
        person(kinds, "a signature by the approver, with all that follows", "approver", false);
        person(kinds, "a signature by who signed before, with all that follows", "signer", false);
        kinds.put(
                "forged: a release of what is cleared, again, with a right chain",
                (log, random) -> again(log, random, false));
        kinds.put(
                "forged: a release of an older clearing, with a right chain",
                (log, random) -> again(log, random, true));
        for (Topic<?> causes : List.of(Topics.STORY_EVENTS, Topics.TRANSLATION_EVENTS)) {
            kinds.put(
                    "forged: a release of what was void, for a fact of " + causes.owner() + ", with all that follows",
                    (log, random) -> voided(log, random, causes));
        }
        kinds.put("forged: no kill, but withdrawals of one", (log, random) -> {
            List<Integer> places = places(
                    log,
                    Topics.PUBLICATION_EVENTS,
                    (e, b) -> b instanceof VersionTakenDown
                            && ((PublicationEventEnvelope) e).getCommandId().startsWith("command-"));
            if (places.isEmpty()) {
                return false;
            }
            int n = one(places, random);
            RawRecord record = log.records(Topics.PUBLICATION_EVENTS).get(n);
            PublicationEventEnvelope value = (PublicationEventEnvelope) MemoryLog.value(record);
            set(value, "commandId", "kill-switch:" + value.getStoryId() + ":1");
            log.records(Topics.PUBLICATION_EVENTS)
                    .set(
                            n,
                            MemoryLog.with(
                                    MemoryLog.with(
                                            record,
                                            named(record.headers(), value.getEventId(), value.getCommandId()),
                                            record.value()),
                                    value));
            log.chainAnew(Topics.PUBLICATION_EVENTS);
            return true;
        });
        kinds.put("forged: a kill by somebody who may not", (log, random) -> {
            RawRecord record = any(log.records(Topics.STORY_EVENTS), random);
            String story = record.storyOfKey();
            if (log.records(Topics.KILLS).stream()
                    .anyMatch(kill -> kill.storyOfKey().equals(story))) {
                return false;
            }
            String id = "kill-switch:" + story + ":1";
            log.add(
                    Topics.KILLS,
                    story,
                    new StoryKilled(id, story, "gone", "rep-1", Instant.ofEpochMilli(record.timestamp()), "k", null),
                    named(new RecordHeaders(), id, "k"),
                    record.timestamp());
            return true;
        });
    }

    /** Another person in an approval or signature, and everywhere it is told of. */
    private static void person(
            Map<String, BiPredicate<MemoryLog, Random>> kinds, String what, String who, boolean approval) {
        kinds.put("forged: " + what, (log, random) -> {
            List<RawRecord> reviews = log.records(Topics.REVIEW_EVENTS);
            List<Integer> clearings = places(
                    log,
                    Topics.REVIEW_EVENTS,
                    (e, b) -> b instanceof VersionCleared c
                            && (!who.equals("trans") || !language(e).equals("en"))
                            && (!who.equals("signer") || c.getSignatures().size() > 1)
                            && !c.getApprover().equals("edit-2"));
            if (clearings.isEmpty()) {
                return false;
            }
            int at = one(clearings, random);
            ReviewEventEnvelope envelope = (ReviewEventEnvelope) MemoryLog.value(reviews.get(at));
            VersionCleared cleared = (VersionCleared) envelope.getBody();
            String before = approval
                    ? cleared.getApprover()
                    : cleared.getSignatures().getLast().getPerson();
            String person = switch (who) {
                case "trans" -> cleared.getContributors().getLast();
                case "approver" -> cleared.getApprover();
                case "signer" -> cleared.getSignatures().getFirst().getPerson();
                default -> who;
            };
            if (approval) {
                set(cleared, "approver", person);
            } else {
                set(cleared.getSignatures().getLast(), "person", person);
            }
            reviews.set(at, MemoryLog.with(reviews.get(at), envelope));
            for (int n = at - 1; n >= 0; n--) {
                ReviewEventEnvelope earlier = (ReviewEventEnvelope) MemoryLog.value(reviews.get(n));
                boolean isIt = earlier.getStoryId().equals(envelope.getStoryId())
                        && earlier.getLanguage().equals(envelope.getLanguage())
                        && earlier.getActor().equals(before)
                        && (approval
                                ? earlier.getBody() instanceof VersionApproved
                                : earlier.getBody() instanceof SignedOff);
                if (isIt) {
                    set(earlier, "actor", person);
                    reviews.set(n, MemoryLog.with(reviews.get(n), earlier));
                    break;
                }
            }
            log.chainAnew(Topics.REVIEW_EVENTS);
            List<RawRecord> printed = log.records(Topics.PUBLISHED);
            for (int n = 0; n < printed.size(); n++) {
                PublishedVersion version = (PublishedVersion) MemoryLog.value(printed.get(n));
                if (version.getContentHash().equals(cleared.getContentHash())) {
                    for (Credit credit : version.getCredits()) {
                        boolean isIt = credit.getRole() == (approval ? CreditRole.EDITOR : CreditRole.WEB_EDITOR)
                                && credit.getPerson().equals(before);
                        if (isIt) {
                            set(credit, "person", person);
                            set(credit, "name", person.equals("nobody") ? person : "Name of " + person);
                        }
                    }
                    printed.set(n, MemoryLog.with(printed.get(n), version));
                }
            }
            return true;
        });
    }

    /** Somebody who writes publish-stage's topics releases a text once more. */
    private static boolean again(MemoryLog log, Random random, boolean older) {
        List<RawRecord> facts = log.records(Topics.PUBLICATION_EVENTS);
        Map<String, List<RawRecord>> released = new LinkedHashMap<>();
        for (RawRecord record : facts) {
            PublicationEventEnvelope value = (PublicationEventEnvelope) MemoryLog.value(record);
            if (value.getBody() instanceof VersionReleased) {
                released.computeIfAbsent(value.getStoryId() + "/" + value.getLanguage(), any -> new ArrayList<>())
                        .add(record);
            }
        }
        List<List<RawRecord>> chosen = released.values().stream()
                .filter(each -> !older || each.size() > 1)
                .toList();
        if (chosen.isEmpty()) {
            return false;
        }
        List<RawRecord> version = chosen.get(random.nextInt(chosen.size()));
        RawRecord original = older ? version.getFirst() : version.getLast();
        PublicationEventEnvelope value = (PublicationEventEnvelope) MemoryLog.value(original);
        VersionReleased body = (VersionReleased) value.getBody();
        long before = body.getReleaseSequence();
        long sequence = facts.stream()
                        .map(record -> (PublicationEventEnvelope) MemoryLog.value(record))
                        .filter(each -> each.getStoryId().equals(value.getStoryId())
                                && each.getLanguage().equals(value.getLanguage()))
                        .mapToLong(each -> switch (each.getBody()) {
                            case VersionReleased r -> r.getReleaseSequence();
                            case VersionTakenDown t -> t.getReleaseSequence();
                            default -> 0;
                        })
                        .max()
                        .orElse(0)
                + 1;
        set(body, "releaseSequence", sequence);
        set(value, "eventId", "publish-stage:" + value.getStoryId() + ":99999");
        log.add(
                Topics.PUBLICATION_EVENTS,
                original.keyText(),
                value,
                named(original.headers(), value.getEventId(), value.getCommandId()),
                original.timestamp());
        log.chainAnew(Topics.PUBLICATION_EVENTS);
        for (RawRecord record : List.copyOf(log.records(Topics.PUBLISHED))) {
            PublishedVersion printed = (PublishedVersion) MemoryLog.value(record);
            if (printed.getStoryId().equals(value.getStoryId())
                    && printed.getLanguage().equals(value.getLanguage())
                    && printed.getReleaseSequence() == before) {
                set(printed, "releaseSequence", sequence);
                log.add(Topics.PUBLISHED, record.keyText(), printed, record.headers(), record.timestamp());
            }
        }
        return true;
    }

    private static void repeated(Map<String, BiPredicate<MemoryLog, Random>> kinds) {
        for (Topic<?> topic : RawLog.OF_STORIES) {
            if (topic.equals(Topics.KILLS)) {
                continue; // one that comes again says nothing new
            }
            kinds.put("replayed: an old record of " + topic.name(), (log, random) -> {
                RawRecord record = any(log.records(topic), random);
                return log.records(topic).add(record);
            });
        }
        kinds.put("replayed: another story's clearing, in a release with a right chain", (log, random) -> {
            List<RawRecord> clearings = log.records(Topics.REVIEW_EVENTS).stream()
                    .filter(record -> body(MemoryLog.value(record)) instanceof VersionCleared)
                    .toList();
            String id = ((ReviewEventEnvelope) MemoryLog.value(any(clearings, random))).getEventId();
            return fact(
                    log,
                    random,
                    Topics.PUBLICATION_EVENTS,
                    true,
                    VersionReleased.class,
                    (envelope, r) -> !id.startsWith("review-stage:" + id(envelope) + "/"),
                    r -> set(r, "clearedBy", id));
        });
        kinds.put("replayed: another language's approval, in a clearing with a right chain", (log, random) -> {
            List<ReviewEventEnvelope> approvals = log.records(Topics.REVIEW_EVENTS).stream()
                    .map(record -> (ReviewEventEnvelope) MemoryLog.value(record))
                    .filter(value -> value.getBody() instanceof VersionApproved)
                    .toList();
            ReviewEventEnvelope approval = approvals.get(random.nextInt(approvals.size()));
            return fact(
                    log,
                    random,
                    Topics.REVIEW_EVENTS,
                    true,
                    VersionCleared.class,
                    (envelope, c) -> !c.getApprovedAt().equals(approval.getOccurredAt()),
                    c -> {
                        set(c, "approver", approval.getActor());
                        set(c, "approvedAt", approval.getOccurredAt());
                    });
        });
        kinds.put("replayed: another version's signatures, in a clearing with a right chain", (log, random) -> {
            List<VersionCleared> clearings = log.records(Topics.REVIEW_EVENTS).stream()
                    .map(record -> body(MemoryLog.value(record)))
                    .filter(VersionCleared.class::isInstance)
                    .map(VersionCleared.class::cast)
                    .toList();
            List<Signature> others =
                    clearings.get(random.nextInt(clearings.size())).getSignatures();
            return fact(
                    log,
                    random,
                    Topics.REVIEW_EVENTS,
                    true,
                    VersionCleared.class,
                    (envelope, c) -> !c.getSignatures().equals(others),
                    c -> set(c, "signatures", others));
        });
    }

    private static void directory(Map<String, BiPredicate<MemoryLog, Random>> kinds) {
        kinds.put("directory: who approved is dropped", (log, random) -> {
            String person = approver(log, random);
            return person != null
                    && log.records(Topics.DIRECTORY)
                            .removeIf(record -> record.keyText().equals("person/" + person));
        });
        kinds.put("directory: the role of who approved is granted later", (log, random) -> {
            String person = approver(log, random);
            List<RawRecord> records = log.records(Topics.DIRECTORY);
            for (int n = 0; n < records.size(); n++) {
                if (records.get(n).keyText().equals("person/" + person)) {
                    DirectoryEntry entry = (DirectoryEntry) MemoryLog.value(records.get(n));
                    DirectoryEntry without = (DirectoryEntry) MemoryLog.value(records.get(n));
                    set(((Person) without.getBody()), "roles", List.of(Role.REPORTER));
                    records.set(n, MemoryLog.with(records.get(n), without));
                    Instant later = InventedNewsroom.END;
                    set(entry, "appliedAt", later);
                    log.add(Topics.DIRECTORY, "person/" + person, entry, new RecordHeaders(), later.toEpochMilli());
                    return true;
                }
            }
            return false;
        });
        kinds.put("directory: the role of who approved is granted later and dated back", (log, random) -> {
            RawRecord first = log.records(Topics.DIRECTORY).getFirst();
            DirectoryEntry entry = (DirectoryEntry) MemoryLog.value(first);
            set(
                    entry,
                    "body",
                    new Person(
                            "rep-2",
                            "Name of rep-2",
                            List.of(Role.EDITOR),
                            InventedNewsroom.LANGUAGES,
                            null,
                            null,
                            List.of()));
            log.add(Topics.DIRECTORY, "person/rep-2", entry, new RecordHeaders(), first.timestamp());
            return true;
        });
        kinds.put("directory: a language of who approved is taken away", (log, random) -> {
            String person = approver(log, random);
            return change(
                    log,
                    random,
                    Topics.DIRECTORY,
                    DirectoryEntry.class,
                    e -> e.getBody() instanceof Person p
                            && p.getId().equals(person)
                            && !p.getRoles().contains(Role.TRANSLATOR),
                    e -> set(((Person) e.getBody()), "languages", List.of("de")));
        });
    }

    /** What only one check finds, as all that others look at is made to match. */
    /** What a release waited for, and what let it go on, by somebody who makes the chain anew. */
    private static void terms(Map<String, BiPredicate<MemoryLog, Random>> kinds) {
        for (Class<?> order : List.of(StoryUnwithheld.class, EmbargoLifted.class, VersionRestored.class)) {
            kinds.put(
                    "dropped: " + order.getSimpleName() + " that let something out, chain made anew",
                    (log, random) -> beforeARelease(log, random, order, n -> {
                        log.records(Topics.PUBLICATION_EVENTS).remove((int) n);
                    }));
            kinds.put(
                    "changed: who asked for a " + order.getSimpleName() + ", chain made anew",
                    (log, random) -> beforeARelease(log, random, order, n -> {
                        RawRecord record =
                                log.records(Topics.PUBLICATION_EVENTS).get(n);
                        PublicationEventEnvelope value = (PublicationEventEnvelope) MemoryLog.value(record);
                        set(value, "actor", "web-1");
                        log.records(Topics.PUBLICATION_EVENTS).set(n, MemoryLog.with(record, value));
                    }));
        }
        kinds.put(
                "dropped: that a language went down with its withheld story, in facts and log, chain made anew",
                (log, random) -> {
                    List<RawRecord> records = log.records(Topics.PUBLICATION_EVENTS);
                    List<Integer> places = places(
                            log,
                            Topics.PUBLICATION_EVENTS,
                            (e, b) -> b instanceof VersionTakenDown down && down.getWithheld());
                    // the newest of its story: what comes later would have its own say
                    places.removeIf(n -> records.subList(n + 1, records.size()).stream()
                            .anyMatch(later ->
                                    later.storyOfKey().equals(records.get(n).storyOfKey())));
                    if (places.isEmpty()) {
                        return false;
                    }
                    PublicationEventEnvelope down =
                            (PublicationEventEnvelope) MemoryLog.value(records.remove((int) one(places, random)));
                    log.chainAnew(Topics.PUBLICATION_EVENTS);
                    log.records(Topics.PUBLISHED)
                            .removeIf(record -> MemoryLog.value(record) instanceof PublishedVersion version
                                    && version.getStoryId().equals(down.getStoryId())
                                    && version.getLanguage().equals(down.getLanguage())
                                    && version.getReleaseSequence()
                                            == ((VersionTakenDown) down.getBody()).getReleaseSequence());
                    return true;
                });
        kinds.put(
                "published: withheld shown as taken down",
                (log, random) -> change(
                        log,
                        random,
                        Topics.PUBLISHED,
                        PublishedVersion.class,
                        PublishedVersion::getWithheld,
                        v -> set(v, "withheld", false)));
        kinds.put(
                "published: a correction shown as none",
                (log, random) -> change(
                        log,
                        random,
                        Topics.PUBLISHED,
                        PublishedVersion.class,
                        v -> v.getRevisionClass() != null,
                        v -> set(v, "revisionClass", null)));
    }

    /** At such a fact that let something out: the next one is a release that it led to. */
    private static boolean beforeARelease(MemoryLog log, Random random, Class<?> order, Consumer<Integer> change) {
        List<RawRecord> records = log.records(Topics.PUBLICATION_EVENTS);
        List<Integer> places = places(log, Topics.PUBLICATION_EVENTS, (e, b) -> order.isInstance(b));
        places.removeIf(n -> n + 1 == records.size()
                || !(body(MemoryLog.value(records.get(n + 1))) instanceof VersionReleased)
                || !cause(records.get(n + 1)).equals(cause(records.get(n))));
        if (places.isEmpty()) {
            return false;
        }
        change.accept(one(places, random));
        log.chainAnew(Topics.PUBLICATION_EVENTS);
        return true;
    }

    /** The command that led to a fact of publish-stage. */
    private static String cause(RawRecord record) {
        return ((PublicationEventEnvelope) MemoryLog.value(record)).getCommandId();
    }

    private static void thorough(Map<String, BiPredicate<MemoryLog, Random>> kinds) {
        kinds.put("changed: the id in a fact's headers", (log, random) -> {
            List<RawRecord> records = log.records(Topics.TRANSLATION_EVENTS);
            int n = random.nextInt(records.size());
            records.set(
                    n,
                    MemoryLog.with(
                            records.get(n),
                            named(records.get(n).headers(), "x", "y"),
                            records.get(n).value()));
            return true;
        });
        kinds.put("changed: the link of the newest fact for none", (log, random) -> {
            List<RawRecord> records = log.records(Topics.PUBLICATION_EVENTS);
            Headers headers = new RecordHeaders(records.getLast().headers().toArray());
            headers.remove(CloudEvents.CHAIN);
            records.set(
                    records.size() - 1,
                    MemoryLog.with(records.getLast(), headers, records.getLast().value()));
            return true;
        });
        kinds.put("dropped: ReviewVoided, chain made anew", (log, random) -> {
            List<RawRecord> records = log.records(Topics.REVIEW_EVENTS);
            List<Integer> places = places(log, Topics.REVIEW_EVENTS, (e, b) -> b instanceof ReviewVoided);
            places.removeIf(n -> records.subList(n + 1, records.size()).stream()
                    .noneMatch(later -> aggregate(later).equals(aggregate(records.get(n)))));
            if (places.isEmpty()) {
                return false;
            }
            records.remove(one(places, random));
            log.chainAnew(Topics.REVIEW_EVENTS);
            return true;
        });
        kinds.put("published: a version erased", (log, random) -> {
            RawRecord r = any(log.records(Topics.PUBLISHED), random);
            return log.records(Topics.PUBLISHED)
                    .add(new RawRecord(r.topic(), 0, 0, r.timestamp(), r.key(), r.headers(), null));
        });
        kinds.put("forged: an approval by who may, of what was cleared already, with a right chain", (log, random) -> {
            List<RawRecord> records = log.records(Topics.REVIEW_EVENTS);
            Map<String, RawRecord> newest = new LinkedHashMap<>();
            records.forEach(record -> newest.put(aggregate(record), record));
            List<RawRecord> cleared = newest.values().stream()
                    .filter(record -> body(MemoryLog.value(record)) instanceof VersionCleared)
                    .toList();
            if (cleared.isEmpty()) {
                return false;
            }
            RawRecord record = any(cleared, random);
            ReviewEventEnvelope value = (ReviewEventEnvelope) MemoryLog.value(record);
            VersionCleared body = (VersionCleared) value.getBody();
            long count = records.stream()
                    .filter(each -> aggregate(each).equals(aggregate(record)))
                    .count();
            set(value, "eventId", "review-stage:" + aggregate(record) + ":" + (count + 1));
            set(value, "actor", "chief-1");
            set(value, "body", new VersionApproved(body.getContentHash(), body.getSourceRevision(), 0));
            log.add(
                    Topics.REVIEW_EVENTS,
                    record.keyText(),
                    value,
                    named(record.headers(), value.getEventId(), value.getCommandId()),
                    record.timestamp());
            log.chainAnew(Topics.REVIEW_EVENTS);
            return true;
        });
        kinds.put("dropped: what a kill took down, with all that follows", (log, random) -> {
            List<RawRecord> kills = log.records(Topics.KILLS);
            List<String> killed = kills.stream()
                    .map(RawRecord::storyOfKey)
                    .filter(story -> log.records(Topics.PUBLISHED).stream()
                            .anyMatch(record -> record.storyOfKey().equals(story)
                                    && ((PublishedVersion) MemoryLog.value(record)).getKilled()))
                    .toList();
            if (killed.isEmpty()) {
                return false;
            }
            String story = killed.get(random.nextInt(killed.size()));
            log.records(Topics.PUBLICATION_EVENTS)
                    .removeIf(record -> record.storyOfKey().equals(story)
                            && ((PublicationEventEnvelope) MemoryLog.value(record))
                                    .getCommandId()
                                    .startsWith("kill-switch:"));
            log.records(Topics.PUBLISHED)
                    .removeIf(record -> record.storyOfKey().equals(story)
                            && ((PublishedVersion) MemoryLog.value(record)).getKilled());
            log.chainAnew(Topics.PUBLICATION_EVENTS);
            return true;
        });
        kinds.put("dropped: the release of a source, with all that follows", (log, random) -> {
            List<Integer> places = places(
                    log,
                    Topics.PUBLICATION_EVENTS,
                    (e, b) ->
                            b instanceof VersionReleased r && language(e).equals("fr") && r.getReleaseSequence() == 1);
            if (places.isEmpty()) {
                return false;
            }
            String story = log.records(Topics.PUBLICATION_EVENTS)
                    .get(one(places, random))
                    .storyOfKey();
            log.records(Topics.PUBLICATION_EVENTS)
                    .removeIf(record -> record.storyOfKey().equals(story)
                            && language(MemoryLog.value(record)).equals("en"));
            log.records(Topics.PUBLISHED).removeIf(record -> record.keyText().equals(story + "/en"));
            log.chainAnew(Topics.PUBLICATION_EVENTS);
            return true;
        });
        kinds.put("changed: a release dated before its clearing, with all that follows", (log, random) -> {
            List<Integer> places = places(
                    log,
                    Topics.PUBLICATION_EVENTS,
                    (e, b) -> b instanceof VersionReleased r && r.getReleaseSequence() == 1);
            int n = one(places, random);
            RawRecord record = log.records(Topics.PUBLICATION_EVENTS).get(n);
            PublicationEventEnvelope value = (PublicationEventEnvelope) MemoryLog.value(record);
            Instant early = value.getOccurredAt().minusSeconds(3_600);
            set(value, "occurredAt", early);
            log.records(Topics.PUBLICATION_EVENTS).set(n, MemoryLog.with(record, value));
            log.chainAnew(Topics.PUBLICATION_EVENTS);
            List<RawRecord> printed = log.records(Topics.PUBLISHED);
            for (int at = 0; at < printed.size(); at++) {
                PublishedVersion version = (PublishedVersion) MemoryLog.value(printed.get(at));
                if (printed.get(at).keyText().equals(value.getStoryId() + "/" + value.getLanguage())) {
                    set(version, "firstPublishedAt", early);
                    if (version.getReleaseSequence() == 1) {
                        set(version, "publishedAt", early);
                    }
                    printed.set(at, MemoryLog.with(printed.get(at), version));
                }
            }
            return true;
        });
        kinds.put("forged: a signature less asked for, with all that follows", Tampering::fewer);
        kinds.put("forged: what was taken down is taken down again, with all that follows", (log, random) -> {
            List<Integer> places = places(
                    log,
                    Topics.PUBLICATION_EVENTS,
                    (e, b) -> b instanceof VersionTakenDown
                            && ((PublicationEventEnvelope) e).getCommandId().startsWith("command-"));
            List<RawRecord> printed = log.records(Topics.PUBLISHED);
            for (int n : places) {
                RawRecord record = log.records(Topics.PUBLICATION_EVENTS).get(n);
                PublicationEventEnvelope value = (PublicationEventEnvelope) MemoryLog.value(record);
                VersionTakenDown body = (VersionTakenDown) value.getBody();
                String key = value.getStoryId() + "/" + value.getLanguage();
                RawRecord newest = printed.stream()
                        .filter(each -> each.keyText().equals(key))
                        .reduce((one, other) -> other)
                        .orElseThrow();
                PublishedVersion version = (PublishedVersion) MemoryLog.value(newest);
                if (version.getReleaseSequence() == body.getReleaseSequence()) {
                    set(value, "eventId", "publish-stage:" + value.getStoryId() + ":99999");
                    set(body, "releaseSequence", body.getReleaseSequence() + 1);
                    set(version, "releaseSequence", body.getReleaseSequence());
                    log.add(
                            Topics.PUBLICATION_EVENTS,
                            record.keyText(),
                            value,
                            named(record.headers(), value.getEventId(), value.getCommandId()),
                            record.timestamp());
                    log.add(Topics.PUBLISHED, key, version, newest.headers(), newest.timestamp());
                    log.chainAnew(Topics.PUBLICATION_EVENTS);
                    return true;
                }
            }
            return false;
        });
    }

    /** A version passes with one signature where the directory wants two, and every record agrees. */
    private static boolean fewer(MemoryLog log, Random random) {
        List<RawRecord> reviews = log.records(Topics.REVIEW_EVENTS);
        Map<String, List<Integer>> facts = new LinkedHashMap<>();
        for (int n = 0; n < reviews.size(); n++) {
            facts.computeIfAbsent(aggregate(reviews.get(n)), any -> new ArrayList<>())
                    .add(n);
        }
        // the clearing the last fact, so that no number changes but its own and the dropped signature's
        List<List<Integer>> chosen = facts.values().stream()
                .filter(places -> body(MemoryLog.value(reviews.get(places.getLast()))) instanceof VersionCleared c
                        && c.getSignatures().size() == 2)
                .toList();
        if (chosen.isEmpty()) {
            return false;
        }
        List<Integer> places = chosen.get(random.nextInt(chosen.size()));
        int at = places.getLast();
        ReviewEventEnvelope envelope = (ReviewEventEnvelope) MemoryLog.value(reviews.get(at));
        VersionCleared cleared = (VersionCleared) envelope.getBody();
        String gone = cleared.getSignatures().getLast().getPerson();
        String clearing = envelope.getEventId();
        String earlier = "review-stage:" + aggregate(reviews.get(at)) + ":" + (places.size() - 1);
        int dropped = places.get(places.size() - 2);
        cleared.getSignatures().removeLast();
        set(envelope, "eventId", earlier);
        reviews.set(
                at,
                MemoryLog.with(
                        MemoryLog.with(
                                reviews.get(at),
                                named(reviews.get(at).headers(), earlier, envelope.getCommandId()),
                                reviews.get(at).value()),
                        envelope));
        for (int n : places) {
            ReviewEventEnvelope value = (ReviewEventEnvelope) MemoryLog.value(reviews.get(n));
            switch (value.getBody()) {
                case ReviewRequested r
                when r.getContentHash().equals(cleared.getContentHash()) -> set(r, "signaturesNeeded", 1);
                case SignedOff signed
                when signed.getContentHash().equals(cleared.getContentHash()) -> set(signed, "signaturesNeeded", 1);
                default -> {
                    continue;
                }
            }
            reviews.set(n, MemoryLog.with(reviews.get(n), value));
        }
        reviews.remove(dropped);
        log.chainAnew(Topics.REVIEW_EVENTS);
        List<RawRecord> releases = log.records(Topics.PUBLICATION_EVENTS);
        for (int n = 0; n < releases.size(); n++) {
            PublicationEventEnvelope value = (PublicationEventEnvelope) MemoryLog.value(releases.get(n));
            boolean changed = false;
            if (value.getBody() instanceof VersionReleased r && r.getClearedBy().equals(clearing)) {
                set(r, "clearedBy", earlier);
                changed = true;
            }
            if (value.getCommandId().equals(clearing)) {
                set(value, "commandId", earlier);
                changed = true;
            }
            if (changed) {
                Headers headers = named(releases.get(n).headers(), value.getEventId(), value.getCommandId());
                releases.set(
                        n,
                        MemoryLog.with(
                                MemoryLog.with(
                                        releases.get(n),
                                        headers,
                                        releases.get(n).value()),
                                value));
            }
        }
        log.chainAnew(Topics.PUBLICATION_EVENTS);
        List<RawRecord> printed = log.records(Topics.PUBLISHED);
        for (int n = 0; n < printed.size(); n++) {
            PublishedVersion version = (PublishedVersion) MemoryLog.value(printed.get(n));
            if (version.getContentHash().equals(cleared.getContentHash())) {
                version.getCredits().removeIf(credit -> credit.getPerson().equals(gone));
                printed.set(n, MemoryLog.with(printed.get(n), version));
            }
        }
        return true;
    }

    private static String approver(MemoryLog log, Random random) {
        List<String> approvers = log.records(Topics.REVIEW_EVENTS).stream()
                .map(record -> (ReviewEventEnvelope) MemoryLog.value(record))
                .filter(value -> value.getBody() instanceof VersionApproved)
                .map(ReviewEventEnvelope::getActor)
                .toList();
        return approvers.get(random.nextInt(approvers.size()));
    }

    private static void translation(
            Map<String, BiPredicate<MemoryLog, Random>> kinds,
            String what,
            boolean anew,
            Consumer<TranslationSubmitted> change) {
        translation(kinds, what, anew, change, s -> true);
    }

    private static void translation(
            Map<String, BiPredicate<MemoryLog, Random>> kinds,
            String what,
            boolean anew,
            Consumer<TranslationSubmitted> change,
            Predicate<TranslationSubmitted> where) {
        kinds.put(
                "changed: " + what + (anew ? ", chain made anew" : ""),
                (log, random) -> fact(
                        log,
                        random,
                        Topics.TRANSLATION_EVENTS,
                        anew,
                        TranslationSubmitted.class,
                        (e, s) -> where.test(s),
                        change));
    }

    private static void source(
            Map<String, BiPredicate<MemoryLog, Random>> kinds, String what, Consumer<StoryAccepted> change) {
        kinds.put(
                "changed: " + what + ", chain made anew",
                (log, random) ->
                        fact(log, random, Topics.STORY_EVENTS, true, StoryAccepted.class, (e, s) -> true, change));
    }

    private static <B extends SpecificRecord> void review(
            Map<String, BiPredicate<MemoryLog, Random>> kinds, String what, Class<B> type, Consumer<B> change) {
        kinds.put(
                "changed: " + what + ", chain made anew",
                (log, random) -> fact(log, random, Topics.REVIEW_EVENTS, true, type, (e, b) -> true, change));
    }

    private static void release(
            Map<String, BiPredicate<MemoryLog, Random>> kinds, String what, Consumer<VersionReleased> change) {
        kinds.put(
                "changed: " + what + ", chain made anew",
                (log, random) -> fact(
                        log, random, Topics.PUBLICATION_EVENTS, true, VersionReleased.class, (e, b) -> true, change));
    }

    private static boolean actor(MemoryLog log, Random random, Class<? extends SpecificRecord> type) {
        return actor(log, random, type, "rep-2");
    }

    private static boolean actor(MemoryLog log, Random random, Class<? extends SpecificRecord> type, String person) {
        List<RawRecord> records = log.records(Topics.REVIEW_EVENTS);
        List<Integer> places = places(log, Topics.REVIEW_EVENTS, (e, b) -> type.isInstance(b));
        if (places.isEmpty()) {
            return false;
        }
        int n = one(places, random);
        ReviewEventEnvelope value = (ReviewEventEnvelope) MemoryLog.value(records.get(n));
        set(value, "actor", person);
        records.set(n, MemoryLog.with(records.get(n), value));
        log.chainAnew(Topics.REVIEW_EVENTS);
        return true;
    }

    /** A text goes out that was void already, for a fact of the story's own, and every record says so. */
    private static boolean voided(MemoryLog log, Random random, Topic<?> causes) {
        Map<String, Instant> voidSince = voidSince(log);
        List<RawRecord> facts = log.records(Topics.PUBLICATION_EVENTS);
        List<Integer> places = places(
                log,
                Topics.PUBLICATION_EVENTS,
                (e, b) -> b instanceof VersionReleased r
                        && voidSince.containsKey(r.getClearedBy())
                        && later(log, causes, id(e), voidSince.get(r.getClearedBy())) != null);
        if (places.isEmpty()) {
            return false;
        }
        int n = one(places, random);
        PublicationEventEnvelope value = (PublicationEventEnvelope) MemoryLog.value(facts.get(n));
        VersionReleased body = (VersionReleased) value.getBody();
        RawRecord cause = later(log, causes, value.getStoryId(), voidSince.get(body.getClearedBy()));
        String causeId = CloudEvents.text(cause.headers(), CloudEvents.ID);
        Instant before = value.getOccurredAt();
        Instant at = Instant.ofEpochMilli(cause.timestamp());
        set(value, "commandId", causeId);
        set(value, "occurredAt", at);
        RawRecord named = MemoryLog.with(
                facts.get(n),
                named(facts.get(n).headers(), value.getEventId(), causeId),
                facts.get(n).value());
        facts.set(n, MemoryLog.with(named, value));
        log.chainAnew(Topics.PUBLICATION_EVENTS);
        List<RawRecord> printed = log.records(Topics.PUBLISHED);
        for (int p = 0; p < printed.size(); p++) {
            if (printed.get(p).keyText().equals(value.getStoryId() + "/" + value.getLanguage())) {
                PublishedVersion version = (PublishedVersion) MemoryLog.value(printed.get(p));
                for (String field : List.of("publishedAt", "firstPublishedAt")) {
                    if (before.equals(
                            version.get(version.getSchema().getField(field).pos()))) {
                        set(version, field, at);
                    }
                }
                printed.set(p, MemoryLog.with(printed.get(p), version));
            }
        }
        return true;
    }

    /** When clearings fell, by the ids of their events. */
    private static Map<String, Instant> voidSince(MemoryLog log) {
        Map<String, Instant> fallen = new HashMap<>();
        Map<String, String> standing = new HashMap<>();
        for (RawRecord record : log.records(Topics.REVIEW_EVENTS)) {
            ReviewEventEnvelope value = (ReviewEventEnvelope) MemoryLog.value(record);
            if (value.getBody() instanceof VersionCleared) {
                standing.put(aggregate(record), value.getEventId());
            } else if (value.getBody() instanceof ReviewVoided) {
                String clearing = standing.remove(aggregate(record));
                if (clearing != null) {
                    fallen.put(clearing, value.getOccurredAt());
                }
            }
        }
        return fallen;
    }

    /** A fact of the story from well after that time; null when there is none. */
    private static RawRecord later(MemoryLog log, Topic<?> topic, String story, Instant at) {
        return log.records(topic).stream()
                .filter(record -> record.storyOfKey().equals(story)
                        && record.timestamp() > at.plusSeconds(61).toEpochMilli())
                .findFirst()
                .orElse(null);
    }

    private static boolean header(MemoryLog log, Random random, java.util.function.UnaryOperator<String> change) {
        List<RawRecord> records = log.records(Topics.REVIEW_EVENTS);
        // the very first in a partition may be from before the chain
        int n = 1 + random.nextInt(records.size() - 1);
        Headers headers = new RecordHeaders(records.get(n).headers().toArray());
        String link = change.apply(CloudEvents.text(headers, CloudEvents.CHAIN));
        headers.remove(CloudEvents.CHAIN);
        if (link != null) {
            headers.add(CloudEvents.CHAIN, link.getBytes(UTF_8));
        }
        records.set(n, MemoryLog.with(records.get(n), headers, records.get(n).value()));
        return true;
    }

    private static Headers named(Headers old, String id, String cause) {
        Headers headers = new RecordHeaders(old.toArray());
        headers.remove(CloudEvents.ID);
        headers.remove(CloudEvents.CAUSATION_ID);
        headers.add(CloudEvents.ID, id.getBytes(UTF_8));
        headers.add(CloudEvents.CAUSATION_ID, cause.getBytes(UTF_8));
        return headers;
    }

    private static void lengthen(List<TranslatedSegment> segments) {
        set(segments.getFirst(), "text", segments.getFirst().getText() + "!");
    }

    private static boolean isPublished(MemoryLog log, String storyId, String language, int revision) {
        return log.records(Topics.PUBLISHED).stream()
                .map(record -> (PublishedVersion) MemoryLog.value(record))
                .anyMatch(v -> v.getStoryId().equals(storyId)
                        && v.getLanguage().equals(language)
                        && v.getSourceRevision() == revision);
    }

    /** Changes the value of one record of a topic without envelopes. */
    private static <V extends SpecificRecord> boolean change(
            MemoryLog log, Random random, Topic<?> topic, Class<V> type, Predicate<V> where, Consumer<V> change) {
        List<RawRecord> records = log.records(topic);
        List<Integer> places = new ArrayList<>();
        for (int n = 0; n < records.size(); n++) {
            if (where.test(type.cast(MemoryLog.value(records.get(n))))) {
                places.add(n);
            }
        }
        if (places.isEmpty()) {
            return false;
        }
        int n = one(places, random);
        V value = type.cast(MemoryLog.value(records.get(n)));
        change.accept(value);
        records.set(n, MemoryLog.with(records.get(n), value));
        return true;
    }

    /** Changes the body of one fact. */
    private static <B extends SpecificRecord> boolean fact(
            MemoryLog log,
            Random random,
            Topic<?> topic,
            boolean anew,
            Class<B> type,
            BiPredicate<SpecificRecord, B> where,
            Consumer<B> change) {
        List<RawRecord> records = log.records(topic);
        List<Integer> places =
                places(log, topic, (envelope, body) -> type.isInstance(body) && where.test(envelope, type.cast(body)));
        if (places.isEmpty()) {
            return false;
        }
        int n = one(places, random);
        SpecificRecord envelope = MemoryLog.value(records.get(n));
        change.accept(type.cast(body(envelope)));
        records.set(n, MemoryLog.with(records.get(n), envelope));
        if (anew) {
            log.chainAnew(topic);
        }
        return true;
    }

    private static List<Integer> places(MemoryLog log, Topic<?> topic, BiPredicate<SpecificRecord, Object> where) {
        List<RawRecord> records = log.records(topic);
        List<Integer> places = new ArrayList<>();
        for (int n = 0; n < records.size(); n++) {
            SpecificRecord envelope = MemoryLog.value(records.get(n));
            if (where.test(envelope, body(envelope))) {
                places.add(n);
            }
        }
        return places;
    }

    private static RawRecord any(List<RawRecord> records, Random random) {
        return records.get(random.nextInt(records.size()));
    }

    private static int one(List<Integer> places, Random random) {
        return places.get(random.nextInt(places.size()));
    }

    private static MediaReference picture(PublishedVersion version) {
        return Objects.requireNonNull(version.getBody().getLast().getMedia());
    }

    private static void set(SpecificRecord record, String field, @Nullable Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
    }

    private static Object body(SpecificRecord envelope) {
        return switch (envelope) {
            case StoryEventEnvelope e -> e.getBody();
            case TranslationEventEnvelope e -> e.getBody();
            case ReviewEventEnvelope e -> e.getBody();
            case PublicationEventEnvelope e -> e.getBody();
            default -> envelope;
        };
    }

    private static String id(SpecificRecord envelope) {
        return (String) envelope.get(envelope.getSchema().getField("storyId").pos());
    }

    private static String language(SpecificRecord envelope) {
        return envelope.getSchema().getField("language") == null
                ? ""
                : (String)
                        envelope.get(envelope.getSchema().getField("language").pos());
    }

    private static String aggregate(RawRecord record) {
        SpecificRecord envelope = MemoryLog.value(record);
        return envelope instanceof TranslationEventEnvelope || envelope instanceof ReviewEventEnvelope
                ? id(envelope) + "/" + language(envelope)
                : id(envelope);
    }
}
