package io.copyflow.desk.model;

import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import java.time.Instant;
import java.util.Comparator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a story, as a topic tells it.
 *
 * @param place where it stands in the log
 * @param eventId of the event; of a refusal the refused command's
 * @param cause id of the command or event that led to it; empty where it is not told
 * @param storyId the story
 * @param language of the version it is about; null when it is about the whole story
 * @param actor id of who asked, or of the stage where nobody did; null where it is not told
 * @param at when it was decided
 * @param body what happened
 */
public record Fact(
        Place place,
        String eventId,
        String cause,
        String storyId,
        @Nullable String language,
        @Nullable String actor,
        Instant at,
        SpecificRecord body) {

    /** Within a partition of a topic, the order things were decided in; between topics, time. */
    public static final Comparator<Fact> BY_TIME = Comparator.comparing(Fact::at)
            .thenComparing(fact -> fact.place.topic)
            .thenComparing(fact -> fact.place.offset);

    /** The order that states are added up in: that of each topic, whatever the clocks of stages say. */
    public static final Comparator<Fact> BY_PLACE = Comparator.comparing((Fact fact) -> fact.place.topic)
            .thenComparing(fact -> fact.place.partition)
            .thenComparing(fact -> fact.place.offset);

    /** A record's place in the log. */
    public record Place(String topic, int partition, long offset) {

        /** Unique in the log. */
        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    /**
     * The fact that a record tells.
     *
     * @param value of one of the topics the desk follows
     * @throws IllegalArgumentException for a value of another
     */
    public static Fact of(Place place, SpecificRecord value) {
        return switch (value) {
            case StoryEventEnvelope e ->
                new Fact(
                        place,
                        e.getEventId(),
                        e.getCommandId(),
                        e.getStoryId(),
                        null,
                        e.getActor(),
                        e.getOccurredAt(),
                        (SpecificRecord) e.getBody());
            case TranslationEventEnvelope e ->
                new Fact(
                        place,
                        e.getEventId(),
                        e.getCommandId(),
                        e.getStoryId(),
                        e.getLanguage(),
                        e.getActor(),
                        e.getOccurredAt(),
                        (SpecificRecord) e.getBody());
            case ReviewEventEnvelope e ->
                new Fact(
                        place,
                        e.getEventId(),
                        e.getCommandId(),
                        e.getStoryId(),
                        e.getLanguage(),
                        e.getActor(),
                        e.getOccurredAt(),
                        (SpecificRecord) e.getBody());
            case PublicationEventEnvelope e ->
                new Fact(
                        place,
                        e.getEventId(),
                        e.getCommandId(),
                        e.getStoryId(),
                        e.getLanguage().isEmpty() ? null : e.getLanguage(),
                        e.getActor(),
                        e.getOccurredAt(),
                        (SpecificRecord) e.getBody());
            case StoryKilled e ->
                new Fact(
                        place,
                        e.getEventId(),
                        e.getCommandId(),
                        e.getStoryId(),
                        null,
                        e.getKilledBy(),
                        e.getKilledAt(),
                        e);
            case DeliveryEvent e ->
                new Fact(place, e.getEventId(), "", e.getStoryId(), e.getLanguage(), null, e.getOccurredAt(), e);
            case Rejection e ->
                new Fact(
                        place,
                        e.getCommandId(),
                        e.getCommandId(),
                        e.getStoryId(),
                        e.getLanguage(),
                        e.getActor(),
                        e.getOccurredAt(),
                        e);
            default ->
                throw new IllegalArgumentException(
                        "No fact of a story: " + value.getSchema().getFullName() + " at " + place);
        };
    }
}
