package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.log.LogRecord;
import io.copyflow.runtime.DeadLetters;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A ledger written by hand: each record lies after those before it in its topic's one partition. */
final class Recorded {

    private static final Instant AT = Instant.parse("2026-03-03T11:00:00Z");

    private final Ledger ledger = new Ledger();
    private final Map<String, Long> ends = new HashMap<>();

    Ledger ledger() {
        return ledger;
    }

    Recorded command(String id) {
        return translationCommand(id, new ClaimTranslation());
    }

    /** A command about the story's French version. */
    Recorded translationCommand(String id, SpecificRecord body) {
        return put(Topics.TRANSLATION_COMMANDS, new TranslationCommandEnvelope(id, "s1", "fr", "awa.ndoye", AT, body));
    }

    /** To submit or to revise a story. */
    Recorded storyCommand(String id, String storyId, SpecificRecord body) {
        return put(Topics.STORY_COMMANDS, new StoryCommandEnvelope(id, storyId, "rosalind.okafor", AT, body));
    }

    Recorded killCommand(String id, String storyId) {
        return put(
                Topics.KILL_COMMANDS,
                new KillCommandEnvelope(id, storyId, "jingwen.rao", AT, new KillStory("not so"), null));
    }

    /** A fact about the story's French version. */
    Recorded fact(int number, String cause, SpecificRecord body) {
        return put(
                Topics.TRANSLATION_EVENTS,
                new TranslationEventEnvelope(
                        "translate-stage:s1/fr:" + number, "s1", "fr", "awa.ndoye", AT, cause, body));
    }

    /** A fact of review-stage about the story's French version. */
    Recorded reviewFact(int number, String cause, SpecificRecord body) {
        return put(
                Topics.REVIEW_EVENTS,
                ReviewEventEnvelope.newBuilder()
                        .setEventId("review-stage:s1/fr:" + number)
                        .setStoryId("s1")
                        .setLanguage("fr")
                        .setActor("leila.haddad")
                        .setOccurredAt(AT)
                        .setCommandId(cause)
                        .setBody(body)
                        .build());
    }

    /** A fact of publish-stage about the story's French version. */
    Recorded publicationFact(int number, String cause, SpecificRecord body) {
        return put(
                Topics.PUBLICATION_EVENTS,
                new PublicationEventEnvelope(
                        "publish-stage:s1:" + number, "s1", "fr", "awa.ndoye", AT, cause, body, null));
    }

    /** A fact of ingest. */
    Recorded storyFact(String storyId, int number, String cause, SpecificRecord body) {
        return put(
                Topics.STORY_EVENTS,
                new StoryEventEnvelope(
                        "ingest:" + storyId + ":" + number, storyId, "rosalind.okafor", AT, cause, body));
    }

    Recorded rejection(String commandId, String code) {
        return put(
                Topics.REJECTIONS,
                new Rejection(commandId, "translate-stage", "s1", "fr", "awa.ndoye", code, code, false, List.of(), AT));
    }

    /** A story in English that is to be in French. */
    Recorded accepted(String storyId) {
        return put(
                Topics.STORY_EVENTS,
                new StoryEventEnvelope(
                        "ingest:" + storyId + ":1",
                        storyId,
                        "rosalind.okafor",
                        AT,
                        "submit",
                        new StoryAccepted(
                                1, "c", "en", List.of(), "ab", List.of(), null, null, 5, List.of("fr"), null, null)));
    }

    Recorded killed(String storyId) {
        return put(
                Topics.KILLS,
                new StoryKilled("kill-switch:" + storyId + ":1", storyId, "not so", "jingwen.rao", AT, "kill", null));
    }

    Recorded published(String storyId, String language, long sequence, PublicationStatus status, boolean killed) {
        return published(storyId, language, sequence, sequence, status, killed);
    }

    /** @param text the sequence that had that text first */
    Recorded published(
            String storyId, String language, long sequence, long text, PublicationStatus status, boolean killed) {
        return put(
                Topics.PUBLISHED,
                storyId + "/" + language,
                PublishedVersion.newBuilder()
                        .setStoryId(storyId)
                        .setLanguage(language)
                        .setStatus(status)
                        .setReleaseSequence(sequence)
                        .setSourceLanguage("en")
                        .setSourceRevision(1)
                        .setContentHash(status == PublicationStatus.LIVE ? "hash of " + text : "")
                        .setUrgency(5)
                        .setFirstPublishedAt(AT)
                        .setPublishedAt(AT)
                        .setHeadline(status == PublicationStatus.LIVE ? "Headline " + text : "")
                        .setBody(List.of())
                        .setCredits(List.of())
                        .setKilled(killed)
                        .build());
    }

    Recorded published(PublishedVersion version) {
        return put(Topics.PUBLISHED, version.getStoryId() + "/" + version.getLanguage(), version);
    }

    /** A receipt of a story's French version; {@code byKill} that of a kill. */
    Recorded receipt(String channel, String storyId, long sequence, DeliveryOutcome outcome, boolean byKill) {
        return put(
                Topics.DELIVERY_EVENTS,
                DeliveryEvent.newBuilder()
                        .setEventId(channel + "/" + storyId + "/fr/" + sequence + (byKill ? "/killed" : ""))
                        .setChannel(channel)
                        .setStoryId(storyId)
                        .setLanguage("fr")
                        .setReleaseSequence(sequence)
                        .setOutcome(outcome)
                        .setOccurredAt(AT)
                        .build());
    }

    /** @param mark that it was sent with */
    Recorded poison(String mark) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Outbox.MARK, bytes(mark));
        return put(Topics.STORY_COMMANDS, "p", headers, unreadable());
    }

    /** What cannot be read, and nobody sent it so. */
    Recorded damaged() {
        return put(Topics.STORY_COMMANDS, "p", new RecordHeaders(), unreadable());
    }

    private static LogRecord.Content unreadable() {
        return new LogRecord.Unreadable("truncated-record", "It is cut.", new byte[] {0});
    }

    /** A record lay here that is no longer there. */
    Recorded gone(Topic<?> topic) {
        ends.merge(topic.name(), 1L, Long::sum);
        return this;
    }

    /** That the record at an offset of the commands of stories was set aside. */
    Recorded setAside(long offset) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(DeadLetters.TOPIC, bytes(Topics.STORY_COMMANDS.name()));
        headers.add(DeadLetters.PARTITION, bytes("0"));
        headers.add(DeadLetters.OFFSET, bytes(Long.toString(offset)));
        return put(Topics.deadLetters(Topics.INGEST), "p", headers, new LogRecord.Bytes(new byte[] {0}));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Recorded put(Topic<?> topic, SpecificRecord value) {
        return put(topic, "s1", value);
    }

    private Recorded put(Topic<?> topic, String key, SpecificRecord value) {
        return put(topic, key, new RecordHeaders(), new LogRecord.Value(value));
    }

    private Recorded put(Topic<?> topic, String key, RecordHeaders headers, LogRecord.Content content) {
        long offset = ends.merge(topic.name(), 1L, Long::sum) - 1;
        ledger.add(new LogRecord(topic, 0, offset, AT, key, headers, content));
        return this;
    }
}
