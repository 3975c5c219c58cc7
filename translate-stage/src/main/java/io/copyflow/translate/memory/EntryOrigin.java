package io.copyflow.translate.memory;

import io.copyflow.translate.domain.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an entry of the translation memory comes from. */
public sealed interface EntryOrigin {

    /** Since when it is there. */
    Instant at();

    /** The story or the file: what a draft made from it names. */
    String name();

    /**
     * A version of a story that was cleared.
     *
     * @param segmentId the segment of that story
     * @param sourceRevision the revision of the source that the translation rests on
     * @param contentHash of the version, by which its signatures are found
     * @param textBy who or what made the text; null when it is none this program knows. Source: docs/semantics.md, rule 12
     * @param textByDetail the story of the memory or the engine of the machine; null for a person
     * @param translators ids of everybody who translated any of the version
     * @param clearedAt when the version was cleared, to the millisecond
     */
    record ClearedStory(
            String storyId,
            String segmentId,
            int sourceRevision,
            String contentHash,
            @Nullable Origin textBy,
            @Nullable String textByDetail,
            List<String> translators,
            Instant clearedAt)
            implements EntryOrigin {

        public ClearedStory {
            translators = List.copyOf(translators);
        }

        @Override
        public Instant at() {
            return clearedAt;
        }

        @Override
        public String name() {
            return storyId;
        }
    }

    /**
     * A file of another translation memory: nobody here cleared it.
     *
     * @param file its name, without a slash
     * @param unit the entry within the file and its languages, without a slash
     * @param madeBy as the file says, nobody of the directory; null when it does not
     * @param madeAt as the file says
     * @param importedBy id of the person who imported the file
     * @param importedAt to the millisecond
     */
    record TmxFile(
            String file,
            String unit,
            @Nullable String madeBy,
            @Nullable Instant madeAt,
            String importedBy,
            Instant importedAt)
            implements EntryOrigin {

        @Override
        public Instant at() {
            return importedAt;
        }

        @Override
        public String name() {
            return file;
        }
    }
}
