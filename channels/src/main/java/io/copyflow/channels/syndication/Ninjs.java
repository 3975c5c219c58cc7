package io.copyflow.channels.syndication;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.channels.delivery.Version;
import java.net.URI;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Items in IPTC ninjs 3.1. */
final class Ninjs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String provider;
    private final BiFunction<String, String, URI> pageAddress;

    /**
     * @param provider the outlet's name
     * @param pageAddress the website's page of a story in a language
     */
    Ninjs(String provider, BiFunction<String, String, URI> pageAddress) {
        this.provider = provider;
        this.pageAddress = pageAddress;
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
        text(item.putArray("bodies"), "main", "text/html", HtmlBody.of(version.body()));
        item.putArray("altIds")
                .addObject()
                .put("role", "website")
                .put(
                        "value",
                        pageAddress.apply(version.storyId(), version.language()).toString());
    }

    private static void text(ArrayNode list, String role, String contentType, @Nullable String value) {
        list.addObject().put("role", role).put("contentType", contentType).put("value", value);
    }
}
