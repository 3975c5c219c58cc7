package io.copyflow.channels.website;

import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.MediaReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a website is to be.
 *
 * @param channelId the channel's id in the directory; its consumer group is {@code copyflow-channel-<id>}
 * @param newsroomId the outlet's id, which the ids of feeds and their items are made from
 * @param name the outlet's name, as printed on every page
 * @param homeLanguage BCP 47 tag of the language the front page's own words are in
 * @param languages BCP 47 tags of the languages to carry; empty for every language there is
 * @param folder where the site's files lie; made when missing
 * @param baseUrl the address the folder is served at, such as {@code https://news.example.org/}; receipts name pages by it
 * @param isPublic whether that is the address readers find it at. If not, nothing the site prints names a whole address:
 *     links are relative, there is no canonical address, and what cannot be without one (RSS, sitemaps) is not written
 * @param hub the WebSub hub that tells of changes of the feeds; null for none
 */
public record WebsiteSettings(
        String channelId,
        String newsroomId,
        String name,
        String homeLanguage,
        Set<String> languages,
        Path folder,
        URI baseUrl,
        boolean isPublic,
        @Nullable URI hub) {

    /** Without a hub. */
    public WebsiteSettings(
            String channelId,
            String newsroomId,
            String name,
            String homeLanguage,
            Set<String> languages,
            Path folder,
            URI baseUrl,
            boolean isPublic) {
        this(channelId, newsroomId, name, homeLanguage, languages, folder, baseUrl, isPublic, null);
    }

    /** The same with a hub. */
    public WebsiteSettings withHub(@Nullable URI address) {
        return new WebsiteSettings(
                channelId, newsroomId, name, homeLanguage, languages, folder, baseUrl, isPublic, address);
    }

    /** @throws IllegalArgumentException with a sentence when a language or the address is none */
    public WebsiteSettings {
        Set<String> canonical = new TreeSet<>();
        for (String language : languages) {
            canonical.add(canonical(language));
        }
        homeLanguage = canonical(homeLanguage);
        languages = Set.copyOf(canonical);
        if (!baseUrl.isAbsolute() || baseUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    "Expected the website's whole address, such as https://news.example.org/," + " but got '" + baseUrl
                            + "'. Mend the base URL of the channel " + channelId + ".");
        }
        if (!baseUrl.toString().endsWith("/")) {
            baseUrl = URI.create(baseUrl + "/");
        }
    }

    /** The address of a page, by its path in the folder. */
    String address(String path) {
        return baseUrl + path;
    }

    /** The address of an edition's feed, which it names as its own. */
    URI addressOf(FeedFormat format, String language) {
        return URI.create(address(format.path(language)));
    }

    /** The address of a story's page in a language, which whoever links to the website uses. */
    public URI pageAddress(String storyId, String language) {
        return URI.create(address(Pages.path(storyId, language)));
    }

    /** The address of a picture's or video's file; null for a type the website does not show. */
    public @Nullable URI mediaAddress(MediaReference media) {
        String name = SiteMedia.name(media);
        return name == null ? null : URI.create(address(SiteMedia.FOLDER + "/" + name));
    }

    /**
     * What a page or feed prints to lead to another file of the site.
     *
     * @param root the way to the site's folder, such as {@code ../}
     */
    String link(String root, String path) {
        return isPublic ? address(path) : root + path;
    }

    /** The address of a page for machines that know no relative ones; null when there is none to tell. */
    @Nullable
    String publicAddress(String path) {
        return isPublic ? address(path) : null;
    }

    /** An id for feeds that neither a new address nor a new name changes: the same parts give the same UUID. */
    String urn(String... parts) {
        String name = "copyflow\0" + newsroomId + "\0" + String.join("\0", parts);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the site was told to carry a language. */
    boolean carries(String language) {
        return languages.isEmpty() || languages.contains(language);
    }

    private static String canonical(String language) {
        String canonical = LanguageTag.canonical(language);
        if (canonical == null) {
            throw new IllegalArgumentException(
                    "Expected a language tag such as kk-Cyrl, but got '" + language + "'. Write it as BCP 47 says.");
        }
        return canonical;
    }
}
