package io.copyflow.contract;

import org.jspecify.annotations.Nullable;

/**
 * What is published of a version besides its text, and signed with it.
 *
 * @param storyId the story
 * @param sourceLanguage BCP 47 tag of the language the story was written in
 * @param urgency 1 (flash) to 8 (least urgent), as in the source revision
 * @param desk the desk that is responsible; null for none
 * @param bureau the bureau the story comes from; null for none
 */
public record PublishedMetadata(
        String storyId,
        String sourceLanguage,
        int urgency,
        @Nullable String desk,
        @Nullable String bureau) {}
