package io.copyflow.ingest.domain;

import io.copyflow.contract.Refusal;
import io.copyflow.runtime.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What a version of an item means to the story that was made from it. Source: docs/semantics.md, rule 4.
 *
 * <p>A higher version is a revision; versions need not be consecutive. An equal or lower one is passed over, and told
 * so: {@code item-not-newer} is an answer, no fault.
 */
final class ItemRules {

    private ItemRules() {}

    /** Whether a submission is a version of the very item the story was made from, and says which version. */
    static boolean isSameItem(Story story, StoryCommand.Submit submit) {
        SourceItem known = story.sourceItem();
        SourceItem item = submit.sourceItem();
        return known != null
                && item != null
                && item.version() != null
                && item.uri().equals(known.uri());
    }

    /**
     * Why a version makes no revision.
     *
     * @param language of the version, as a story's
     * @return null when it makes one, else {@code item-not-newer}, {@code story-spiked} or {@code language-differs}
     */
    static @Nullable Refusal refusal(Story story, StoryCommand.Submit submit, String language) {
        SourceItem known = story.sourceItem();
        SourceItem item = submit.sourceItem();
        if (known == null || item == null) {
            return null;
        }
        if (!item.isNewerThan(known)) {
            return notNewer(item, known);
        }
        if (story.spiked()) {
            return new Refusal(
                    "story-spiked",
                    "Expected a story in work for version " + item.version() + " of " + item.uri()
                            + ", but story " + submit.storyId()
                            + " was spiked. Submit the text as a new story if it is wanted after all.");
        }
        if (!language.equals(story.language())) {
            return new Refusal(
                    "language-differs",
                    "Expected version " + item.version() + " of " + item.uri() + " in " + story.language()
                            + ", the language of story " + submit.storyId() + ", but it is in " + language
                            + ". Hand it in as an item of its own.");
        }
        return null;
    }

    /** A cancellation kills whatever version it is of, unless a newer one is known to be fit for use. */
    static Decision<StoryEvent> cancel(Story story, SourceItem item) {
        SourceItem known = story.sourceItem();
        if (known != null
                && item.version() != null
                && known.version() != null
                && ItemVersion.ORDER.compare(item.version(), known.version()) < 0) {
            Refusal refusal = notNewer(item, known);
            return Decision.refuse(refusal.code(), refusal.sentence());
        }
        return Decision.accept();
    }

    private static Refusal notNewer(SourceItem item, SourceItem known) {
        return new Refusal(
                "item-not-newer",
                "Version " + item.version() + " of " + item.uri() + " was passed over, because "
                        + (ItemVersion.ORDER.compare(String.valueOf(item.version()), String.valueOf(known.version()))
                                        == 0
                                ? "that version is here already"
                                : "version " + known.version() + " is here already")
                        + ". Nothing is to be done; a correction needs a higher version.");
    }
}
