package io.copyflow.translate.engine;

import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.script.KazakhScript;
import java.util.List;
import java.util.Set;

/** Drafts an edition in another script from the Kazakh one in Cyrillic. */
public final class KazakhScriptEngine implements TranslationEngine {

    private static final Set<String> CYRILLIC = Set.of("kk", "kk-Cyrl");

    private final List<KazakhScript> scripts;

    /** @param scripts at most one for each language */
    public KazakhScriptEngine(List<KazakhScript> scripts) {
        if (scripts.stream().map(KazakhScript::tag).distinct().count() != scripts.size()) {
            throw new IllegalArgumentException("Two scripts for one language: " + scripts);
        }
        this.scripts = List.copyOf(scripts);
    }

    @Override
    public String name() {
        return "kazakh-script";
    }

    @Override
    public Draft translate(DraftRequest request) {
        if (!CYRILLIC.contains(request.sourceLanguage())) {
            return unsupported(request);
        }
        return scripts.stream()
                .filter(script -> script.tag().equals(request.language()))
                .findFirst()
                .<Draft>map(script -> new Draft.Translated(request.texts().stream()
                        .map(text -> piece(script, text))
                        .toList()))
                .orElseGet(() -> unsupported(request));
    }

    private Draft.Piece piece(KazakhScript script, String text) {
        String written = script.write(text);
        return written.isBlank()
                ? new Draft.Missing()
                : new Draft.Made(written, Origin.MACHINE, name() + " " + script.label());
    }

    private static Draft unsupported(DraftRequest request) {
        return new Draft.UnsupportedPair(request.sourceLanguage(), request.language());
    }
}
