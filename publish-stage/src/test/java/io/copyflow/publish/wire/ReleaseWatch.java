package io.copyflow.publish.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.publication.EmbargoLifted;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.HoldReason;
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationMet;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.ObligationOverdue;
import io.copyflow.schemas.publication.ObligationReminded;
import io.copyflow.schemas.publication.PublicationEventEnvelope;
import io.copyflow.schemas.publication.ReleasePolicySet;
import io.copyflow.schemas.publication.ReleaseScheduled;
import io.copyflow.schemas.publication.ScheduleCancelled;
import io.copyflow.schemas.publication.StoryUnwithheld;
import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionRestored;
import io.copyflow.schemas.publication.VersionTakenDown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Someone who knows the publication log alone, and what it allows. */
final class ReleaseWatch {

    private final String name;
    /** What was come across since it was asked last. */
    private final List<String> seen = new ArrayList<>();

    private final Map<String, Instant> schedules = new HashMap<>();
    private final Map<String, Obligation> open = new HashMap<>();
    private final Map<String, String> languages = new HashMap<>();
    private final Set<String> overdue = new HashSet<>();
    private final Set<String> restored = new HashSet<>();
    private boolean embargoed;
    private @Nullable Instant until;
    private boolean withheld;
    private boolean together;

    ReleaseWatch(String name) {
        this.name = name;
    }

    void see(PublicationEventEnvelope event, Instant clock) {
        String language = event.getLanguage();
        switch (event.getBody()) {
            case VersionReleased released -> released(language, released, clock);
            case VersionHeld held -> {
                if (held.getReason() != HoldReason.TAKEN_DOWN) {
                    seen.add("held for " + held.getReason());
                }
            }
            case VersionTakenDown down -> seen.add(down.getWithheld() ? "went with the story" : "went by itself");
            case EmbargoSet set -> {
                assertThat(set.getWasEmbargoed() ? set.getWasUntil() : "none")
                        .as("%s: %s", name, set)
                        .isEqualTo(isEmbargoedAt(clock) ? until : "none");
                embargoed = true;
                until = set.getUntil();
                seen.add(set.getRevision() == null ? "embargo set" : "embargo came");
            }
            case EmbargoLifted _ -> {
                assertThat(isEmbargoedAt(clock)).as(name).isTrue();
                embargoed = false;
                seen.add("embargo lifted");
            }
            case ReleaseScheduled scheduled -> {
                schedules.put(language, scheduled.getNotBefore());
                seen.add("scheduled");
            }
            case ScheduleCancelled _ -> {
                schedules.remove(language);
                seen.add("schedule cancelled");
            }
            case ReleasePolicySet set -> {
                together = set.getPolicy() != ReleasePolicy.INDEPENDENT;
                seen.add("policy " + set.getPolicy());
            }
            case StoryWithheld _ -> {
                withheld = true;
                seen.add("withheld");
            }
            case StoryUnwithheld _ -> {
                withheld = false;
                seen.add("unwithheld");
            }
            case VersionRestored _ -> {
                restored.add(language);
                seen.add("restored");
            }
            case ObligationOpened opened -> {
                assertThat(open.put(opened.getObligation().getId(), opened.getObligation()))
                        .as("%s: %s", name, opened)
                        .isNull();
                languages.put(opened.getObligation().getId(), language);
                seen.add(opened.getObligation().getChannel() == null ? "language owed" : "channel owed");
            }
            case ObligationReminded told -> {
                assertThat(open).as(name).containsKey(told.getObligation().getId());
                assertThat(clock).as(name).isBefore(told.getObligation().getDueAt());
                seen.add("reminded");
            }
            case ObligationOverdue told -> {
                assertThat(open).as(name).containsKey(told.getObligation().getId());
                assertThat(overdue.add(told.getObligation().getId()))
                        .as("%s: overdue once: %s", name, told)
                        .isTrue();
                assertThat(clock).as(name).isAfterOrEqualTo(told.getObligation().getDueAt());
                seen.add("overdue");
            }
            case ObligationMet met -> {
                assertThat(open.remove(met.getObligation().getId())).as(name).isNotNull();
                seen.add(met.getObligation().getChannel() == null ? "language met" : "channel met");
            }
            case ObligationClosed closed -> {
                assertThat(open.remove(closed.getObligation().getId())).as(name).isNotNull();
                seen.add("closed as " + closed.getEnd());
            }
            default -> throw new AssertionError(event);
        }
    }

    private void released(String language, VersionReleased released, Instant clock) {
        assertThat(withheld).as("%s: withheld before %s", name, released).isFalse();
        assertThat(isEmbargoedAt(clock))
                .as("%s: embargo before %s", name, released)
                .isFalse();
        for (String of : List.of("", language)) {
            assertThat(schedules.getOrDefault(of, clock))
                    .as("%s: schedule of '%s' before %s", name, of, released)
                    .isBeforeOrEqualTo(clock);
        }
        schedules.remove(language);
        if (released.getRevisionClass() != null) {
            seen.add("released as " + released.getRevisionClass());
        }
    }

    boolean isEmbargoedAt(Instant clock) {
        return embargoed && (until == null || clock.isBefore(until));
    }

    boolean isWithheld() {
        return withheld;
    }

    boolean isTogether() {
        return together;
    }

    /** Whether the language's takedown was undone since it was asked last. */
    boolean wasRestored(String language) {
        return restored.remove(language);
    }

    /** Ids of what is owed, with their languages. */
    Map<String, String> owed() {
        Map<String, String> owed = new HashMap<>(languages);
        owed.keySet().retainAll(open.keySet());
        return owed;
    }

    Obligation obligation(String id) {
        return open.get(id);
    }

    List<String> seen() {
        List<String> all = List.copyOf(seen);
        seen.clear();
        return all;
    }
}
