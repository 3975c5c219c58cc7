package io.copyflow.channels.website;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the template {@code edition.jte} prints: an edition's stories, newest first. */
public record EditionPage(Frame frame, String address, String ownName, List<Teaser> stories) {

    /** A story as its edition's index shows it. */
    public record Teaser(
            String href, String headline, @Nullable String standfirst, LongTime published) {}
}
