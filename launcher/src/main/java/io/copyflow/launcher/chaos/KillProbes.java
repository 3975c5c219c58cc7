package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.chaos.Ledger.Fact;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.WithholdStory;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.serde.AvroSerde;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Asks every stage, once all is at rest, to do something for stories that were killed long before: each has to refuse. So
 * it is seen whether ingest heeds kills, which says nothing of them otherwise. Source: docs/semantics.md, rule 22.
 */
final class KillProbes {

    /** So many stories show it as well as all. */
    private static final int STORIES = 20;

    private static final String REFUSED = "story-killed";

    private final Outbox outbox;
    private final List<Person> people;
    private final String language;
    private final String target;
    private final Clock clock;
    private final AvroSerde<StoryCommandEnvelope> storyCommands;
    private final AvroSerde<TranslationCommandEnvelope> translationCommands;
    private final AvroSerde<ReviewCommandEnvelope> reviewCommands;
    private final AvroSerde<PublicationCommandEnvelope> publicationCommands;
    /** What was asked of which stage, by the id of the command. */
    private final Map<String, String> asked = new TreeMap<>();

    /**
     * @param language that stories are written in
     * @param target one they are translated into
     */
    KillProbes(Outbox outbox, SchemaIds ids, List<Person> people, String language, String target, Clock clock) {
        this.outbox = outbox;
        this.people = List.copyOf(people);
        this.language = language;
        this.target = target;
        this.clock = clock;
        this.storyCommands = AvroSerde.of(Topics.STORY_COMMANDS, ids);
        this.translationCommands = AvroSerde.of(Topics.TRANSLATION_COMMANDS, ids);
        this.reviewCommands = AvroSerde.of(Topics.REVIEW_COMMANDS, ids);
        this.publicationCommands = AvroSerde.of(Topics.PUBLICATION_COMMANDS, ids);
    }

    /**
     * Sends them.
     *
     * @param killed stories whose kill every stage has had time to read
     */
    void send(Set<String> killed) {
        killed.stream().sorted().limit(STORIES).forEach(this::probe);
        outbox.flush();
    }

    private void probe(String storyId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ReviseStory revision = new ReviseStory(
                1,
                List.of(
                        new Block(SegmentKind.HEADLINE, "What was killed", List.of(), null),
                        new Block(SegmentKind.PARAGRAPH, "It comes back.", List.of(), null)),
                RevisionClass.UPDATE,
                null,
                null);
        String reviser = with(Role.REPORTER, language);
        send(
                Topics.STORY_COMMANDS,
                Topics.INGEST,
                storyId,
                revision,
                id -> storyCommands.write(new StoryCommandEnvelope(id, storyId, reviser, now, revision)));
        ClaimTranslation claim = new ClaimTranslation();
        String translator = with(Role.TRANSLATOR, target);
        send(
                Topics.TRANSLATION_COMMANDS,
                Topics.TRANSLATE,
                storyId,
                claim,
                id -> translationCommands.write(
                        new TranslationCommandEnvelope(id, storyId, target, translator, now, claim)));
        ApproveVersion approval = new ApproveVersion("0".repeat(64));
        String editor = with(Role.EDITOR, language);
        send(
                Topics.REVIEW_COMMANDS,
                Topics.REVIEW,
                storyId,
                approval,
                id -> reviewCommands.write(
                        new ReviewCommandEnvelope(id, storyId, language, editor, now, approval, null)));
        WithholdStory withholding = new WithholdStory("To be looked at again.");
        String chief = with(Role.CHIEF, language);
        send(
                Topics.PUBLICATION_COMMANDS,
                Topics.PUBLISH,
                storyId,
                withholding,
                id -> publicationCommands.write(
                        new PublicationCommandEnvelope(id, storyId, "", chief, now, withholding, null)));
    }

    /** The bytes of a command. */
    private interface Writing {
        byte[] of(String commandId);
    }

    private void send(Topic<?> topic, String stage, String storyId, SpecificRecord body, Writing writing) {
        String id = "chaos-probe-" + asked.size();
        String type = body.getSchema().getName();
        asked.put(id, stage + ", asked for " + type + " of the killed " + storyId + " by " + id);
        outbox.command(topic, storyId, id, type, writing.of(id));
    }

    private String with(Role role, String speaking) {
        return people.stream()
                .filter(person -> person.getRoles().contains(role)
                        && person.getLanguages().contains(speaking))
                .map(Person::getId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody is " + role + " in " + speaking));
    }

    Invariant refused(Ledger ledger) {
        return refused(ledger, asked);
    }

    /** @param asked what was asked of which stage, by the id of the command */
    static Invariant refused(Ledger ledger, Map<String, String> asked) {
        Map<String, Set<String>> byCause = new HashMap<>();
        for (Fact fact : ledger.facts()) {
            byCause.computeIfAbsent(fact.cause(), any -> new HashSet<>()).add(fact.id());
        }
        List<String> breaches = new ArrayList<>();
        asked.forEach((id, what) -> {
            List<String> codes =
                    ledger.rejections(id).stream().map(Rejection::getCode).toList();
            if (byCause.containsKey(id)) {
                breaches.add(what + ", did it: " + byCause.get(id));
            } else if (!codes.equals(List.of(REFUSED))) {
                breaches.add(what + ", answered " + codes);
            }
        });
        return new Invariant(
                "killed-is-refused",
                "every stage refuses what is asked of a story that was killed",
                asked.size(),
                breaches);
    }
}
