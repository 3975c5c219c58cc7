package io.copyflow.channels.website;

import java.util.List;

/** What the template {@code front.jte} prints: the editions, each in its own language. */
public record FrontPage(Frame frame, PageHead head, List<EditionCard> editions) {

    /** An edition with its newest stories. */
    public record EditionCard(String language, String direction, String ownName, String href, List<Headline> stories) {}

    /** A story of an edition. */
    public record Headline(String headline, String href) {}
}
