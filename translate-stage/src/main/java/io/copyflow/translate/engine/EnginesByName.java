package io.copyflow.translate.engine;

import java.util.Map;
import java.util.TreeMap;

/** The engines that editions may ask for: what an edition did not ask for never sees its text. */
public final class EnginesByName implements TranslationEngine {

    private final Map<String, TranslationEngine> engines;

    /** @param engines by the names that editions know them by */
    public EnginesByName(Map<String, TranslationEngine> engines) {
        this.engines = new TreeMap<>(engines);
    }

    @Override
    public String name() {
        return String.join(", ", engines.keySet());
    }

    @Override
    public Draft translate(DraftRequest request) {
        TranslationEngine engine = engines.get(request.engine());
        return engine == null
                ? new Draft.PermanentFault(
                        "engine-unknown",
                        "Expected one of the engines " + name()
                                + ", but the edition's draft-from names another. Correct"
                                + " it in newsroom.yaml, or set drafts.engine.")
                : engine.translate(request);
    }

    @Override
    public void close() {
        engines.values().forEach(TranslationEngine::close);
    }
}
