package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.StrictJson;
import io.copyflow.runtime.UnreadableInputException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdom2.Document;
import org.jspecify.annotations.Nullable;

/** The formats stories come in, told apart by content type, by a file's ending and by what is in them. */
public final class SubmissionFormats {

    /** The content types that are taken, besides {@code application/…+json} and {@code …+xml}. */
    static final Set<String> TYPES = Set.of(
            "application/json",
            "application/xml",
            "text/xml",
            "text/html",
            "application/xhtml+xml",
            "text/markdown",
            "text/plain");

    private static final String NINJS = "application/vnd.iptc.ninjs+json";
    private static final int LONGEST_SHOWN = 60;
    private static final int LOOKED_AT = 1024;

    private final PlainJsonReader plainJson;
    private final NinjsReader ninjs = new NinjsReader();
    private final JsonFeedReader jsonFeed = new JsonFeedReader();
    private final SafeXml xml = new SafeXml();
    private final NewsMlReader newsMl = new NewsMlReader();
    private final NitfReader nitf = new NitfReader();
    private final FeedReader feed = new FeedReader();
    private final HtmlReader html = new HtmlReader();
    private final MarkdownReader markdown = new MarkdownReader();
    private final PlainTextReader plainText = new PlainTextReader();
    private final PictureFetching fetching;

    private enum Kind {
        JSON("application/json"),
        XML("application/xml"),
        HTML("text/html"),
        MARKDOWN("text/markdown"),
        TEXT("text/plain");

        private final String contentType;

        Kind(String contentType) {
            this.contentType = contentType;
        }
    }

    /** Where no pictures are taken. */
    public SubmissionFormats() {
        this(PictureBlocks.NONE, false, Duration.ofSeconds(1));
    }

    /**
     * @param refuse whether a wire item is refused for a picture that cannot be had; else it comes without
     * @param patience for all pictures of a body together
     */
    public SubmissionFormats(PictureBlocks pictures, boolean refuse, Duration patience) {
        this.plainJson = new PlainJsonReader(pictures);
        this.fetching = new PictureFetching(pictures, refuse, patience);
    }

    /**
     * Items that were read, with the pictures in them that wires and documents only name.
     *
     * @param right whoever lacks it has nothing fetched, and is refused
     */
    List<ReadItem> whole(List<ReadItem> items, HandingRight right) throws InterruptedException {
        return fetching.whole(items, right);
    }

    /** The content type of a file, by its ending, else by what is in it. */
    public static String contentType(String name, byte[] body) {
        return kind(Incoming.file(body, name)).contentType;
    }

    /** Whether a body of a content type may be taken in. */
    public static boolean isTaken(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = Asked.mediaType(contentType);
        return Asked.isJson(contentType)
                || (TYPES.contains(type) && !type.endsWith("json"))
                || (type.startsWith("application/") && type.endsWith("+xml"));
    }

    /**
     * Reads a body: one item or several, each with an answer of its own.
     *
     * @throws UnreadableInputException for the body as a whole, such as {@code encoding-invalid}, {@code json-malformed}
     *     or {@code xml-malformed}
     */
    public List<ReadItem> read(Incoming incoming) {
        return read(incoming, HandingRight.UNASKED);
    }

    /** @param right whoever lacks it has nothing fetched, and is refused */
    List<ReadItem> read(Incoming incoming, HandingRight right) {
        return switch (kind(incoming)) {
            case JSON -> json(incoming, right);
            case XML -> xml(incoming);
            case HTML -> {
                Notes notes = new Notes();
                yield List.of(html.read(Encodings.text(incoming, notes), incoming.name(), notes));
            }
            case MARKDOWN -> {
                Notes notes = new Notes();
                yield List.of(markdown.read(Encodings.text(incoming, notes), incoming.name(), notes));
            }
            case TEXT -> {
                Notes notes = new Notes();
                yield List.of(plainText.read(Encodings.text(incoming, notes), requireId(incoming.name()), notes));
            }
        };
    }

    private List<ReadItem> json(Incoming incoming, HandingRight right) {
        JsonNode body = StrictJson.read(incoming.body());
        String type = incoming.contentType();
        if (jsonFeed.recognises(body)) {
            return jsonFeed.read(body, incoming.address());
        }
        boolean isNinjs = type != null && Asked.mediaType(type).equals(NINJS);
        return isNinjs || ninjs.recognises(body) ? ninjs.read(body) : plainJson.read(body, right);
    }

    private List<ReadItem> xml(Incoming incoming) {
        Notes notes = new Notes();
        Document document = xml.read(Encodings.text(incoming, notes));
        List<ReadItem> items;
        if (newsMl.recognises(document.getRootElement())) {
            items = newsMl.read(document.getRootElement());
        } else if (nitf.recognises(document.getRootElement())) {
            items = List.of(nitf.read(document.getRootElement()));
        } else if (feed.recognises(document.getRootElement())) {
            items = feed.read(document, incoming.address());
        } else if (document.getRootElement().getName().equals("html")) {
            Notes page = new Notes();
            items = List.of(html.read(Encodings.text(incoming, page), incoming.name(), page));
        } else {
            throw new UnreadableInputException(
                    "unsupported-content",
                    "Expected NewsML-G2, NITF, RSS, Atom or XHTML, but the XML begins with '"
                            + shown(document.getRootElement().getName())
                            + "'. Send one of these.");
        }
        return notes.all().isEmpty()
                ? items
                : items.stream().map(item -> withNotes(item, notes)).toList();
    }

    private static ReadItem withNotes(ReadItem item, Notes notes) {
        return item instanceof ReadItem.Draft(SubmissionDraft draft)
                ? new ReadItem.Draft(draft.withNotes(notes.all()))
                : item;
    }

    private static Kind kind(Incoming incoming) {
        String type = incoming.contentType() == null ? "" : Asked.mediaType(incoming.contentType());
        Kind said = switch (type) {
            case "text/html", "application/xhtml+xml" -> Kind.HTML;
            case "text/markdown" -> Kind.MARKDOWN;
            case "text/plain" -> Kind.TEXT;
            default -> type.endsWith("json") ? Kind.JSON : type.endsWith("xml") ? Kind.XML : byEnding(incoming.name());
        };
        return said != null ? said : byContent(incoming.body());
    }

    private static @Nullable Kind byEnding(@Nullable String name) {
        String ending =
                name == null ? "" : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "json", "ninjs" -> Kind.JSON;
            case "xml", "nitf", "rss", "atom", "newsml" -> Kind.XML;
            case "html", "htm", "xhtml" -> Kind.HTML;
            case "md", "markdown" -> Kind.MARKDOWN;
            case "txt" -> Kind.TEXT;
            default -> null;
        };
    }

    private static Kind byContent(byte[] body) {
        String start = new String(
                        body, 0, Math.min(body.length, LOOKED_AT), java.nio.charset.StandardCharsets.ISO_8859_1)
                .replaceFirst("^[^\\x21-\\x7E]+", "")
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return Kind.HTML;
        }
        return start.startsWith("<") ? Kind.XML : Kind.JSON;
    }

    /** The id of a document that has none of its own. */
    static String requireId(@Nullable String id) {
        if (id == null || id.isBlank()) {
            throw new UnreadableInputException(
                    "document-id-missing",
                    "Expected an id for a document that has none of its own, but there is none. Add ?id= to the address.");
        }
        return id;
    }

    /** What was sent, short enough for a sentence. */
    static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
