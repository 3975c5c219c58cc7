package io.copyflow.translate.exchange;

import java.util.List;

/**
 * A translation task as it leaves for a translator's own tools.
 *
 * @param sourceRevision the revision of the source it rests on, from 1
 * @param sourceLanguage BCP 47 tag
 * @param targetLanguage BCP 47 tag
 * @param segments in reading order
 */
public record ExchangeTask(
        String storyId,
        int sourceRevision,
        String sourceLanguage,
        String targetLanguage,
        List<ExchangeSegment> segments) {

    public ExchangeTask {
        segments = List.copyOf(segments);
    }
}
