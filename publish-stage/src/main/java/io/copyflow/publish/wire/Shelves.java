package io.copyflow.publish.wire;

import io.copyflow.publish.domain.Family;
import io.copyflow.publish.domain.Text;
import io.copyflow.publish.domain.Version;
import io.copyflow.runtime.Keep;
import io.copyflow.runtime.Shelf;
import io.copyflow.runtime.StageData;
import io.copyflow.schemas.state.Deliveries;
import io.copyflow.schemas.state.StoryFacts;
import io.copyflow.schemas.state.VersionText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lies beside the family's state, so that a decision reads and writes little. */
final class Shelves {

    /**
     * Texts, by story id and language with a slash between: the newest, from when it is handed in. It stays when it is
     * released, so that what is withheld or taken down can go live again. When a newer one comes, what readers saw last
     * moves to the same key with {@link #LAST} behind it.
     */
    static final Shelf<VersionText> TEXTS = new Shelf<>("version-text-store", VersionText.class);

    /**
     * What a published record says of its story, by story id: as long as anything of the story is live or may be. A story
     * that was neither spiked nor killed may always be released again.
     */
    static final Shelf<StoryFacts> FACTS = new Shelf<>("story-facts-store", StoryFacts.class);

    /** What channels show, by story id and language with a slash between: as long as the story's facts. */
    static final Shelf<Deliveries> DELIVERIES = new Shelf<>("delivery-store", Deliveries.class);

    private static final String LAST = "/last";

    private Shelves() {}

    static StoryFacts facts(String storyId, StageData data) {
        StoryFacts facts = data.onShelf(FACTS, storyId);
        if (facts == null) {
            throw new IllegalStateException("Expected the story " + storyId
                    + " to be known before anything of it is released or taken down, but it is not.");
        }
        return facts;
    }

    /** Takes what is not wanted any more of a story of which nothing is live and nothing ever will be. */
    static List<Keep<?>> withoutFactsWhenOver(String storyId, Family after) {
        List<Keep<?>> none = new ArrayList<>();
        if (after.isOver()) {
            none.add(new Keep<>(FACTS, storyId, null));
            after.versions().forEach((language, version) -> {
                if (version.releaseSequence() > 0) {
                    none.add(new Keep<>(DELIVERIES, key(storyId, language), null));
                }
            });
        }
        return none;
    }

    /** Puts a new text there. {@code after} is the version with it. */
    static List<Keep<?>> with(String storyId, String language, Text text, Version after, StageData data) {
        String key = key(storyId, language);
        List<Keep<?>> keeps = new ArrayList<>();
        if (after.lastReleased() != null) {
            VersionText before = data.onShelf(TEXTS, key);
            if (before != null && after.lastReleased(before.getContentHash())) {
                keeps.add(new Keep<>(TEXTS, key + LAST, before));
            }
        }
        keeps.add(new Keep<>(TEXTS, key, TextWire.write(text)));
        return keeps;
    }

    /** Takes the newest text away, unless it is what readers saw last and is kept for that. */
    static List<Keep<?>> without(String storyId, String language, Version after, StageData data) {
        String key = key(storyId, language);
        if (after.kept()) {
            VersionText newest = data.onShelf(TEXTS, key);
            if (newest == null || after.lastReleased(newest.getContentHash())) {
                return List.of();
            }
            VersionText last = data.onShelf(TEXTS, key + LAST);
            return last == null
                    ? List.of(new Keep<>(TEXTS, key, null))
                    : List.of(new Keep<>(TEXTS, key, last), new Keep<>(TEXTS, key + LAST, null));
        }
        return all(storyId, language, after);
    }

    /** Takes all texts of a language away. */
    static List<Keep<?>> all(String storyId, String language, Version after) {
        String key = key(storyId, language);
        List<Keep<?>> none = new ArrayList<>(List.of(new Keep<>(TEXTS, key, null)));
        if (after.releaseSequence() > 0) {
            none.add(new Keep<>(TEXTS, key + LAST, null));
        }
        return none;
    }

    /** The text of that hash; null when it is not there. */
    static @Nullable VersionText text(String storyId, String language, String hash, StageData data) {
        String key = key(storyId, language);
        VersionText newest = data.onShelf(TEXTS, key);
        if (newest != null && newest.getContentHash().equals(hash)) {
            return newest;
        }
        VersionText last = data.onShelf(TEXTS, key + LAST);
        return last != null && last.getContentHash().equals(hash) ? last : null;
    }

    /** Takes away what readers saw before they saw the newest text. */
    static List<Keep<?>> onlyNewest(String storyId, String language, StageData data) {
        String last = key(storyId, language) + LAST;
        return data.onShelf(TEXTS, last) == null ? List.of() : List.of(new Keep<>(TEXTS, last, null));
    }

    static String key(String storyId, String language) {
        return storyId + "/" + language;
    }
}
