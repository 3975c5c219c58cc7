package io.copyflow.translate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.Role;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.Decision;
import io.copyflow.runtime.EventContext;
import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageData;
import io.copyflow.runtime.Subject;
import io.copyflow.schemas.state.TranslationText;
import io.copyflow.translate.domain.Translation.Status;
import io.copyflow.translate.wire.QueueWire;
import io.copyflow.translate.wire.TextShelf;
import io.copyflow.translate.wire.TranslationWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Walks at random through commands. Set the system property {@code seed} to walk the same way again, {@code commands} to
 * walk further.
 */
class TranslationWalkTest {

    private static final int COMMANDS = Integer.getInteger("commands", 10_000);
    private static final int STORY = 100;
    private static final List<Actor> PEOPLE = List.of(
            new Actor("awa", true, Set.of(Role.TRANSLATOR), Set.of("fr")),
            new Actor("leo", true, Set.of(Role.TRANSLATOR, Role.EDITOR), Set.of("fr")),
            new Actor("chief", true, Set.of(Role.CHIEF), Set.of("fr")),
            Actor.unknown("ghost"));
    private static final TranslationCommand KILL = new TranslationCommand.Cancel("The story was killed: a hoax");
    private static final Actor MACHINE = new Actor("bot", true, Set.of(Role.MACHINE), Set.of());
    private static final List<String> TEXTS = List.of("it rains", "it rained", "5 rains", "Oslo rains", "no rain");

    private final TranslationDecider decider =
            new TranslationDecider((from, source, to, target, glossary) -> List.of());
    private final TranslationWire wire = new TranslationWire();
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Instant now = Instant.parse("2026-03-03T09:00:00Z");

    @Test
    void r22_r26_replaying_the_events_of_a_random_walk_gives_the_same_state_and_a_kill_ends_it() {
        System.out.println("seed " + seed);
        Set<Status> seen = EnumSet.noneOf(Status.class);
        Set<Class<?>> happened = new HashSet<>();
        for (int done = 0; done < COMMANDS; done += STORY) {
            Story story = new Story();
            for (int step = 0; step < STORY; step++) {
                now = now.plusSeconds(random.nextInt(900));
                story.take(story.command());
                seen.add(story.state.status());
            }
            story.log.forEach(event -> happened.add(event.getClass()));
            Translation replayed = decider.initial();
            for (TranslationEvent event : story.log) {
                replayed = decider.evolve(replayed, event);
            }
            assertThat(replayed).as("seed %d", seed).isEqualTo(story.state);
        }
        assertThat(seen).as("seed %d", seed).containsExactlyInAnyOrder(Status.values());
        assertThat(happened).as("seed %d", seed).hasSize(TranslationEvent.class.getPermittedSubclasses().length);
    }

    /** One translation, and beside it what is known of it by other means. */
    private final class Story implements StageData {
        private final List<TranslationEvent> log = new ArrayList<>();
        private final Map<String, SpecificRecord> queue = new TreeMap<>();
        private final Map<String, SpecificRecord> texts = new HashMap<>();
        private final Map<String, String> newest = new HashMap<>();
        private final Map<String, String> offered = new HashMap<>();
        /** The source's revisions; the first has number 1. */
        private final List<SourceText> sources = new ArrayList<>();

        private final List<RevisionStep> steps = new ArrayList<>();
        /** Of each segment that was submitted its text, and the revision its translator saw last. */
        private final Map<String, String> submitted = new HashMap<>();

        private final Map<String, Integer> seenIn = new HashMap<>();
        private final Set<Passage> machineMade = new HashSet<>();
        private final Set<Instant> overdue = new HashSet<>();
        private Translation state = decider.initial();
        private boolean killed;

        Story() {
            sources.add(source(1));
        }

        void take(TranslationCommand command) {
            Decision<TranslationEvent> decision = decider.decide(state, command);
            killed |= command.equals(KILL);
            if (decision instanceof Decision.Accepted<TranslationEvent>(List<TranslationEvent> events)) {
                for (TranslationEvent event : events) {
                    Translation before = state;
                    state = decider.evolve(state, event);
                    log.add(event);
                    check(() -> "seed " + seed + ", " + event + " after " + command + " in " + before, before, event);
                }
            }
            Supplier<String> where = () -> "seed " + seed + ", " + command;
            assertThat(wire.readState(wire.writeState(state))).as(where).isEqualTo(state);
            Instant due = decider.dueAt(state);
            if (killed) {
                assertThat(due).as(where).isNull();
                assertThat(queue).as(where).isEmpty();
                assertThat(state.status()).as(where).isIn(Status.ABSENT, Status.CANCELLED);
            }
            if (due != null) {
                Translation woken = after(new TranslationCommand.Wake(due));
                assertThat(decider.dueAt(woken))
                        .as(where)
                        .satisfiesAnyOf(
                                next -> assertThat(next).isNull(),
                                next -> assertThat(next).isAfter(due));
            }
        }

        private Translation after(TranslationCommand command) {
            Translation next = state;
            for (TranslationEvent event :
                    ((Decision.Accepted<TranslationEvent>) decider.decide(state, command)).events()) {
                next = decider.evolve(next, event);
            }
            return next;
        }

        private void check(Supplier<String> where, Translation before, TranslationEvent event) {
            assertThat(state.lease() != null).as(where).isEqualTo(state.status() == Status.CLAIMED);
            assertThat(state.source().segmentIds()).as(where).containsAll(state.openIds());
            assertThat(state.source().number())
                    .as(where)
                    .isGreaterThanOrEqualTo(before.source().number());
            assertThat(state.translators()).as(where).containsAll(before.translators());
            assertThat(before.status()).as(where).isNotEqualTo(Status.CANCELLED);
            for (Keep<?> keep : wire.write(event, CONTEXT, state, this).keeps()) {
                if (keep.shelf().equals(TranslationWire.HANDED_IN)) {
                    continue;
                }
                Map<String, SpecificRecord> shelf = keep.shelf().equals(QueueWire.QUEUE) ? queue : texts;
                if (keep.value() == null) {
                    shelf.remove(keep.key());
                } else {
                    shelf.put(keep.key(), keep.value());
                }
            }
            checkTexts(where, event);
            assertThat(queue.size()).as(where).isEqualTo(state.status() == Status.QUEUED ? 1 : 0);
            switch (event) {
                case TranslationEvent.Submitted handedIn -> checkSubmitted(where, before, handedIn);
                case TranslationEvent.SourceAcknowledged seen -> {
                    assertThat(seen.sourceRevision()).as(where).isEqualTo(sources.size());
                    assertThat(seen.holder()).as(where).isEqualTo(before.holder());
                    seen.segments().forEach(id -> seenIn.put(id, seen.sourceRevision()));
                }
                case TranslationEvent.DraftSaved saved -> {
                    assertThat(saved.holder()).as(where).isEqualTo(before.holder());
                    checkOrigins(where, saved.segments());
                }
                case TranslationEvent.DraftOffered draft -> {
                    assertThat(state.status()).as(where).isEqualTo(before.status());
                    assertThat(state.open()).as(where).isEqualTo(before.open());
                    checkOrigins(where, draft.segments());
                }
                case TranslationEvent.Reopened reopened -> {
                    machineMade.removeIf(made -> !reopened.source().segmentIds().contains(made.id()));
                    reopened.changes()
                            .forEach(change -> assertThat(change.after())
                                    .as(where)
                                    .isEqualTo(sources.getLast().byId().get(change.segmentId())));
                }
                case TranslationEvent.Remembered _ ->
                    assertThat(state).as(where).isEqualTo(before);
                case TranslationEvent.Overdue late ->
                    assertThat(overdue.add(late.deadline())).as(where).isTrue();
                default -> {
                    // the rules above are all there is to check
                }
            }
        }

        /** What the next translator is shown: of each segment the newest text, and what was offered for its source. */
        private void checkTexts(Supplier<String> where, TranslationEvent event) {
            switch (event) {
                case TranslationEvent.DraftSaved saved -> {
                    newest.keySet().retainAll(state.source().segmentIds());
                    saved.segments()
                            .forEach(segment -> newest.put(
                                    segment.passage().id(), segment.passage().text()));
                }
                case TranslationEvent.Submitted handedIn -> {
                    newest.clear();
                    offered.clear();
                    handedIn.segments()
                            .forEach(segment -> newest.put(
                                    segment.passage().id(), segment.passage().text()));
                }
                case TranslationEvent.DraftOffered draft -> {
                    draft.segments()
                            .forEach(segment -> offered.put(
                                    segment.passage().id(), segment.passage().text()));
                    offered.keySet().retainAll(state.source().segmentIds());
                }
                case TranslationEvent.Reopened reopened ->
                    reopened.changes().forEach(change -> offered.remove(change.segmentId()));
                case TranslationEvent.Cancelled _ -> {
                    newest.clear();
                    offered.clear();
                }
                default -> {
                    // says nothing of texts
                }
            }
            TranslationText kept = onShelf(TextShelf.TEXTS, CONTEXT.subject().id());
            assertThat(kept == null ? Map.of() : texts(kept.getSegments()))
                    .as(where)
                    .isEqualTo(newest);
            assertThat(kept == null ? Map.of() : texts(kept.getOffered()))
                    .as(where)
                    .isEqualTo(offered);
        }

        private Map<String, String> texts(List<io.copyflow.schemas.text.TranslatedSegment> segments) {
            Map<String, String> byId = new HashMap<>();
            segments.forEach(segment -> byId.put(segment.getId(), segment.getText()));
            return byId;
        }

        @Override
        public Directory directory() {
            throw new UnsupportedOperationException("Nothing is asked of the directory to write an event");
        }

        @Override
        public <V extends SpecificRecord> @Nullable V onShelf(Shelf<V> shelf, String key) {
            return shelf.valueType().cast(texts.get(key));
        }

        private void checkSubmitted(Supplier<String> where, Translation before, TranslationEvent.Submitted handedIn) {
            assertThat(handedIn.sourceRevision()).as(where).isEqualTo(sources.size());
            assertThat(handedIn.segments().stream()
                            .map(segment -> segment.passage().id())
                            .toList())
                    .as(where)
                    .isEqualTo(before.source().segmentIds());
            assertThat(steps.subList(handedIn.writtenOn() - 1, steps.size()))
                    .as(where)
                    .allMatch(step -> step.meant() == RevisionClass.MINOR
                            && step.touches().isEmpty()
                            && step.keepsSegments()
                            && !handedIn.translators().contains(step.by()));
            for (TranslatedSegment segment : handedIn.segments()) {
                Passage passage = segment.passage();
                if (passage.text().equals(submitted.get(passage.id()))) {
                    assertThat(changedSince(passage.id(), seenIn.get(passage.id()), handedIn.writtenOn()))
                            .as(where)
                            .isFalse();
                }
            }
            submitted.clear();
            seenIn.clear();
            for (TranslatedSegment segment : handedIn.segments()) {
                submitted.put(segment.passage().id(), segment.passage().text());
                seenIn.put(segment.passage().id(), sources.size());
            }
            checkOrigins(where, handedIn.segments());
        }

        private boolean changedSince(String id, int seen, int until) {
            for (int number = seen + 1; number <= until; number++) {
                Passage was = sources.get(number - 2).byId().get(id);
                if (was != null && !was.equals(sources.get(number - 1).byId().get(id))) {
                    return true;
                }
            }
            return false;
        }

        private void checkOrigins(Supplier<String> where, List<TranslatedSegment> segments) {
            for (TranslatedSegment segment : segments) {
                if (segment.origin() != Origin.PERSON) {
                    machineMade.add(segment.passage());
                }
                assertThat(segment.origin() == Origin.PERSON && machineMade.contains(segment.passage()))
                        .as(where)
                        .isFalse();
            }
        }

        private TranslationCommand remember(String hash) {
            Passage source = sources.getLast().passages().getFirst();
            TranslatedSegment target = new TranslatedSegment(source, Origin.PERSON, null);
            return new TranslationCommand.Remember(
                    hash,
                    now,
                    new PairedVersion(
                            String.valueOf(state.contentHash()),
                            state.source().number(),
                            "en",
                            state.translators(),
                            List.of(new PairedSegment(source, target))));
        }

        /** As the wire has it: the source of a killed story asks for nothing, and people are told. */
        TranslationCommand command() {
            TranslationCommand command = randomCommand();
            return switch (command) {
                case TranslationCommand.ByActor _ when killed -> new TranslationCommand.AskOfKilled();
                case TranslationCommand.Queue _ when killed -> KILL;
                default -> command;
            };
        }

        private TranslationCommand randomCommand() {
            Actor actor = PEOPLE.get(random.nextInt(PEOPLE.size()));
            String hash = state.contentHash() == null || random.nextInt(4) == 0 ? "other" : state.contentHash();
            return switch (random.nextInt(25)) {
                case 0, 1, 2 -> queue(revise());
                case 3 -> queue(null);
                case 4 ->
                    random.nextInt(8) == 0
                            ? random.nextBoolean() ? KILL : new TranslationCommand.Cancel("dropped")
                            : new TranslationCommand.ReturnRejected(hash, terms());
                case 5 ->
                    new TranslationCommand.ReturnForChanges(
                            hash, random.nextBoolean() ? Set.of() : Set.of("b1"), terms());
                case 6 -> new TranslationCommand.Release("fr", actor, now);
                case 7 -> new TranslationCommand.Wake(now);
                case 8, 9, 10, 11 -> new TranslationCommand.Claim("fr", actor, now);
                case 12 -> new TranslationCommand.Reassign("fr", actor, now, PEOPLE.get(random.nextInt(PEOPLE.size())));
                case 13, 14 -> new TranslationCommand.SaveDraft("fr", holder(actor), now, named(), drafts(false));
                case 15, 16 -> new TranslationCommand.Acknowledge("fr", holder(actor), now, named(), ids());
                case 17, 18 -> offer();
                case 24 -> remember(hash);
                case 19 ->
                    new TranslationCommand.FailDraft("fr", MACHINE, now, requestId(), "memory", "none", "Nothing.");
                default ->
                    new TranslationCommand.Submit(
                            "fr",
                            holder(actor),
                            now,
                            named(),
                            drafts(true),
                            new Reference(
                                    sources.getLast().passages(),
                                    new PublishedMetadata("s1", "en", 4, null, null),
                                    Glossary.EMPTY));
            };
        }

        /** Mostly who holds it, so that something happens. */
        private Actor holder(Actor other) {
            return PEOPLE.stream()
                    .filter(person -> state.isHeldBy(person.id()) && random.nextInt(6) > 0)
                    .findFirst()
                    .orElse(other);
        }

        private int named() {
            int newest = state.source().number();
            return random.nextInt(3) > 0 ? newest : newest - 1 + random.nextInt(3);
        }

        private SourceMove revise() {
            SourceText before = sources.getLast();
            SourceText after = source(sources.size() + 1);
            SourceMove move = SourceMove.between(
                    "en",
                    before,
                    after,
                    random.nextBoolean() ? RevisionClass.MINOR : RevisionClass.UPDATE,
                    random.nextInt(4) == 0 ? "awa" : "reporter");
            sources.add(after);
            steps.add(move.step());
            return move;
        }

        private TranslationCommand.Queue queue(@Nullable SourceMove move) {
            return new TranslationCommand.Queue("en", sources.getLast(), move, true, 3, terms());
        }

        private Terms terms() {
            return new Terms(
                    now,
                    random.nextInt(3) == 0 ? null : now.plusSeconds(1 + random.nextInt(20_000)),
                    3_600_000,
                    random.nextInt(3) == 0
                            ? null
                            : new Terms.Drafting(
                                    "r" + log.size(), "memory", now.plusSeconds(1 + random.nextInt(9_000))));
        }

        private TranslationCommand.OfferDraft offer() {
            DraftRequest request = state.draft();
            List<DraftSegment> segments = new ArrayList<>();
            for (String id : request == null ? List.of("b1") : request.segments()) {
                if (random.nextInt(4) > 0) {
                    segments.add(draft(id, random.nextBoolean() ? Origin.MACHINE : Origin.MEMORY));
                }
            }
            return new TranslationCommand.OfferDraft(
                    "fr",
                    MACHINE,
                    now,
                    requestId(),
                    request == null ? 1 : request.sourceRevision(),
                    "memory",
                    segments);
        }

        private String requestId() {
            return state.draft() == null || random.nextInt(6) == 0
                    ? "other"
                    : state.draft().id();
        }

        private Set<String> ids() {
            Set<String> ids = new HashSet<>(state.openIds());
            ids.removeIf(id -> random.nextInt(3) == 0 || state.submitted(id) == null);
            return ids;
        }

        private List<DraftSegment> drafts(boolean whole) {
            List<DraftSegment> drafts = new ArrayList<>();
            for (String id : state.source().segmentIds()) {
                if (whole || random.nextBoolean()) {
                    String same = submitted.get(id);
                    DraftSegment draft = draft(id, random.nextInt(8) == 0 ? Origin.MACHINE : Origin.PERSON);
                    drafts.add(
                            same == null || random.nextInt(3) == 0
                                    ? draft
                                    : new DraftSegment(id, same, List.of(), draft.origin(), draft.originDetail()));
                }
            }
            Collections.shuffle(drafts, random);
            if (!drafts.isEmpty() && random.nextInt(8) == 0) {
                drafts.removeLast();
            }
            return drafts;
        }

        private DraftSegment draft(String id, Origin origin) {
            return new DraftSegment(id, "texte " + random.nextInt(5), List.of(), origin, "detail");
        }

        /** Mostly with the segments there were. */
        private SourceText source(int number) {
            List<Passage> passages = new ArrayList<>();
            int count = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 3;
            for (int n = 0; n < count; n++) {
                Passage was =
                        sources.isEmpty() ? null : sources.getLast().byId().get("b" + n);
                passages.add(
                        was != null && random.nextInt(3) > 0
                                ? was
                                : Passage.plain("b" + n, TEXTS.get(random.nextInt(TEXTS.size()))));
            }
            return SourceText.of(number, passages, List.of("reporter"));
        }
    }

    private static final EventContext CONTEXT =
            new EventContext(Subject.of("s1", "fr"), "e1", "awa", Instant.EPOCH, "c1");
}
