package io.copyflow.translate.desk;

import io.copyflow.translate.desk.TranslationDesk.Asker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which story a keyed request for the next task was sent to last: until the answer is known elsewhere, a repeat must not
 * be sent to another. It knows the newest requests, as many as it is told to.
 */
final class LastAsked {

    private final LinkedHashMap<Request, String> stories;

    LastAsked(int most) {
        stories = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Request, String> eldest) {
                return size() > most;
            }
        };
    }

    private record Request(Asker asker, String language) {}

    /** Remembers it; without a key no request is the repeat of another. */
    synchronized void ask(Asker asker, String language, String storyId) {
        if (asker.key() != null) {
            stories.putLast(new Request(asker, language), storyId);
        }
    }

    /** Null when it was not asked before, or too long ago. */
    synchronized @Nullable String story(Asker asker, String language) {
        return stories.get(new Request(asker, language));
    }
}
