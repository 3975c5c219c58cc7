package io.copyflow.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.Embargo;
import io.copyflow.ingest.domain.RevisionClass;
import io.copyflow.ingest.domain.SourceItem;
import io.copyflow.runtime.JsonFields;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ninjs 3.0 and 3.1, the IPTC's JSON for news: texts that may be published now. Fields it does not use are passed over,
 * notes to editors among them.
 */
final class NinjsReader implements SubmissionReader {

    private static final Pattern TAG = Pattern.compile(
            "</?(p|div|br|h[1-6]|ul|ol|li|blockquote|html|body|span|strong|em|b|i|a|table|section|article)(\\s[^<>]*)?/?>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANK_LINE = Pattern.compile("\\R[\\t ]*\\R\\s*");
    private static final int LEAST_URGENT = 8;

    private final NinjsPictures pictures;

    NinjsReader(PictureBlocks pictures) {
        this.pictures = new NinjsPictures(pictures);
    }

    @Override
    public boolean recognises(JsonNode item) {
        return item.path("uri").isTextual()
                && !item.has("clientId")
                && (item.has("headlines")
                        || item.has("bodies")
                        || item.has("pubStatus")
                        || item.has("renditions")
                        || item.path("standard").path("name").asText("").equals("ninjs"));
    }

    @Override
    public SubmissionDraft read(JsonNode node) {
        JsonFields item = JsonFields.of(node, "$");
        String uri = item.requiredText("uri");
        refuseUnlessPublishableText(item);
        Notes notes = new Notes();
        List<Block> blocks = new ArrayList<>();
        String headline = headline(item, notes);
        blocks.add(Block.plain(SegmentKind.HEADLINE, headline));
        line(SegmentKind.BYLINE, item, "by", blocks, notes);
        line(SegmentKind.DATELINE, item, "located", blocks, notes);
        List<Block> body = body(item, notes);
        // Some wires repeat the headline at the top of the body.
        if (body.size() > 1
                && body.getFirst().kind() == SegmentKind.SUBHEADING
                && body.getFirst().text().equals(headline)) {
            body = body.subList(1, body.size());
        }
        blocks.addAll(body);
        blocks.addAll(pictures.of(item, notes));
        return new SubmissionDraft(
                SubmissionDraft.WIRE,
                uri.strip(),
                null,
                item.text("language"),
                blocks,
                null,
                null,
                urgency(item, notes),
                null,
                SourceItem.usable(uri.strip(), version(item)),
                embargo(item, notes),
                RevisionClass.UPDATE,
                null,
                notes.all());
    }

    private static void refuseUnlessPublishableText(JsonFields item) {
        String type = item.text("type");
        if (type != null && !type.equals("text")) {
            throw new UnreadableInputException(
                    "unsupported-type",
                    "Expected an item of type text, but " + item.at("type") + " is '" + type
                            + "'. Only texts are taken in; send its text as an item of its own.");
        }
        String status = item.text("pubStatus");
        if (status != null && !status.equals("usable")) {
            throw new UnreadableInputException(
                    "unsupported-status",
                    "Expected an item that is usable, but " + item.at("pubStatus") + " is '" + status
                            + "'. Nothing was changed: if the story is here already, tell a chief to spike it or take it"
                            + " down.");
        }
    }

    /** From {@code embargoedUntil}, else the older {@code embargoed}; without a time, or with none, it is open-ended. */
    private static @Nullable Embargo embargo(JsonFields item, Notes notes) {
        for (String name : List.of("embargoedUntil", "embargoed")) {
            JsonNode embargo = item.object().get(name);
            if (embargo != null) {
                return Embargoes.of(embargo.isNull() ? "" : embargo.asText(), item.at(name), notes);
            }
        }
        return null;
    }

    private static String headline(JsonFields item, Notes notes) {
        List<JsonNode> headlines = item.list("headlines");
        Text best = null;
        int bestRank = Integer.MAX_VALUE;
        for (int i = 0; i < headlines.size(); i++) {
            JsonFields headline = JsonFields.of(headlines.get(i), "$.headlines[" + i + "]");
            String role = headline.text("role");
            int rank = "main".equals(role) ? 0 : role == null ? 1 : 2;
            String value = headline.text("value");
            if (rank < bestRank && value != null && !CleanText.of(value).isBlank()) {
                best = new Text(value, headline.text("contentType"), headline.at("value"), rank == 0);
                bestRank = rank;
            }
        }
        if (best != null) {
            // Marks in a headline are not kept: few channels can show them.
            String text = best.isHtml()
                    ? String.join(
                            " ",
                            HtmlBlocks.of(best.value, best.path, notes).stream()
                                    .map(Block::text)
                                    .toList())
                    : clean(best.value, best.path, notes);
            if (!text.isBlank()) {
                return text;
            }
        }
        throw new UnreadableInputException(
                "headline-missing",
                "Expected a headline with text in it at $.headlines, but there is none. Add one with the role main.");
    }

    private static List<Block> body(JsonFields item, Notes notes) {
        List<JsonNode> bodies = item.list("bodies");
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            JsonFields body = JsonFields.of(bodies.get(i), "$.bodies[" + i + "]");
            String value = body.text("value");
            if (value != null && !value.isBlank()) {
                texts.add(
                        new Text(value, body.text("contentType"), body.at("value"), "main".equals(body.text("role"))));
            }
        }
        texts.sort(Comparator.comparingInt(Text::rank));
        for (Text text : texts) {
            List<Block> blocks = text.isHtml() ? HtmlBlocks.of(text.value, text.path, notes) : paragraphs(text, notes);
            if (text.rank() < Text.FOREIGN && !blocks.isEmpty()) {
                return blocks;
            }
        }
        throw new UnreadableInputException(
                "body-missing",
                "Expected a body of plain text, HTML or XHTML at $.bodies, but "
                        + (texts.isEmpty() ? "there is none" : "there is none with text in it") + ". Add one.");
    }

    private static List<Block> paragraphs(Text text, Notes notes) {
        List<Block> blocks = new ArrayList<>();
        for (String paragraph : BLANK_LINE.split(text.value.replace("\r\n", "\n"))) {
            String clean = clean(paragraph, text.path, notes);
            if (!clean.isEmpty()) {
                blocks.add(Block.plain(SegmentKind.PARAGRAPH, clean));
            }
        }
        return blocks;
    }

    private static void line(SegmentKind kind, JsonFields item, String name, List<Block> blocks, Notes notes) {
        String raw = item.text(name);
        String text = raw == null ? "" : clean(raw, item.at(name), notes);
        if (!text.isEmpty()) {
            blocks.add(Block.plain(kind, text));
        }
    }

    /** The clean text; empty when nothing of it can be seen. */
    private static String clean(String raw, String path, Notes notes) {
        CleanText text = CleanText.of(raw);
        notes.removed(text, path);
        return text.isBlank() ? "" : text.text();
    }

    private static int urgency(JsonFields item, Notes notes) {
        Integer urgency = item.number("urgency");
        if (urgency == null) {
            return SubmissionDraft.USUAL_URGENCY;
        }
        if (urgency == LEAST_URGENT + 1) {
            notes.add("Took urgency 9 as 8, the least urgent there is");
            return LEAST_URGENT;
        }
        return urgency;
    }

    /** A text in ninjs 3; earlier wires send numbers. */
    private static @Nullable String version(JsonFields item) {
        JsonNode version = item.object().get("version");
        return version != null && version.isIntegralNumber() ? version.asText() : item.text("version");
    }

    /** A value that says, or does not say, what it is. */
    private record Text(String value, @Nullable String contentType, String path, boolean main) {

        private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");
        private static final int FOREIGN = 6;

        boolean isHtml() {
            String type = type();
            return HTML.contains(type)
                    || (!type.equals("text/plain") && TAG.matcher(value).find());
        }

        /** HTML first, plain text after, the main one of each before the others; NITF and other XML last. */
        int rank() {
            int kind = isForeign() ? FOREIGN : isHtml() ? 0 : 2;
            return kind + (main ? 0 : 1);
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
