package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a translation that memory or machines made: whoever hands one in, it stays theirs. Source:
 * docs/semantics.md, rule 12.
 *
 * @param texts the one met last at the end; at most {@value #MOST} of a segment
 */
public record Provenance(List<MadeText> texts) {

    static final int MOST = 8;

    /** Nothing was made yet. */
    public static final Provenance NONE = new Provenance(List.of());

    public Provenance {
        texts = List.copyOf(texts);
    }

    /** The text as it was made; null when it is not known that anything made it. */
    @Nullable
    MadeText find(Passage passage) {
        if (texts.isEmpty()) {
            return null;
        }
        String hash = MadeText.textHash(passage);
        return texts.stream()
                .filter(text ->
                        text.segmentId().equals(passage.id()) && text.textHash().equals(hash))
                .findFirst()
                .orElse(null);
    }

    /** With those of the segments that no person made. */
    Provenance with(Collection<TranslatedSegment> segments) {
        List<MadeText> all = new ArrayList<>(texts);
        for (TranslatedSegment segment : segments) {
            if (segment.origin() != Origin.PERSON) {
                MadeText known = find(segment.passage());
                MadeText text = known == null ? MadeText.of(segment) : known;
                all.remove(text);
                all.add(text);
                forgetOldest(all, text.segmentId());
            }
        }
        return new Provenance(all);
    }

    /** Without those of segments that are gone. */
    Provenance of(Collection<String> segmentIds) {
        return new Provenance(texts.stream()
                .filter(text -> segmentIds.contains(text.segmentId()))
                .toList());
    }

    private static void forgetOldest(List<MadeText> texts, String segmentId) {
        List<MadeText> ofSegment = texts.stream()
                .filter(text -> text.segmentId().equals(segmentId))
                .toList();
        if (ofSegment.size() > MOST) {
            texts.remove(ofSegment.getFirst());
        }
    }
}
