package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import io.copyflow.contract.TextRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A version as it was handed in, with the source it rests on: what is to be remembered once it is cleared.
 *
 * @param contentHash of the version
 * @param sourceRevision the source revision it rests on
 * @param sourceLanguage BCP 47 tag of the source
 * @param translators who translated
 * @param segments in reading order; those that are blank have no language, and are left out
 */
public record PairedVersion(
        String contentHash,
        int sourceRevision,
        String sourceLanguage,
        List<String> translators,
        List<PairedSegment> segments) {

    public PairedVersion {
        translators = List.copyOf(translators);
        segments = List.copyOf(segments);
    }

    /**
     * Pairs what was handed in with its source. A segment whose source text at hand is another than the one the
     * translation rests on is left out: the source may have gone on where the translation was not asked to follow.
     *
     * @param after the translation, with the submission applied
     * @param source the source text at hand
     */
    public static PairedVersion of(Translation after, TranslationEvent.Submitted submitted, SourceText source) {
        Map<String, Passage> passages = source.byId();
        Map<String, String> atHand = source.revision().hashes();
        Map<String, String> restsOn = after.source().hashes();
        List<PairedSegment> pairs = new ArrayList<>();
        for (TranslatedSegment target : submitted.segments()) {
            String id = target.passage().id();
            Passage passage = passages.get(id);
            if (passage != null
                    && Objects.equals(atHand.get(id), restsOn.get(id))
                    && !TextRules.isBlank(passage.text())
                    && !TextRules.isBlank(target.passage().text())) {
                pairs.add(new PairedSegment(passage, target));
            }
        }
        return new PairedVersion(
                submitted.contentHash(),
                submitted.sourceRevision(),
                after.task().sourceLanguage(),
                submitted.translators(),
                pairs);
    }
}
