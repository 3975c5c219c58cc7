package io.copyflow.channels.website;

import io.copyflow.contract.LanguageTag;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a website is to be.
 *
 * @param channelId the channel's id in the directory; its consumer group is {@code copyflow-channel-<id>}
 * @param name the outlet's name, as printed on every page
 * @param homeLanguage BCP 47 tag of the language the front page's own words are in
 * @param languages BCP 47 tags of the languages to carry; empty for every language there is
 * @param folder where the site's files lie; made when missing
 * @param baseUrl the address readers find the folder at, such as {@code https://news.example.org/}
 */
public record WebsiteSettings(
        String channelId, String name, String homeLanguage, Set<String> languages, Path folder, URI baseUrl) {

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

    /** The address of a story's page in a language, which whoever links to the website uses. */
    public URI pageAddress(String storyId, String language) {
        return URI.create(address(Pages.path(storyId, language)));
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
