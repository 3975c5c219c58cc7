package io.copyflow.publish.domain;

import io.copyflow.contract.Rights;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The release gate: docs/semantics.md, rules 18 to 22.
 *
 * <p>A version is released when it is cleared, its hash is that of the text that lies ready, it rests on the newest
 * source revision, the story is neither spiked, killed nor withheld, that very text was not taken down, embargo and
 * schedule have passed, the story's policy allows it, and it is the source or the source is live (in whatever revision).
 * The facts come from several topics in any order; the one that completes the conditions releases, be it a time that is
 * reached. When that releases the source, the translations that waited for it follow at once, in order of their language
 * tags.
 *
 * <p>What is live stays live when the source is revised, its review voided, the source taken down, the story spiked or an
 * embargo read of. The very same text is never released again over itself, nor after it was taken down, before somebody
 * restores it; another text that is cleared is. What was withheld goes live again when that ends, if it is cleared still
 * and the newest.
 *
 * <p>A policy is about a language's first release only: a correction waits for nobody.
 *
 * <p>A kill takes down at once what is live, and is the end: whatever is read afterwards, older or newer, releases nothing.
 *
 * <p>Refusals: those of {@link Rights} and {@link Orders}.
 */
public final class FamilyDecider implements Decider<Family, FamilyCommand, FamilyEvent> {

    @Override
    public Family initial() {
        return Family.UNKNOWN;
    }

    @Override
    public Decision<FamilyEvent> decide(Family family, FamilyCommand command) {
        return switch (command) {
            case FamilyCommand.Order order -> order(family, order);
            case FamilyCommand.NoteKill kill -> noteKill(family, kill);
            case FamilyCommand.NoteReceipt receipt -> Decision.accept(Obligations.metBy(family, receipt));
            case FamilyCommand.Wake wake -> wake(family, wake.at());
            // its facts leave the shelf again where they were taken off it
            case FamilyCommand.NoteSource note
            when family.hasEnded() ->
                Decision.accept(new FamilyEvent.TextDropped(
                        note.language(), family.version(note.language()).textNumber()));
            // nothing more is released of a spiked or killed story, so nothing more is noted
            case FamilyCommand note when family.hasEnded() -> Decision.accept();
            case FamilyCommand.NoteSource note -> noteSource(family, note);
            case FamilyCommand.NoteEmbargo note -> {
                List<FamilyEvent> heard = embargo(family, note.said(), note.revision(), note.at());
                yield heard.isEmpty() ? Decision.accept() : accept(family, note.at(), heard);
            }
            case FamilyCommand.NoteTranslation note -> noteTranslation(family, note);
            case FamilyCommand.NoteCancellation note ->
                note.number() <= family.version(note.language()).textNumber()
                        ? Decision.accept()
                        : accept(family, note.at(), new FamilyEvent.TextCancelled(note.language(), note.number()));
            case FamilyCommand.NoteClearing note -> noteClearing(family, note);
            case FamilyCommand.NoteVoid note ->
                note.number() <= family.version(note.language()).reviewNumber()
                        ? Decision.accept()
                        : Decision.accept(new FamilyEvent.ClearingVoided(note.language(), note.number()));
            case FamilyCommand.NoteSpike() -> Decision.accept(new FamilyEvent.SpikeNoted());
        };
    }

    @Override
    public Family evolve(Family family, FamilyEvent event) {
        return Evolution.after(family, event);
    }

    /** When embargo, schedule, deadline or an obligation's time is reached next. */
    @Override
    public @Nullable Instant dueAt(Family family) {
        Terms terms = family.terms();
        Stream<@Nullable Instant> times = Stream.of(
                terms.embargo() == null ? null : terms.embargo().until(),
                terms.scheduledFor(),
                terms.policy() == null ? null : terms.policy().deadline(),
                Obligations.nextAt(family));
        Stream<@Nullable Instant> scheduled =
                family.versions().values().stream().map(Version::scheduledFor);
        return Stream.concat(times, scheduled)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static Decision<FamilyEvent> noteSource(Family family, FamilyCommand.NoteSource note) {
        int revision = note.text().sourceRevision();
        if (revision <= family.sourceRevision()) {
            return Decision.accept();
        }
        FamilyCommand.Revised revised = note.revised();
        List<FamilyEvent> facts = new ArrayList<>();
        facts.add(new FamilyEvent.SourceNoted(
                note.language(),
                revision,
                revised == null || revised.change() == Change.MINOR
                        ? null
                        : new RevisionStep(revision, revised.change(), revised.note()),
                note.plan().targets(),
                note.plan().beforeSource()));
        // the newsroom's policy is that of the day the story came
        Policy policy = note.plan().policy();
        if (!family.isKnown() && policy != null && !policy.isOverAt(note.at())) {
            facts.add(new FamilyEvent.PolicySet(policy, note.plan().targets()));
        }
        if (note.embargo() != null) {
            facts.addAll(embargo(family, note.embargo(), revision, note.at()));
        }
        if (revised != null && revised.change() == Change.CORRECTION) {
            facts.addAll(Obligations.opened(family, revision, revised.reach(), note.at()));
        }
        facts.add(text(family, note.language(), revision, note.text()));
        return accept(family, note.at(), facts);
    }

    /**
     * An embargo that comes with the text holds what is not out yet. To move one to an earlier time needs a right, and to
     * say again what was said before is no news: somebody may have ended it.
     */
    private static List<FamilyEvent> embargo(Family family, Said said, int revision, Instant at) {
        Said before = family.terms().said();
        if (before != null
                && (said.number() <= before.number() || said.embargo().equals(before.embargo()))) {
            return List.of();
        }
        Embargo now = family.terms().embargo();
        boolean isLater = said.embargo().holdsAt(at) && (now == null || now.endsBefore(said.embargo()));
        return isLater
                ? List.of(new FamilyEvent.EmbargoHeard(said), new FamilyEvent.EmbargoSet(said.embargo(), now, revision))
                : List.of(new FamilyEvent.EmbargoHeard(said));
    }

    private static Decision<FamilyEvent> noteTranslation(Family family, FamilyCommand.NoteTranslation note) {
        return note.number() <= family.version(note.language()).textNumber()
                ? Decision.accept()
                : accept(family, note.at(), text(family, note.language(), note.number(), note.text()));
    }

    private static Decision<FamilyEvent> noteClearing(Family family, FamilyCommand.NoteClearing note) {
        Version version = family.version(note.language());
        if (note.number() <= version.reviewNumber()) {
            return Decision.accept();
        }
        boolean isOutAlready =
                version.lastReleased(note.clearing().contentHash()) && version.text() == null && version.kept();
        if (version.isLive(note.clearing().contentHash()) || isOutAlready) {
            return accept(
                    family,
                    note.at(),
                    new FamilyEvent.ClearingRenewed(note.language(), note.number(), note.clearing()));
        }
        return accept(
                family, note.at(), new FamilyEvent.ClearingNoted(note.language(), note.number(), note.clearing()));
    }

    private static Decision<FamilyEvent> noteKill(Family family, FamilyCommand.NoteKill kill) {
        if (family.killed()) {
            return Decision.accept();
        }
        List<FamilyEvent> events = new ArrayList<>(List.of(new FamilyEvent.KillNoted()));
        for (String language : family.live()) {
            Version version = family.version(language);
            events.add(Orders.down(version, language, Objects.requireNonNull(version.live()), kill.reason(), false));
        }
        events.addAll(Obligations.closedByKill(family, kill.reason()));
        return Decision.accept(events);
    }

    /** What an order leads to, and what passes the gate because of it. */
    private static Decision<FamilyEvent> order(Family family, FamilyCommand.Order order) {
        Decision<FamilyEvent> decided = Orders.decide(family, order);
        Instant at = switch (order) {
            case FamilyCommand.Restore restore -> restore.at();
            case FamilyCommand.SetEmbargo set -> set.at();
            case FamilyCommand.LiftEmbargo lift -> lift.at();
            case FamilyCommand.Schedule schedule -> schedule.at();
            case FamilyCommand.CancelSchedule cancel -> cancel.at();
            case FamilyCommand.SetPolicy set -> set.at();
            case FamilyCommand.Unwithhold unwithhold -> unwithhold.at();
            // they let nothing out
            case FamilyCommand.TakeDown _, FamilyCommand.Withhold _, FamilyCommand.Waive _ -> null;
        };
        return at != null
                        && decided instanceof Decision.Accepted<FamilyEvent>(List<FamilyEvent> events)
                        && !events.isEmpty()
                        && !family.hasEnded()
                ? accept(family, at, events)
                : decided;
    }

    private static Decision<FamilyEvent> wake(Family family, Instant at) {
        List<FamilyEvent> events = new ArrayList<>(Obligations.toldAt(family, at));
        if (family.at(at).equals(family)) {
            return Decision.accept(events);
        }
        events.addFirst(new FamilyEvent.TimePassed(at));
        return accept(family, at, events);
    }

    /** A text that came: it lies ready, unless readers saw it last. */
    private static FamilyEvent text(Family family, String language, long number, Text text) {
        Version version = family.version(language);
        return version.isLive(text.contentHash()) || (version.kept() && version.lastReleased(text.contentHash()))
                ? new FamilyEvent.TextDropped(language, number)
                : new FamilyEvent.TextNoted(language, number, text);
    }

    private static Decision<FamilyEvent> accept(Family family, Instant at, FamilyEvent fact) {
        return accept(family, at, List.of(fact));
    }

    /** The facts, and what passes the gate because of them. */
    private static Decision<FamilyEvent> accept(Family family, Instant at, List<FamilyEvent> facts) {
        List<FamilyEvent> events = new ArrayList<>();
        Family now = family;
        for (FamilyEvent fact : facts) {
            events.add(fact);
            now = Evolution.after(now, fact);
        }
        if (!now.isKnown()) {
            return Decision.accept(events);
        }
        for (String language : now.sourceFirst()) {
            FamilyEvent passed = Gate.pass(now, language, at);
            if (passed != null) {
                events.add(passed);
                now = Evolution.after(now, passed);
            }
            if (passed instanceof FamilyEvent.Released released) {
                for (FamilyEvent met : Obligations.metBy(now, released)) {
                    events.add(met);
                    now = Evolution.after(now, met);
                }
            }
        }
        return Decision.accept(events);
    }
}
