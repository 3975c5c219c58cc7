package io.copyflow.publish.domain;

import io.copyflow.contract.Killed;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The release gate: docs/semantics.md, rules 18, 19 and 22, with the policy {@code independent}.
 *
 * <p>A version is released when it is cleared, its hash is that of the text that lies ready, it rests on the newest
 * source revision, the story is neither spiked nor killed, that very text was not taken down, and it is the source or the source is live
 * (in whatever revision). The facts come from three topics in any order; the one that completes the conditions releases.
 * When that releases the source, the translations that waited for it follow at once, in order of their language tags.
 *
 * <p>What is live stays live when the source is revised, its review voided, the source taken down or the story spiked.
 * The very same text is never released again over itself, nor after it was taken down; another text that is cleared is.
 *
 * <p>A kill takes down at once what is live, and is the end: whatever is read afterwards, older or newer, releases nothing.
 *
 * <p>Refusals: those of {@link Rights}; {@code story-killed}, {@code not-live}, {@code reason-missing}.
 */
public final class FamilyDecider implements Decider<Family, FamilyCommand, FamilyEvent> {

    @Override
    public Family initial() {
        return Family.UNKNOWN;
    }

    @Override
    public Decision<FamilyEvent> decide(Family family, FamilyCommand command) {
        return switch (command) {
            case FamilyCommand.TakeDown takeDown -> takeDown(family, takeDown);
            case FamilyCommand.NoteKill kill -> noteKill(family, kill);
            // its facts leave the shelf again where they were taken off it
            case FamilyCommand.NoteSource note
            when family.hasEnded() ->
                Decision.accept(new FamilyEvent.TextDropped(
                        note.language(), family.version(note.language()).textNumber()));
            // nothing more is released of a spiked or killed story, so nothing more is noted
            case FamilyCommand note when family.hasEnded() -> Decision.accept();
            case FamilyCommand.NoteSource note -> noteSource(family, note);
            case FamilyCommand.NoteTranslation note -> noteTranslation(family, note);
            case FamilyCommand.NoteCancellation note ->
                note.number() <= family.version(note.language()).textNumber()
                        ? Decision.accept()
                        : Decision.accept(new FamilyEvent.TextDropped(note.language(), note.number()));
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
        return switch (event) {
            case FamilyEvent.SourceNoted e -> family.withSource(e.language(), e.revision());
            case FamilyEvent.TextNoted e ->
                family.with(
                        e.language(),
                        family.version(e.language()).withText(e.text().held(), e.number()));
            case FamilyEvent.TextDropped e ->
                family.with(e.language(), family.version(e.language()).withText(null, e.number()));
            case FamilyEvent.ClearingNoted e ->
                family.with(e.language(), family.version(e.language()).waitingFor(e.clearing(), e.number()));
            case FamilyEvent.ClearingVoided e ->
                family.with(e.language(), family.version(e.language()).waitingFor(null, e.number()));
            case FamilyEvent.SpikeNoted e -> family.dropped();
            case FamilyEvent.KillNoted e -> family.withKill();
            case FamilyEvent.Held e ->
                family.with(e.language(), family.version(e.language()).announcedAsHeld());
            case FamilyEvent.Released e ->
                family.with(e.language(), family.version(e.language()).released(e.clearing(), e.sequence(), e.at()));
            case FamilyEvent.TakenDown e ->
                family.with(e.language(), family.version(e.language()).takenDown(e.contentHash(), e.sequence()));
        };
    }

    private Decision<FamilyEvent> noteSource(Family family, FamilyCommand.NoteSource note) {
        int revision = note.text().sourceRevision();
        if (revision <= family.sourceRevision()) {
            return Decision.accept();
        }
        return accept(
                family,
                note.at(),
                new FamilyEvent.SourceNoted(note.language(), revision),
                text(family, note.language(), revision, note.text()));
    }

    private Decision<FamilyEvent> noteTranslation(Family family, FamilyCommand.NoteTranslation note) {
        return note.number() <= family.version(note.language()).textNumber()
                ? Decision.accept()
                : accept(family, note.at(), text(family, note.language(), note.number(), note.text()));
    }

    private Decision<FamilyEvent> noteClearing(Family family, FamilyCommand.NoteClearing note) {
        Version version = family.version(note.language());
        return note.number() <= version.reviewNumber()
                        || version.isLive(note.clearing().contentHash())
                ? Decision.accept()
                : accept(
                        family,
                        note.at(),
                        new FamilyEvent.ClearingNoted(note.language(), note.number(), note.clearing()));
    }

    private static Decision<FamilyEvent> noteKill(Family family, FamilyCommand.NoteKill kill) {
        if (family.killed()) {
            return Decision.accept();
        }
        List<FamilyEvent> events = new ArrayList<>(List.of(new FamilyEvent.KillNoted()));
        for (String language : family.live()) {
            events.add(takenDown(family.version(language), language, kill.reason()));
        }
        return Decision.accept(events);
    }

    private static Decision<FamilyEvent> takeDown(Family family, FamilyCommand.TakeDown takeDown) {
        Refusal refusal =
                Rights.refusal(takeDown.actor(), "take a version down", takeDown.language(), Role.EDITOR, Role.CHIEF);
        if (refusal != null) {
            return Decision.refuse(refusal.code(), refusal.sentence());
        }
        if (family.killed()) {
            Refusal killed = Killed.refusal("take a version down");
            return Decision.refuse(killed.code(), killed.sentence());
        }
        Version version = family.version(takeDown.language());
        if (version.live() == null) {
            return Decision.refuse(
                    "not-live",
                    "Expected a live version in " + takeDown.language() + " to take down, but "
                            + (version.isTakenDown() ? "it was taken down already" : "it was never released")
                            + ". Check story and language.");
        }
        if (takeDown.reason().isBlank()) {
            return Decision.refuse(
                    "reason-missing",
                    "Expected a reason for taking the version down, but it is blank. Say why, for colleagues.");
        }
        return Decision.accept(takenDown(version, takeDown.language(), takeDown.reason()));
    }

    /** The end of a version that is live. */
    private static FamilyEvent takenDown(Version version, String language, String reason) {
        Clearing live = Objects.requireNonNull(version.live());
        return new FamilyEvent.TakenDown(
                language, version.releaseSequence() + 1, live.contentHash(), live.sourceRevision(), reason);
    }

    /** A text that came: it lies ready, unless it is out already. */
    private static FamilyEvent text(Family family, String language, long number, Text text) {
        return family.version(language).isLive(text.contentHash())
                ? new FamilyEvent.TextDropped(language, number)
                : new FamilyEvent.TextNoted(language, number, text);
    }

    /** The facts, and what passes the gate because of them. */
    private Decision<FamilyEvent> accept(Family family, Instant at, FamilyEvent... facts) {
        List<FamilyEvent> events = new ArrayList<>();
        Family now = family;
        for (FamilyEvent fact : facts) {
            events.add(fact);
            now = evolve(now, fact);
        }
        String source = now.sourceLanguage();
        if (source == null) {
            return Decision.accept(events);
        }
        List<String> sourceFirst = new ArrayList<>(List.of(source));
        now.versions().keySet().stream()
                .filter(language -> !language.equals(source))
                .forEach(sourceFirst::add);
        for (String language : sourceFirst) {
            FamilyEvent passed = gate(now, language, at);
            if (passed != null) {
                events.add(passed);
                now = evolve(now, passed);
            }
        }
        return Decision.accept(events);
    }

    /** Rule 18: what becomes of a language's cleared version now; null when nothing does. */
    private static @Nullable FamilyEvent gate(Family family, String language, Instant at) {
        Version version = family.version(language);
        Clearing waiting = version.waiting();
        HeldText text = version.text();
        if (waiting == null
                || text == null
                || !waiting.contentHash().equals(text.contentHash())
                || waiting.sourceRevision() != text.sourceRevision()
                || waiting.sourceRevision() != family.sourceRevision()) {
            return null;
        }
        HoldReason reason = holdReason(family, language, waiting);
        if (reason == null) {
            return new FamilyEvent.Released(language, version.releaseSequence() + 1, waiting, at);
        }
        return version.held() ? null : new FamilyEvent.Held(language, waiting, reason);
    }

    private static @Nullable HoldReason holdReason(Family family, String language, Clearing waiting) {
        if (waiting.contentHash().equals(family.version(language).takenDown())) {
            return HoldReason.TAKEN_DOWN;
        }
        return language.equals(family.sourceLanguage()) || family.isSourceLive()
                ? null
                : HoldReason.SOURCE_NOT_RELEASED;
    }
}
