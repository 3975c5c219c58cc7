package io.copyflow.launcher.proof;

import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.StoryId;
import io.copyflow.ingest.IngestStage;
import io.copyflow.publish.PublishStage;
import io.copyflow.publish.kill.KillSwitch;
import io.copyflow.review.ReviewStage;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.Stage;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.PersonKey;
import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.publication.CancelSchedule;
import io.copyflow.schemas.publication.LiftEmbargo;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.RestoreVersion;
import io.copyflow.schemas.publication.ScheduleRelease;
import io.copyflow.schemas.publication.SetEmbargo;
import io.copyflow.schemas.publication.SetReleasePolicy;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.WaiveObligation;
import io.copyflow.schemas.publication.WithholdStory;
import io.copyflow.schemas.review.AddComment;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.BreakGlass;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.review.CommentAdded;
import io.copyflow.schemas.review.CommentResolved;
import io.copyflow.schemas.review.Countersign;
import io.copyflow.schemas.review.RejectVersion;
import io.copyflow.schemas.review.RequestChanges;
import io.copyflow.schemas.review.ResolveComment;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.review.VersionRejected;
import io.copyflow.schemas.review.VersionWarning;
import io.copyflow.schemas.review.WaiveWarning;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.SpikeStory;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Mark;
import io.copyflow.schemas.text.MarkKind;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.SaveDraft;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.signature.CommandSigner;
import io.copyflow.testkit.StageDriver;
import io.copyflow.testkit.TestKey;
import io.copyflow.translate.TranslateStage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/**
 * A newsroom without a broker: the real stages, people who do all that people do, in an order that a seed decides, and
 * the log that comes of it.
 */
final class InventedNewsroom implements AutoCloseable {

    static final List<String> LANGUAGES = List.of("en", "ar", "fr");
    private static final Instant BEGIN = Instant.parse("2026-03-03T08:00:00Z");
    /** After all that happens. */
    static final Instant END = BEGIN.plus(Duration.ofDays(365));

    private static final List<String> EDITORS = List.of("edit-1", "edit-2", "chief-1");
    private static final List<String> SIGNERS = List.of("web-1", "web-2", "web-3", "web-4");
    private static final List<String> TRANSLATORS = List.of("trans-1", "trans-2");

    private final Random random;
    private final MemoryLog log = new MemoryLog();
    private final List<StageDriver> drivers = new ArrayList<>();
    private final List<Stage<?, ?, ?>> stages;
    private final Map<String, Telling> stories = new HashMap<>();
    private int commands;

    /** What the people know of a story. */
    private static final class Telling {
        private int revision;
        private List<Segment> source = List.of();
        private final Map<String, ReviewRequested> inReview = new HashMap<>();
        private final Map<String, Integer> approved = new HashMap<>();
        private final List<String> open = new ArrayList<>();
        private final Map<String, List<String>> threads = new HashMap<>();
        private boolean over;
    }

    private final Trust trust;
    private final Map<String, TestKey> keys = new HashMap<>();

    InventedNewsroom(Random random, Path folder) {
        this(random, folder, Trust.OPEN);
    }

    /** @param trust where it is not open, everybody has a key and signs what is signed */
    InventedNewsroom(Random random, Path folder, Trust trust) {
        this.random = random;
        this.trust = trust;
        this.stages = List.of(
                // its pictures need no credit
                IngestStage.stage(Configuration.defaults().with(Map.of(Setting.MEDIA_REQUIRE, ""))),
                TranslateStage.stage(),
                ReviewStage.stage(),
                PublishStage.stage(),
                KillSwitch.stage());
        for (Stage<?, ?, ?> stage : stages) {
            drivers.add(new StageDriver(stage, folder.resolve(stage.name()), BEGIN));
        }
        directory("newsroom", new Newsroom("n", "News", "en", 2, null, null, null, trust, null, List.of(), null, null));
        for (String language : LANGUAGES) {
            directory(
                    "edition/" + language,
                    new Edition(
                            language,
                            language,
                            language.equals("ar") ? 1 : null,
                            TranslateWhen.ON_SUBMISSION,
                            null,
                            3_600_000L,
                            null,
                            null,
                            null,
                            null,
                            true));
        }
        person("rep-1", Role.REPORTER);
        person("rep-2", Role.REPORTER);
        TRANSLATORS.forEach(id -> person(id, Role.TRANSLATOR));
        person("ops-1", Role.OPERATOR);
        person("edit-1", Role.EDITOR);
        person("edit-2", Role.EDITOR);
        person("chief-1", Role.CHIEF);
        SIGNERS.subList(0, 3).forEach(id -> person(id, Role.WEB_EDITOR));
        pass(Duration.ofMinutes(10));
    }

    /** The log up to now. */
    MemoryLog log() {
        return log;
    }

    /** So many stories, several at a time, and in the middle a change of who may do what. */
    InventedNewsroom run(int count) {
        for (int n = 0; n < count; n++) {
            if (n == count / 2) {
                person("web-4", Role.WEB_EDITOR);
                person("edit-1", Role.TRANSLATOR); // an editor no more
                pass(Duration.ofMinutes(5));
            }
            story(n);
        }
        return this;
    }

    private void story(int n) {
        String clientId = "story-" + n;
        String id = StoryId.of("desk", clientId);
        Telling story = new Telling();
        stories.put(id, story);
        command(
                Topics.STORY_COMMANDS,
                id,
                new StoryCommandEnvelope(
                        next(),
                        id,
                        "rep-1",
                        now(),
                        new SubmitStory(
                                clientId,
                                "en",
                                blocks(),
                                null,
                                null,
                                1 + random.nextInt(8),
                                List.of("ar", "fr"),
                                null,
                                null,
                                null,
                                null)));
        if (random.nextInt(4) == 0) {
            order(id, "", new SetEmbargo(null, "agreed"));
        }
        int steps = random.nextInt(12);
        for (int step = 0; step < steps && !story.over; step++) {
            step(id, story);
        }
        for (int round = 0; round < 6 && !story.over; round++) {
            LANGUAGES.forEach(language -> further(id, story, language));
        }
        if (!story.over) {
            order(id, "", new LiftEmbargo("others have it"));
            afterwards(id);
        }
        if (n % 5 == 4 && !story.over) {
            act(id, "chief-1", new KillStory("wrong " + n));
        }
    }

    /** What was released comes down, and some of it comes back. */
    private void afterwards(String id) {
        String language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
        switch (random.nextInt(4)) {
            case 0 -> {
                order(id, "", new WithholdStory("a lawyer looks at it"));
                order(id, "", new UnwithholdStory("all is well"));
            }
            case 1 -> {
                order(id, language, new TakeDownVersion("wrong picture"));
                order(id, language, new RestoreVersion("the picture is right"));
            }
            case 2 -> order(id, "", new WithholdStory("a lawyer looks at it"));
            default -> {
                // it stays as it is
            }
        }
    }

    private void step(String id, Telling story) {
        String language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
        switch (random.nextInt(16)) {
            case 12, 13, 14, 15 -> order(id, language);
            case 0, 1 -> revise(id, story);
            case 2 -> decide(id, story, language, true);
            case 3 -> decide(id, story, language, false);
            case 4 -> takeDown(id, language);
            case 5 -> {
                if (random.nextInt(6) == 0) {
                    act(id, "rep-1", new SpikeStory("not news"));
                    story.over = true;
                }
            }
            default -> LANGUAGES.forEach(each -> further(id, story, each));
        }
    }

    /** The next thing that is to be done for a language. */
    private void further(String id, Telling story, String language) {
        if (story.open.contains(language)) {
            translate(id, story, language);
            return;
        }
        ReviewRequested asked = story.inReview.get(language);
        if (asked == null) {
            return;
        }
        if (!story.approved.containsKey(language)) {
            waive(id, language, asked);
            if (random.nextInt(4) == 0) {
                talk(id, language, asked);
            }
            if (random.nextInt(5) == 0) {
                decision(id, language, editor(), new BreakGlass(asked.getContentHash(), "nobody else is awake"));
                decision(
                        id,
                        language,
                        random.nextBoolean() ? "chief-1" : "web-1",
                        new Countersign(asked.getContentHash()));
                return;
            }
            decision(id, language, editor(), new ApproveVersion(asked.getContentHash()));
            return;
        }
        List<String> signers = new ArrayList<>(SIGNERS);
        Collections.shuffle(signers, random);
        signers.forEach(signer -> decision(id, language, signer, new SignOff(asked.getContentHash())));
    }

    /** Whoever may says something, and who began it, or an editor, that it is done with. */
    private void talk(String id, String language, ReviewRequested asked) {
        List<String> open = stories.get(id).threads.computeIfAbsent(language, any -> new ArrayList<>());
        String writer = asked.getContributors().getLast();
        String person = random.nextBoolean() ? writer : random.nextBoolean() ? "web-1" : "chief-1";
        String thread = open.isEmpty() || random.nextBoolean() ? null : open.getLast();
        decision(id, language, person, new AddComment(asked.getContentHash(), null, thread, "Is it so?"));
        if (!open.isEmpty() && random.nextInt(3) == 0) {
            decision(id, language, "chief-1", new ResolveComment(open.getFirst(), null));
        }
    }

    private String editor() {
        return EDITORS.get(random.nextInt(EDITORS.size()));
    }

    private void waive(String id, String language, ReviewRequested asked) {
        for (VersionWarning warning : asked.getWarnings()) {
            if (random.nextInt(4) == 0) {
                decision(
                        id,
                        language,
                        "chief-1",
                        new WaiveWarning(
                                asked.getContentHash(),
                                warning.getCheckId(),
                                warning.getSegmentId(),
                                "it is meant so"));
            }
        }
    }

    private void translate(String id, Telling story, String language) {
        String translator = TRANSLATORS.get(random.nextInt(TRANSLATORS.size()));
        String other = TRANSLATORS.get(translator.equals("trans-1") ? 1 : 0);
        if (random.nextInt(3) == 0) {
            translation(id, language, other, new ClaimTranslation());
            translation(
                    id,
                    language,
                    other,
                    new SaveDraft(story.revision, translated(language, story.source.subList(0, 1))));
            translation(id, language, other, new ReleaseClaim());
        }
        translation(id, language, translator, new ClaimTranslation());
        translation(
                id, language, translator, new SubmitTranslation(story.revision, translated(language, story.source)));
    }

    private void revise(String id, Telling story) {
        act(
                id,
                random.nextBoolean() ? "rep-1" : "rep-2",
                new ReviseStory(
                        story.revision,
                        blocks(),
                        random.nextBoolean() ? RevisionClass.UPDATE : RevisionClass.CORRECTION,
                        "the number of litres",
                        null));
    }

    private void decide(String id, Telling story, String language, boolean changes) {
        ReviewRequested asked = story.inReview.get(language);
        if (asked != null) {
            decision(
                    id,
                    language,
                    "edit-2",
                    changes
                            ? new RequestChanges(asked.getContentHash(), List.of(new Comment(null, "once more", "")))
                            : new RejectVersion(asked.getContentHash(), "no"));
        }
    }

    private void takeDown(String id, String language) {
        order(id, language, new TakeDownVersion("wrong picture"));
        if (random.nextInt(3) == 0) {
            order(id, language, new RestoreVersion("the picture is right"));
        }
    }

    /** Whatever else a chief may ask of the gate; some of it is refused. */
    private void order(String id, String language) {
        Instant soon = now().plusSeconds(60 + random.nextInt(300));
        switch (random.nextInt(7)) {
            case 0 -> {
                order(id, "", new WithholdStory("a lawyer looks at it"));
                if (random.nextInt(4) == 0) {
                    order(id, language, new TakeDownVersion("wrong picture"));
                }
                order(id, "", new UnwithholdStory("all is well"));
            }
            case 1 -> order(id, "", new SetEmbargo(random.nextInt(3) == 0 ? null : soon, "agreed"));
            case 2 -> order(id, "", new LiftEmbargo("others have it"));
            case 3 -> order(id, random.nextBoolean() ? "" : language, new ScheduleRelease(soon));
            case 4 -> order(id, random.nextBoolean() ? "" : language, new CancelSchedule());
            case 5 ->
                order(
                        id,
                        "",
                        new SetReleasePolicy(
                                random.nextBoolean() ? ReleasePolicy.CORE : ReleasePolicy.TOGETHER,
                                List.of("fr"),
                                random.nextBoolean() ? soon : null));
            default -> order(id, language, new WaiveObligation(id + "/" + language + ":r2", "in the paper"));
        }
    }

    private void order(String id, String language, SpecificRecord body) {
        command(
                Topics.PUBLICATION_COMMANDS,
                id,
                signed(
                        "chief-1",
                        new PublicationCommandEnvelope(next(), id, language, "chief-1", now(), body, null),
                        CommandSigner::sign));
    }

    private void act(String id, String person, SpecificRecord body) {
        if (body instanceof KillStory kill) {
            command(
                    Topics.KILL_COMMANDS,
                    id,
                    signed(
                            person,
                            new KillCommandEnvelope(next(), id, person, now(), kill, null),
                            CommandSigner::sign));
        } else {
            command(Topics.STORY_COMMANDS, id, new StoryCommandEnvelope(next(), id, person, now(), body));
        }
    }

    private void translation(String id, String language, String person, SpecificRecord body) {
        command(
                Topics.TRANSLATION_COMMANDS,
                id,
                new TranslationCommandEnvelope(next(), id, language, person, now(), body));
    }

    private void decision(String id, String language, String person, SpecificRecord body) {
        command(
                Topics.REVIEW_COMMANDS,
                id,
                signed(
                        person,
                        new ReviewCommandEnvelope(next(), id, language, person, now(), body, null),
                        CommandSigner::sign));
    }

    private <V> V signed(String person, V command, BiFunction<CommandSigner, V, V> sign) {
        TestKey key = keys.get(person);
        return key == null ? command : sign.apply(key.signer(), command);
    }

    private String next() {
        return "command-" + ++commands;
    }

    private Instant now() {
        return drivers.getFirst().now();
    }

    private <V extends SpecificRecord> void command(Topic<V> topic, String id, V value) {
        pass(Duration.ofMillis(1 + random.nextInt(30_000)));
        forward(topic, id, value);
        boolean quiet = false;
        while (!quiet) {
            quiet = true;
            for (Topic<?> each : RawLog.OF_STORIES) {
                quiet &= !carry(each);
            }
        }
    }

    /** Whether anything was written to the topic since it was carried last. */
    private <V extends SpecificRecord> boolean carry(Topic<V> topic) {
        boolean any = false;
        for (int n = 0; n < stages.size(); n++) {
            if (!stages.get(n).outputs().contains(topic)) {
                continue;
            }
            for (TestRecord<String, V> record : drivers.get(n).readRecords(topic)) {
                any = true;
                log.add(topic, record.key(), record.value(), record.headers(), record.timestamp());
                learn(record.value());
                forward(topic, record.key(), record.value());
            }
        }
        return any;
    }

    private <V extends SpecificRecord> void forward(Topic<V> topic, String key, V value) {
        for (int n = 0; n < stages.size(); n++) {
            if (stages.get(n).inputs().contains(topic)) {
                drivers.get(n).send(topic, key, value);
            }
        }
    }

    private void learn(SpecificRecord record) {
        switch (record) {
            case StoryEventEnvelope e -> {
                Telling story = stories.get(e.getStoryId());
                switch (e.getBody()) {
                    case StoryAccepted a -> {
                        story.revision = a.getRevision();
                        story.source = a.getSegments();
                    }
                    case StoryRevised r -> {
                        story.revision = r.getRevision();
                        story.source = r.getSegments();
                    }
                    default -> {}
                }
            }
            case TranslationEventEnvelope e -> {
                List<String> open = stories.get(e.getStoryId()).open;
                switch (e.getBody()) {
                    case TranslationQueued _, TranslationReopened _ -> {
                        if (!open.contains(e.getLanguage())) {
                            open.add(e.getLanguage());
                        }
                    }
                    case TranslationSubmitted _ -> open.remove(e.getLanguage());
                    default -> {}
                }
            }
            case ReviewEventEnvelope e -> {
                Telling story = stories.get(e.getStoryId());
                switch (e.getBody()) {
                    case ReviewRequested asked -> {
                        story.inReview.put(e.getLanguage(), asked);
                        story.approved.remove(e.getLanguage());
                    }
                    case VersionApproved _ -> story.approved.put(e.getLanguage(), 1);
                    case CommentAdded c -> {
                        if (c.getInReplyTo() == null) {
                            story.threads.get(e.getLanguage()).add(c.getCommentId());
                        }
                    }
                    case CommentResolved c -> story.threads.get(e.getLanguage()).remove(c.getCommentId());
                    case ChangesRequested _, VersionRejected _, ReviewVoided _, VersionCleared _ -> {
                        story.inReview.remove(e.getLanguage());
                        story.approved.remove(e.getLanguage());
                    }
                    default -> {}
                }
            }
            default -> {}
        }
    }

    private void pass(Duration time) {
        drivers.forEach(driver -> driver.advance(time));
    }

    private void person(String id, Role role) {
        directory("person/" + id, new Person(id, "Name of " + id, List.of(role), LANGUAGES, null, null, keys(id)));
    }

    private List<PersonKey> keys(String person) {
        return trust == Trust.OPEN
                ? List.of()
                : List.of(keys.computeIfAbsent(person, any -> new TestKey()).validFrom(BEGIN));
    }

    private void directory(String key, SpecificRecord body) {
        drivers.forEach(driver -> driver.directory(key, body));
        log.add(Topics.DIRECTORY, key, new DirectoryEntry(now(), body), new RecordHeaders(), now().toEpochMilli());
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(SegmentKind.HEADLINE, "Rain number " + random.nextInt(1000), List.of(), null));
        if (random.nextBoolean()) {
            blocks.add(
                    new Block(SegmentKind.STANDFIRST, "It rains " + random.nextInt(1000) + " litres", List.of(), null));
        }
        int body = 1 + random.nextInt(3);
        for (int n = 0; n < body; n++) {
            blocks.add(new Block(
                    n == 1 ? SegmentKind.QUOTE : SegmentKind.PARAGRAPH,
                    "Paragraph " + random.nextInt(1000) + " tells of " + random.nextInt(1000) + " drops",
                    List.of(new Mark(MarkKind.STRONG, 0, 4, null)),
                    null));
        }
        blocks.add(new Block(
                SegmentKind.ALTERNATIVE_TEXT,
                "Picture " + random.nextInt(1000),
                List.of(),
                new MediaReference(
                        String.format("%064x", random.nextInt(4)),
                        "image/jpeg",
                        1000L,
                        640,
                        480,
                        "https://example.org/a")));
        return blocks;
    }

    private List<TranslatedSegment> translated(String language, List<Segment> source) {
        return source.stream()
                .map(segment -> new TranslatedSegment(
                        segment.getId(),
                        "Text " + language + " " + random.nextInt(1_000_000),
                        List.of(),
                        Origin.PERSON,
                        null))
                .toList();
    }

    @Override
    public void close() {
        drivers.forEach(StageDriver::close);
    }
}
