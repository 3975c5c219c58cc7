package io.copyflow.channels.website;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.channels.delivery.Version;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An edition's newest stories as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, with their full text. An item's id is made
 * of newsroom, story and language, so that a correction is the same item, updated.
 */
final class Feeds {

    private static final Xml.Space ATOM = new Xml.Space("", "http://www.w3.org/2005/Atom");
    private static final Xml.Space NONE = new Xml.Space("", "");
    private static final Xml.Space ATOM_IN_RSS = new Xml.Space("atom", ATOM.uri());
    private static final Xml.Space CONTENT = new Xml.Space("content", "http://purl.org/rss/1.0/modules/content/");
    private static final Xml.Space DUBLIN_CORE = new Xml.Space("dc", "http://purl.org/dc/elements/1.1/");

    private final ObjectMapper json = new ObjectMapper();
    private final WebsiteSettings settings;
    private final Function<Version, String> html;

    /**
     * @param html a story's text as HTML
     */
    Feeds(WebsiteSettings settings, Function<Version, String> html) {
        this.settings = settings;
        this.html = html;
    }

    /** What an edition's feed is called. */
    static String title(WebsiteSettings settings, String language) {
        return settings.name() + " – " + Labels.ownName(language);
    }

    /**
     * A feed.
     *
     * @param stories newest first
     * @param changedAt when the edition last changed, withdrawals included
     */
    byte[] feed(FeedFormat format, String language, List<Version> stories, Instant changedAt) {
        return switch (format) {
            case ATOM -> atom(language, stories, changedAt);
            case RSS -> rss(language, stories, changedAt);
            case JSON -> json(language, stories);
        };
    }

    private byte[] atom(String language, List<Version> stories, Instant changedAt) {
        Xml feed = new Xml("feed", ATOM).language(language);
        feed.leaf(ATOM, "id", settings.urn("feed", language));
        feed.leaf(ATOM, "title", title(settings, language));
        feed.leaf(ATOM, "updated", changedAt.toString());
        feed.start(ATOM, "author").leaf(ATOM, "name", settings.name()).end();
        link(feed, "alternate", "text/html", settings.link("../", Pages.path(language)));
        link(feed, "self", FeedFormat.ATOM.mediaType(), settings.link("../", FeedFormat.ATOM.path(language)));
        URI hub = settings.hub();
        if (hub != null && settings.isPublic()) {
            feed.start(ATOM, "link")
                    .attribute("rel", "hub")
                    .attribute("href", hub.toString())
                    .end();
        }
        for (Version story : stories) {
            feed.start(ATOM, "entry");
            feed.leaf(ATOM, "id", id(story));
            feed.leaf(ATOM, "title", story.headline());
            feed.leaf(ATOM, "published", story.firstPublishedAt().toString());
            feed.leaf(ATOM, "updated", story.publishedAt().toString());
            for (String author : authors(story)) {
                feed.start(ATOM, "author").leaf(ATOM, "name", author).end();
            }
            link(feed, "alternate", "text/html", settings.link("../", Pages.path(story.storyId(), language)));
            if (story.desk() != null) {
                feed.start(ATOM, "category").attribute("term", story.desk()).end();
            }
            if (story.standfirst() != null) {
                feed.leaf(ATOM, "summary", story.standfirst());
            }
            feed.start(ATOM, "content")
                    .attribute("type", "html")
                    .text(html.apply(story))
                    .end();
            feed.end();
        }
        return feed.bytes();
    }

    private static void link(Xml feed, String relation, String mediaType, String address) {
        feed.start(ATOM, "link")
                .attribute("rel", relation)
                .attribute("type", mediaType)
                .attribute("href", address)
                .end();
    }

    private byte[] rss(String language, List<Version> stories, Instant changedAt) {
        Xml feed = new Xml("rss", NONE, ATOM_IN_RSS, CONTENT, DUBLIN_CORE).attribute("version", "2.0");
        feed.start(NONE, "channel");
        feed.leaf(NONE, "title", title(settings, language));
        feed.leaf(NONE, "link", settings.address(Pages.path(language)));
        feed.leaf(NONE, "description", title(settings, language));
        feed.leaf(NONE, "language", language);
        feed.leaf(NONE, "lastBuildDate", rfc822(changedAt));
        feed.start(ATOM_IN_RSS, "link")
                .attribute("rel", "self")
                .attribute("type", FeedFormat.RSS.mediaType())
                .attribute("href", settings.address(FeedFormat.RSS.path(language)))
                .end();
        URI hub = settings.hub();
        if (hub != null) {
            feed.start(ATOM_IN_RSS, "link")
                    .attribute("rel", "hub")
                    .attribute("href", hub.toString())
                    .end();
        }
        for (Version story : stories) {
            feed.start(NONE, "item");
            feed.leaf(NONE, "title", story.headline());
            feed.leaf(NONE, "link", settings.address(Pages.path(story.storyId(), language)));
            feed.start(NONE, "guid")
                    .attribute("isPermaLink", "false")
                    .text(id(story))
                    .end();
            feed.leaf(NONE, "pubDate", rfc822(story.firstPublishedAt()));
            for (String author : authors(story)) {
                feed.leaf(DUBLIN_CORE, "creator", author);
            }
            if (story.desk() != null) {
                feed.leaf(NONE, "category", story.desk());
            }
            if (story.standfirst() != null) {
                feed.leaf(NONE, "description", story.standfirst());
            }
            feed.leaf(CONTENT, "encoded", html.apply(story));
            feed.leaf(ATOM_IN_RSS, "updated", story.publishedAt().toString());
            feed.end();
        }
        return feed.bytes();
    }

    private byte[] json(String language, List<Version> stories) {
        ObjectNode feed = json.createObjectNode();
        feed.put("version", "https://jsonfeed.org/version/1.1");
        feed.put("title", title(settings, language));
        put(feed, "home_page_url", settings.publicAddress(Pages.path(language)));
        put(feed, "feed_url", settings.publicAddress(FeedFormat.JSON.path(language)));
        feed.put("language", language);
        URI hub = settings.hub();
        if (hub != null && settings.isPublic()) {
            feed.putArray("hubs").addObject().put("type", "WebSub").put("url", hub.toString());
        }
        ArrayNode items = feed.putArray("items");
        for (Version story : stories) {
            ObjectNode item = items.addObject();
            item.put("id", id(story));
            put(item, "url", settings.publicAddress(Pages.path(story.storyId(), language)));
            item.put("title", story.headline());
            put(item, "summary", story.standfirst());
            item.put("content_html", html.apply(story));
            item.put("date_published", story.firstPublishedAt().toString());
            item.put("date_modified", story.publishedAt().toString());
            item.put("language", language);
            List<String> authors = authors(story);
            if (!authors.isEmpty()) {
                ArrayNode names = item.putArray("authors");
                authors.forEach(author -> names.addObject().put("name", author));
            }
            if (story.desk() != null) {
                item.putArray("tags").add(story.desk());
            }
        }
        try {
            return json.writeValueAsBytes(feed);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode object, String name, @Nullable String value) {
        if (value != null) {
            object.put(name, value);
        }
    }

    private String id(Version story) {
        return settings.urn(story.storyId(), story.language());
    }

    private static List<String> authors(Version story) {
        return Articles.names(story.credits(), Version.Part.AUTHOR);
    }

    private static String rfc822(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }
}
