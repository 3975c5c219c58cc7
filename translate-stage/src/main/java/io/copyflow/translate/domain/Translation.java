package io.copyflow.translate.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The translation of a story into one language.
 *
 * @param status where it stands
 * @param task what was asked for
 * @param source the newest revision of the source
 * @param steps how the source came to that revision since it was queued, the newest last; at most {@value #MOST_STEPS}
 * @param open the segments that are to be worked on, in reading order; the others carry their translation
 * @param lease who holds it; null unless claimed
 * @param submitted the segments as submitted last; empty before
 * @param contentHash of what was submitted last; null before
 * @param provenance texts that no person made
 * @param draft the draft asked for last; null when none was
 * @param translators everybody who translated any of it or saved a draft of it, in the order they came
 * @param hands who of them worked on which segments
 */
public record Translation(
        Status status,
        Task task,
        SourceRevision source,
        List<RevisionStep> steps,
        List<OpenSegment> open,
        @Nullable Lease lease,
        List<SubmittedSegment> submitted,
        @Nullable String contentHash,
        Provenance provenance,
        @Nullable DraftRequest draft,
        List<String> translators,
        Hands hands) {

    static final int MOST_STEPS = 16;

    /** A translation nobody asked for yet. */
    public static final Translation ABSENT = new Translation(
            Status.ABSENT,
            Task.NONE,
            SourceRevision.NONE,
            List.of(),
            List.of(),
            null,
            List.of(),
            null,
            Provenance.NONE,
            null,
            List.of(),
            Hands.NONE);

    /** Where a translation stands. */
    public enum Status {
        /** Nobody asked for it yet. */
        ABSENT,
        /** It waits for a translator. */
        QUEUED,
        /** A translator holds it. */
        CLAIMED,
        /** It was handed in and is the editors' now. */
        SUBMITTED,
        /** It is not wanted any more, for good. */
        CANCELLED
    }

    public Translation {
        steps = List.copyOf(steps);
        open = List.copyOf(open);
        submitted = List.copyOf(submitted);
        translators = List.copyOf(translators);
    }

    /** Ids of the segments that are to be worked on, in reading order. */
    public List<String> openIds() {
        return open.stream().map(OpenSegment::id).toList();
    }

    /** Who holds it, or null. */
    @Nullable
    String holder() {
        return lease == null ? null : lease.holder();
    }

    boolean isHeldBy(String person) {
        return person.equals(holder());
    }

    /** Whether the claim has run out; false when there is none. */
    boolean leaseIsOver(Instant now) {
        return lease != null && !now.isBefore(lease.until());
    }

    /** When it will have to be told that the deadline passed; null when that is told already, or of no interest. */
    @Nullable
    Instant overdueAt() {
        return isWaitedFor() && !task.overdueTold() ? task.deadline() : null;
    }

    /** When the draft that was asked for is given up; null when none is awaited. */
    @Nullable
    Instant draftUntil() {
        return draft != null && draft.isAwaited() ? draft.until() : null;
    }

    /** Whether translators are still to hand it in. */
    boolean isWaitedFor() {
        return status == Status.QUEUED || status == Status.CLAIMED;
    }

    /** The segment as it was submitted last, or null. */
    @Nullable
    SubmittedSegment submitted(String id) {
        return submitted.stream()
                .filter(segment -> segment.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The segment with the origin its text has, whatever is said of it. Source: docs/semantics.md, rule 12. */
    TranslatedSegment attributed(TranslatedSegment segment) {
        MadeText made = provenance.find(segment.passage());
        SubmittedSegment before = made == null ? submitted(segment.passage().id()) : null;
        if (before != null
                && before.made() != null
                && before.made().textHash().equals(MadeText.textHash(segment.passage()))) {
            made = before.made();
        }
        return made == null ? segment : new TranslatedSegment(segment.passage(), made.origin(), made.originDetail());
    }

    /**
     * Who worked on the text of a segment when this person hands it in or saves it so: whoever made another text of it
     * came after those who made the one before.
     *
     * @param segment with the origin it has
     */
    List<Hand> handsOn(TranslatedSegment segment, String person) {
        if (segment.origin() != Origin.PERSON) {
            return List.of();
        }
        String id = segment.passage().id();
        SubmittedSegment before = submitted(id);
        SegmentHands saved = hands.draft(id);
        if (before == null && saved == null) {
            return List.of(new Hand(person, false));
        }
        String hash = SubmittedSegment.hash(segment);
        if (saved != null && hash.equals(saved.draftHash())) {
            return saved.hands();
        }
        List<Hand> ofSubmitted = before == null ? List.of() : handsOnSubmitted(before);
        if (before != null && hash.equals(before.hash())) {
            return ofSubmitted;
        }
        Set<Hand> all = new LinkedHashSet<>(saved == null ? ofSubmitted : saved.hands());
        all.add(new Hand(person, before != null));
        return List.copyOf(all);
    }

    private List<Hand> handsOnSubmitted(SubmittedSegment segment) {
        List<Hand> told = hands.submitted(segment.id());
        if (told != null) {
            return told;
        }
        return segment.made() == null ? theFirst(translators) : List.of();
    }

    private static List<Hand> theFirst(List<String> translators) {
        return translators.isEmpty() ? List.of() : List.of(new Hand(translators.getFirst(), false));
    }

    Translation queued(Task newTask, SourceRevision newSource) {
        return new Translation(
                Status.QUEUED,
                newTask,
                newSource,
                List.of(),
                newSource.segmentIds().stream().map(OpenSegment::wanted).toList(),
                null,
                List.of(),
                null,
                Provenance.NONE,
                null,
                List.of(),
                Hands.NONE);
    }

    Translation held(Lease newLease) {
        return moved(Status.CLAIMED, newLease, open);
    }

    Translation released() {
        return moved(Status.QUEUED, null, open);
    }

    Translation cancelled() {
        return moved(Status.CANCELLED, null, List.of()).draftDone();
    }

    Translation withTask(Task newTask) {
        return new Translation(
                status,
                newTask,
                source,
                steps,
                open,
                lease,
                submitted,
                contentHash,
                provenance,
                draft,
                translators,
                hands);
    }

    /** @param step null when it is not known how the source came there, or it stayed where it was */
    Translation reopened(
            SourceRevision newSource, @Nullable RevisionStep step, List<OpenSegment> nowOpen, Task newTask) {
        List<RevisionStep> more = new ArrayList<>(steps);
        if (step != null) {
            more.add(step);
        }
        return new Translation(
                status == Status.SUBMITTED ? Status.QUEUED : status,
                newTask,
                newSource,
                more.subList(Math.max(0, more.size() - MOST_STEPS), more.size()),
                nowOpen,
                lease,
                submitted,
                contentHash,
                provenance.of(newSource.segmentIds()),
                draft,
                translators,
                hands.of(newSource.segmentIds()));
    }

    Translation acknowledged(Collection<String> ids, Instant leaseUntil) {
        List<OpenSegment> still = open.stream()
                .filter(segment -> !ids.contains(segment.id()) || segment.wanted())
                .map(segment -> ids.contains(segment.id()) ? OpenSegment.wanted(segment.id()) : segment)
                .toList();
        return moved(status, renewed(leaseUntil), still);
    }

    Translation saved(List<TranslatedSegment> segments, String translator, Instant leaseUntil) {
        List<String> more = translators.contains(translator)
                ? translators
                : Stream.concat(translators.stream(), Stream.of(translator)).toList();
        Map<String, SegmentHands> drafts = new LinkedHashMap<>();
        for (TranslatedSegment segment : segments) {
            String id = segment.passage().id();
            drafts.put(id, new SegmentHands(id, SubmittedSegment.hash(segment), handsOn(segment, translator)));
        }
        return new Translation(
                status,
                task,
                source,
                steps,
                open,
                renewed(leaseUntil),
                submitted,
                contentHash,
                provenance.with(segments).of(source.segmentIds()),
                draft,
                more,
                hands.with(drafts).of(source.segmentIds()));
    }

    /** @param worked who worked on each segment that a person made */
    Translation handedIn(
            List<TranslatedSegment> segments,
            String newContentHash,
            List<String> allTranslators,
            Map<String, List<Hand>> worked) {
        List<SegmentHands> told = new ArrayList<>();
        for (TranslatedSegment segment : segments) {
            String id = segment.passage().id();
            List<Hand> onIt = worked.getOrDefault(id, List.of());
            if (segment.origin() == Origin.PERSON && !onIt.equals(theFirst(allTranslators))) {
                told.add(new SegmentHands(id, null, onIt));
            }
        }
        return new Translation(
                        Status.SUBMITTED,
                        task,
                        source,
                        steps,
                        List.of(),
                        null,
                        segments.stream().map(SubmittedSegment::of).toList(),
                        newContentHash,
                        provenance.with(segments),
                        draft,
                        allTranslators,
                        new Hands(told))
                .draftDone();
    }

    Translation draftAsked(DraftRequest request) {
        return withDraft(request, provenance);
    }

    Translation drafted(List<TranslatedSegment> segments) {
        return withDraft(draft, provenance.with(segments)).draftDone();
    }

    Translation draftDone() {
        return draft == null ? this : withDraft(draft.done(), provenance);
    }

    private @Nullable Lease renewed(Instant until) {
        return lease == null ? null : new Lease(lease.holder(), until);
    }

    private Translation withDraft(@Nullable DraftRequest newDraft, Provenance newProvenance) {
        return new Translation(
                status,
                task,
                source,
                steps,
                open,
                lease,
                submitted,
                contentHash,
                newProvenance,
                newDraft,
                translators,
                hands);
    }

    private Translation moved(Status newStatus, @Nullable Lease newLease, List<OpenSegment> nowOpen) {
        return new Translation(
                newStatus,
                task,
                source,
                steps,
                nowOpen,
                newLease,
                submitted,
                contentHash,
                provenance,
                draft,
                translators,
                hands);
    }
}
