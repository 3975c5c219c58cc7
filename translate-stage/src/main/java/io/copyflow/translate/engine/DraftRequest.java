package io.copyflow.translate.engine;

import java.time.Instant;
import java.util.List;

/**
 * What is to be drafted.
 *
 * @param engine who is asked, as the edition says
 * @param sourceLanguage canonical BCP 47 tag
 * @param language canonical BCP 47 tag of the translation
 * @param texts one for each segment
 * @param idempotencyKey the same whenever the same is asked for again
 * @param deadline when an answer is of no use any more
 */
public record DraftRequest(
        String engine,
        String sourceLanguage,
        String language,
        List<String> texts,
        String idempotencyKey,
        Instant deadline) {

    public DraftRequest {
        texts = List.copyOf(texts);
    }

    DraftRequest withTexts(List<String> others) {
        return new DraftRequest(engine, sourceLanguage, language, others, idempotencyKey, deadline);
    }
}
