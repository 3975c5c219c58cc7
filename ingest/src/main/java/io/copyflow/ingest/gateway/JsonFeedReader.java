package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.contract.SegmentKind;
import io.copyflow.media.MediaType;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JSON Feed 1 and 1.1. Extensions ({@code _…}) are passed over. */
final class JsonFeedReader implements JsonReader {

    @Override
    public boolean recognises(JsonNode item) {
        return item.path("version").asText("").contains("jsonfeed.org/version/") && item.has("items");
    }

    @Override
    public List<ReadItem> read(JsonNode feed) {
        return read(feed, null);
    }

    /** @param address the feed was fetched from, where it was */
    List<ReadItem> read(JsonNode feed, @Nullable String address) {
        LenientJson whole = new LenientJson(feed, "$", new Notes());
        List<ReadItem> items = new ArrayList<>();
        for (LenientJson item : whole.objects("items")) {
            String id = item.text("id");
            try {
                items.add(item(item, id == null ? item.text("url") : id, whole, address));
            } catch (UnreadableInputException e) {
                items.add(ReadItem.Unreadable.of(id == null ? item.path() : SubmissionFormats.shown(id), e));
            }
        }
        if (items.isEmpty()) {
            throw new UnreadableInputException(
                    "feed-empty", "Expected a feed with items, but there is none. Send it when it has some.");
        }
        return items;
    }

    private static ReadItem item(LenientJson item, @Nullable String id, LenientJson feed, @Nullable String address) {
        if (id == null || id.isBlank()) {
            throw new UnreadableInputException(
                    "field-missing", "Expected an id at " + item.path() + ".id, but there is none. Add it.");
        }
        Notes notes = item.notes();
        String home = feed.text("feed_url") == null ? feed.text("home_page_url") : feed.text("feed_url");
        String base = Links.base(item.text("url"), feed.text("home_page_url"), feed.text("feed_url"), address);
        String html = item.text("content_html");
        String plain = item.text("content_text");
        String language = item.text("language");
        String changed = item.text("date_modified");
        return DraftBuilder.wire(id.contains(":") || home == null ? id : home + "#" + id, notes)
                .version(changed == null ? item.text("date_published") : changed)
                .language(language == null ? feed.text("language") : language)
                .head(SegmentKind.HEADLINE, item.text("title"), "title")
                .head(SegmentKind.BYLINE, author(item), "authors")
                .body((html != null
                                ? HtmlBlocks.body(html, base, "content_html", notes)
                                : Body.text(PlainParagraphs.of(
                                        plain == null ? String.valueOf(item.textOr("summary", "")) : plain,
                                        "content_text",
                                        notes)))
                        .with(pictures(item, base)))
                .build(item.path() + ".title", item.path() + ".content_html or content_text");
    }

    /** {@code image}, or {@code banner_image} where there is none, and attachments that are pictures or videos. */
    private static List<WantedPicture> pictures(LenientJson item, String base) {
        List<WantedPicture> all = new ArrayList<>();
        String image = item.text("image", "banner_image");
        if (image != null && !image.isBlank()) {
            all.add(new WantedPicture(0, List.of(Links.on(base, image)), null, null, null, item.path() + ".image"));
        }
        for (LenientJson attachment : item.objects("attachments")) {
            String url = attachment.text("url");
            String type = attachment.textOr("mime_type", "").strip().toLowerCase(Locale.ROOT);
            if (url == null || MediaType.named(type) == null) {
                item.notes()
                        .add("Left out the attachment at " + attachment.path()
                                + ", which is neither picture nor video");
            } else {
                all.add(new WantedPicture(
                        0, List.of(Links.on(base, url)), attachment.text("title"), null, null, attachment.path()));
            }
        }
        return all;
    }

    private static @Nullable String author(LenientJson item) {
        List<String> names = item.objects("authors").stream()
                .map(author -> author.textOr("name", ""))
                .filter(name -> !name.isBlank())
                .toList();
        LenientJson single = item.object("author");
        return !names.isEmpty() ? String.join(", ", names) : single == null ? null : single.text("name");
    }
}
