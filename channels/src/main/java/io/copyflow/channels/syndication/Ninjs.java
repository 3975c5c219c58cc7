package io.copyflow.channels.syndication;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.channels.delivery.Version;
import io.copyflow.contract.MediaReference;
import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Items in IPTC ninjs 3.1. */
final class Ninjs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String provider;
    private final BiFunction<String, String, URI> pageAddress;
    private final Function<MediaReference, @Nullable URI> mediaAddress;

    /**
     * @param provider the outlet's name
     * @param pageAddress the website's page of a story in a language
     * @param mediaAddress the website's file of a picture or video; null for one it does not show
     */
    Ninjs(
            String provider,
            BiFunction<String, String, URI> pageAddress,
            Function<MediaReference, @Nullable URI> mediaAddress) {
        this.provider = provider;
        this.pageAddress = pageAddress;
        this.mediaAddress = mediaAddress;
    }

    ObjectNode of(Version version) {
        ObjectNode item = JSON.createObjectNode()
                .put("uri", Item.uri(version))
                .put("type", "text")
                .put("version", Long.toString(version.sequence()))
                .put("firstCreated", version.firstPublishedAt().toString())
                .put("versionCreated", version.publishedAt().toString())
                .put("pubStatus", version.isLive() ? "usable" : "canceled")
                .put("language", version.language());
        item.putObject("standard")
                .put("name", "ninjs")
                .put("version", "3.1")
                .put("schema", "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json");
        if (version.isLive()) {
            live(item, version);
        }
        return item;
    }

    private void live(ObjectNode item, Version version) {
        item.put("urgency", version.urgency());
        item.putArray("infoSources").addObject().put("name", provider);
        text(item.putArray("headlines"), "main", "text/plain", version.headline());
        String standfirst = version.standfirst();
        if (standfirst != null) {
            text(item.putArray("descriptions"), "summary", "text/plain", standfirst);
        }
        String byline = version.byline();
        if (byline != null) {
            item.put("by", byline);
        }
        String dateline = version.dateline();
        if (dateline != null) {
            item.put("located", dateline);
        }
        String desk = version.desk();
        if (desk != null) {
            item.putArray("subjects").addObject().put("name", desk).put("uri", "urn:copyflow:desk:" + desk);
        }
        text(item.putArray("bodies"), "main", "text/html", HtmlBody.of(version.body(), mediaAddress));
        associate(item, version);
        item.putArray("altIds")
                .addObject()
                .put("role", "website")
                .put(
                        "value",
                        pageAddress.apply(version.storyId(), version.language()).toString());
    }

    /** Pictures and videos once more for who places them otherwise than the text does. */
    private void associate(ObjectNode item, Version version) {
        for (int at = 0; at < version.body().size(); at++) {
            MediaReference media = version.body().get(at).media();
            URI address = media == null ? null : mediaAddress.apply(media);
            if (media == null || address == null) {
                continue;
            }
            Shown shown = Shown.at(version.body(), at);
            ObjectNode association = item.withArray("associations")
                    .addObject()
                    .put("name", "media-" + item.path("associations").size())
                    .put("uri", "urn:copyflow:media:" + media.hash())
                    .put("type", media.isVideo() ? "video" : "picture")
                    .put("language", version.language());
            if (shown.credit() != null) {
                association.put("by", shown.credit());
            }
            ArrayNode descriptions = JSON.createArrayNode();
            if (!shown.alternativeText().isEmpty()) {
                text(descriptions, "alternative-text", "text/plain", shown.alternativeText());
            }
            if (shown.caption() != null) {
                text(descriptions, "caption", "text/plain", shown.caption());
            }
            if (!descriptions.isEmpty()) {
                association.set("descriptions", descriptions);
            }
            ObjectNode rendition = association
                    .putArray("renditions")
                    .addObject()
                    .put("name", "original")
                    .put("href", address.toString())
                    .put("contentType", media.mediaType())
                    .put("sizeInBytes", media.bytes());
            if (media.width() != null && media.height() != null) {
                rendition.put("width", media.width()).put("height", media.height());
            }
        }
    }

    private static void text(ArrayNode list, String role, String contentType, @Nullable String value) {
        list.addObject().put("role", role).put("contentType", contentType).put("value", value);
    }
}
