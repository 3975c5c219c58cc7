package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import io.copyflow.runtime.Decision;
import io.copyflow.translate.domain.Translation.Status;
import io.copyflow.translate.domain.TranslationEvent.ReopenReason;
import io.copyflow.translate.domain.TranslationEvent.Reopened;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the source and the editors open work. Source: docs/semantics.md, rules 6, 8 to 10 and 14. */
final class Reopening {

    private Reopening() {}

    static Decision<TranslationEvent> queue(Translation state, TranslationCommand.Queue queue) {
        return switch (state.status()) {
            case ABSENT -> queue.isWanted() ? start(queue) : Decision.accept();
            case QUEUED, CLAIMED, SUBMITTED ->
                queue.source().number() > state.source().number() ? revise(state, queue) : Decision.accept();
            case CANCELLED -> Decision.accept();
        };
    }

    private static Decision<TranslationEvent> start(TranslationCommand.Queue queue) {
        Terms terms = queue.terms();
        SourceRevision source = queue.source().revision();
        Task task = new Task(
                queue.sourceLanguage(), queue.urgency(), terms.at(), terms.deadline(), false, terms.leaseMillis());
        return withDraft(new TranslationEvent.Queued(task, source), queue, source, source.segmentIds());
    }

    private static Decision<TranslationEvent> revise(Translation state, TranslationCommand.Queue queue) {
        SourceRevision source = queue.source().revision();
        SourceMove move = moveFrom(state.source().number(), queue);
        Map<String, SourceChange> known = new HashMap<>();
        if (move != null) {
            move.changes().forEach(change -> known.put(change.segmentId(), change));
        }
        Map<String, String> before = state.source().hashes();
        Map<String, OpenSegment> open =
                state.open().stream().collect(Collectors.toMap(OpenSegment::id, segment -> segment));
        Map<String, Passage> text = queue.source().byId();
        List<OpenSegment> nowOpen = new ArrayList<>();
        List<SourceChange> changes = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        for (SourceSegment segment : source.segments()) {
            OpenSegment was = open.get(segment.id());
            OpenSegment now = was;
            SourceChange change = null;
            if (!segment.hash().equals(before.get(segment.id()))) {
                changed.add(segment.id());
                Passage after = passage(text, segment.id());
                change = known.get(segment.id());
                if (change == null) {
                    change = SourceChange.of(queue.sourceLanguage(), null, after);
                }
                now = opened(state, was, change, source.number());
            }
            if (now != null) {
                nowOpen.add(now);
                if (now.isChanged() && (change == null || !same(now.before(), change.before()))) {
                    change = SourceChange.of(queue.sourceLanguage(), now.before(), passage(text, segment.id()));
                }
                if (change != null) {
                    changes.add(change);
                }
            }
        }
        Task task = state.status() == Status.SUBMITTED ? again(state, queue.terms()) : state.task();
        Reopened reopened = new Reopened(
                source, ReopenReason.SOURCE_REVISED, nowOpen, changes, move == null ? null : move.step(), task);
        return withDraft(reopened, queue, source, toDraft(state, source, changed));
    }

    /** How the source moved from the revision this translation knows, or null. */
    private static @Nullable SourceMove moveFrom(int number, TranslationCommand.Queue queue) {
        SourceMove move = queue.move();
        return move != null && move.step().from() == number ? move : null;
    }

    /** A changed segment: before an unsubmitted text, nothing has to be answered for. */
    private static OpenSegment opened(Translation state, @Nullable OpenSegment was, SourceChange change, int revision) {
        String id = change.segmentId();
        if (state.submitted(id) == null) {
            return OpenSegment.wanted(id);
        }
        boolean isWanted = was != null && was.wanted();
        return was != null && was.isChanged() ? was : new OpenSegment(id, isWanted, revision, change.before());
    }

    private static boolean same(@Nullable Passage one, @Nullable Passage other) {
        return one == null ? other == null : one.equals(other);
    }

    private static Passage passage(Map<String, Passage> text, String id) {
        Passage passage = text.get(id);
        if (passage == null) {
            throw new IllegalStateException("A segment of the source without a passage: " + id);
        }
        return passage;
    }

    /** What has another source now, and what is still asked for elsewhere. */
    private static List<String> toDraft(Translation state, SourceRevision source, Set<String> changed) {
        Set<String> ids = new LinkedHashSet<>(changed);
        DraftRequest request = state.draft();
        if (request != null && request.isAwaited()) {
            ids.addAll(request.segments());
        }
        return source.segmentIds().stream().filter(ids::contains).toList();
    }

    private static Decision<TranslationEvent> withDraft(
            TranslationEvent event, TranslationCommand.Queue queue, SourceRevision source, List<String> ids) {
        Terms.Drafting drafting = queue.terms().drafting();
        Set<String> blank = source.segments().stream()
                .filter(SourceSegment::isBlank)
                .map(SourceSegment::id)
                .collect(Collectors.toSet());
        Set<String> asked = new HashSet<>(ids);
        asked.removeAll(blank);
        List<Passage> text = queue.source().passages().stream()
                .filter(passage -> asked.contains(passage.id()))
                .toList();
        if (drafting == null || text.isEmpty()) {
            return Decision.accept(event);
        }
        DraftRequest request = new DraftRequest(
                drafting.requestId(),
                drafting.engine(),
                source.number(),
                text.stream().map(Passage::id).toList(),
                drafting.until(),
                true);
        return Decision.accept(event, new TranslationEvent.DraftRequested(request, queue.sourceLanguage(), text));
    }

    static Decision<TranslationEvent> cancel(Translation state, TranslationCommand.Cancel cancel) {
        return switch (state.status()) {
            case QUEUED, CLAIMED, SUBMITTED -> Decision.accept(new TranslationEvent.Cancelled(cancel.reason()));
            case ABSENT, CANCELLED -> Decision.accept();
        };
    }

    static Decision<TranslationEvent> forChanges(Translation state, TranslationCommand.ReturnForChanges changes) {
        List<String> commented = state.source().segmentIds().stream()
                .filter(changes.segments()::contains)
                .toList();
        return sentBack(
                state,
                changes.contentHash(),
                ReopenReason.CHANGES_REQUESTED,
                commented.isEmpty() ? state.source().segmentIds() : commented,
                changes.terms());
    }

    static Decision<TranslationEvent> rejected(Translation state, TranslationCommand.ReturnRejected rejected) {
        return sentBack(
                state,
                rejected.contentHash(),
                ReopenReason.REJECTED,
                state.source().segmentIds(),
                rejected.terms());
    }

    /**
     * An editor's decision may be read after the revision of the source that it crossed: what it opens is open then
     * too, and whoever has claimed the work meanwhile keeps it.
     */
    private static Decision<TranslationEvent> sentBack(
            Translation state, String contentHash, ReopenReason reason, List<String> toOpen, Terms terms) {
        if (state.status() == Status.CANCELLED || !contentHash.equals(state.contentHash())) {
            return Decision.accept();
        }
        Map<String, OpenSegment> open =
                state.open().stream().collect(Collectors.toMap(OpenSegment::id, segment -> segment));
        toOpen.forEach(id -> open.merge(id, OpenSegment.wanted(id), (was, wanted) -> was.alsoWanted()));
        List<OpenSegment> nowOpen = state.source().segmentIds().stream()
                .filter(open::containsKey)
                .map(open::get)
                .toList();
        if (state.status() != Status.SUBMITTED && nowOpen.equals(state.open())) {
            return Decision.accept();
        }
        Task task = state.status() == Status.SUBMITTED ? again(state, terms) : state.task();
        return Decision.accept(new Reopened(state.source(), reason, nowOpen, List.of(), null, task));
    }

    private static Task again(Translation state, Terms terms) {
        return state.task().again(terms.at(), terms.deadline());
    }
}
