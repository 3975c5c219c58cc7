package io.copyflow.translate.engine;

/** Drafts translations. Any number of threads may ask at once; an interrupted one gets a passing fault soon. */
public interface TranslationEngine extends AutoCloseable {

    /** What it is called in settings and in the origin of a draft. */
    String name();

    /** Asks for a draft, and waits for it until the request's deadline at most. Never throws for what an engine does. */
    Draft translate(DraftRequest request);

    @Override
    default void close() {}
}
