package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.chaos.Ledger.Fact;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.WithholdStory;
import io.copyflow.schemas.story.Embargo;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryCommandEnvelope;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.serde.AvroSerde;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a newsroom does besides what the bots do: stories come in, some under an embargo of moments; some are revised once
 * they are out everywhere; some are withheld for a while, some killed; rivals claim what the bots claim; and what was sent is
 * sent again under its id, as by a client that had no answer. For one thread.
 */
final class Work {

    private static final String LANGUAGE = ChaosNewsroom.LANGUAGE;
    private static final int REMEMBERED = 40;
    /** The bots do what is claimed under such an id. */
    private static final String RIVAL = "bot-rival-";

    private final Outbox outbox;
    private final Ledger ledger;
    private final InventedText text;
    private final List<Person> people;
    private final List<String> targets;
    private final Random random;
    private final Clock clock;
    private final AvroSerde<StoryCommandEnvelope> storyCommands;
    private final AvroSerde<TranslationCommandEnvelope> translationCommands;
    private final AvroSerde<PublicationCommandEnvelope> publicationCommands;
    private final AvroSerde<KillCommandEnvelope> killCommands;
    private final Map<String, Integer> revisions = new TreeMap<>();
    private final Set<String> withheld = new TreeSet<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Set<String> queuedSeen = new HashSet<>();
    private int number;

    private record Sent(Topic<?> topic, String storyId, String commandId, String type, byte[] value) {}

    /**
     * @param targets languages that stories are translated into
     * @param ledger what came of it so far
     */
    Work(
            Outbox outbox,
            SchemaIds ids,
            Ledger ledger,
            InventedText text,
            List<Person> people,
            List<String> targets,
            Random random,
            Clock clock) {
        this.outbox = outbox;
        this.ledger = ledger;
        this.text = text;
        this.people = List.copyOf(people);
        this.targets = List.copyOf(targets);
        this.random = random;
        this.clock = clock;
        this.storyCommands = AvroSerde.of(Topics.STORY_COMMANDS, ids);
        this.translationCommands = AvroSerde.of(Topics.TRANSLATION_COMMANDS, ids);
        this.publicationCommands = AvroSerde.of(Topics.PUBLICATION_COMMANDS, ids);
        this.killCommands = AvroSerde.of(Topics.KILL_COMMANDS, ids);
    }

    /** Does one thing, which one by chance. */
    void step() {
        Unfinished state = new Unfinished(ledger);
        int chance = random.nextInt(100);
        if (chance < 55) {
            submit();
        } else if (chance < 70) {
            revise(state);
        } else if (chance < 78) {
            withhold(state);
        } else if (chance < 85) {
            unwithhold();
        } else if (chance < 91) {
            kill(state);
        } else {
            repeat();
        }
        rival();
    }

    /** Ends what would keep stories from being finished. */
    void settle() {
        while (!withheld.isEmpty()) {
            unwithhold();
        }
        outbox.flush();
    }

    private void submit() {
        String name = "c" + number++;
        String storyId = StoryId.of("chaos", name);
        SubmitStory submission = SubmitStory.newBuilder(text.submission("chaos:" + name, name, LANGUAGE, targets))
                .setEmbargo(
                        random.nextInt(8) == 0 ? new Embargo(now().plusSeconds(5 + random.nextInt(20)), null) : null)
                .build();
        send(
                Topics.STORY_COMMANDS,
                storyId,
                "submit",
                submission,
                (id, actor) -> storyCommands.write(new StoryCommandEnvelope(id, storyId, actor, now(), submission)),
                Role.REPORTER);
        revisions.put(storyId, 0);
    }

    /** Only what is out everywhere: bots work on one revision at a time. */
    private void revise(Unfinished state) {
        List<String> done = revisions.keySet().stream()
                .filter(id -> state.isDone(id) && !state.killed().contains(id) && !withheld.contains(id))
                .filter(id -> state.revision(id) > revisions.getOrDefault(id, 0))
                .toList();
        if (done.isEmpty()) {
            return;
        }
        String storyId = done.get(random.nextInt(done.size()));
        int basedOn = state.revision(storyId);
        revisions.put(storyId, basedOn);
        List<Block> blocks = new ArrayList<>(text.story(storyId + "-0", LANGUAGE));
        int place = 1 + random.nextInt(blocks.size() - 1);
        List<Block> newer = text.story(storyId + "-" + basedOn, LANGUAGE);
        // the headline too: channels that show no more are told then
        blocks.set(0, newer.getFirst());
        blocks.set(place, newer.get(place));
        RevisionClass how = random.nextBoolean() ? RevisionClass.CORRECTION : RevisionClass.UPDATE;
        ReviseStory revision = new ReviseStory(basedOn, blocks, how, "A figure was put right.", null);
        send(
                Topics.STORY_COMMANDS,
                storyId,
                "revise",
                revision,
                (id, actor) -> storyCommands.write(new StoryCommandEnvelope(id, storyId, actor, now(), revision)),
                Role.REPORTER);
    }

    private void withhold(Unfinished state) {
        List<String> living = living(state);
        if (!living.isEmpty()) {
            String storyId = living.get(random.nextInt(living.size()));
            publication(storyId, "withhold", new WithholdStory("To be looked at again."));
            withheld.add(storyId);
        }
    }

    private void unwithhold() {
        if (!withheld.isEmpty()) {
            String storyId = List.copyOf(withheld).get(random.nextInt(withheld.size()));
            withheld.remove(storyId);
            publication(storyId, "unwithhold", new UnwithholdStory("It was right."));
        }
    }

    private void publication(String storyId, String deed, SpecificRecord body) {
        send(
                Topics.PUBLICATION_COMMANDS,
                storyId,
                deed,
                body,
                (id, actor) -> publicationCommands.write(
                        new PublicationCommandEnvelope(id, storyId, "", actor, now(), body, null)),
                Role.CHIEF);
    }

    private void kill(Unfinished state) {
        List<String> living = living(state);
        if (!living.isEmpty()) {
            String storyId = living.get(random.nextInt(living.size()));
            KillStory body = new KillStory("It was not so.");
            send(
                    Topics.KILL_COMMANDS,
                    storyId,
                    "kill",
                    body,
                    (id, actor) -> killCommands.write(new KillCommandEnvelope(id, storyId, actor, now(), body, null)),
                    Role.CHIEF);
            revisions.remove(storyId);
            withheld.remove(storyId);
        }
    }

    private List<String> living(Unfinished state) {
        return revisions.keySet().stream()
                .filter(id -> state.stories().contains(id) && !withheld.contains(id))
                .toList();
    }

    private void repeat() {
        List<Sent> mayComeAgain = sent.stream().filter(this::mayComeAgain).toList();
        if (!mayComeAgain.isEmpty()) {
            Sent again = mayComeAgain.get(random.nextInt(mayComeAgain.size()));
            outbox.command(again.topic(), again.storyId(), again.commandId(), again.type(), again.value());
        }
    }

    /**
     * A withholding that came before publish-stage had read of the story was refused and is not remembered: again it would
     * withhold what was let go meanwhile, and nobody would let it go once more.
     */
    private boolean mayComeAgain(Sent command) {
        return !command.type().equals(WithholdStory.getClassSchema().getName())
                || withheld.contains(command.storyId())
                || ledger.facts().stream().anyMatch(fact -> fact.cause().equals(command.commandId()));
    }

    /** Others claim some of what has been queued since the last time, as do the bots. */
    private void rival() {
        for (Fact fact : ledger.facts()) {
            if (fact.body() instanceof TranslationQueued && queuedSeen.add(fact.id()) && random.nextInt(4) == 0) {
                List<String> translators = with(Role.TRANSLATOR, fact.language());
                String actor = translators.get(random.nextInt(translators.size()));
                ClaimTranslation body = new ClaimTranslation();
                String id = RIVAL + number++;
                outbox.command(
                        Topics.TRANSLATION_COMMANDS,
                        fact.storyId(),
                        id,
                        "ClaimTranslation",
                        translationCommands.write(new TranslationCommandEnvelope(
                                id, fact.storyId(), fact.language(), actor, now(), body)));
            }
        }
    }

    /** The bytes of a command. */
    private interface Writing {
        byte[] of(String commandId, String actor);
    }

    private void send(Topic<?> topic, String storyId, String deed, SpecificRecord body, Writing writing, Role role) {
        String id = "chaos-" + deed + "-" + number++;
        Sent command = new Sent(
                topic,
                storyId,
                id,
                body.getSchema().getName(),
                writing.of(id, with(role, LANGUAGE).getFirst()));
        outbox.command(topic, storyId, id, command.type(), command.value());
        sent.add(command);
        if (sent.size() > REMEMBERED) {
            sent.removeFirst();
        }
        // a client whose answer is late asks again
        if (random.nextInt(6) == 0) {
            outbox.command(topic, storyId, id, command.type(), command.value());
        }
    }

    private List<String> with(Role role, String language) {
        return people.stream()
                .filter(person -> person.getRoles().contains(role)
                        && person.getLanguages().contains(language))
                .map(Person::getId)
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
