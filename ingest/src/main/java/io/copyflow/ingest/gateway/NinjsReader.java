package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Embargo;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * ninjs 1.0 to 3.1, the IPTC's JSON for news. What is sound of an item is kept, what is not is noted. Fields it does not
 * use are passed over, and so are notes to editors ({@code ednote}, texts with that role) and everything internal
 * ({@code x-…}).
 */
final class NinjsReader implements JsonReader {

    private static final Pattern TAG = Pattern.compile(
            "</?(p|div|br|h[1-6]|ul|ol|li|blockquote|html|body|span|strong|em|b|i|a|table|section|article)(\\s[^<>]*)?/?>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FOR_EDITORS = Pattern.compile("(?i)ed-?note|editor|internal|non-?public|^x-");
    private static final List<String> SIGNS = List.of(
            "headlines",
            "bodies",
            "pubStatus",
            "pubstatus",
            "renditions",
            "headline",
            "body_text",
            "body_html",
            "body_xhtml",
            "versioncreated",
            "versionCreated",
            "embargoed",
            "embargoedUntil");

    @Override
    public boolean recognises(JsonNode body) {
        JsonNode item = body.isArray() && !body.isEmpty() ? body.get(0) : body;
        return item.path("uri").isTextual()
                && !item.has("clientId")
                && (SIGNS.stream().anyMatch(item::has)
                        || item.path("standard").path("name").asText("").equals("ninjs"));
    }

    @Override
    public List<ReadItem> read(JsonNode body) {
        if (!body.isArray()) {
            return List.of(item(body, "$"));
        }
        List<ReadItem> items = new ArrayList<>();
        for (Iterator<JsonNode> each = body.elements(); each.hasNext(); ) {
            String path = "$[" + items.size() + "]";
            JsonNode item = each.next();
            try {
                items.add(item(item, path));
            } catch (UnreadableInputException e) {
                items.add(ReadItem.Unreadable.of(
                        SubmissionFormats.shown(item.path("uri").asText(path)), e));
            }
        }
        return items;
    }

    private ReadItem item(JsonNode node, String path) {
        Notes notes = new Notes();
        LenientJson item = new LenientJson(node, path, notes);
        String uri = item.requiredText("uri");
        requireText(item);
        return DraftBuilder.wire(uri, notes)
                .version(item.text("version", "versionCreated", "versioncreated"))
                .status(item.text("pubStatus", "pubstatus"), path + ".pubStatus")
                .embargo(embargo(item))
                .urgency(item.text("urgency"), path + ".urgency")
                .language(item.text("language"))
                .head(SegmentKind.HEADLINE, headline(item), path + ".headlines")
                .head(SegmentKind.BYLINE, item.text("by", "byline"), path + ".by")
                .head(SegmentKind.DATELINE, item.text("located"), path + ".located")
                .body(body(item).with(NinjsPictures.of(node, path, notes)))
                .build(path + ".headlines", path + ".bodies");
    }

    private static void requireText(LenientJson item) {
        String type = item.text("type");
        if (type != null && !type.equals("text")) {
            throw new UnreadableInputException(
                    "unsupported-type",
                    "Expected an item of type text, but " + item.path() + ".type is '" + SubmissionFormats.shown(type)
                            + "'. Only texts are taken in; send its text as an item of its own.");
        }
    }

    /** From {@code embargoedUntil}, else the older {@code embargoed}; without a time, or with none, it is open-ended. */
    private static @Nullable Embargo embargo(LenientJson item) {
        for (String name : List.of("embargoedUntil", "embargoeduntil", "embargoed")) {
            JsonNode embargo = item.node().get(name);
            if (embargo != null) {
                return Embargoes.of(embargo.isNull() ? "" : embargo.asText(), item.path() + "." + name, item.notes());
            }
        }
        return null;
    }

    private static @Nullable String headline(LenientJson item) {
        return Stream.concat(
                        texts(item, "headlines").sorted(Comparator.comparingInt(Text::rankOfHeadline)),
                        single(item, "headline", null).stream())
                // Marks in a headline are not kept: few channels can show them.
                .map(text -> text.isHtml()
                        ? HtmlReader.joined(HtmlBlocks.of(text.value, text.path, item.notes()))
                        : text.value)
                .filter(text -> !CleanText.of(text).isBlank())
                .findFirst()
                .orElse(null);
    }

    private static Body body(LenientJson item) {
        List<Text> texts = new ArrayList<>(texts(item, "bodies").toList());
        texts.addAll(single(item, "body_xhtml", "application/xhtml+xml"));
        texts.addAll(single(item, "body_html", "text/html"));
        texts.addAll(single(item, "body_text", "text/plain"));
        item.node().fieldNames().forEachRemaining(name -> {
            if (name.startsWith("body_")
                    && !Set.of("body_xhtml", "body_html", "body_text").contains(name)) {
                item.notes().add("Passed over " + item.path() + "." + name);
            }
        });
        Function<Text, Body> read = text -> text.isHtml()
                ? HtmlBlocks.body(text.value, "", text.path, item.notes())
                : Body.text(PlainParagraphs.of(text.value, text.path, item.notes()));
        return texts.stream()
                .filter(text -> text.rank() < Text.FOREIGN)
                .sorted(Comparator.comparingInt(Text::rank))
                .map(read)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Body.NONE);
    }

    /** Whether a text with such a role is none for readers. */
    static boolean isForEditors(@Nullable String role) {
        return role != null && FOR_EDITORS.matcher(role).find();
    }

    private static Stream<Text> texts(LenientJson item, String name) {
        return item.objects(name).stream().flatMap(text -> {
            String role = text.text("role");
            if (isForEditors(role)) {
                item.notes().add("Left out a text for editors at " + text.path());
                return Stream.empty();
            }
            String value = text.text("value");
            return value == null || value.isBlank()
                    ? Stream.empty()
                    : Stream.of(new Text(value, text.text("contentType", "contenttype"), text.path() + ".value", role));
        });
    }

    private static List<Text> single(LenientJson item, String name, @Nullable String type) {
        String value = item.text(name);
        return value == null || value.isBlank()
                ? List.of()
                : List.of(new Text(value, type, item.path() + "." + name, null));
    }

    /** A value that says, or does not say, what it is. */
    private record Text(
            String value,
            @Nullable String contentType,
            String path,
            @Nullable String role) {

        private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");
        private static final int FOREIGN = 6;

        boolean isHtml() {
            String type = type();
            return HTML.contains(type)
                    || (!type.equals("text/plain") && TAG.matcher(value).find());
        }

        int rankOfHeadline() {
            return "main".equals(role) ? 0 : role == null ? 1 : 2;
        }

        /** HTML first, plain text after, the main one of each before the others; NITF and other XML last. */
        int rank() {
            int kind = isForeign() ? FOREIGN : isHtml() ? 0 : 2;
            return kind + ("main".equals(role) ? 0 : 1);
        }

        private boolean isForeign() {
            String type = type();
            return !HTML.contains(type)
                    && (type.contains("nitf")
                            || type.endsWith("/xml")
                            || type.endsWith("+xml")
                            || type.contains("json")
                            || value.stripLeading().startsWith("<?xml"));
        }

        private String type() {
            String type = contentType == null ? "" : contentType;
            int parameters = type.indexOf(';');
            return (parameters < 0 ? type : type.substring(0, parameters))
                    .strip()
                    .toLowerCase(Locale.ROOT);
        }
    }
}
