package io.copyflow.publish.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a correction has to reach, and what has been reached: docs/semantics.md, rule 21. */
final class Obligations {

    private Obligations() {}

    /** What a correction opens: for each language that is live, and each channel that shows an older text. */
    static List<FamilyEvent> opened(Family family, int revision, Map<String, FamilyCommand.Reach> reach, Instant at) {
        List<FamilyEvent> events = new ArrayList<>();
        new TreeMap<>(reach).forEach((language, whom) -> {
            Version version = family.version(language);
            boolean isLive = version.live() != null;
            if (version.releaseSequence() > 0 && (isLive || !whom.channels().isEmpty())) {
                Correction correction = new Correction(revision, at, at.plus(whom.within()), 0);
                events.add(new FamilyEvent.CorrectionNoted(language, correction));
                if (isLive) {
                    events.add(new FamilyEvent.ObligationOpened(Obligation.of(language, null, correction)));
                }
                whom.channels().stream()
                        .sorted()
                        .forEach(channel -> events.add(
                                new FamilyEvent.ObligationOpened(Obligation.of(language, channel, correction))));
            }
        });
        return events;
    }

    /** What a release meets: the language's own obligations. A channel meets its own by a receipt. */
    static List<FamilyEvent> metBy(Family family, FamilyEvent.Released released) {
        List<FamilyEvent> events = new ArrayList<>();
        for (Obligation each : family.obligations()) {
            if (each.channel() == null
                    && each.language().equals(released.language())
                    && each.revision() <= released.clearing().sourceRevision()) {
                events.add(new FamilyEvent.ObligationMet(each, released.sequence()));
            }
        }
        return events;
    }

    /** What a channel's receipt meets, or opens where it shows an older text. */
    static List<FamilyEvent> metBy(Family family, FamilyCommand.NoteReceipt receipt) {
        List<FamilyEvent> events = new ArrayList<>();
        Correction correction = family.version(receipt.language()).correction();
        boolean isOwed = false;
        for (Obligation each : family.obligations()) {
            if (receipt.channel().equals(each.channel()) && each.language().equals(receipt.language())) {
                isOwed |= correction != null && each.revision() == correction.revision();
                if (!receipt.shows() || isCarried(each.carriedBy(), receipt.sequence())) {
                    events.add(new FamilyEvent.ObligationMet(each, receipt.sequence()));
                }
            }
        }
        if (correction != null
                && receipt.shows()
                && !isOwed
                && !family.killed()
                && !isCarried(correction.carriedBy(), receipt.sequence())) {
            events.add(
                    new FamilyEvent.ObligationOpened(Obligation.of(receipt.language(), receipt.channel(), correction)));
        }
        return events;
    }

    private static boolean isCarried(long carriedBy, long sequence) {
        return carriedBy > 0 && sequence >= carriedBy;
    }

    /** What a kill closes: everything. */
    static List<FamilyEvent> closedByKill(Family family, String reason) {
        return family.obligations().stream()
                .<FamilyEvent>map(each -> new FamilyEvent.ObligationClosed(each, ObligationEnd.KILLED, reason))
                .toList();
    }

    /** What is to be told at a time. */
    static List<FamilyEvent> toldAt(Family family, Instant at) {
        List<FamilyEvent> events = new ArrayList<>();
        for (Obligation each : family.obligations()) {
            Instant next = nextAt(family, each);
            if (next != null && !at.isBefore(next)) {
                events.add(
                        at.isBefore(each.dueAt())
                                ? new FamilyEvent.ObligationReminded(each)
                                : new FamilyEvent.ObligationOverdue(each));
            }
        }
        return events;
    }

    /** When something is to be told next; null for never. */
    static @Nullable Instant nextAt(Family family) {
        return family.obligations().stream()
                .map(each -> nextAt(family, each))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** What is not live shows nobody the old text: the time of a language stands still while it is down. */
    private static @Nullable Instant nextAt(Family family, Obligation obligation) {
        return obligation.channel() == null
                        && family.version(obligation.language()).live() == null
                ? null
                : obligation.nextAt();
    }

    /** Channels' obligations of a language that a release carries out learn by which. */
    static Obligation carried(Obligation obligation, FamilyEvent.Released released) {
        return obligation.channel() != null
                        && obligation.carriedBy() == 0
                        && obligation.language().equals(released.language())
                        && obligation.revision() <= released.clearing().sourceRevision()
                ? obligation.carriedBy(released.sequence())
                : obligation;
    }
}
