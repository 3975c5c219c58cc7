package io.copyflow.review.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.review.domain.Review.Status;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Long random ways through a review: replay gives the same state, and no cleared fact lacks a right it rests on. */
class ReviewWalkTest {

    private static final Instant START = Instant.parse("2026-03-03T12:00:00Z");
    private static final int WALKS = 400;
    private static final int STEPS = 80;
    private static final List<String> PEOPLE = List.of("amina", "tariq", "edit", "chief", "web-1", "web-2", "web-3");
    private static final List<String> CHECKS = List.of("numbers", "length", "script");
    private static final List<String> SEGMENTS = List.of("headline", "b1", "b2");

    private final ReviewDecider decider = new ReviewDecider();
    private final Set<Class<?>> seen = new HashSet<>();

    @Test
    void r22_r26_any_way_through_a_review_replays_clears_only_what_has_every_right_and_ends_with_a_kill() {
        for (int seed = 0; seed < WALKS; seed++) {
            walk(seed);
        }
        assertThat(seen).as("kinds of events").contains(ReviewEvent.class.getPermittedSubclasses());
    }

    private void walk(int seed) {
        Random random = new Random(seed);
        Review review = decider.initial();
        List<ReviewEvent> log = new ArrayList<>();
        int killedAt = random.nextInt(2 * STEPS);
        for (int step = 0; step < STEPS; step++) {
            boolean killed = step >= killedAt;
            ReviewCommand command = step == killedAt
                    ? new ReviewCommand.Drop("The story was killed: a hoax")
                    : command(random, review, START.plusSeconds(step));
            if (killed && (command instanceof ReviewCommand.Request || command instanceof ReviewCommand.Revise)) {
                // the wire lets none through
                continue;
            }
            if (killed && command instanceof ReviewCommand.ByPerson) {
                command = new ReviewCommand.DecideOnKilled();
            }
            if (decider.decide(review, command) instanceof Decision.Accepted<ReviewEvent>(List<ReviewEvent> events)) {
                for (ReviewEvent event : events) {
                    if (event instanceof ReviewEvent.Cleared cleared) {
                        demandEveryRight(cleared, review, log);
                    }
                    log.add(event);
                    seen.add(event.getClass());
                    review = decider.evolve(review, event);
                }
            }
            if (killed) {
                assertThat(review.status()).as("seed %d, step %d", seed, step).isIn(Status.NONE, Status.VOID);
            }
            demandSound(review, seed, step);
        }
        Review replayed = log.stream().reduce(decider.initial(), decider::evolve, (a, b) -> b);
        assertThat(replayed).as("seed %d replayed", seed).isEqualTo(review);
    }

    /** Rules 11, 16 and 17. */
    private static void demandEveryRight(ReviewEvent.Cleared cleared, Review review, List<ReviewEvent> log) {
        List<String> contributors = cleared.version().contributors();
        String approver = cleared.approval().approver();
        Emergency emergency = cleared.emergency();
        if (emergency == null) {
            assertThat(contributors).doesNotContain(approver);
        } else {
            assertThat(emergency.glass().person()).isEqualTo(approver);
            assertThat(emergency.glass().reason()).isNotBlank();
            assertThat(emergency.countersignature().role())
                    .isNotEqualTo(emergency.glass().role());
            assertThat(cleared.signatures())
                    .extracting(Signature::person)
                    .containsExactly(emergency.countersignature().person());
        }
        assertThat(cleared.signatures())
                .extracting(Signature::person)
                .doesNotHaveDuplicates()
                .doesNotContain(approver)
                .doesNotContainAnyElementsOf(contributors);
        int began = 0;
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i) instanceof ReviewEvent.Requested) {
                began = i;
            }
        }
        List<Waiver> waivedSince = log.subList(began, log.size()).stream()
                .filter(ReviewEvent.Waived.class::isInstance)
                .map(event -> ((ReviewEvent.Waived) event).waiver())
                .toList();
        assertThat(cleared.waivers()).isEqualTo(waivedSince);
        assertThat(cleared.waivers()).allSatisfy(waiver -> {
            assertThat(review.isWarnedOf(waiver.check(), waiver.segmentId())).isTrue();
            assertThat(contributors).doesNotContain(waiver.person());
            assertThat(waiver.reason()).isNotBlank();
        });
    }

    private static void demandSound(Review review, int seed, int step) {
        assertThat(review.approval() != null)
                .as("seed %d, step %d: approval of %s", seed, step, review.status())
                .isEqualTo(review.status() == Status.APPROVED
                        || review.status() == Status.GLASS_BROKEN
                        || review.status() == Status.CLEARED);
        if (review.glass() != null) {
            assertThat(review.status()).isIn(Status.GLASS_BROKEN, Status.CLEARED);
        }
        assertThat(review.discussion().open())
                .as("seed %d, step %d: no thread twice", seed, step)
                .hasSizeLessThanOrEqualTo(review.discussion().comments())
                .extracting(OpenThread::id)
                .doesNotHaveDuplicates();
        assertThat(review.waivers())
                .as("seed %d, step %d: no warning waived twice", seed, step)
                .extracting(waiver -> waiver.check() + " " + waiver.segmentId())
                .doesNotHaveDuplicates();
    }

    private static ReviewCommand command(Random random, Review review, Instant now) {
        String hash = random.nextInt(6) == 0 ? hash(random) : review.contentHash();
        Actor actor = actor(random);
        return switch (random.nextInt(24)) {
            case 0, 1 -> request(random, review);
            case 2 ->
                random.nextInt(4) == 0
                        ? new ReviewCommand.MoveOn(review.sourceRevision() + random.nextInt(2))
                        : new ReviewCommand.Approve(actor, "fr", hash, now);
            case 3 ->
                random.nextInt(4) == 0
                        ? new ReviewCommand.Drop("spiked")
                        : new ReviewCommand.SignOff(actor, "fr", hash, now);
            case 4 -> new ReviewCommand.RequestChanges(actor, "fr", hash, List.of(new Remark(null, "shorter")));
            case 5 -> new ReviewCommand.Reject(actor, "fr", hash, random.nextBoolean() ? "" : "not news");
            case 6, 7, 8 -> new ReviewCommand.Approve(actor, "fr", hash, now);
            case 9, 10, 11, 12 -> new ReviewCommand.SignOff(actor, "fr", hash, now);
            case 13, 14 ->
                new ReviewCommand.BreakGlass(
                        actor, "fr", hash, random.nextInt(8) == 0 ? " " : "Alone.", random.nextInt(8) != 0, now);
            case 15, 16, 17 -> new ReviewCommand.Countersign(actor, "fr", hash, now);
            case 18, 19 ->
                new ReviewCommand.AddComment(
                        actor,
                        "fr",
                        hash,
                        random.nextBoolean() ? null : comment(random, review),
                        new Remark(random.nextBoolean() ? null : pick(SEGMENTS, random), "Why?"));
            case 20 -> new ReviewCommand.ResolveComment(actor, "fr", comment(random, review), null);
            default ->
                new ReviewCommand.Waive(
                        actor,
                        "fr",
                        hash,
                        pick(CHECKS, random),
                        pick(SEGMENTS, random),
                        random.nextInt(8) == 0 ? " " : "It is so in the source.",
                        now);
        };
    }

    private static ReviewCommand request(Random random, Review review) {
        Version version = new Version(
                hash(random),
                review.sourceRevision() + random.nextInt(2),
                List.of(pick(PEOPLE, random)),
                random.nextInt(3),
                warnings(random),
                SEGMENTS,
                List.of());
        return random.nextBoolean()
                ? new ReviewCommand.Request(version)
                : new ReviewCommand.Revise(version, pick(PEOPLE, random), List.of(pick(SEGMENTS, random)));
    }

    private static String comment(Random random, Review review) {
        return "c" + (1 + random.nextInt(review.discussion().comments() + 1));
    }

    private static List<Warning> warnings(Random random) {
        List<Warning> warnings = new ArrayList<>();
        for (String check : CHECKS) {
            for (String segment : SEGMENTS) {
                if (random.nextBoolean()) {
                    warnings.add(new Warning(check, Warning.Severity.MAJOR, segment));
                }
            }
        }
        return warnings;
    }

    private static Actor actor(Random random) {
        EnumSet<Role> roles = EnumSet.of(Role.EDITOR, Role.WEB_EDITOR, Role.CHIEF);
        if (random.nextInt(5) == 0) {
            roles.remove(pick(List.of(Role.EDITOR, Role.WEB_EDITOR, Role.CHIEF), random));
        }
        return new Actor(pick(PEOPLE, random), true, roles, Set.of(random.nextInt(10) == 0 ? "ru" : "fr"));
    }

    private static String hash(Random random) {
        return Integer.toString(1 + random.nextInt(3)).repeat(64);
    }

    private static <T> T pick(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
