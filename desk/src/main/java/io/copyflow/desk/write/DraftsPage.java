package io.copyflow.desk.write;

import io.copyflow.desk.web.Frame;
import io.copyflow.desk.web.Markup;
import java.time.Instant;
import java.util.List;

/** What somebody has begun to write. */
public record DraftsPage(Frame frame, List<Begun> begun) {

    /** @param headline empty while there is none */
    public record Begun(String id, String headline, String language, boolean isRevision, Instant savedAt) {

        static Begun of(Draft draft) {
            return new Begun(
                    draft.id(),
                    Markup.read(draft.headline()).text(),
                    draft.language(),
                    draft.isRevision(),
                    Instant.parse(draft.savedAt()));
        }
    }
}
