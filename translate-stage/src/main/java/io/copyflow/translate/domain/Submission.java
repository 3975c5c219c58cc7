package io.copyflow.translate.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.copyflow.contract.Mark;
import io.copyflow.contract.MarkRules;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.TextRules;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a submission must be before anybody reads it: its texts and marks are held to the rules of a source's. Source:
 * docs/semantics.md, rules 2, 3, 11 and 12.
 */
sealed interface Submission {

    /** It can be accepted: its segments in the source's order, in NFC. */
    record Sound(List<TranslatedSegment> segments) implements Submission {}

    /** It cannot. */
    record Faulty(Refusal refusal) implements Submission {}

    /** Checks what was handed in against the source it rests on. */
    static Submission of(List<DraftSegment> drafts, SourceRevision source) {
        Refusal refusal = size(drafts);
        if (refusal == null) {
            refusal = missing(drafts, source);
        }
        if (refusal == null) {
            refusal = segments(drafts, source.number(), source.segmentIds());
        }
        if (refusal == null) {
            refusal = blank(drafts, source);
        }
        return refusal == null ? read(drafts, source.segmentIds()) : new Faulty(refusal);
    }

    /**
     * Checks a part of a translation, which may be unfinished.
     *
     * @param order ids of all segments it may have, in the source's order
     */
    static Submission part(List<DraftSegment> drafts, int sourceRevision, List<String> order) {
        Refusal refusal = size(drafts);
        if (refusal == null) {
            refusal = segments(drafts, sourceRevision, order);
        }
        return refusal == null ? read(drafts, order) : new Faulty(refusal);
    }

    private static Submission read(List<DraftSegment> drafts, List<String> order) {
        Map<String, TranslatedSegment> byId = new HashMap<>();
        for (DraftSegment draft : drafts) {
            switch (read(draft)) {
                case Read.Fault(Refusal fault) -> {
                    return new Faulty(fault);
                }
                case Read.Fine(TranslatedSegment segment) -> byId.put(draft.id(), segment);
            }
        }
        List<TranslatedSegment> inOrder = new ArrayList<>();
        for (String id : order) {
            TranslatedSegment segment = byId.get(id);
            if (segment != null) {
                inOrder.add(segment);
            }
        }
        return new Sound(inOrder);
    }

    private static @Nullable Refusal size(List<DraftSegment> drafts) {
        long bytes = 0;
        long marks = 0;
        for (DraftSegment draft : drafts) {
            marks += draft.marks().size();
            bytes += bytes(draft.id()) + bytes(draft.text()) + bytes(draft.originDetail());
            for (DraftSegment.DraftMark mark : draft.marks()) {
                bytes += bytes(mark.target());
            }
        }
        if (bytes > TextRules.MOST_BYTES) {
            return new Refusal(
                    "too-large",
                    "Expected a translation of at most " + TextRules.MOST_BYTES + " bytes, but this one has " + bytes
                            + ". Shorten it and submit it again.");
        }
        if (marks > MarkRules.MOST) {
            return new Refusal(
                    "too-large",
                    "Expected a translation of at most " + MarkRules.MOST + " inline marks, but this one has " + marks
                            + ". Submit it again with fewer of them.");
        }
        return null;
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(UTF_8).length;
    }

    private static @Nullable Refusal missing(List<DraftSegment> drafts, SourceRevision source) {
        Set<String> missing = new LinkedHashSet<>(source.segmentIds());
        drafts.forEach(draft -> missing.remove(draft.id()));
        return missing.isEmpty()
                ? null
                : new Refusal(
                        "segments-missing",
                        "Expected a translation of every segment of source revision " + source.number()
                                + ", but these are missing: " + names(missing) + ". Add them and submit again.");
    }

    private static @Nullable Refusal segments(List<DraftSegment> drafts, int sourceRevision, List<String> order) {
        Set<String> expected = Set.copyOf(order);
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new TreeSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> withoutOrigin = new LinkedHashSet<>();
        for (DraftSegment draft : drafts) {
            if (!seen.add(draft.id())) {
                repeated.add(draft.id());
            }
            if (!expected.contains(draft.id())) {
                unknown.add(draft.id());
            }
            if (draft.origin() == null) {
                withoutOrigin.add(draft.id());
            }
        }
        if (!unknown.isEmpty()) {
            return new Refusal(
                    "segments-unknown",
                    "Expected segments of source revision " + sourceRevision + " only, but it does not have "
                            + names(unknown) + ". Leave them out and send it again.");
        }
        if (!repeated.isEmpty()) {
            return new Refusal(
                    "segments-repeated",
                    "Expected every segment once, but these come more than once: " + names(repeated)
                            + ". Keep one of each and send it again.");
        }
        if (!withoutOrigin.isEmpty()) {
            return new Refusal(
                    "origin-unknown",
                    "Expected the origin person, memory or machine for every segment, but these have another: "
                            + names(withoutOrigin) + ". Say who or what made them and send it again.");
        }
        return null;
    }

    private static @Nullable Refusal blank(List<DraftSegment> drafts, SourceRevision source) {
        Set<String> mayBeBlank = source.segments().stream()
                .filter(SourceSegment::isBlank)
                .map(SourceSegment::id)
                .collect(Collectors.toSet());
        Set<String> blank = drafts.stream()
                .filter(draft -> TextRules.isBlank(draft.text()) && !mayBeBlank.contains(draft.id()))
                .map(DraftSegment::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return blank.isEmpty()
                ? null
                : new Refusal(
                        "segments-blank",
                        "Expected text in every segment that has text in the source, but these are blank: "
                                + names(blank) + ". Translate them and submit again.");
    }

    /** A segment brought into its canonical form, or what is wrong with it. */
    sealed interface Read {
        record Fine(TranslatedSegment segment) implements Read {}

        record Fault(Refusal refusal) implements Read {}
    }

    private static Read read(DraftSegment draft) {
        Origin origin = draft.origin();
        if (origin == null) {
            throw new IllegalStateException("Origins were checked before");
        }
        String where = "segment " + draft.id();
        List<Mark> marks = new ArrayList<>();
        for (DraftSegment.DraftMark mark : draft.marks()) {
            Mark.Kind kind = mark.kind();
            if (kind == null) {
                return new Read.Fault(new Refusal(
                        "mark-invalid",
                        "Expected marks of a kind that is known here, but one in " + where
                                + " is of another. Leave it out and submit again."));
            }
            marks.add(new Mark(kind, mark.start(), mark.end(), mark.target()));
        }
        marks.sort(Comparator.comparingInt(Mark::start));
        Refusal fault = MarkRules.refusal(draft.text(), marks, where);
        if (fault != null) {
            return new Read.Fault(fault);
        }
        fault = TextRules.piledMarks(draft.text(), where);
        if (fault != null) {
            return new Read.Fault(fault);
        }
        Passage passage = composed(draft.id(), draft.text(), marks);
        if (passage == null) {
            return new Read.Fault(new Refusal(
                    "mark-invalid",
                    "Expected marks around whole characters, but one in " + where
                            + " begins or ends inside a character. Mend it and submit again."));
        }
        fault = TextRules.refusal(passage.text(), where);
        if (fault != null) {
            return new Read.Fault(fault);
        }
        return new Read.Fine(
                new TranslatedSegment(passage, origin, origin == Origin.PERSON ? null : draft.originDetail()));
    }

    /**
     * The text in NFC, with its marks where they were; null when a mark has an end inside what NFC makes one character.
     */
    private static @Nullable Passage composed(String id, String text, List<Mark> marks) {
        if (Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            return new Passage(id, text, marks);
        }
        TreeSet<Integer> cuts = new TreeSet<>();
        marks.forEach(mark -> {
            cuts.add(mark.start());
            cuts.add(mark.end());
        });
        Map<Integer, Integer> moved = new HashMap<>();
        StringBuilder pieces = new StringBuilder();
        int from = 0;
        int fromPoint = 0;
        int points = 0;
        for (int cut : cuts) {
            int to = text.offsetByCodePoints(from, cut - fromPoint);
            String piece = Normalizer.normalize(text.substring(from, to), Normalizer.Form.NFC);
            points += piece.codePointCount(0, piece.length());
            moved.put(cut, points);
            pieces.append(piece);
            from = to;
            fromPoint = cut;
        }
        pieces.append(Normalizer.normalize(text.substring(from), Normalizer.Form.NFC));
        String whole = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (!whole.contentEquals(pieces)) {
            return null;
        }
        return new Passage(
                id,
                whole,
                marks.stream()
                        .map(mark -> new Mark(
                                mark.kind(),
                                moved.getOrDefault(mark.start(), mark.start()),
                                moved.getOrDefault(mark.end(), mark.end()),
                                mark.target()))
                        .toList());
    }

    /** Ids for a sentence: the first few, each cut short, as anybody may send anything. */
    static String names(Collection<String> ids) {
        String first = ids.stream().limit(10).map(Submission::shortened).collect(Collectors.joining(", "));
        return ids.size() <= 10 ? first : first + " and " + (ids.size() - 10) + " more";
    }

    /** What anybody sent, for a sentence. */
    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 40
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 40)) + "…";
    }
}
