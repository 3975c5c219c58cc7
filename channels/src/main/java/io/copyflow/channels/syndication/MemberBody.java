package io.copyflow.channels.syndication;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.channels.delivery.Version;
import io.copyflow.channels.delivery.WebhookOutlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a member's webhook is sent: the whole item in ninjs, or its withdrawal. */
final class MemberBody implements WebhookOutlet.Body {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ItemStore items;
    private final Ninjs ninjs;

    MemberBody(ItemStore items, Ninjs ninjs) {
        this.items = items;
        this.ninjs = ninjs;
    }

    @Override
    public byte[] of(String type, String id, Instant at, Version version) {
        Version now = whole(version);
        ObjectNode message = JSON.createObjectNode().put("type", type).put("timestamp", at.toString());
        message.putObject("data")
                .put("story", now.storyId())
                .put("language", now.language())
                .put("sequence", now.sequence())
                .put("killed", now.killed())
                .set("item", ninjs.of(now));
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What waits in a lane has no body; the store has that, or already something newer, which is told again later. So a kill
     * is told as of the newest the store ever had: whoever received that drops what is older.
     */
    private Version whole(Version version) {
        if (!version.isLive() && !version.killed()) {
            return version;
        }
        try {
            Item item = items.item(version.storyId(), version.language());
            if (version.killed()) {
                return item == null
                        ? version
                        : version.at(Math.max(version.sequence(), item.version().sequence()));
            }
            return item == null ? version.withdrawn(false) : item.version();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String digest(Version version) {
        return version.contentHash() + "/" + version.urgency();
    }
}
