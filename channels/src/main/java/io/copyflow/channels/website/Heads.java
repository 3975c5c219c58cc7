package io.copyflow.channels.website;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.copyflow.channels.delivery.Version;
import io.copyflow.channels.website.PageHead.Alternate;
import io.copyflow.channels.website.PageHead.Feed;
import io.copyflow.channels.website.PageHead.Property;
import io.copyflow.contract.SegmentKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What pages say of themselves to machines.
 *
 * <p>All pages of a story name the same alternates, each itself too, so that search engines find them reciprocal
 * (docs/semantics.md, rule 23). {@code x-default} is the page in the language the story was written in, and nothing where
 * there is none: no language stands in for another.
 */
final class Heads {

    private static final int LONGEST_DESCRIPTION = 200;

    private final WebsiteSettings settings;
    private final ZoneId zone;
    private final JsonLd jsonLd;

    Heads(WebsiteSettings settings, ZoneId zone) {
        this.settings = settings;
        this.zone = zone;
        this.jsonLd = new JsonLd(settings, zone);
    }

    /** Of a story's page. */
    PageHead article(Version version, List<String> live) {
        String language = version.language();
        String description = description(version);
        List<String> authors = Articles.names(version.credits(), Version.Part.AUTHOR);
        if (authors.isEmpty() && version.byline() != null) {
            authors = List.of(version.byline());
        }
        String canonical = settings.publicAddress(Pages.path(version.storyId(), language));
        return new PageHead(
                description,
                authors,
                canonical,
                alternates(version, live),
                feeds(language, "../"),
                properties(version, live, description, canonical),
                jsonLd.article(version, live, description, authors));
    }

    /** Of an edition's index, which is the same page in another language for each edition. */
    PageHead edition(String language, Collection<String> editions) {
        return new PageHead(
                null,
                List.of(),
                settings.publicAddress(Pages.path(language)),
                indexes(editions, "../"),
                feeds(language, "../"),
                List.of(
                        new Property("og:type", "website"),
                        new Property("og:title", Labels.ownName(language)),
                        new Property("og:site_name", settings.name()),
                        new Property("og:locale", locale(language))),
                null);
    }

    /** Of the front page, where readers of every language choose: what search engines call x-default. */
    PageHead front(Collection<String> editions) {
        List<Feed> feeds = new ArrayList<>();
        editions.forEach(language -> feeds.addAll(feeds(language, "")));
        return new PageHead(
                null,
                List.of(),
                settings.publicAddress(""),
                indexes(editions, ""),
                feeds,
                List.of(new Property("og:type", "website"), new Property("og:title", settings.name())),
                null);
    }

    /** The feeds of an edition that this site writes. */
    List<Feed> feeds(String language, String root) {
        String title = Feeds.title(settings, language);
        List<Feed> feeds = new ArrayList<>();
        for (FeedFormat format : FeedFormat.values()) {
            if (format.isWritten(settings)) {
                feeds.add(new Feed(
                        format.mediaType(), format.formatName(), title, settings.link(root, format.path(language))));
            }
        }
        return feeds;
    }

    private List<Alternate> alternates(Version version, List<String> live) {
        List<Alternate> alternates = new ArrayList<>();
        for (String other : live) {
            alternates.add(new Alternate(other, settings.link("../", Pages.path(version.storyId(), other))));
        }
        String source = version.sourceLanguage();
        if (live.contains(source)) {
            alternates.add(new Alternate("x-default", settings.link("../", Pages.path(version.storyId(), source))));
        }
        return alternates;
    }

    private List<Alternate> indexes(Collection<String> editions, String root) {
        List<Alternate> alternates = new ArrayList<>();
        for (String language : editions) {
            alternates.add(new Alternate(language, settings.link(root, Pages.path(language))));
        }
        alternates.add(new Alternate("x-default", settings.isPublic() ? settings.address("") : root + "index.html"));
        return alternates;
    }

    private List<Property> properties(
            Version version, List<String> live, @Nullable String description, @Nullable String address) {
        List<Property> properties = new ArrayList<>();
        properties.add(new Property("og:type", "article"));
        properties.add(new Property("og:title", version.headline()));
        if (description != null) {
            properties.add(new Property("og:description", description));
        }
        if (address != null) {
            properties.add(new Property("og:url", address));
        }
        properties.add(new Property("og:site_name", settings.name()));
        properties.add(new Property("og:locale", locale(version.language())));
        for (String other : live) {
            if (!other.equals(version.language())) {
                properties.add(new Property("og:locale:alternate", locale(other)));
            }
        }
        properties.add(new Property("article:published_time", LongTime.iso(version.firstPublishedAt(), zone)));
        properties.add(new Property("article:modified_time", LongTime.iso(version.publishedAt(), zone)));
        if (version.desk() != null) {
            properties.add(new Property("article:section", version.desk()));
        }
        return properties;
    }

    /** The standfirst, or else the beginning of the first paragraph, cut between words. */
    static @Nullable String description(Version version) {
        if (version.standfirst() != null) {
            return version.standfirst();
        }
        for (Version.Block block : version.body()) {
            if (block.kind() == SegmentKind.PARAGRAPH) {
                return cut(block.text(), version.language());
            }
        }
        return null;
    }

    private static String cut(String text, String language) {
        if (text.length() <= LONGEST_DESCRIPTION) {
            return text;
        }
        BreakIterator words = BreakIterator.getLineInstance(ULocale.forLanguageTag(language));
        // no more than is looked at: one word of a hundred thousand letters would take it a second
        words.setText(text.substring(0, LONGEST_DESCRIPTION + 1));
        int end = words.preceding(LONGEST_DESCRIPTION);
        return text.substring(0, end > 0 ? end : text.offsetByCodePoints(0, LONGEST_DESCRIPTION / 2))
                        .strip() + "…";
    }

    /** Open Graph wants a country with the language. */
    private static String locale(String language) {
        ULocale full = ULocale.addLikelySubtags(ULocale.forLanguageTag(language));
        return full.getCountry().isEmpty() ? full.getLanguage() : full.getLanguage() + "_" + full.getCountry();
    }
}
