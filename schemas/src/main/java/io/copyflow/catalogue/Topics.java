package io.copyflow.catalogue;

import static io.copyflow.catalogue.Topic.ANYONE;
import static io.copyflow.catalogue.Topic.Cleanup.COMPACT;
import static io.copyflow.catalogue.Topic.Cleanup.DELETE;
import static io.copyflow.catalogue.Topic.Cleanup.KEEP;
import static io.copyflow.catalogue.Topic.Key.AS_IT_CAME;
import static io.copyflow.catalogue.Topic.Key.DIRECTORY_ENTRY;
import static io.copyflow.catalogue.Topic.Key.IMPORTED_UNIT;
import static io.copyflow.catalogue.Topic.Key.STORY;
import static io.copyflow.catalogue.Topic.Key.STORY_AND_LANGUAGE;
import static io.copyflow.catalogue.Topic.Key.STORY_REVISION_AND_LANGUAGE;

import io.copyflow.catalogue.Topic.Cleanup;
import io.copyflow.catalogue.Topic.Key;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.memory.ImportedUnit;
import io.copyflow.schemas.memory.RememberedSegment;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.translation.DraftOrder;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Every topic there is. docs/reference/topics.md and the AsyncAPI document are compared with it by tests. */
public final class Topics {

    static {
        TrustedClasses.trust();
    }

    /** Owners, as the modules are called. */
    public static final String INGEST = "ingest";

    public static final String TRANSLATE = "translate-stage";
    public static final String REVIEW = "review-stage";
    public static final String PUBLISH = "publish-stage";
    public static final String KILL_SWITCH = "kill-switch";
    public static final String CHANNELS = "channels";

    /** The stages, in the order a story passes them, and the kill switch, which it had better never pass. */
    public static final List<String> STAGES = List.of(INGEST, TRANSLATE, REVIEW, PUBLISH, KILL_SWITCH);

    /** Commands and answers are kept this long: long enough to look into a bad week. */
    private static final Duration A_FORTNIGHT = Duration.ofDays(14);

    /** A draft is waited for for minutes; what is older is of use to nobody. */
    private static final Duration A_DAY = Duration.ofDays(1);

    public static final Topic<StoryCommandEnvelope> STORY_COMMANDS =
            commands("story", StoryCommandEnvelope.class, "Submit, revise or spike a story.");
    public static final Topic<StoryEventEnvelope> STORY_EVENTS = events(
            "story", INGEST, StoryEventEnvelope.class, "Stories accepted, revised, spiked, with their source text.");
    public static final Topic<TranslationCommandEnvelope> TRANSLATION_COMMANDS = commands(
            "translation",
            TranslationCommandEnvelope.class,
            "Claim a translation, save a draft of it, submit it; answer a request for a draft.");
    public static final Topic<TranslationEventEnvelope> TRANSLATION_EVENTS = events(
            "translation",
            TRANSLATE,
            TranslationEventEnvelope.class,
            "Translations queued, claimed, drafted, submitted with their text, reopened.");
    public static final Topic<DraftOrder> DRAFT_REQUESTS = new Topic<>(
            "copyflow.translation.draft-requests.v1",
            TRANSLATE,
            STORY,
            DraftOrder.class,
            DELETE,
            A_DAY,
            "Requests for drafts alone, for workers that share them; the facts are in the translation's events.");
    public static final Topic<RememberedSegment> MEMORY = new Topic<>(
            "copyflow.translation.memory.v1",
            TRANSLATE,
            STORY_REVISION_AND_LANGUAGE,
            RememberedSegment.class,
            COMPACT,
            null,
            "The translation memory: cleared versions, segment by segment with their source; the newest text of a segment counts.");
    public static final Topic<ImportedUnit> MEMORY_IMPORTS = new Topic<>(
            "copyflow.translation.memory-imports.v1",
            "copyflow memory import",
            IMPORTED_UNIT,
            ImportedUnit.class,
            COMPACT,
            null,
            "Entries of other translation memories, from TMX files.");
    public static final Topic<ReviewCommandEnvelope> REVIEW_COMMANDS = commands(
            "review", ReviewCommandEnvelope.class, "Approve, request changes, reject, sign off, waive a warning.");
    public static final Topic<ReviewEventEnvelope> REVIEW_EVENTS = events(
            "review",
            REVIEW,
            ReviewEventEnvelope.class,
            "Reviews requested, decided, signed off, cleared, voided; warnings waived.");
    public static final Topic<PublicationCommandEnvelope> PUBLICATION_COMMANDS = commands(
            "publication", PublicationCommandEnvelope.class, "Embargo, schedule, withhold, take down, restore, waive.");
    public static final Topic<PublicationEventEnvelope> PUBLICATION_EVENTS = events(
            "publication",
            PUBLISH,
            PublicationEventEnvelope.class,
            "Versions released, held, taken down; embargoes, schedules; what corrections still have to reach.");
    public static final Topic<PublishedVersion> PUBLISHED = new Topic<>(
            "copyflow.published.v1",
            PUBLISH,
            STORY_AND_LANGUAGE,
            PublishedVersion.class,
            COMPACT,
            null,
            "What is live: one record for each story and language with the full text, or its withdrawal.");
    public static final Topic<KillCommandEnvelope> KILL_COMMANDS =
            commands("kill", KillCommandEnvelope.class, "Kill a story, in all its languages and for good.");
    public static final Topic<StoryKilled> KILLS = new Topic<>(
            "copyflow.kills.v1",
            KILL_SWITCH,
            STORY,
            StoryKilled.class,
            COMPACT,
            null,
            "The kills in force: stories of which nothing is to be shown, in any language, ever again.");
    public static final Topic<DeliveryEvent> DELIVERY_EVENTS = new Topic<>(
            "copyflow.delivery.events.v1",
            CHANNELS,
            STORY,
            DeliveryEvent.class,
            KEEP,
            null,
            "Receipts: which channel delivered or withdrew which release.");
    public static final Topic<Rejection> REJECTIONS = new Topic<>(
            "copyflow.rejections.v1",
            "every stage",
            STORY,
            Rejection.class,
            DELETE,
            A_FORTNIGHT,
            "Commands refused: a code and a sentence for a person.");
    public static final Topic<DirectoryEntry> DIRECTORY = new Topic<>(
            "copyflow.directory.v1",
            "copyflow apply",
            DIRECTORY_ENTRY,
            DirectoryEntry.class,
            KEEP,
            null,
            "People and their roles, editions, desks, bureaus, channels, glossary, and how they were: the configuration,"
                    + " as data.");

    private static final List<Topic<?>> TYPED = List.of(
            STORY_COMMANDS,
            STORY_EVENTS,
            TRANSLATION_COMMANDS,
            TRANSLATION_EVENTS,
            DRAFT_REQUESTS,
            MEMORY,
            MEMORY_IMPORTS,
            REVIEW_COMMANDS,
            REVIEW_EVENTS,
            PUBLICATION_COMMANDS,
            PUBLICATION_EVENTS,
            PUBLISHED,
            KILL_COMMANDS,
            KILLS,
            DELIVERY_EVENTS,
            REJECTIONS,
            DIRECTORY);

    private Topics() {}

    /** The topics whose values have a schema. */
    public static List<Topic<?>> typed() {
        return TYPED;
    }

    /** All topics, the dead letters of each stage included. */
    public static List<Topic<?>> all() {
        return Stream.concat(TYPED.stream(), STAGES.stream().map(Topics::deadLetters))
                .toList();
    }

    /** The topic of that name, or null. */
    public static @Nullable Topic<?> named(String name) {
        return all().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Where a stage puts records that could not be read or processed. */
    public static Topic<SpecificRecord> deadLetters(String stage) {
        return new Topic<>(
                "copyflow." + stage + ".dead-letters.v1",
                stage,
                AS_IT_CAME,
                null,
                DELETE,
                Duration.ofDays(90),
                "Records that " + stage + " could not read or process, as they came; headers say why.");
    }

    private static <V extends SpecificRecord> Topic<V> commands(String noun, Class<V> type, String purpose) {
        return new Topic<>(
                "copyflow." + noun + ".commands.v1", ANYONE, Key.STORY, type, Cleanup.DELETE, A_FORTNIGHT, purpose);
    }

    private static <V extends SpecificRecord> Topic<V> events(
            String noun, String owner, Class<V> type, String purpose) {
        return new Topic<>("copyflow." + noun + ".events.v1", owner, Key.STORY, type, Cleanup.KEEP, null, purpose);
    }
}
