package io.copyflow.translate.domain;

import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentKind;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A translation with its texts, as a translator is shown it.
 *
 * @param state where it stands
 * @param segments those of the source's newest revision, in reading order; none once the story was dropped
 * @param warnings of the submission last handed in
 */
public record WholeTask(
        String storyId, String language, Translation state, List<Segment> segments, List<Warning> warnings) {

    public WholeTask {
        segments = List.copyOf(segments);
        warnings = List.copyOf(warnings);
    }

    /**
     * A segment of the source and what there is of its translation.
     *
     * @param kind what it is in the article; null when that is not known
     * @param open why it is to be worked on; null when it carries its translation
     * @param text the newest that was saved or submitted; null without one
     * @param outdated what the text rests on, where the source says something else now; null where it does not
     * @param offered a draft of memory or a machine; null without one
     * @param terms what the glossary has for its source
     */
    public record Segment(
            @Nullable SegmentKind kind,
            Passage source,
            @Nullable OpenSegment open,
            @Nullable TranslatedSegment text,
            @Nullable Outdated outdated,
            @Nullable TranslatedSegment offered,
            List<AgreedWording> terms) {

        public Segment {
            terms = List.copyOf(terms);
        }

        /** Whether it has a text that the source has moved away from. */
        public boolean isStale() {
            return outdated != null || (open != null && open.isChanged());
        }

        /** What the source said before it moved away from the text; null when it did not, or nobody knows any more. */
        public @Nullable Passage before() {
            if (outdated != null && outdated.source() != null) {
                return outdated.source();
            }
            return open == null ? null : open.before();
        }
    }

    /**
     * What a saved text rests on.
     *
     * @param revision the source revision it was saved on
     * @param source what the source said then; null when nobody knows any more
     */
    public record Outdated(int revision, @Nullable Passage source) {}

    /** The same with what the glossary has for each source. */
    public WholeTask withTerms(Function<Passage, List<AgreedWording>> glossary) {
        return new WholeTask(
                storyId,
                language,
                state,
                segments.stream()
                        .map(segment -> new Segment(
                                segment.kind(),
                                segment.source(),
                                segment.open(),
                                segment.text(),
                                segment.outdated(),
                                segment.offered(),
                                glossary.apply(segment.source())))
                        .toList(),
                warnings);
    }
}
