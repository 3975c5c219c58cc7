package io.copyflow.launcher.proof;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Role;
import io.copyflow.schemas.publication.EmbargoLifted;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.ObligationClosed;
import io.copyflow.schemas.publication.ObligationEnd;
import io.copyflow.schemas.publication.ReleasePolicySet;
import io.copyflow.schemas.publication.ReleaseScheduled;
import io.copyflow.schemas.publication.ScheduleCancelled;
import io.copyflow.schemas.publication.StoryUnwithheld;
import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionRestored;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.story.Embargo;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether nothing was released under an embargo, before its schedule or while its story was withheld, whether those who
 * changed that had the right, and whether what went live again had been let: rules 18, 20 and 22.
 */
final class TermsCheck {

    private final Dossier story;
    private final RightsThen rights;
    private final Findings findings;

    /** Orders that may let something out, by the ids of their commands. */
    private final Set<String> orders = new HashSet<>();
    /** Times at which something may go out by itself. */
    private final Set<Instant> ends = new HashSet<>();
    /** By language, the empty one for the whole story. */
    private final Map<String, Instant> schedules = new HashMap<>();
    /** Languages that may come back with the text they were withdrawn with. */
    private final Set<String> mayComeBack = new HashSet<>();

    private final Set<String> withheldLanguages = new HashSet<>();
    private boolean embargoed;
    private @Nullable Instant until;
    private boolean heardOfFirst;
    private boolean withheld;

    TermsCheck(Dossier story, RightsThen rights, Findings findings) {
        this.story = story;
        this.rights = rights;
        this.findings = findings;
    }

    /** A fact about what a release waits for; others are passed over. */
    void see(Fact<SpecificRecord> fact, String language) {
        switch (fact.body()) {
            case EmbargoSet set -> set(fact, set);
            case EmbargoLifted _ -> {
                rights.demand(fact, fact.actor(), "end an embargo before its time", Role.CHIEF);
                embargoed = false;
                orders.add(fact.cause());
            }
            case ReleaseScheduled scheduled -> {
                schedule(fact, language);
                schedules.put(language, scheduled.getNotBefore());
                ends.add(scheduled.getNotBefore());
            }
            case ScheduleCancelled _ -> {
                schedule(fact, language);
                schedules.remove(language);
            }
            case ReleasePolicySet set -> {
                // the newsroom's own comes with the story
                if (!fact.actor().equals(Topics.PUBLISH)) {
                    rights.demand(fact, fact.actor(), "set how a story goes out", Role.EDITOR, Role.CHIEF);
                }
                orders.add(fact.cause());
                if (set.getDeadline() != null) {
                    ends.add(set.getDeadline());
                }
            }
            case StoryWithheld _ -> {
                rights.demand(fact, fact.actor(), "withhold a story", Role.EDITOR, Role.CHIEF);
                withheld = true;
            }
            case StoryUnwithheld _ -> {
                rights.demand(fact, fact.actor(), "let a withheld story go live again", Role.EDITOR, Role.CHIEF);
                withheld = false;
                mayComeBack.addAll(withheldLanguages);
                withheldLanguages.clear();
                orders.add(fact.cause());
            }
            case VersionRestored _ -> {
                rights.demandFor(language, fact, fact.actor(), "restore a version", Role.EDITOR, Role.CHIEF);
                mayComeBack.add(language);
                orders.add(fact.cause());
            }
            case ObligationClosed closed
            when closed.getEnd() == ObligationEnd.WAIVED ->
                rights.demandFor(language, fact, fact.actor(), "waive an obligation", Role.EDITOR, Role.CHIEF);
            default -> {
                // it lets nothing out
            }
        }
    }

    private void set(Fact<SpecificRecord> fact, EmbargoSet set) {
        if (set.getRevision() == null) {
            boolean earlier = isEmbargoedAt(fact.at())
                    && set.getUntil() != null
                    && (until == null || set.getUntil().isBefore(until));
            if (earlier) {
                rights.demand(fact, fact.actor(), "move an embargo to an earlier time", Role.CHIEF);
            } else {
                rights.demand(fact, fact.actor(), "embargo a story", Role.EDITOR, Role.CHIEF);
            }
        } else {
            heardOfFirst |= set.getRevision() == 1;
        }
        embargoed = true;
        until = set.getUntil();
        if (until != null) {
            ends.add(until);
        }
        orders.add(fact.cause());
    }

    private void schedule(Fact<?> fact, String language) {
        orders.add(fact.cause());
        if (language.isEmpty()) {
            rights.demand(fact, fact.actor(), "schedule a release", Role.EDITOR, Role.CHIEF);
        } else {
            rights.demandFor(
                    language, fact, fact.actor(), "schedule a release", Role.EDITOR, Role.WEB_EDITOR, Role.CHIEF);
        }
    }

    /** Whether a version that went down with its story had gone so. */
    boolean isWithheld() {
        return withheld;
    }

    /** Whether the language is down with its story, to come back with it. */
    boolean isDownWithItsStory(String language) {
        return withheldLanguages.contains(language);
    }

    void takenDown(VersionTakenDown down, String language) {
        mayComeBack.remove(language);
        if (down.getWithheld()) {
            withheldLanguages.add(language);
        } else {
            withheldLanguages.remove(language);
        }
    }

    /** Whether the language may be released by the clearing it was withdrawn with. */
    boolean mayComeBack(String language) {
        return mayComeBack.contains(language);
    }

    /** Whether a release came of an order, or of a time that was reached. */
    boolean isCause(Fact<?> release) {
        return orders.contains(release.cause())
                || (release.cause().startsWith(Topics.PUBLISH + ":" + story.storyId + ":timer:")
                        && ends.stream().anyMatch(end -> !end.isAfter(release.at())));
    }

    void released(Fact<VersionReleased> fact, String language) {
        if (withheld) {
            findings.add(
                    Fault.RELEASED_WITHHELD,
                    fact,
                    "Expected nothing of a withheld story to be released, but this was.");
        }
        Embargo first = firstEmbargo();
        boolean isPassedOver = first != null
                && !heardOfFirst
                && (first.getUntil() == null || fact.at().isBefore(first.getUntil()));
        if (isEmbargoedAt(fact.at()) || isPassedOver) {
            findings.add(
                    Fault.RELEASED_EMBARGOED,
                    fact,
                    "Expected nothing to be released before the embargo ended, which no fact says, but this was, at "
                            + fact.at() + ".");
        }
        for (String of : Set.of("", language)) {
            Instant scheduled = schedules.get(of);
            if (scheduled != null && fact.at().isBefore(scheduled)) {
                findings.add(
                        Fault.RELEASED_EARLY,
                        fact,
                        "Expected no release before " + scheduled + ", for which it was scheduled, but this was, at "
                                + fact.at() + ".");
            }
        }
        schedules.remove(language);
        mayComeBack.remove(language);
        withheldLanguages.remove(language);
    }

    private boolean isEmbargoedAt(Instant at) {
        return embargoed && (until == null || at.isBefore(until));
    }

    /** The embargo the story came with. */
    private @Nullable Embargo firstEmbargo() {
        Fact<Dossier.Revision> first = story.revision(1);
        return first == null ? null : first.body().embargo();
    }
}
