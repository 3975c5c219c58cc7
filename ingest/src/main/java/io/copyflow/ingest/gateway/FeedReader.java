package io.copyflow.ingest.gateway;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import io.copyflow.contract.SegmentKind;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/**
 * RSS 0.9 to 2.0 and Atom 0.3 and 1.0, by ROME on a tree that {@link SafeXml} made. Each entry is an item of its own,
 * known by its guid or id, else its link; its version is when it was updated, else published.
 */
final class FeedReader {

    private static final Set<String> ROOTS = Set.of("rss", "feed", "RDF", "channel");
    private static final int MOST_ENTRIES = 1_000;

    boolean recognises(Element root) {
        return ROOTS.contains(root.getName());
    }

    /**
     * @param address the feed was fetched from, where it was
     * @throws UnreadableInputException {@code feed-malformed}, {@code feed-empty} or {@code too-large}
     */
    List<ReadItem> read(Document document, @Nullable String address) {
        SyndFeed feed = feed(document);
        if (feed.getEntries().isEmpty()) {
            throw new UnreadableInputException(
                    "feed-empty", "Expected a feed with entries, but there is none. Send it when it has some.");
        }
        if (feed.getEntries().size() > MOST_ENTRIES) {
            throw new UnreadableInputException(
                    "too-large",
                    "Expected a feed of at most " + MOST_ENTRIES + " entries, but it has "
                            + feed.getEntries().size() + ". Send it in parts.");
        }
        List<ReadItem> items = new ArrayList<>();
        for (SyndEntry entry : feed.getEntries()) {
            String id = id(entry, feed);
            try {
                items.add(item(entry, id, feed, address));
            } catch (UnreadableInputException e) {
                items.add(ReadItem.Unreadable.of(SubmissionFormats.shown(String.valueOf(id)), e));
            }
        }
        return items;
    }

    private static SyndFeed feed(Document document) {
        try {
            SyndFeedInput input = new SyndFeedInput(false, Locale.ROOT);
            input.setPreserveWireFeed(true); // which knows xml:base
            return input.build(document);
        } catch (FeedException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
            throw new UnreadableInputException(
                    "feed-malformed",
                    "Expected RSS or Atom, but it is of no known version or lacks what its version asks for. Check it"
                            + " with a feed validator.");
        }
    }

    private static ReadItem item(SyndEntry entry, @Nullable String id, SyndFeed feed, @Nullable String address) {
        if (id == null) {
            throw new UnreadableInputException(
                    "field-missing", "Expected a guid, an id or a link on the entry, but there is none. Add one.");
        }
        Notes notes = new Notes();
        String base = base(entry, feed, address);
        Date time = entry.getUpdatedDate() == null ? entry.getPublishedDate() : entry.getUpdatedDate();
        return DraftBuilder.wire(id, notes)
                .version(time == null ? null : time.toInstant().toString())
                .language(feed.getLanguage())
                .head(SegmentKind.HEADLINE, headline(entry, notes), "title")
                .head(SegmentKind.BYLINE, entry.getAuthor(), "author")
                .body(body(entry, base, notes).with(FeedPictures.of(entry, base, notes)))
                .build("title", "content, description or summary");
    }

    /** A guid that is no address of its own is one within the feed. */
    private static @Nullable String id(SyndEntry entry, SyndFeed feed) {
        String id = blankless(entry.getUri());
        if (id == null) {
            return blankless(entry.getLink());
        }
        String home = blankless(feed.getUri()) == null ? blankless(feed.getLink()) : blankless(feed.getUri());
        return id.contains(":") || home == null ? id : home + "#" + id;
    }

    private static @Nullable String headline(SyndEntry entry, Notes notes) {
        SyndContent title = entry.getTitleEx();
        if (title == null || title.getValue() == null) {
            return null;
        }
        // RSS does not say whether a title is HTML; a tag or an entity in it tells
        boolean isHtml = title.getValue().matches("(?s).*(<[a-zA-Z/][^<>]{0,500}>|&(#\\w{1,8}|\\w{1,30});).*");
        return isHtml ? HtmlReader.joined(HtmlBlocks.of(title.getValue(), "title", notes)) : title.getValue();
    }

    /** What addresses that are not whole stand on: {@code xml:base}, else the entry's page, else the feed's. */
    private static String base(SyndEntry entry, SyndFeed feed, @Nullable String address) {
        String whole = feed.originalWireFeed() instanceof Feed atom ? atom.getXmlBase() : null;
        String own = entry.getWireEntry() instanceof Entry atom ? atom.getXmlBase() : null;
        String home = Links.base(whole, entry.getLink(), feed.getLink(), address);
        return own == null ? home : Links.base(Links.on(home, own), home);
    }

    private static Body body(SyndEntry entry, String base, Notes notes) {
        List<SyndContent> contents = new ArrayList<>(entry.getContents());
        if (entry.getDescription() != null) {
            contents.add(entry.getDescription());
        }
        for (SyndContent content : contents) {
            String value = content.getValue();
            if (value == null || value.isBlank()) {
                continue;
            }
            String type = content.getType() == null ? "html" : content.getType().toLowerCase(Locale.ROOT);
            boolean isPlain = (type.equals("text") || type.equals("text/plain")) && !value.contains("</");
            Body body = isPlain
                    ? Body.text(PlainParagraphs.of(value, "the entry", notes))
                    : HtmlBlocks.body(value, base, "the entry", notes);
            if (!body.isEmpty()) {
                return body;
            }
        }
        return Body.NONE;
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
