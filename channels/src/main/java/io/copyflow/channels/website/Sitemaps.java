package io.copyflow.channels.website;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Sitemaps as sitemaps.org and Google's extensions have them: for each edition and day one with every language of each
 * story, and for each edition one of its news and an index of all of them.
 *
 * <p>Days, because a sitemap tells each story's every language: one for a whole edition would be drawn anew, at its whole
 * size, with each release.
 */
final class Sitemaps {

    /** What the protocol allows in one sitemap. */
    static final int MOST_ADDRESSES = 50_000;

    /** The protocol allows 50 MiB; what an address takes is reckoned, so some is left free. */
    static final long MOST_BYTES = 45L << 20;

    /** What Google takes in one news sitemap. */
    static final int MOST_NEWS = 1000;

    private static final Xml.Space MAP = new Xml.Space("", "http://www.sitemaps.org/schemas/sitemap/0.9");
    private static final Xml.Space XHTML = new Xml.Space("xhtml", "http://www.w3.org/1999/xhtml");
    private static final Xml.Space NEWS = new Xml.Space("news", "http://www.google.com/schemas/sitemap-news/0.9");

    private final WebsiteSettings settings;
    private final int mostAddresses;

    Sitemaps(WebsiteSettings settings) {
        this(settings, MOST_ADDRESSES);
    }

    /** With another bound, for tests. */
    Sitemaps(WebsiteSettings settings, int mostAddresses) {
        this.settings = settings;
        this.mostAddresses = mostAddresses;
    }

    /** The path of an edition's sitemap of a day; parts are counted from 1. */
    static String path(String language, LocalDate day, int part) {
        return language + "/sitemap-" + day + (part == 1 ? "" : "-" + part) + ".xml";
    }

    /** The path of an edition's sitemap of its news. */
    static String newsPath(String language) {
        return language + "/sitemap-news.xml";
    }

    /** The path of an edition's index of its sitemaps. */
    static String indexPath(String language) {
        return language + "/sitemap.xml";
    }

    /** A day's stories, cut so that no sitemap is larger than the protocol allows. */
    List<List<Family>> parts(List<Family> day) {
        List<List<Family>> parts = new ArrayList<>();
        List<Family> part = new ArrayList<>();
        long bytes = 0;
        for (Family family : day) {
            long size =
                    (family.live().size() + 2L) * (settings.baseUrl().toString().length() + 160);
            if (!part.isEmpty() && (part.size() == mostAddresses || bytes + size > MOST_BYTES)) {
                parts.add(List.copyOf(part));
                part.clear();
                bytes = 0;
            }
            part.add(family);
            bytes += size;
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return parts;
    }

    /** A sitemap of stories that are live in a language; at least one. */
    byte[] sitemap(String language, List<Family> stories) {
        Xml map = new Xml("urlset", MAP, XHTML);
        for (Family story : stories) {
            Family.Standing standing = story.standing(language);
            map.start(MAP, "url");
            map.leaf(MAP, "loc", settings.address(Pages.path(story.storyId(), language)));
            map.leaf(MAP, "lastmod", standing.publishedAt().toString());
            List<String> live = story.live();
            for (String other : live) {
                alternate(map, other, story.storyId(), other);
            }
            String source = story.sourceLanguage();
            if (source != null && live.contains(source)) {
                alternate(map, "x-default", story.storyId(), source);
            }
            map.end();
        }
        return map.bytes();
    }

    private void alternate(Xml map, String hreflang, String storyId, String language) {
        map.start(XHTML, "link")
                .attribute("rel", "alternate")
                .attribute("hreflang", hreflang)
                .attribute("href", settings.address(Pages.path(storyId, language)))
                .end();
    }

    /** A sitemap of news; at least one. */
    byte[] news(String language, List<Family> stories) {
        Xml map = new Xml("urlset", MAP, NEWS);
        for (Family story : stories) {
            Family.Standing standing = story.standing(language);
            map.start(MAP, "url");
            map.leaf(MAP, "loc", settings.address(Pages.path(story.storyId(), language)));
            map.start(NEWS, "news");
            map.start(NEWS, "publication")
                    .leaf(NEWS, "name", settings.name())
                    .leaf(NEWS, "language", newsLanguage(language))
                    .end();
            map.leaf(NEWS, "publication_date", standing.firstPublishedAt().toString());
            map.leaf(NEWS, "title", standing.headline());
            map.end().end();
        }
        return map.bytes();
    }

    /** Google's news sitemaps know languages by ISO 639 alone, but for the two ways of writing Chinese. */
    private static String newsLanguage(String tag) {
        String[] parts = tag.split("-");
        if (!parts[0].equals("zh")) {
            return parts[0];
        }
        Set<String> rest = Set.of(parts);
        return rest.contains("Hant") || rest.contains("TW") || rest.contains("HK") || rest.contains("MO")
                ? "zh-tw"
                : "zh-cn";
    }

    /** A sitemap and when what it lists last changed. */
    record Listed(String path, Instant changedAt) {}

    /** An index of sitemaps; at least one. */
    byte[] index(List<Listed> sitemaps) {
        Xml index = new Xml("sitemapindex", MAP);
        for (Listed sitemap : sitemaps) {
            index.start(MAP, "sitemap");
            index.leaf(MAP, "loc", settings.address(sitemap.path()));
            index.leaf(MAP, "lastmod", sitemap.changedAt().toString());
            index.end();
        }
        return index.bytes();
    }
}
