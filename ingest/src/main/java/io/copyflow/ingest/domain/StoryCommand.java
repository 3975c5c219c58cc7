package io.copyflow.ingest.domain;

import io.copyflow.contract.Actor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a story: by people, and by the kill switch. */
public sealed interface StoryCommand {

    /** What a person asks. */
    sealed interface ByPerson extends StoryCommand {

        /** Who asks. */
        Actor actor();

        /** When it is decided. */
        Instant at();
    }

    /** The story was killed. */
    record NoteKill() implements StoryCommand {}

    /**
     * Take this in as a new story.
     *
     * @param storyId the id the story will have
     * @param clientId the id the submitter gave it
     * @param language BCP 47 tag as the submitter wrote it
     * @param blocks the text in reading order
     * @param urgency 1 (flash) to 8
     * @param targets the editions to translate into; null means all
     * @param embargo null for none
     * @param revisionClass how it is meant where it is a higher version of a known item
     * @param note what was changed and why, where it is such a version
     * @param surroundings what the directory says
     */
    record Submit(
            Actor actor,
            Instant at,
            String storyId,
            String clientId,
            String language,
            List<Block> blocks,
            @Nullable String desk,
            @Nullable String bureau,
            int urgency,
            @Nullable List<String> targets,
            @Nullable SourceItem sourceItem,
            @Nullable Embargo embargo,
            RevisionClass revisionClass,
            @Nullable String note,
            Surroundings surroundings)
            implements ByPerson {

        public Submit {
            blocks = List.copyOf(blocks);
            targets = targets == null ? null : List.copyOf(targets);
        }
    }

    /**
     * Replace the text.
     *
     * @param storyId the story's id
     * @param basedOn the revision the reviser saw
     * @param blocks the whole text in reading order
     * @param note what was changed and why, for colleagues
     * @param embargo null leaves it as it was
     */
    record Revise(
            Actor actor,
            Instant at,
            String storyId,
            int basedOn,
            List<Block> blocks,
            RevisionClass revisionClass,
            @Nullable String note,
            @Nullable Embargo embargo)
            implements ByPerson {

        public Revise {
            blocks = List.copyOf(blocks);
        }
    }

    /** Drop the story before it is released. */
    record Spike(Actor actor, Instant at, String reason) implements ByPerson {}

    /**
     * A command with a value this stage does not know, such as one written by a newer version.
     *
     * @param field where it stands, such as {@code blocks[3].kind}
     * @param known the values that are known
     */
    record Illegible(Actor actor, Instant at, String field, List<String> known) implements ByPerson {

        public Illegible {
            known = List.copyOf(known);
        }
    }
}
