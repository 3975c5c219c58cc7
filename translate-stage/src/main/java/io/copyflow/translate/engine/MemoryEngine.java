package io.copyflow.translate.engine;

import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.memory.Recollection;
import java.util.List;

/** Drafts what was translated before, and nothing else. */
public final class MemoryEngine implements TranslationEngine {

    private final Recollection memory;
    private final int lowestScore;

    /**
     * @param memory not closed with the engine
     * @param lowestScore that makes a draft; 100 for the same text only
     */
    public MemoryEngine(Recollection memory, int lowestScore) {
        this.memory = memory;
        this.lowestScore = lowestScore;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Draft translate(DraftRequest request) {
        List<Draft.Piece> pieces =
                request.texts().stream().map(text -> piece(request, text)).toList();
        return new Draft.Translated(pieces);
    }

    private Draft.Piece piece(DraftRequest request, String text) {
        return memory.suggest(request.sourceLanguage(), request.language(), text, 1, lowestScore).stream()
                .map(suggestion -> made(suggestion.entry()))
                .findFirst()
                .orElseGet(Draft.Missing::new);
    }

    private static Draft.Piece made(MemoryEntry entry) {
        return new Draft.Made(
                entry.target().text(), Origin.MEMORY, entry.origin().name());
    }
}
