package io.copyflow.channels.website;

/** The formats an edition's feed is written in. */
enum FeedFormat {
    ATOM("Atom", "feed.atom", "application/atom+xml"),
    RSS("RSS", "feed.rss", "application/rss+xml"),
    JSON("JSON Feed", "feed.json", "application/feed+json");

    private final String formatName;
    private final String file;
    private final String mediaType;

    FeedFormat(String formatName, String file, String mediaType) {
        this.formatName = formatName;
        this.file = file;
        this.mediaType = mediaType;
    }

    String formatName() {
        return formatName;
    }

    String mediaType() {
        return mediaType;
    }

    /** The path of an edition's feed in the site's folder. */
    String path(String language) {
        return language + "/" + file;
    }

    /** Atom takes addresses from where it was read, JSON Feed does without; RSS has whole addresses or none. */
    boolean isWritten(WebsiteSettings settings) {
        return this != RSS || settings.isPublic();
    }
}
