package io.copyflow.translate.domain;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Passage;
import io.copyflow.contract.PublishedMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a submission is compared with.
 *
 * @param source text of the source's newest revision
 * @param metadata what is published with the text, as in that revision
 */
public record Reference(List<Passage> source, PublishedMetadata metadata, Glossary glossary) {

    public Reference {
        source = List.copyOf(source);
    }

    /** A text with the pictures and videos of the source: whoever translates does not choose them. */
    List<TranslatedSegment> withMedia(List<TranslatedSegment> text) {
        Map<String, MediaReference> media = new HashMap<>();
        for (Passage passage : source) {
            MediaReference of = passage.media();
            if (of != null) {
                media.put(passage.id(), of);
            }
        }
        return text.stream()
                .map(segment -> new TranslatedSegment(
                        segment.passage().with(media.get(segment.passage().id())),
                        segment.origin(),
                        segment.originDetail()))
                .toList();
    }
}
