package io.copyflow.channels.website;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself to machines; the template {@code head.jte} prints it.
 *
 * @param description a sentence or two, in the page's language
 * @param authors names
 * @param canonical the page's own whole address; null when the site has none
 * @param alternates the page in each language there is, this one included, and {@code x-default} last
 * @param feeds feeds that carry what the page does
 * @param properties Open Graph
 * @param jsonLd a JSON object that may stand in a script element as it is
 */
public record PageHead(
        @Nullable String description,
        List<String> authors,
        @Nullable String canonical,
        List<Alternate> alternates,
        List<Feed> feeds,
        List<Property> properties,
        @Nullable String jsonLd) {

    /** A language of the same page. */
    public record Alternate(String language, String href) {}

    /**
     * A feed to subscribe to.
     *
     * @param name of the format, such as {@code Atom}
     * @param title what it carries
     */
    public record Feed(String mediaType, String name, String title, String href) {}

    /** A property of Open Graph, such as {@code og:title}. */
    public record Property(String name, String content) {}
}
