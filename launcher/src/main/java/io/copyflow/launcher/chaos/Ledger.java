package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.EventId;
import io.copyflow.launcher.log.LogRecord;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.runtime.DeadLetters;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the topics, as somebody has it who reads them all, committed records only, each partition in its order. The
 * same record may be told again; another at the same place is noted. Any number of threads.
 */
final class Ledger {

    /** The topics that are read: all that a command's way through the newsroom leaves a trace in. */
    static final List<Topic<?>> TOPICS = Stream.<Topic<?>>concat(
                    Stream.of(
                            Topics.STORY_COMMANDS,
                            Topics.TRANSLATION_COMMANDS,
                            Topics.REVIEW_COMMANDS,
                            Topics.PUBLICATION_COMMANDS,
                            Topics.KILL_COMMANDS,
                            Topics.STORY_EVENTS,
                            Topics.TRANSLATION_EVENTS,
                            Topics.REVIEW_EVENTS,
                            Topics.PUBLICATION_EVENTS,
                            Topics.KILLS,
                            Topics.PUBLISHED,
                            Topics.DELIVERY_EVENTS,
                            Topics.REJECTIONS),
                    Topics.STAGES.stream().map(Topics::deadLetters))
            .toList();

    private static final Set<String> COMPACTED = TOPICS.stream()
            .filter(topic -> topic.cleanup() == Topic.Cleanup.COMPACT)
            .map(Topic::name)
            .collect(Collectors.toUnmodifiableSet());

    /** Where a record lies. */
    record Place(String topic, int partition, long offset) {

        @Override
        public String toString() {
            return topic + "/" + partition + "@" + offset;
        }
    }

    /**
     * A record as it was read.
     *
     * @param sum of its key and value
     * @param key null where it came without one
     */
    record Seen(int sum, @Nullable String key) {}

    /**
     * What a reader had read.
     *
     * @param changed places that were read twice and not alike
     */
    record Sums(Map<Place, Seen> seen, Set<Place> changed) {

        int size() {
            return seen.size();
        }
    }

    /**
     * A command that arrived; the same one may arrive more than once.
     *
     * @param body what is asked for
     */
    record Command(Place place, String id, String storyId, SpecificRecord body) {

        /** Such as {@code SubmitStory}. */
        String type() {
            return body.getSchema().getName();
        }
    }

    /**
     * A record that is no value of its topic.
     *
     * @param mark that the run gave it when it sent it so on purpose; empty when it has none
     */
    record Unreadable(Place place, String mark) {}

    /**
     * A fact.
     *
     * @param aggregate its stage and what it is about, as in its id
     * @param number of the fact in its aggregate
     * @param cause id of the command or event that led to it
     * @param language empty where it is about the whole story
     */
    record Fact(
            Place place,
            String id,
            String aggregate,
            long number,
            String cause,
            String storyId,
            String language,
            SpecificRecord body) {

        String type() {
            return body.getSchema().getName();
        }
    }

    private final Map<Place, Seen> seen = new HashMap<>();
    private final Set<Place> changed = new HashSet<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Map<String, List<Rejection>> rejections = new HashMap<>();
    private final Map<String, List<PublishedVersion>> published = new TreeMap<>();
    private final Map<String, DeliveryEvent> receipts = new LinkedHashMap<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final Map<String, Integer> deadLetters = new HashMap<>();

    synchronized void add(LogRecord record) {
        Place place = new Place(record.topic().name(), record.partition(), record.offset());
        Seen read = new Seen(sum(record), record.key());
        Seen before = seen.putIfAbsent(place, read);
        if (before != null) {
            if (!before.equals(read)) {
                changed.add(place);
            }
            return;
        }
        if (record.topic().valueType() == null) {
            deadLetters.merge(
                    CloudEvents.text(record.headers(), DeadLetters.TOPIC)
                            + "/" + CloudEvents.text(record.headers(), DeadLetters.PARTITION)
                            + "@" + CloudEvents.text(record.headers(), DeadLetters.OFFSET),
                    1,
                    Integer::sum);
            return;
        }
        if (record.content() instanceof LogRecord.Value(SpecificRecord value)) {
            add(place, value);
        } else {
            unreadable.add(new Unreadable(
                    place, Objects.requireNonNullElse(CloudEvents.text(record.headers(), Outbox.MARK), "")));
        }
    }

    private static int sum(LogRecord record) {
        return Objects.hash(
                record.key(),
                switch (record.content()) {
                    case LogRecord.Value(SpecificRecord value) -> value.hashCode();
                    case LogRecord.Nothing _ -> 0;
                    case LogRecord.Bytes(byte[] bytes) -> Arrays.hashCode(bytes);
                    case LogRecord.Unreadable unreadable -> Arrays.hashCode(unreadable.bytes());
                });
    }

    private void add(Place place, SpecificRecord value) {
        switch (value) {
            case StoryCommandEnvelope c -> command(place, c.getCommandId(), c.getStoryId(), c.getBody());
            case TranslationCommandEnvelope c -> command(place, c.getCommandId(), c.getStoryId(), c.getBody());
            case ReviewCommandEnvelope c -> command(place, c.getCommandId(), c.getStoryId(), c.getBody());
            case PublicationCommandEnvelope c -> command(place, c.getCommandId(), c.getStoryId(), c.getBody());
            case KillCommandEnvelope c -> command(place, c.getCommandId(), c.getStoryId(), c.getBody());
            case StoryEventEnvelope e -> fact(place, e.getEventId(), e.getCommandId(), e.getStoryId(), "", e.getBody());
            case TranslationEventEnvelope e ->
                fact(place, e.getEventId(), e.getCommandId(), e.getStoryId(), e.getLanguage(), e.getBody());
            case ReviewEventEnvelope e ->
                fact(place, e.getEventId(), e.getCommandId(), e.getStoryId(), e.getLanguage(), e.getBody());
            case PublicationEventEnvelope e ->
                fact(place, e.getEventId(), e.getCommandId(), e.getStoryId(), e.getLanguage(), e.getBody());
            case StoryKilled e -> fact(place, e.getEventId(), e.getCommandId(), e.getStoryId(), "", e);
            case Rejection r ->
                rejections
                        .computeIfAbsent(r.getCommandId(), any -> new ArrayList<>())
                        .add(r);
            case PublishedVersion v ->
                published
                        .computeIfAbsent(v.getStoryId() + "/" + v.getLanguage(), any -> new ArrayList<>())
                        .add(v);
            // a repeat has the same id
            case DeliveryEvent d -> receipts.putIfAbsent(d.getEventId(), d);
            default -> throw new IllegalArgumentException(place + " has a " + value.getClass());
        }
    }

    private void command(Place place, String id, String storyId, Object body) {
        commands.add(new Command(place, id, storyId, (SpecificRecord) body));
    }

    private void fact(Place place, String id, String cause, String storyId, String language, Object body) {
        facts.add(new Fact(
                place,
                id,
                id.substring(0, id.lastIndexOf(':')),
                EventId.number(id),
                cause,
                storyId,
                language,
                (SpecificRecord) body));
    }

    synchronized int size() {
        return seen.size();
    }

    /** How many records of these topics there are. */
    synchronized int size(Topic<?>... topics) {
        Set<String> names = Stream.of(topics).map(Topic::name).collect(Collectors.toSet());
        return (int) seen.keySet().stream()
                .filter(place -> names.contains(place.topic()))
                .count();
    }

    synchronized List<Command> commands() {
        return List.copyOf(commands);
    }

    /** Those of a partition in its order. */
    synchronized List<Fact> facts() {
        return List.copyOf(facts);
    }

    /** By the id of the command they answer. */
    synchronized Map<String, List<Rejection>> rejections() {
        Map<String, List<Rejection>> copy = new TreeMap<>();
        rejections.forEach((id, answers) -> copy.put(id, List.copyOf(answers)));
        return copy;
    }

    synchronized List<Rejection> rejections(String commandId) {
        return List.copyOf(rejections.getOrDefault(commandId, List.of()));
    }

    /** By story and language, oldest first. */
    synchronized Map<String, List<PublishedVersion>> published() {
        Map<String, List<PublishedVersion>> copy = new TreeMap<>();
        published.forEach((key, versions) -> copy.put(key, List.copyOf(versions)));
        return copy;
    }

    /** The newest of that story and language; null when there is none. */
    synchronized @Nullable PublishedVersion newest(String storyId, String language) {
        List<PublishedVersion> versions = published.get(storyId + "/" + language);
        return versions == null ? null : versions.getLast();
    }

    /** Each once, those of a story in the order they came first. */
    synchronized List<DeliveryEvent> receipts() {
        return List.copyOf(receipts.values());
    }

    /** Records that are no values of their topics. */
    synchronized List<Unreadable> unreadable() {
        return List.copyOf(unreadable);
    }

    /** How many dead letters there are of a record. */
    synchronized int deadLetters(Place place) {
        return deadLetters.getOrDefault(place.toString(), 0);
    }

    /** How many dead letters there are of each record, by its place as text. */
    synchronized Map<String, Integer> deadLetters() {
        return new TreeMap<>(deadLetters);
    }

    /** All that was read until now, to be looked for later. */
    synchronized Sums sums() {
        return new Sums(Map.copyOf(seen), Set.copyOf(changed));
    }

    /**
     * Records that an earlier reader had, and this one has not or has otherwise. A compacted topic may lose those that newer
     * ones of their key stand for, and then there is such a one.
     */
    synchronized List<String> missing(Sums then) {
        Map<String, Long> newest = new HashMap<>();
        seen.forEach((place, record) -> {
            if (COMPACTED.contains(place.topic()) && record.key() != null) {
                newest.merge(lane(place, record), place.offset(), Math::max);
            }
        });
        List<String> missing =
                new ArrayList<>(then.changed().stream().map(Place::toString).toList());
        then.seen().forEach((place, record) -> {
            Seen now = seen.get(place);
            boolean isStoodFor = newest.getOrDefault(lane(place, record), -1L) > place.offset();
            if (now == null ? !isStoodFor : !now.equals(record)) {
                missing.add(place.toString());
            }
        });
        return missing;
    }

    /** Within which a newer record of a key stands for older ones. */
    private static String lane(Place place, Seen record) {
        return place.topic() + "/" + place.partition() + "/" + record.key();
    }
}
