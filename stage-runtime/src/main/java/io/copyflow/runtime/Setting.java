package io.copyflow.runtime;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every setting, with its default. docs/reference/configuration.md is compared with it by a test. */
public enum Setting {
    BOOTSTRAP_SERVERS("bootstrap.servers", "127.0.0.1:19092", "Where Kafka is. 'up' starts a broker here itself."),
    SCHEMA_REGISTRY_URL(
            "schema.registry.url", "", "A Confluent-compatible schema registry; empty for the built-in ids."),
    DATA_DIR("data.dir", "copyflow-data", "Where the broker's log, the stages' state and the site are kept."),
    HTTP_HOST("http.host", "127.0.0.1", "The address the HTTP server listens on."),
    HTTP_PORT("http.port", "8400", "Its port: stories, health, metrics, schemas. 0 takes a free one."),
    SITE_HOST("site.host", "127.0.0.1", "The address the website is served on."),
    SITE_PORT("site.port", "8480", "Its port. 0 takes a free one."),
    SITE_URL(
            "site.url",
            "",
            "The address readers find the website at, such as https://news.example.org/. Empty for none: links are"
                    + " relative then, and there are no RSS feeds and no sitemaps."),
    SITE_DIR("site.dir", "", "Where the website's pages are written; empty for 'site' in data.dir."),
    SITE_CHANNEL("site.channel", "website", "The channel of the directory that the website is."),
    CHANNELS_SECRETS(
            "channels.secrets",
            "",
            "The file of social accounts' and members' secrets; empty for 'channel-secrets.properties' in data.dir."),
    SYNDICATION_HOST("syndication.host", "127.0.0.1", "The address the content API for member media is served on."),
    SYNDICATION_PORT(
            "syndication.port", "8490", "Its port; taken once a member has a token or a webhook. 0 takes a free one."),
    SYNDICATION_URL(
            "syndication.url", "", "The address members find the content API at; empty for that of the server."),
    SYNDICATION_ALLOW(
            "syndication.allow", "", "Hosts within private networks that webhooks may call, with commas between."),
    WEBSUB_URL(
            "websub.url",
            "",
            "The address subscribers find the WebSub hub at, such as https://api.example.org/hub; it is served as /hub on"
                    + " syndication.port, and needs site.url. Empty for no hub."),
    DESK_HOST(
            "desk.host",
            "127.0.0.1",
            "The address the web desk is served on: of this machine alone, unless people sign in."),
    DESK_PORT("desk.port", "8440", "Its port. 0 takes a free one."),
    DESK_URL(
            "desk.url",
            "",
            "The address people open the desk at, such as https://desk.example.org/; empty for that of the server."),
    DESK_FORWARDED(
            "desk.forwarded",
            "no",
            "Whether a proxy stands before the desk whose X-Forwarded-Host and X-Forwarded-Proto are believed: yes or"
                    + " no."),
    DESK_OIDC_ISSUER(
            "desk.oidc.issuer",
            "",
            "The OpenID provider that people sign in with, by its issuer's address; empty where they say who they"
                    + " are."),
    DESK_OIDC_CLIENT_ID("desk.oidc.client-id", "", "The client id it gave the desk."),
    DESK_OIDC_SECRET_FILE(
            "desk.oidc.secret-file", "", "A file with the client secret; empty for a client that has none."),
    DESK_OIDC_CLAIM(
            "desk.oidc.claim", "preferred_username", "The claim of the ID token that names a person of the directory."),
    DESK_OIDC_DOMAIN(
            "desk.oidc.domain",
            "",
            "What stands after the @ in that claim, where it is an address whose beginning is the person's id."),
    DESK_IDLE_MINUTES("desk.idle.minutes", "720", "After how long without use people sign in again."),
    DESK_SESSION_HOURS("desk.session.hours", "24", "After how long they sign in again in any case."),
    DESK_TOKENS(
            "desk.tokens",
            "",
            "The file of the tokens that programs use the desk with; empty for 'desk/tokens.json' in data.dir."),
    DROP_DIR("drop.dir", "", "The folder stories are dropped into; empty for 'drop' in data.dir."),
    FEEDS_FILE("feeds.file", "", "A YAML file of feeds that 'up' polls; empty for none."),
    DRAFTS_ENGINE(
            "drafts.engine",
            "memory",
            "What drafts beside the translation memory, which is asked first: memory (nothing else), libretranslate"
                    + " or deepl."),
    DRAFTS_URL("drafts.url", "", "The address of that engine's server; empty for DeepL's own."),
    DRAFTS_PERSON("drafts.person", "", "Whose name drafts carry; empty for the first person with the role machine."),
    MEDIA_DIR("media.dir", "", "The folder pictures and videos are kept in; empty for 'media' in data.dir."),
    MEDIA_S3_BUCKET("media.s3.bucket", "", "A bucket they are kept in instead; empty for the folder."),
    MEDIA_S3_ENDPOINT("media.s3.endpoint", "", "The address of what speaks S3; empty for Amazon's own."),
    MEDIA_S3_REGION("media.s3.region", "us-east-1", "The bucket's region."),
    MEDIA_S3_PREFIX("media.s3.prefix", "", "What stands before each name in the bucket, such as media/."),
    MEDIA_PICTURE_MIB("media.picture.mib", "25", "The most MiB of a picture."),
    MEDIA_VIDEO_MIB("media.video.mib", "500", "The most MiB of a video."),
    MEDIA_PIXELS_MILLION("media.pixels.million", "100", "The most pixels of a picture, in millions."),
    MEDIA_STRIP_LOCATION(
            "media.strip-location", "yes", "Whether what tells where a picture was taken is left out: yes or no."),
    MEDIA_REQUIRE(
            "media.require",
            "alternative-text,credit",
            "What a picture must have, with commas between: alternative-text, caption, credit."),
    MEDIA_WIRE_REFUSE(
            "media.wire.refuse",
            "no",
            "Whether a wire item is refused for a picture that cannot be had or lacks what it must have, instead of"
                    + " coming without it: yes or no."),
    MEDIA_FETCH_ALLOW(
            "media.fetch.allow",
            "",
            "Hosts in closed networks that pictures may be fetched from, with commas between."),
    TOPICS_PARTITIONS(
            "topics.partitions", "4", "Partitions of the first topics; later ones get as many as those have."),
    TOPICS_REPLICATION("topics.replication", "1", "How many brokers keep each record of a new topic."),
    STAGE_THREADS("stage.threads", "1", "Threads of a stage in this process."),
    STAGE_STANDBYS(
            "stage.standbys",
            "0",
            "How many other instances of a stage keep a copy of its state, so as to take over without reading it anew."),
    STAGE_INSTANCE("stage.instance", "", "Id of this instance among a stage's; empty for one kept in data.dir."),
    COMMAND_MEMORY("command.memory", "64", "How many commands, with their answers, an aggregate remembers."),
    COMMAND_PATIENCE_MS("command.patience.ms", "10000", "How long a gateway waits for a command's outcome."),
    COMMIT_INTERVAL_MS(
            "commit.interval.ms",
            "10",
            "How long it is from one commit of a stage to the next at least, 250 at most; where it is busy it is longer, up to"
                    + " some 250 ms."),
    POLL_MS("poll.ms", "100", "How long an idle stage waits for new records before it looks for other work.");

    /** The highest number of a port. */
    public static final int MOST_OF_PORTS = 65_535;

    private final String key;
    private final String fallback;
    private final String purpose;

    Setting(String key, String fallback, String purpose) {
        this.key = key;
        this.fallback = fallback;
        this.purpose = purpose;
    }

    /** The key in files and on the command line, such as {@code http.port}. */
    public String key() {
        return key;
    }

    /** The environment variable, such as {@code COPYFLOW_HTTP_PORT}. */
    public String variable() {
        return "COPYFLOW_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The default. */
    public String fallback() {
        return fallback;
    }

    /**
     * What a number may be.
     *
     * @param least 0 or more
     */
    record Range(int least, int most) {}

    /** What it may be where it is a number; null where it is none. */
    @Nullable
    Range range() {
        return switch (this) {
            case HTTP_PORT, SITE_PORT, SYNDICATION_PORT, DESK_PORT -> new Range(0, MOST_OF_PORTS);
            case COMMIT_INTERVAL_MS -> new Range(0, (int) CommitPace.LONGEST.toMillis());
            case POLL_MS, STAGE_STANDBYS -> new Range(0, Integer.MAX_VALUE);
            case TOPICS_REPLICATION -> new Range(1, Short.MAX_VALUE);
            case TOPICS_PARTITIONS,
                    STAGE_THREADS,
                    COMMAND_MEMORY,
                    COMMAND_PATIENCE_MS,
                    DESK_IDLE_MINUTES,
                    DESK_SESSION_HOURS,
                    MEDIA_PICTURE_MIB,
                    MEDIA_VIDEO_MIB,
                    MEDIA_PIXELS_MILLION -> new Range(1, Integer.MAX_VALUE);
            default -> null;
        };
    }

    /** Whether it is a whole address on the web, where it is not empty. */
    boolean isWebAddress() {
        return switch (this) {
            case SITE_URL, SYNDICATION_URL, WEBSUB_URL, DRAFTS_URL, MEDIA_S3_ENDPOINT -> true;
            default -> false;
        };
    }

    /** One sentence for the reference. */
    public String purpose() {
        return purpose;
    }

    static @Nullable Setting byKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst()
                .orElse(null);
    }
}
