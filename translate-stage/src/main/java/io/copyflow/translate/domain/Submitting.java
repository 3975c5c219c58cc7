package io.copyflow.translate.domain;

import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.Refusal;
import io.copyflow.runtime.Decision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the holder does with the text. Source: docs/semantics.md, rules 7 to 12. */
final class Submitting {

    private final QualityChecks checks;

    Submitting(QualityChecks checks) {
        this.checks = checks;
    }

    static Decision<TranslationEvent> save(Translation state, TranslationCommand.SaveDraft save) {
        Refusal refusal = Claims.notHolder(state, save, "save a draft");
        if (refusal == null) {
            refusal = notArrived(state, save.sourceRevision());
        }
        if (refusal == null && save.segments().isEmpty()) {
            refusal = new Refusal(
                    "draft-empty",
                    "Expected a draft with at least one segment, but it has none. Send what there is to save; to renew"
                            + " the claim alone, claim again.");
        }
        if (refusal != null) {
            return Decision.refuse(refusal.code(), refusal.sentence());
        }
        // what an older revision had is not remembered: its segments are taken as they come
        List<String> order = save.sourceRevision() == state.source().number()
                ? state.source().segmentIds()
                : inOrder(state, save.segments());
        return switch (Submission.part(save.segments(), save.sourceRevision(), order)) {
            case Submission.Faulty(Refusal fault) -> Decision.refuse(fault.code(), fault.sentence());
            case Submission.Sound(List<TranslatedSegment> segments) ->
                Decision.accept(new TranslationEvent.DraftSaved(
                        save.actor().id(),
                        save.sourceRevision(),
                        segments.stream().map(state::attributed).toList(),
                        Claims.renewed(state, save.at())));
        };
    }

    static Decision<TranslationEvent> acknowledge(Translation state, TranslationCommand.Acknowledge acknowledge) {
        Refusal refusal = Claims.notHolder(state, acknowledge, "acknowledge a change of the source");
        if (refusal == null) {
            refusal = notArrived(state, acknowledge.sourceRevision());
        }
        if (refusal == null && acknowledge.sourceRevision() < state.source().number()) {
            refusal = new Refusal(
                    "stale-source",
                    "Expected an acknowledgement of source revision "
                            + state.source().number()
                            + ", but this one names revision " + acknowledge.sourceRevision()
                            + ". Look at what changed since, then acknowledge that.");
        }
        if (refusal == null) {
            refusal = notAcknowledgeable(state, acknowledge.segments());
        }
        if (refusal != null) {
            return Decision.refuse(refusal.code(), refusal.sentence());
        }
        List<String> ids = state.open().stream()
                .filter(segment -> segment.isChanged() && acknowledge.segments().contains(segment.id()))
                .map(OpenSegment::id)
                .toList();
        return ids.isEmpty()
                ? Decision.accept()
                : Decision.accept(new TranslationEvent.SourceAcknowledged(
                        acknowledge.actor().id(),
                        acknowledge.sourceRevision(),
                        ids,
                        Claims.renewed(state, acknowledge.at())));
    }

    private static @Nullable Refusal notAcknowledgeable(Translation state, Set<String> ids) {
        Set<String> known = new LinkedHashSet<>(state.source().segmentIds());
        List<String> unknown =
                ids.stream().filter(id -> !known.contains(id)).sorted().toList();
        if (!unknown.isEmpty()) {
            return new Refusal(
                    "segments-unknown",
                    "Expected segments of source revision " + state.source().number()
                            + " only, but it does not have " + Submission.names(unknown)
                            + ". Leave them out and send it again.");
        }
        List<String> untranslated = known.stream()
                .filter(id -> ids.contains(id) && state.submitted(id) == null)
                .toList();
        return untranslated.isEmpty()
                ? null
                : new Refusal(
                        "segments-untranslated",
                        "Expected segments that have a translation to let stand, but these have none: "
                                + Submission.names(untranslated) + ". Translate and submit them.");
    }

    Decision<TranslationEvent> submit(Translation state, TranslationCommand.Submit submit) {
        Refusal refusal = Claims.notHolder(state, submit, "submit");
        if (refusal == null) {
            refusal = notArrived(state, submit.sourceRevision());
        }
        if (refusal == null) {
            refusal = stale(state, submit);
        }
        if (refusal != null) {
            return Decision.refuse(refusal.code(), refusal.sentence());
        }
        return switch (Submission.of(submit.segments(), state.source())) {
            case Submission.Faulty(Refusal fault) -> Decision.refuse(fault.code(), fault.sentence());
            case Submission.Sound(List<TranslatedSegment> segments) -> {
                Refusal unseen = unacknowledged(state, submit.sourceRevision(), segments);
                yield unseen == null
                        ? Decision.accept(submitted(state, submit, segments))
                        : Decision.refuse(unseen.code(), unseen.sentence());
            }
        };
    }

    private static @Nullable Refusal notArrived(Translation state, int named) {
        int newest = state.source().number();
        return 0 < named && named <= newest
                ? null
                : new Refusal(
                        "revision-unknown",
                        "Expected source revision 1 to " + newest + " to be named, but this names revision " + named
                                + ", which has not arrived here. Check the number, or send it again in a moment.");
    }

    /** Rule 8: an older revision will do when nothing lies between that a translation would show. */
    private static @Nullable Refusal stale(Translation state, TranslationCommand.Submit submit) {
        int newest = state.source().number();
        if (submit.sourceRevision() == newest
                || RevisionStep.areHarmless(
                        state.steps(), submit.sourceRevision(), newest, translators(state, submit))) {
            return null;
        }
        return new Refusal(
                "stale-source",
                "Expected a translation of source revision " + newest + ", but this one rests on revision "
                        + submit.sourceRevision() + ". Look at what changed, translate it and submit again.");
    }

    /** Rule 9: what changed up to the revision named has another text, or was acknowledged and is open no more. */
    private static @Nullable Refusal unacknowledged(Translation state, int named, List<TranslatedSegment> segments) {
        Set<String> same = segments.stream()
                .filter(segment -> {
                    SubmittedSegment before = state.submitted(segment.passage().id());
                    return before != null && before.isThe(segment);
                })
                .map(segment -> segment.passage().id())
                .collect(Collectors.toSet());
        List<String> unseen = state.open().stream()
                .filter(segment -> segment.isChanged() && segment.changedIn() <= named && same.contains(segment.id()))
                .map(OpenSegment::id)
                .toList();
        return unseen.isEmpty()
                ? null
                : new Refusal(
                        "acknowledgement-missing",
                        "Expected another text, or an acknowledgement, for every segment whose source changed, but"
                                + " these have the text they had: " + Submission.names(unseen)
                                + ". Look at what changed up to source revision " + named
                                + ", then translate them anew or acknowledge them, and submit again.");
    }

    private TranslationEvent submitted(
            Translation state, TranslationCommand.Submit submit, List<TranslatedSegment> handedIn) {
        List<TranslatedSegment> segments = submit.reference().withMedia(handedIn);
        int revision = state.source().number();
        PublishedMetadata metadata = submit.reference().metadata();
        List<String> translators = translators(state, submit);
        Set<String> contributors = new LinkedHashSet<>(state.source().authors());
        contributors.addAll(translators);
        List<Passage> text = segments.stream().map(TranslatedSegment::passage).toList();
        List<TranslatedSegment> attributed =
                segments.stream().map(state::attributed).toList();
        Map<String, List<Hand>> hands = attributed.stream()
                .collect(Collectors.toMap(
                        segment -> segment.passage().id(),
                        segment -> state.handsOn(segment, submit.actor().id())));
        return new TranslationEvent.Submitted(
                revision,
                submit.sourceRevision(),
                attributed,
                ContentHash.of(metadata, submit.language(), revision, text),
                metadata,
                List.copyOf(contributors),
                translators,
                warnings(state, submit, text),
                Contribution.to(attributed, hands));
    }

    private List<Warning> warnings(Translation state, TranslationCommand.Submit submit, List<Passage> text) {
        Reference reference = submit.reference();
        return checks
                .check(state.task().sourceLanguage(), reference.source(), submit.language(), text, reference.glossary())
                .stream()
                .limit(QualityChecks.MOST_WARNINGS)
                .toList();
    }

    private static List<String> translators(Translation state, TranslationCommand.Submit submit) {
        Set<String> translators = new LinkedHashSet<>(state.translators());
        translators.add(submit.actor().id());
        return List.copyOf(translators);
    }

    private static List<String> inOrder(Translation state, List<DraftSegment> drafts) {
        List<String> order = new ArrayList<>(state.source().segmentIds());
        drafts.stream().map(DraftSegment::id).filter(id -> !order.contains(id)).forEach(order::add);
        return order;
    }
}
