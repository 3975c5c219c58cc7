package io.copyflow.translate.exchange;

import io.copyflow.contract.Passage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a translation memory: one text in several languages.
 *
 * @param id as the memory calls it; null when it does not
 * @param sourceLanguage BCP 47 tag in canonical spelling; null when any of its languages can be the source
 * @param variants one for each language, seldom more; at least two
 * @param createdBy null when not told
 * @param created null when not told
 * @param properties the memory's own, by type; {@link #STORY} where it came from Copyflow
 */
public record TmxUnit(
        @Nullable String id,
        @Nullable String sourceLanguage,
        List<Variant> variants,
        @Nullable String createdBy,
        @Nullable Instant created,
        Map<String, String> properties) {

    /** The type of the property that names the story a text is from. */
    public static final String STORY = "x-copyflow-story";

    public TmxUnit {
        variants = List.copyOf(variants);
        properties = Map.copyOf(properties);
    }

    /**
     * The text in one language.
     *
     * @param language BCP 47 tag in canonical spelling
     * @param passage its id is the empty text: a memory has no segments
     * @param codesLeftOut how many inline codes have no meaning here; where there are some, the text may lack what a
     *     placeholder stood for
     */
    public record Variant(String language, Passage passage, int codesLeftOut) {}
}
