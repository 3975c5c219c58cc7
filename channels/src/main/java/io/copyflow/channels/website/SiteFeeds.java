package io.copyflow.channels.website;

import io.copyflow.contract.LanguageTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** The feeds of a site's folder as they are now, by their addresses. For any thread. */
public final class SiteFeeds {

    private final WebsiteSettings settings;

    public SiteFeeds(WebsiteSettings settings) {
        this.settings = settings;
    }

    /** @param contentType such as {@code application/atom+xml} */
    public record Feed(String contentType, byte[] content) {}

    /** The feed at an address; null when it is that of none. */
    public @Nullable Feed at(URI address) {
        String base = settings.baseUrl().toString();
        String path = address.toString().startsWith(base) ? address.toString().substring(base.length()) : "";
        int slash = path.indexOf('/');
        String language = slash < 0 ? "" : path.substring(0, slash);
        if (!language.equals(LanguageTag.canonical(language))) {
            return null; // it becomes the name of a folder
        }
        for (FeedFormat format : FeedFormat.values()) {
            if (path.equals(format.path(language))) {
                return read(format, language);
            }
        }
        return null;
    }

    private @Nullable Feed read(FeedFormat format, String language) {
        try {
            return new Feed(
                    format.mediaType() + "; charset=utf-8",
                    Files.readAllBytes(settings.folder().resolve(format.path(language))));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
