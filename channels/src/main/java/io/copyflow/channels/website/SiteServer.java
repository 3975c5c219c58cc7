package io.copyflow.channels.website;

import io.copyflow.contract.LanguageTag;
import io.copyflow.media.MediaType;
import io.copyflow.runtime.Connections;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.UnreadBodies;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Serves a site's folder over HTTP, to read and nothing else. Any web server can do it instead; this one answers 410
 * where a page was withdrawn.
 *
 * <p>An address is served only when it has the shape of one the channel writes: the style sheet, the front page, an
 * edition's index, a story's page. Nothing else of the folder can be reached, whatever the address says.
 */
public final class SiteServer implements AutoCloseable {

    private static final Pattern PAGE =
            Pattern.compile("/(?:([A-Za-z0-9-]{2,35})/)?(?:([a-z0-9][a-z0-9-]{0,63})\\.html)?");
    private static final Pattern MEDIA = Pattern.compile("/media/([0-9a-f]{64})\\.(jpg|png|webp|gif|mp4|webm)");
    private static final String HTML = "text/html; charset=utf-8";
    private static final String STYLES = "text/css; charset=utf-8";
    private static final String MAPS = "application/xml; charset=utf-8";
    private static final Pattern MAP =
            Pattern.compile("/([A-Za-z0-9-]{2,35})/(sitemap(?:-news|-\\d{4}-\\d{2}-\\d{2}(?:-\\d{1,4})?)?\\.xml)");
    private static final Pattern FEED = Pattern.compile("/([A-Za-z0-9-]{2,35})/feed\\.(?:atom|rss|json)");

    private final WebsiteSettings settings;
    private final Path folder;
    private final SiteMemory memory;
    private final Pages pages;
    private final Javalin javalin;

    /**
     * Starts to serve.
     *
     * @param settings of the website whose folder it is; its own pages, such as that for a withdrawn one, link as it says
     * @param host the address to listen on, such as {@code localhost}
     * @param port the port; 0 for any that is free
     * @throws StageFailure with the code {@code port-in-use}
     */
    public SiteServer(WebsiteSettings settings, String host, int port) {
        this.settings = settings;
        this.folder = settings.folder();
        this.memory = new SiteMemory(folder);
        this.pages = new Pages(settings, ZoneOffset.UTC);
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            // a body that is thrown away holds its request's thread until it has come
            config.concurrency.useVirtualThreads = true;
            config.jetty.modifyServer(Connections::bound);
            UnreadBodies.addTo(config);
            config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
            config.routes.before(SiteServer::secure);
            Handler answer = this::answer;
            for (String route : new String[] {"/", "/<path>"}) {
                config.routes.get(route, answer);
                config.routes.head(route, answer);
            }
        });
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            javalin.stop();
            throw new StageFailure(
                    "port-in-use",
                    "Port " + port + " on " + host
                            + ", where the website is to be served, is in use by another program."
                            + " End it, or choose another port with --set site.port=" + (port + 1)
                            + " (0 takes a free one).",
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    private void answer(Context http) throws IOException {
        String path = http.path();
        if (path.equals("/style.css")) {
            send(http, Path.of("style.css"), STYLES);
            return;
        }
        if (path.equals("/robots.txt")) {
            send(http, Path.of("robots.txt"), "text/plain; charset=utf-8");
            return;
        }
        String listing = listing(path);
        if (listing != null) {
            nameHub(http, path);
            if (!send(http, Path.of(path.substring(1)), listing)) {
                missing(http, null);
            }
            return;
        }
        Matcher media = MEDIA.matcher(path);
        if (media.matches()) {
            media(http, media.group(1), media.group(2));
            return;
        }
        Matcher page = PAGE.matcher(path);
        if (!page.matches()) {
            missing(http, null);
            return;
        }
        String language = page.group(1);
        String name = page.group(2) == null ? "index" : page.group(2);
        if (language == null) {
            if (!name.equals("index") || !send(http, Path.of("index.html"), HTML)) {
                missing(http, null);
            }
            return;
        }
        if (!language.equals(LanguageTag.canonical(language))) {
            missing(http, null);
        } else if (!send(http, Path.of(language, name + ".html"), HTML)) {
            Family family = memory.family(name);
            Family.Standing standing =
                    family == null ? null : family.languages().get(language);
            if (standing != null && standing.withheld()) {
                page(http, 404, pages.withheld(language, "../")); // 410 would say that it never comes back
            } else if (standing != null) {
                page(http, 410, pages.gone(language, "../"));
            } else {
                missing(http, Files.isDirectory(folder.resolve(language)) ? language : null);
            }
        }
    }

    /** For whoever reads a feed without looking into it (WebSub, 4). */
    private void nameHub(Context http, String path) {
        URI hub = settings.hub();
        if (hub != null && FEED.matcher(path).matches()) {
            http.header(
                    "Link", "<" + hub + ">; rel=\"hub\", <" + settings.address(path.substring(1)) + ">; rel=\"self\"");
        }
    }

    /** Its name is the hash of its bytes, so that is what tells one from another; a part of a film can be asked for. */
    private void media(Context http, String hash, String extension) throws IOException {
        Path file = folder.resolve(SiteMedia.FOLDER).resolve(hash + "." + extension);
        String tag = "\"" + hash + "\"";
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            missing(http, null);
        } else if (tag.equals(http.header("If-None-Match"))) {
            http.header("Cache-Control", "no-cache").header("ETag", tag).status(304);
        } else {
            http.header("Cache-Control", "no-cache").header("ETag", tag);
            MediaType type = MediaType.withExtension(extension);
            if (type.isVideo()) {
                http.writeSeekableStream(Files.newInputStream(file), type.contentType(), Files.size(file));
            } else {
                // it would give a part of a picture as if it were the whole
                http.contentType(type.contentType()).result(Files.newInputStream(file));
            }
        }
    }

    private void missing(Context http, @Nullable String language) {
        String path = http.path();
        String root =
                "../".repeat((int) path.chars().skip(1).filter(c -> c == '/').count());
        page(http, 404, pages.missing(language, root));
    }

    /** The media type of a feed or sitemap by its address; null for anything else. */
    private static @Nullable String listing(String path) {
        Matcher map = MAP.matcher(path);
        Matcher feed = FEED.matcher(path);
        Matcher one = map.matches() ? map : feed;
        if ((one == feed && !feed.matches()) || !one.group(1).equals(LanguageTag.canonical(one.group(1)))) {
            return null;
        }
        for (FeedFormat format : FeedFormat.values()) {
            if (path.equals("/" + format.path(one.group(1)))) {
                return format.mediaType() + "; charset=utf-8";
            }
        }
        return MAPS;
    }

    private static void page(Context http, int status, byte[] page) {
        http.status(status)
                .header("Cache-Control", "no-store")
                .contentType(HTML)
                .result(page);
    }

    private boolean send(Context http, Path relative, String contentType) throws IOException {
        Path file = folder.resolve(relative);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (java.nio.file.NoSuchFileException e) {
            return false; // withdrawn this very moment
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        String tag = "\"" + HexFormat.of().toHexDigits(sum.getValue(), 8) + "-" + bytes.length + "\"";
        // Asked for each time, so that what is withdrawn is gone for everybody at once.
        http.header("Cache-Control", "no-cache").header("ETag", tag);
        if (tag.equals(http.header("If-None-Match"))) {
            http.status(304);
        } else {
            http.contentType(contentType).result(bytes);
        }
        return true;
    }

    private static void secure(Context http) {
        http.header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "strict-origin-when-cross-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
