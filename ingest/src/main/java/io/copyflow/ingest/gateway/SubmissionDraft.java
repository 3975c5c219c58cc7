package io.copyflow.ingest.gateway;

import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.Embargo;
import io.copyflow.ingest.domain.RevisionClass;
import io.copyflow.ingest.domain.SourceItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader found in a body; the gateway completes it.
 *
 * @param provider the space the client id is unique in: {@code desk}, {@code wire} or {@code document}
 * @param author who wrote it, where the body says so
 * @param language where the body says so
 * @param pictures those of wires and documents, which are not fetched yet
 * @param targets the editions to translate into; null means all
 * @param embargo until when it must not be published; null for no embargo
 * @param revisionClass how it is meant where it is a higher version of a known item
 * @param revisionNote what was changed and why, where it is such a version
 * @param notes what was changed or left out while reading, for the submitter
 */
public record SubmissionDraft(
        String provider,
        String clientId,
        @Nullable String author,
        @Nullable String language,
        List<Block> blocks,
        List<WantedPicture> pictures,
        @Nullable String desk,
        @Nullable String bureau,
        int urgency,
        @Nullable List<String> targets,
        @Nullable SourceItem sourceItem,
        @Nullable Embargo embargo,
        RevisionClass revisionClass,
        @Nullable String revisionNote,
        List<String> notes) {

    /** The provider of what people hand in themselves. */
    public static final String DESK = "desk";

    /** The provider of wire items. */
    public static final String WIRE = "wire";

    /** The provider of documents that say little of themselves: web pages, Markdown, plain text. */
    public static final String DOCUMENT = "document";

    /** The urgency of a story that states none. */
    static final int USUAL_URGENCY = 5;

    public SubmissionDraft {
        blocks = List.copyOf(blocks);
        pictures = List.copyOf(pictures);
        targets = targets == null ? null : List.copyOf(targets);
        notes = List.copyOf(notes);
    }

    /** The same with more notes, before its own. */
    SubmissionDraft withNotes(List<String> more) {
        return new SubmissionDraft(
                provider,
                clientId,
                author,
                language,
                blocks,
                pictures,
                desk,
                bureau,
                urgency,
                targets,
                sourceItem,
                embargo,
                revisionClass,
                revisionNote,
                java.util.stream.Stream.concat(more.stream(), notes.stream()).toList());
    }

    /** The same with its pictures among its blocks, and notes of those that could not be had. */
    SubmissionDraft with(List<Block> whole, List<String> allNotes) {
        return new SubmissionDraft(
                provider,
                clientId,
                author,
                language,
                whole,
                List.of(),
                desk,
                bureau,
                urgency,
                targets,
                sourceItem,
                embargo,
                revisionClass,
                revisionNote,
                allNotes);
    }

    /** The same as an entry of a feed that is polled. */
    SubmissionDraft from(FeedSource source, SourceItem item) {
        return new SubmissionDraft(
                provider,
                clientId,
                author,
                language,
                blocks,
                pictures,
                source.desk(),
                bureau,
                urgency,
                targets,
                item,
                embargo,
                revisionClass,
                revisionNote,
                notes);
    }
}
