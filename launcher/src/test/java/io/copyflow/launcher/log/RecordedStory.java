package io.copyflow.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.CloudEvents;
import io.copyflow.runtime.DeadLetters;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.review.SignedOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.OfferDraft;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.serde.AvroSerde;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A story written by hand into the log: records by the topic they lie in, in its order. */
public final class RecordedStory {

    public static final Instant BEGIN = Instant.parse("2026-03-03T11:00:00.000Z");
    public static final String HASH = "ab".repeat(32);

    private static final SchemaCatalogue IDS = new SchemaCatalogue();

    private final String storyId;
    private final Instant begin;
    private final List<LogRecord> records = new ArrayList<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    public RecordedStory(String storyId) {
        this(storyId, BEGIN);
    }

    private RecordedStory(String storyId, Instant begin) {
        this.storyId = storyId;
        this.begin = begin;
    }

    /**
     * English, to be translated into Arabic and Chinese. Arabic is claimed, fought over, approved, signed and live; the
     * review's clock runs 20 ms behind; nobody has answered who wants Chinese.
     */
    public static RecordedStory liveInArabic(String storyId) {
        return liveInArabic(storyId, BEGIN);
    }

    /** The same at another time: a broker soon forgets commands that are too old. */
    public static RecordedStory liveInArabic(String storyId, Instant begin) {
        RecordedStory story = new RecordedStory(storyId, begin);
        String accepted = story.submitted(0, "ar", "zh-Hans");
        story.translation(40, "translate-stage", accepted, "ar", queued());
        story.translation(40, "translate-stage", accepted, "zh-Hans", queued());
        story.review(
                25,
                "review-stage",
                accepted,
                "en",
                new ReviewRequested("cd".repeat(32), 1, List.of("naliaka.barasa"), 2, List.of(), List.of()));

        story.ask(60_000, "claim-1", "amina.diallo", "ar", new ClaimTranslation());
        story.translation(60_012, "amina.diallo", "claim-1", "ar", claimed("amina.diallo", 1_800_000));
        story.ask(61_000, "claim-2", "jonas.weber", "ar", new ClaimTranslation());
        story.refused(
                61_010,
                "claim-2",
                "jonas.weber",
                "ar",
                "already-claimed",
                "Expected a queued translation, but amina.diallo holds it until 11:30. Wait or ask them.");
        story.ask(600_000, "submit-1", "amina.diallo", "ar", new SubmitTranslation(1, List.of()));
        String submitted = story.translation(600_015, "amina.diallo", "submit-1", "ar", handedIn());

        story.review(
                600_000,
                "review-stage",
                submitted,
                "ar",
                new ReviewRequested(HASH, 1, List.of("naliaka.barasa", "amina.diallo"), 2, List.of(), List.of()));
        story.review(700_000, "emad.nasser", "approve-1", "ar", new VersionApproved(HASH, 1, 0));
        story.review(710_000, "wes.tan", "sign-1", "ar", new SignedOff(HASH, 1, 2));
        story.review(720_000, "wanda.ruiz", "sign-2", "ar", new SignedOff(HASH, 2, 2));
        String cleared = story.review(
                720_000,
                "wanda.ruiz",
                "sign-2",
                "ar",
                new VersionCleared(
                        HASH,
                        1,
                        List.of("naliaka.barasa", "amina.diallo"),
                        "emad.nasser",
                        BEGIN.plusMillis(700_000),
                        List.of(new Signature("wes.tan", BEGIN), new Signature("wanda.ruiz", BEGIN)),
                        List.of(),
                        List.of(),
                        null));
        story.publication(720_031, cleared, "ar", new VersionReleased(1L, HASH, 1, cleared, null));
        story.add(
                Topics.DELIVERY_EVENTS,
                720_090,
                new DeliveryEvent(
                        "website:" + storyId + ":ar:1",
                        "website",
                        storyId,
                        "ar",
                        1L,
                        DeliveryOutcome.DELIVERED,
                        "http://127.0.0.1:8480/ar/" + storyId,
                        null,
                        begin.plusMillis(720_090),
                        null));
        story.ask(800_000, "claim-3", "li.wei", "zh-Hans", new ClaimTranslation());
        return story;
    }

    public static TranslationQueued queued() {
        return new TranslationQueued("en", 1, 3, BEGIN.plusMillis(14_400_000));
    }

    public static TranslationClaimed claimed(String holder, long until) {
        return new TranslationClaimed(holder, BEGIN.plusMillis(until));
    }

    public static TranslationSubmitted handedIn() {
        return new TranslationSubmitted(
                1,
                1,
                List.of(
                        new TranslatedSegment("headline", "شبكة الطقس", List.of(), Origin.PERSON, null),
                        new TranslatedSegment("b1", "نص", List.of(), Origin.MACHINE, "engine")),
                HASH,
                List.of("naliaka.barasa", "amina.diallo"),
                List.of("amina.diallo"),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    /** Gives the id of the event. */
    public String submitted(long millis, String... targets) {
        add(
                Topics.STORY_COMMANDS,
                millis,
                new StoryCommandEnvelope(
                        "submit-story",
                        storyId,
                        "naliaka.barasa",
                        begin.plusMillis(millis),
                        new SubmitStory("c", "en", List.of(), null, null, 3, null, null, null, null, null)));
        return story(
                millis + 14,
                "submit-story",
                new StoryAccepted(
                        1,
                        "c",
                        "en",
                        List.of(new Segment(
                                "headline", SegmentKind.HEADLINE, "Forecasts for herders", List.of(), null)),
                        "cd".repeat(32),
                        List.of("naliaka.barasa"),
                        null,
                        null,
                        3,
                        List.of(targets),
                        null,
                        null));
    }

    public String story(long millis, String cause, SpecificRecord body) {
        String id = nextId("ingest", storyId);
        add(
                Topics.STORY_EVENTS,
                millis,
                new StoryEventEnvelope(id, storyId, "naliaka.barasa", begin.plusMillis(millis), cause, body));
        return id;
    }

    public String translation(long millis, String actor, String cause, String language, SpecificRecord body) {
        String id = nextId("translate-stage", storyId + "/" + language);
        add(
                Topics.TRANSLATION_EVENTS,
                millis,
                new TranslationEventEnvelope(id, storyId, language, actor, begin.plusMillis(millis), cause, body));
        return id;
    }

    public String review(long millis, String actor, String cause, String language, SpecificRecord body) {
        String id = nextId("review-stage", storyId + "/" + language);
        add(
                Topics.REVIEW_EVENTS,
                millis,
                new ReviewEventEnvelope(id, storyId, language, actor, begin.plusMillis(millis), cause, body, null));
        return id;
    }

    public String publication(long millis, String cause, String language, SpecificRecord body) {
        String id = nextId("publish-stage", storyId);
        add(
                Topics.PUBLICATION_EVENTS,
                millis,
                new PublicationEventEnvelope(
                        id, storyId, language, "publish-stage", begin.plusMillis(millis), cause, body, null));
        return id;
    }

    /** By li.wei, with the command. */
    public String killed(long millis, String reason) {
        add(
                Topics.KILL_COMMANDS,
                millis,
                new KillCommandEnvelope(
                        "kill-1", storyId, "li.wei", begin.plusMillis(millis), new KillStory(reason), null));
        String id = nextId("kill-switch", storyId);
        add(
                Topics.KILLS,
                millis + 5,
                new StoryKilled(id, storyId, reason, "li.wei", begin.plusMillis(millis + 5), "kill-1", null));
        return id;
    }

    public void ask(long millis, String commandId, String actor, String language, SpecificRecord body) {
        if (body instanceof ClaimTranslation || body instanceof SubmitTranslation) {
            add(
                    Topics.TRANSLATION_COMMANDS,
                    millis,
                    new TranslationCommandEnvelope(
                            commandId, storyId, language, actor, begin.plusMillis(millis), body));
        } else {
            add(
                    Topics.REVIEW_COMMANDS,
                    millis,
                    new ReviewCommandEnvelope(
                            commandId, storyId, language, actor, begin.plusMillis(millis), body, null));
        }
    }

    public void offered(long millis, String commandId, String machine, String language) {
        add(
                Topics.TRANSLATION_COMMANDS,
                millis,
                new TranslationCommandEnvelope(
                        commandId,
                        storyId,
                        language,
                        machine,
                        begin.plusMillis(millis),
                        new OfferDraft("request-1", 1, machine, List.of())));
    }

    public void refused(long millis, String cause, String actor, String language, String code, String sentence) {
        add(
                Topics.REJECTIONS,
                millis,
                new Rejection(
                        cause,
                        "translate-stage",
                        storyId,
                        language,
                        actor,
                        code,
                        sentence,
                        false,
                        List.of(),
                        begin.plusMillis(millis)));
    }

    public void unreadable(Topic<?> topic, long millis, byte[] bytes) {
        add(topic, millis, new LogRecord.Unreadable("truncated-record", "Its bytes end too early.", bytes), headers());
    }

    public void deadLetter(long millis, String commandId) {
        Headers headers = headers();
        headers.add(CloudEvents.ID, commandId.getBytes(UTF_8));
        headers.add(DeadLetters.REASON, "unprocessable-record: A fault.".getBytes(UTF_8));
        headers.add(DeadLetters.TOPIC, "copyflow.translation.commands.v1".getBytes(UTF_8));
        headers.add(DeadLetters.PARTITION, "2".getBytes(UTF_8));
        headers.add(DeadLetters.OFFSET, "7".getBytes(UTF_8));
        add(Topics.deadLetters("translate-stage"), millis, new LogRecord.Bytes(new byte[] {0, 1}), headers);
    }

    private static Headers headers() {
        return new RecordHeaders();
    }

    private void add(Topic<?> topic, long millis, SpecificRecord value) {
        add(topic, millis, new LogRecord.Value(value), headers());
    }

    private void add(Topic<?> topic, long millis, LogRecord.Content content, Headers headers) {
        long offset = offsets.merge(topic.name(), 1L, Long::sum) - 1;
        records.add(new LogRecord(topic, 0, offset, begin.plusMillis(millis), storyId, headers, content));
    }

    private String nextId(String stage, String subject) {
        return stage + ":" + subject + ":" + numbers.merge(stage + subject, 1, Integer::sum);
    }

    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    /** As a producer sends them. */
    public List<ProducerRecord<String, byte[]>> forProducer(int partition) {
        return records.stream()
                .map(record -> new ProducerRecord<>(
                        record.topic().name(), partition, record.time().toEpochMilli(), record.key(), bytes(record)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static byte[] bytes(LogRecord record) {
        return switch (record.content()) {
            case LogRecord.Value(SpecificRecord value) ->
                ((AvroSerde<SpecificRecord>) AvroSerde.of(record.topic(), IDS)).write(value);
            case LogRecord.Bytes(byte[] bytes) -> bytes;
            case LogRecord.Unreadable(String _, String _, byte[] bytes) -> bytes;
            case LogRecord.Nothing() -> null;
        };
    }

    /** People by id and name. */
    public static Map<String, DirectoryEntry> directory() {
        Map<String, DirectoryEntry> entries = new TreeMap<>();
        Map.of(
                        "amina.diallo", "Amina Diallo",
                        "naliaka.barasa", "Naliaka Barasa",
                        "emad.nasser", "عماد ناصر",
                        "wes.tan", "Wes Tan",
                        "wanda.ruiz", "Wanda Ruiz",
                        "li.wei", "李伟")
                .forEach((id, name) -> entries.put(
                        Directory.key("person", id),
                        new DirectoryEntry(BEGIN, new Person(id, name, List.of(), List.of(), null, null, List.of()))));
        return entries;
    }

    static Directory names() {
        return DirectoryNames.of(new TreeMap<>(directory()));
    }
}
