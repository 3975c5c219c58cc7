package io.copyflow.ingest.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story as ingest remembers it.
 *
 * @param revision the newest; 0 while nothing was accepted
 * @param segments of the newest revision, in reading order
 * @param nextBlock number of the next new block of the body; none is ever used twice
 * @param contentHash of the newest revision
 * @param authors everybody who wrote any of it, in any revision
 * @param urgency 1 (flash) to 8 (least urgent)
 * @param targets languages it is to be translated into, without its own
 * @param killed whether it was killed, perhaps before anything was accepted
 * @param embargo what it was handed in with last
 * @param sourceItem the newest version of the item it is made from
 */
public record Story(
        String clientId,
        String language,
        int revision,
        List<SegmentDigest> segments,
        int nextBlock,
        String contentHash,
        List<String> authors,
        @Nullable String desk,
        @Nullable String bureau,
        int urgency,
        List<String> targets,
        boolean spiked,
        boolean killed,
        @Nullable Embargo embargo,
        @Nullable SourceItem sourceItem) {

    /** Nothing was accepted yet. */
    public static final Story NONE =
            new Story("", "", 0, List.of(), 1, "", List.of(), null, null, 0, List.of(), false, false, null, null);

    public Story {
        segments = List.copyOf(segments);
        authors = List.copyOf(authors);
        targets = List.copyOf(targets);
    }

    boolean exists() {
        return revision > 0;
    }

    /** The same text and facts, standing otherwise. */
    Story with(boolean spiked, boolean killed, @Nullable Embargo embargo, @Nullable SourceItem sourceItem) {
        return new Story(
                clientId,
                language,
                revision,
                segments,
                nextBlock,
                contentHash,
                authors,
                desk,
                bureau,
                urgency,
                targets,
                spiked,
                killed,
                embargo,
                sourceItem);
    }
}
