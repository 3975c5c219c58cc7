package io.copyflow.ingest.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a story. */
public sealed interface StoryEvent {

    /**
     * It was accepted; this is its first revision.
     *
     * @param language the edition's tag where there is an edition for it, else the canonical tag
     * @param targets languages it is to be translated into, without its own
     * @param embargo null for none
     */
    record Accepted(
            String clientId,
            String language,
            List<Segment> segments,
            String contentHash,
            List<String> authors,
            @Nullable String desk,
            @Nullable String bureau,
            int urgency,
            List<String> targets,
            @Nullable SourceItem sourceItem,
            @Nullable Embargo embargo)
            implements StoryEvent {

        public Accepted {
            segments = List.copyOf(segments);
            authors = List.copyOf(authors);
            targets = List.copyOf(targets);
        }
    }

    /**
     * Its text was replaced. What stays as it was accepted is said again, so that nobody has to remember.
     *
     * @param changed ids of segments that are new or whose text or marks changed, in reading order
     * @param removed ids of segments that are gone
     * @param authors everybody who wrote any of it, in any revision
     * @param targets languages it is to be translated into, without its own
     * @param embargo null where it stays as it was
     * @param sourceItem the version it was made from; null where a person made it
     */
    record Revised(
            int revision,
            RevisionClass revisionClass,
            @Nullable String note,
            String language,
            List<Segment> segments,
            List<String> changed,
            List<String> removed,
            String contentHash,
            List<String> authors,
            @Nullable String desk,
            @Nullable String bureau,
            int urgency,
            List<String> targets,
            @Nullable Embargo embargo,
            @Nullable SourceItem sourceItem)
            implements StoryEvent {

        public Revised {
            segments = List.copyOf(segments);
            changed = List.copyOf(changed);
            removed = List.copyOf(removed);
            authors = List.copyOf(authors);
            targets = List.copyOf(targets);
        }
    }

    /**
     * A higher version of its item came with the text it has already, or without any.
     *
     * @param revision the newest, which stays so
     * @param embargo null where it stays as it was
     */
    record ItemFollowed(
            SourceItem sourceItem, int revision, @Nullable Embargo embargo) implements StoryEvent {}

    /**
     * It was dropped.
     *
     * @param targets languages it was to be translated into
     */
    record Spiked(String reason, String language, List<String> targets) implements StoryEvent {

        public Spiked {
            targets = List.copyOf(targets);
        }
    }

    /** It was killed. The kill switch has told so: it becomes no record. */
    record KillNoted() implements StoryEvent {}
}
