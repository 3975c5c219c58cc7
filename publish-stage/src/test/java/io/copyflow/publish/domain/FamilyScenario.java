package io.copyflow.publish.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A family and what is said to it: given facts, when a command, then events. */
abstract class FamilyScenario {

    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    static final Instant LATER = Instant.parse("2026-03-03T13:00:00Z");
    static final Actor EDITOR = new Actor("edit", true, Set.of(Role.EDITOR), Set.of("en", "fr"));
    static final Actor CHIEF = new Actor("chief", true, Set.of(Role.CHIEF), Set.of("en", "fr"));
    static final Actor REPORTER = new Actor("rep", true, Set.of(Role.REPORTER), Set.of("en", "fr"));

    final FamilyDecider decider = new FamilyDecider();
    Family family = decider.initial();
    Instant now = NOON;
    /** Facts are numbered in the order in which they are made here, whatever the order in which they are read. */
    long facts;

    // given / when / then

    void givenLive() {
        family = decider.initial();
        given(source(1, "e1"), cleared("en", 1, "e1"), translation("fr", 1, "f1"), cleared("fr", 1, "f1"));
        assertThat(family.version("en").live()).isNotNull();
        assertThat(family.version("fr").live()).isNotNull();
    }

    void given(FamilyCommand... commands) {
        for (FamilyCommand command : commands) {
            decide(command);
        }
    }

    /** What others hear of a command; it is applied. */
    List<FamilyEvent> said(FamilyCommand command) {
        return decide(command).stream()
                .filter(event -> !(event instanceof FamilyEvent.Private))
                .toList();
    }

    List<FamilyEvent> decide(FamilyCommand command) {
        Decision<FamilyEvent> decision = decider.decide(family, command);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        List<FamilyEvent> events = ((Decision.Accepted<FamilyEvent>) decision).events();
        for (FamilyEvent event : events) {
            family = decider.evolve(family, event);
        }
        return events;
    }

    Decision.Refused<FamilyEvent> refused(FamilyCommand command) {
        Decision<FamilyEvent> decision = decider.decide(family, command);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return (Decision.Refused<FamilyEvent>) decision;
    }

    FamilyCommand source(int revision, String hash) {
        return new FamilyCommand.NoteSource("en", text(hash, revision), now);
    }

    FamilyCommand translation(String language, int revision, String hash) {
        return new FamilyCommand.NoteTranslation(language, ++facts, text(hash, revision), now);
    }

    FamilyCommand cancelled(String language) {
        return new FamilyCommand.NoteCancellation(language, ++facts, now);
    }

    FamilyCommand cleared(String language, int revision, String hash) {
        return new FamilyCommand.NoteClearing(language, ++facts, clearing(language, revision, hash), now);
    }

    FamilyCommand voided(String language) {
        return new FamilyCommand.NoteVoid(language, ++facts);
    }

    static Text text(String hash, int revision) {
        return new Text(hash, revision, null, List.of(), List.of());
    }

    static FamilyCommand takeDown(String language) {
        return new FamilyCommand.TakeDown(EDITOR, language, "wrong photo");
    }

    static Clearing clearing(String language, int revision, String hash) {
        return new Clearing(
                hash, revision, "review-stage:s1/" + language + ":" + hash, "edit", List.of("w1", "w2"), null);
    }

    FamilyEvent released(String language, long sequence, int revision, String hash) {
        return new FamilyEvent.Released(language, sequence, clearing(language, revision, hash), now, null, null);
    }

    static FamilyEvent held(String language, int revision, String hash, HoldReason reason, Instant until) {
        return new FamilyEvent.Held(language, clearing(language, revision, hash), new Hold(reason, until));
    }

    static FamilyEvent held(String language, int revision, String hash, HoldReason reason) {
        return new FamilyEvent.Held(language, clearing(language, revision, hash), new Hold(reason, null));
    }

    static <T> List<List<T>> orders(List<T> things) {
        if (things.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int first = 0; first < things.size(); first++) {
            List<T> others = new ArrayList<>(things);
            T one = others.remove(first);
            for (List<T> rest : orders(others)) {
                List<T> order = new ArrayList<>(List.of(one));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }

    /** The timer fires, if it is due by then. */
    List<FamilyEvent> wakeAt(Instant time) {
        now = time;
        Instant due = decider.dueAt(family);
        return due == null || time.isBefore(due) ? List.of() : said(new FamilyCommand.Wake(time));
    }

    FamilyCommand revised(int revision, String hash, Change change, FamilyCommand.Reach... enThenFr) {
        List<String> languages = List.of("en", "fr");
        java.util.Map<String, FamilyCommand.Reach> reach = new java.util.HashMap<>();
        for (int n = 0; n < enThenFr.length; n++) {
            reach.put(languages.get(n), enThenFr[n]);
        }
        return new FamilyCommand.NoteSource(
                "en",
                text(hash, revision),
                new FamilyCommand.Revised(change, "note " + revision, reach),
                null,
                FamilyCommand.Plan.PLAIN,
                now);
    }
}
