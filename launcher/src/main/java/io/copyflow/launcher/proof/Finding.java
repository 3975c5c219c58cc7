package io.copyflow.launcher.proof;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong.
 *
 * @param place the record it was seen at
 * @param storyId null when it is about no story
 * @param language null when it is about no language
 * @param sentence for a person: what was expected, and what there is
 */
public record Finding(
        Fault fault,
        Place place,
        @Nullable String storyId,
        @Nullable String language,
        String sentence) {

    /** What is wrong at which record, however it is worded. */
    record Same(Fault fault, Place place) {}

    Same same() {
        return new Same(fault, place);
    }
}
