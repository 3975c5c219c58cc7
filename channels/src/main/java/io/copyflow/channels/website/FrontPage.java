package io.copyflow.channels.website;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the template {@code front.jte} prints: the editions, each in its own language. */
public record FrontPage(Frame frame, String address, List<EditionCard> editions) {

    /**
     * An edition.
     *
     * @param headline of its newest story; null while it has none
     */
    public record EditionCard(
            String language,
            String direction,
            String ownName,
            String href,
            @Nullable String headline,
            @Nullable String storyHref) {}
}
