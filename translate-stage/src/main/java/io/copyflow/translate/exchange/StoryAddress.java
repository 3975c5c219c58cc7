package io.copyflow.translate.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a story as XLIFF names the original document: {@code copyflow:story/ID/revision/N}. Tools have to keep
 * it, whatever else they drop.
 */
record StoryAddress(String storyId, int revision) {

    private static final Pattern SHAPE =
            Pattern.compile("copyflow:story/([a-z0-9][a-z0-9-]{0,63})/revision/([1-9][0-9]{0,8})");

    static @Nullable StoryAddress of(@Nullable String original) {
        if (original == null) {
            return null;
        }
        Matcher shape = SHAPE.matcher(original.strip());
        return shape.matches() ? new StoryAddress(shape.group(1), Integer.parseInt(shape.group(2))) : null;
    }

    String original() {
        return "copyflow:story/" + storyId + "/revision/" + revision;
    }
}
