package io.copyflow.translate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.contract.SegmentHash;
import io.copyflow.runtime.Decision;
import io.copyflow.translate.domain.Translation.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks at random through commands. Set the system property {@code seed} to walk the same way again. */
class TranslationWalkTest {

    private static final int COMMANDS = 2_000;
    private static final List<Actor> PEOPLE = List.of(
            new Actor("awa", true, Set.of(Role.TRANSLATOR), Set.of("fr")),
            new Actor("leo", true, Set.of(Role.TRANSLATOR), Set.of("fr")),
            new Actor("chief", true, Set.of(Role.CHIEF), Set.of("fr")),
            Actor.unknown("ghost"));

    private final TranslationDecider decider = new TranslationDecider();
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Instant now = Instant.parse("2026-03-03T09:00:00Z");
    private int newest = 1;

    @Test
    void r26_replaying_the_events_of_a_random_walk_gives_the_same_state() {
        System.out.println("seed " + seed);
        Set<Status> seen = EnumSet.noneOf(Status.class);
        Set<Class<?>> happened = new HashSet<>();
        int done = 0;
        while (done < COMMANDS) {
            newest = 1;
            List<TranslationEvent> log = new ArrayList<>();
            Translation state = decider.initial();
            for (int step = 0; step < 100; step++, done++) {
                now = now.plusSeconds(random.nextInt(1800));
                TranslationCommand command = command(state);
                if (decider.decide(state, command) instanceof Decision.Accepted<TranslationEvent>(var events)) {
                    Translation before = state;
                    for (TranslationEvent event : events) {
                        state = decider.evolve(state, event);
                        log.add(event);
                        happened.add(event.getClass());
                    }
                    check(before, command, events, state);
                }
                seen.add(state.status());
            }
            Translation replayed = decider.initial();
            for (TranslationEvent event : log) {
                replayed = decider.evolve(replayed, event);
            }
            assertThat(replayed).as("seed %d", seed).isEqualTo(state);
        }
        assertThat(seen).as("seed %d", seed).containsExactlyInAnyOrder(Status.values());
        assertThat(happened).as("seed %d", seed).hasSize(TranslationEvent.class.getPermittedSubclasses().length);
    }

    private void check(
            Translation before, TranslationCommand command, List<TranslationEvent> events, Translation after) {
        String where = "seed " + seed + ", " + command + " in " + before;
        assertThat(after.holder() != null).as(where).isEqualTo(after.status() == Status.CLAIMED);
        assertThat(after.leaseUntil() != null).as(where).isEqualTo(after.status() == Status.CLAIMED);
        assertThat(after.source().number())
                .as(where)
                .isGreaterThanOrEqualTo(before.source().number());
        assertThat(after.source().segmentIds()).as(where).containsAll(after.open());
        assertThat(after.translators()).as(where).containsAll(before.translators());
        if (before.status() == Status.CANCELLED) {
            assertThat(events).as(where).isEmpty();
        }
        for (TranslationEvent event : events) {
            if (event instanceof TranslationEvent.Submitted submitted) {
                assertThat(command)
                        .as(where)
                        .isInstanceOfSatisfying(
                                TranslationCommand.Submit.class,
                                submit -> assertThat(submit.actor().id()).isEqualTo(before.holder()));
                assertThat(submitted.sourceRevision())
                        .as(where)
                        .isEqualTo(before.source().number());
                assertThat(submitted.segments().stream()
                                .map(segment -> segment.passage().id())
                                .toList())
                        .as(where)
                        .isEqualTo(before.source().segmentIds());
            }
        }
    }

    private TranslationCommand command(Translation state) {
        Actor actor = PEOPLE.get(random.nextInt(PEOPLE.size()));
        String hash = state.contentHash() == null || random.nextInt(4) == 0 ? "other" : state.contentHash();
        return switch (random.nextInt(12)) {
            case 0, 1 -> new TranslationCommand.Queue("en", source(), 1 + random.nextInt(8), null, 3_600_000);
            case 2 ->
                random.nextInt(8) == 0
                        ? new TranslationCommand.Cancel("dropped")
                        : new TranslationCommand.ReturnRejected(hash);
            case 3 -> new TranslationCommand.ReturnForChanges(hash, random.nextBoolean() ? Set.of() : Set.of("b1"));
            case 4 -> new TranslationCommand.Release("fr", actor, now);
            case 5 -> new TranslationCommand.EndLease(now);
            case 6, 7, 8 -> new TranslationCommand.Claim("fr", actor, now);
            default ->
                new TranslationCommand.Submit("fr", actor, now, state.source().number(), drafts(state.source()));
        };
    }

    /** A newer revision half of the time, else one that may be older. */
    private SourceRevision source() {
        int number = random.nextBoolean() ? ++newest : 1 + random.nextInt(newest);
        List<SourceSegment> segments = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int n = 0; n < count; n++) {
            segments.add(new SourceSegment("b" + n, SegmentHash.of("text " + random.nextInt(3), List.of())));
        }
        return new SourceRevision(number, segments, List.of("reporter"));
    }

    private List<DraftSegment> drafts(SourceRevision source) {
        List<DraftSegment> drafts = new ArrayList<>();
        for (String id : source.segmentIds()) {
            drafts.add(new DraftSegment(id, "texte " + random.nextInt(3), List.of(), Origin.PERSON, null));
        }
        Collections.shuffle(drafts, random);
        if (!drafts.isEmpty() && random.nextInt(6) == 0) {
            drafts.removeLast();
        }
        return drafts;
    }
}
