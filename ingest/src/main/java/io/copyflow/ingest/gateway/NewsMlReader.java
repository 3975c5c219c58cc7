package io.copyflow.ingest.gateway;

import io.copyflow.contract.SegmentKind;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/**
 * NewsML-G2 2.x: a news item, or a message with several. Codes are known by what stands after the colon, whatever the
 * catalogue calls the scheme. Notes to editors ({@code edNote}) and everything not named here is passed over.
 */
final class NewsMlReader {

    private static final Set<String> ROOTS = Set.of(
            "newsMessage", "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem");
    private static final List<String> LEVELS = List.of("headline", "title", "name");

    private final NitfReader nitf = new NitfReader();

    boolean recognises(Element root) {
        return ROOTS.contains(root.getName());
    }

    List<ReadItem> read(Element root) {
        if (!root.getName().equals("newsMessage")) {
            return List.of(item(root, NewsMlPictures.none()));
        }
        List<Element> sets = Xml.all(root, "itemSet");
        NewsMlPictures pictures = NewsMlPictures.in(sets);
        // what a package lists comes as items of its own
        List<Element> all = sets.stream()
                .flatMap(set -> set.getChildren().stream())
                .filter(item -> !item.getName().equals("packageItem"))
                .toList();
        Set<Element> shown = pictures.shown(all);
        List<ReadItem> items = new ArrayList<>();
        all.stream()
                .filter(item -> !shown.contains(item))
                .map(item -> readable(item, pictures))
                .forEach(items::add);
        if (items.isEmpty()) {
            throw new UnreadableInputException(
                    "body-missing", "Expected a message with news items in its itemSet, but there is none. Add one.");
        }
        return items;
    }

    private ReadItem readable(Element item, NewsMlPictures pictures) {
        try {
            return item(item, pictures);
        } catch (UnreadableInputException e) {
            String guid = Xml.attribute(item, "guid");
            return ReadItem.Unreadable.of(guid == null ? item.getName() : SubmissionFormats.shown(guid), e);
        }
    }

    private ReadItem item(Element item, NewsMlPictures pictures) {
        if (!item.getName().equals("newsItem")) {
            throw new UnreadableInputException(
                    "unsupported-type",
                    "Expected a newsItem, but it is a " + item.getName()
                            + ". Only texts are taken in; send the news items it speaks of.");
        }
        String guid = Xml.attribute(item, "guid");
        if (guid == null || guid.isBlank()) {
            throw new UnreadableInputException(
                    "field-missing", "Expected a guid on the newsItem, but there is none. Add it.");
        }
        Notes notes = new Notes();
        Element meta = Xml.first(item, "itemMeta");
        Element about = Xml.first(item, "contentMeta");
        requireText(code(Xml.first(meta, "itemClass")));
        DraftBuilder draft = DraftBuilder.wire(guid, notes)
                .version(version(item, meta))
                .status(code(Xml.first(meta, "pubStatus")), "pubStatus")
                .urgency(Xml.text(about, "urgency"), "contentMeta/urgency")
                .correction(Xml.all(meta, "signal").stream()
                        .map(NewsMlReader::code)
                        .anyMatch(signal -> signal != null && signal.contains("correction")));
        Element embargo = Xml.first(meta, "embargoed");
        if (embargo != null) {
            draft.embargo(Embargoes.of(Xml.text(embargo), "itemMeta/embargoed", notes));
        }
        Content content = content(item, notes);
        String headline = Xml.text(about, "headline");
        if (headline == null || headline.isBlank()) {
            headline = content.headline != null ? content.headline : title(item, meta);
        }
        return draft.language(language(item, about, content))
                .head(SegmentKind.HEADLINE, headline, "headline")
                .head(SegmentKind.BYLINE, either(Xml.text(about, "by"), content.byline), "by")
                .head(SegmentKind.DATELINE, either(Xml.text(about, "dateline"), content.dateline), "dateline")
                .body(content.body.with(pictures.of(item, notes)))
                .build("contentMeta/headline", "contentSet");
    }

    private static void requireText(@Nullable String itemClass) {
        if (itemClass != null && !itemClass.equals("text")) {
            throw new UnreadableInputException(
                    "unsupported-type",
                    "Expected a newsItem of the class text, but it is '" + SubmissionFormats.shown(itemClass)
                            + "'. Only texts are taken in; send its text as an item of its own.");
        }
    }

    /** An item without a number has at least the time it was made. */
    private static @Nullable String version(Element item, @Nullable Element meta) {
        String version = Xml.attribute(item, "version");
        return version == null || version.isBlank() ? Xml.text(meta, "versionCreated") : version;
    }

    private static @Nullable String language(Element item, @Nullable Element about, Content content) {
        String stated = Xml.attribute(Xml.first(about, "language"), "tag");
        return either(stated, either(content.language, Xml.attribute(item, "lang")));
    }

    private static @Nullable String title(Element item, @Nullable Element meta) {
        for (String level : LEVELS) {
            String title = Xml.text(meta, level);
            if (title != null && !title.isBlank()) {
                return title;
            }
        }
        return Xml.text(item, "headline");
    }

    private Content content(Element item, Notes notes) {
        Element set = Xml.first(item, "contentSet");
        Content best = Content.NONE;
        boolean elsewhere = false;
        for (Element part : set == null ? List.<Element>of() : set.getChildren()) {
            String type = Xml.attribute(part, "contenttype");
            Content read = switch (part.getName()) {
                case "inlineXML" -> inline(part, notes);
                case "inlineData" -> data(part, type, notes);
                case "remoteContent" -> {
                    elsewhere |= !NewsMlPictures.isTaken(part);
                    yield Content.NONE;
                }
                default -> Content.NONE;
            };
            if (best.body.isEmpty()) {
                best = read;
            }
        }
        if (elsewhere) {
            notes.add("Left out content that is elsewhere (remoteContent)");
        }
        return best;
    }

    private Content inline(Element part, Notes notes) {
        Element root = part.getChildren().isEmpty() ? null : part.getChildren().getFirst();
        if (root == null) {
            return Content.NONE;
        }
        String language = either(Xml.attribute(root, "lang"), Xml.attribute(part, "lang"));
        if (nitf.recognises(root)) {
            return new Content(
                    nitf.body(root, notes),
                    nitf.headline(root),
                    Xml.text(root, "body", "body.head", "byline"),
                    Xml.text(root, "body", "body.head", "dateline"),
                    language);
        }
        if (root.getName().equals("html")) {
            Element body = Xml.first(root, "body");
            return body == null
                    ? Content.NONE
                    : new Content(
                            HtmlBlocks.body(Xml.html(body, false), "inlineXML", notes),
                            Xml.text(root, "head", "title"),
                            null,
                            null,
                            language);
        }
        if (Set.of("div", "section", "article", "p").contains(root.getName())) {
            return new Content(HtmlBlocks.body(Xml.html(part, false), "inlineXML", notes), null, null, null, language);
        }
        notes.add("Left out inline XML that is neither XHTML nor NITF");
        return Content.NONE;
    }

    private static Content data(Element part, @Nullable String type, Notes notes) {
        if (Xml.attribute(part, "encoding") != null) {
            notes.add("Left out inline data that is encoded");
            return Content.NONE;
        }
        String text = String.valueOf(Xml.text(part));
        boolean isHtml = type != null && type.toLowerCase(Locale.ROOT).contains("html");
        return new Content(
                isHtml
                        ? HtmlBlocks.body(text, "", "inlineData", notes)
                        : Body.text(PlainParagraphs.of(text, "inlineData", notes)),
                null,
                null,
                null,
                Xml.attribute(part, "lang"));
    }

    /** What stands after the scheme of a qcode, or at the end of a uri. */
    static @Nullable String code(@Nullable Element property) {
        return code(either(Xml.attribute(property, "qcode"), Xml.attribute(property, "uri")));
    }

    /** The same of an attribute. */
    static @Nullable String code(Element element, String attribute) {
        return code(Xml.attribute(element, attribute));
    }

    private static @Nullable String code(@Nullable String code) {
        return code == null
                ? null
                : code.substring(Math.max(code.lastIndexOf(':'), code.lastIndexOf('/')) + 1)
                        .strip()
                        .toLowerCase(Locale.ROOT);
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one == null || one.isBlank() ? other : one;
    }

    private record Content(
            Body body,
            @Nullable String headline,
            @Nullable String byline,
            @Nullable String dateline,
            @Nullable String language) {

        static final Content NONE = new Content(Body.NONE, null, null, null, null);
    }
}
