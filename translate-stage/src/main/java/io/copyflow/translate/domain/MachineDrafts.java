package io.copyflow.translate.domain;

import io.copyflow.contract.Refusal;
import io.copyflow.contract.TextRules;
import io.copyflow.runtime.Decision;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Drafts that the memory or machines were asked for. They are no translations. Source: docs/semantics.md, rule 12. */
final class MachineDrafts {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int LONGEST_SENTENCE = 500;
    private static final int LONGEST_ENGINE = 100;

    private MachineDrafts() {}

    static Decision<TranslationEvent> offer(Translation state, TranslationCommand.OfferDraft offer) {
        DraftRequest request = state.draft();
        if (request == null || isNotAwaited(state, offer)) {
            return notAwaited(state, offer);
        }
        Refusal refusal = engine(offer.engine());
        if (refusal == null && offer.sourceRevision() != request.sourceRevision()) {
            refusal = new Refusal(
                    "stale-source",
                    "Expected a draft of source revision " + request.sourceRevision()
                            + ", but this one rests on revision " + offer.sourceRevision()
                            + ". Draft the text that came with the request.");
        }
        if (refusal == null) {
            refusal = notDrafted(offer.segments());
        }
        if (refusal != null) {
            return Decision.refuse(refusal.code(), refusal.sentence());
        }
        return switch (Submission.part(offer.segments(), request.sourceRevision(), request.segments())) {
            case Submission.Faulty(Refusal fault) -> Decision.refuse(fault.code(), fault.sentence());
            case Submission.Sound(List<TranslatedSegment> segments) ->
                Decision.accept(new TranslationEvent.DraftOffered(
                        request.id(),
                        offer.engine(),
                        request.sourceRevision(),
                        segments.stream().map(state::attributed).toList()));
        };
    }

    static Decision<TranslationEvent> fail(Translation state, TranslationCommand.FailDraft fail) {
        if (isNotAwaited(state, fail)) {
            return notAwaited(state, fail);
        }
        Refusal refusal = engine(fail.engine());
        if (refusal == null && !CODE.matcher(fail.code()).matches()) {
            refusal = new Refusal(
                    "code-invalid",
                    "Expected a code of lower-case letters, digits and hyphens, at most 64, but got '"
                            + Submission.shortened(fail.code()) + "'. Correct it and send it again.");
        }
        return refusal == null
                ? Decision.accept(new TranslationEvent.DraftFailed(
                        fail.requestId(), fail.engine(), fail.code(), cut(fail.sentence())))
                : Decision.refuse(refusal.code(), refusal.sentence());
    }

    /** What happens when nobody answered in time. */
    static TranslationEvent overdue(DraftRequest request) {
        return new TranslationEvent.DraftFailed(
                request.id(),
                request.engine(),
                "draft-overdue",
                "Expected a draft by " + request.until() + ", but none came. Translate without it.");
    }

    /** Whoever answers too late, twice, or what nobody asked is told so. */
    static Decision<TranslationEvent> notAwaited(Translation state, TranslationCommand.ByMachine answer) {
        DraftRequest request = state.draft();
        String why;
        if (request == null || !request.id().equals(answer.requestId())) {
            why = "it answers request '" + Submission.shortened(answer.requestId())
                    + "', and another or none is waited for: the source may have moved on";
        } else if (request.isAwaited()) {
            why = "that was waited for until " + request.until();
        } else {
            why = "that request was answered or given up before";
        }
        return Decision.refuse(
                "draft-not-awaited",
                "Expected an answer to the draft request that is waited for, but " + why
                        + ". Drop it; nothing was changed.");
    }

    private static boolean isNotAwaited(Translation state, TranslationCommand.ByMachine answer) {
        DraftRequest request = state.draft();
        return request == null
                || !request.isAwaited()
                || !request.id().equals(answer.requestId())
                || !answer.at().isBefore(request.until());
    }

    private static @Nullable Refusal engine(String engine) {
        return !engine.isBlank() && engine.length() <= LONGEST_ENGINE
                ? null
                : new Refusal(
                        "engine-invalid",
                        "Expected the engine's name, at most " + LONGEST_ENGINE + " characters, but got '"
                                + Submission.shortened(engine) + "'. Name it and send it again.");
    }

    private static @Nullable Refusal notDrafted(List<DraftSegment> segments) {
        if (segments.isEmpty()) {
            return new Refusal(
                    "draft-empty",
                    "Expected a draft with at least one segment, but it has none. When there is nothing to offer, say"
                            + " so with FailDraft.");
        }
        List<String> blank = segments.stream()
                .filter(segment -> TextRules.isBlank(segment.text()))
                .map(DraftSegment::id)
                .toList();
        if (!blank.isEmpty()) {
            return new Refusal(
                    "segments-blank",
                    "Expected text in every segment of a draft, but these are blank: " + Submission.names(blank)
                            + ". Leave them out and send it again.");
        }
        List<String> byPerson = segments.stream()
                .filter(segment -> segment.origin() == Origin.PERSON)
                .map(DraftSegment::id)
                .toList();
        return byPerson.isEmpty()
                ? null
                : new Refusal(
                        "origin-unknown",
                        "Expected the origin memory or machine for every segment of a draft, but these name a person: "
                                + Submission.names(byPerson) + ". Say what made them and send it again.");
    }

    private static String cut(String sentence) {
        return sentence.codePointCount(0, sentence.length()) <= LONGEST_SENTENCE
                ? sentence
                : sentence.substring(0, sentence.offsetByCodePoints(0, LONGEST_SENTENCE)) + "…";
    }
}
