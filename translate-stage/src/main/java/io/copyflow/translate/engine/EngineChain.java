package io.copyflow.translate.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Engines one after the other: each is asked for the texts that those before it had nothing for. A fault of any is the
 * fault of all, so that a draft does not depend on which engine happened to be down.
 */
public final class EngineChain implements TranslationEngine {

    private final List<TranslationEngine> engines;

    public EngineChain(List<TranslationEngine> engines) {
        this.engines = List.copyOf(engines);
    }

    @Override
    public String name() {
        return String.join(", ", engines.stream().map(TranslationEngine::name).toList());
    }

    @Override
    public Draft translate(DraftRequest request) {
        List<Draft.Piece> pieces = new ArrayList<>();
        request.texts().forEach(_ -> pieces.add(new Draft.Missing()));
        boolean supported = false;
        for (TranslationEngine engine : engines) {
            List<Integer> missing = missing(pieces);
            if (missing.isEmpty()) {
                break;
            }
            List<String> texts = missing.stream().map(request.texts()::get).toList();
            switch (engine.translate(request.withTexts(texts))) {
                case Draft.Translated translated -> {
                    supported = true;
                    for (int i = 0; i < missing.size(); i++) {
                        pieces.set(missing.get(i), translated.pieces().get(i));
                    }
                }
                case Draft.UnsupportedPair _ -> {}
                case Draft.Fault fault -> {
                    return fault;
                }
            }
        }
        return supported
                ? new Draft.Translated(pieces)
                : new Draft.UnsupportedPair(request.sourceLanguage(), request.language());
    }

    private static List<Integer> missing(List<Draft.Piece> pieces) {
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Draft.Missing) {
                missing.add(i);
            }
        }
        return missing;
    }

    @Override
    public void close() {
        engines.forEach(TranslationEngine::close);
    }
}
