package io.copyflow.translate.engine.http;

import io.copyflow.translate.engine.TranslationEngine;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The machines there are. */
public final class HttpEngines {

    private HttpEngines() {}

    /**
     * A server with LibreTranslate's API.
     *
     * @param server its address, such as {@code http://localhost:5000}
     * @param key null where it asks for none
     */
    public static TranslationEngine libreTranslate(URI server, @Nullable Secret key, HttpLimits limits, Clock clock) {
        return new HttpTranslationEngine(new LibreTranslate(server, key), limits, clock);
    }

    /**
     * DeepL.
     *
     * @param server null for the public one of the key's plan
     */
    public static TranslationEngine deepL(@Nullable URI server, Secret key, HttpLimits limits, Clock clock) {
        return new HttpTranslationEngine(new DeepL(server == null ? DeepL.serverOf(key) : server, key), limits, clock);
    }
}
