package io.copyflow.channels.social;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.channels.delivery.Version;
import io.copyflow.channels.delivery.WebhookOutlet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What an account of the network {@code webhook} sends: headline, standfirst, link and first picture, as JSON. */
final class AlertBody implements WebhookOutlet.Body {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Composer composer;

    AlertBody(Composer composer) {
        this.composer = composer;
    }

    @Override
    public byte[] of(String type, String id, Instant at, Version version) {
        ObjectNode message = JSON.createObjectNode().put("type", type).put("timestamp", at.toString());
        ObjectNode data = message.putObject("data")
                .put("id", version.place())
                .put("story", version.storyId())
                .put("language", version.language())
                .put("sequence", version.sequence())
                .put("url", composer.link(version).toString());
        if (version.isLive()) {
            data.put("headline", version.headline())
                    .put("standfirst", version.standfirst())
                    .put("urgency", version.urgency())
                    .put("publishedAt", version.publishedAt().toString());
            Picture picture = composer.post(version, Network.WEBHOOK).picture();
            if (picture != null) {
                URI address = composer.address(picture);
                data.putObject("picture")
                        .put("url", address == null ? null : address.toString())
                        .put("sha256", picture.media().hash())
                        .put("mediaType", picture.media().mediaType())
                        .put("width", picture.media().width())
                        .put("height", picture.media().height())
                        .put("alternativeText", picture.alternativeText());
            }
        } else {
            data.put("killed", version.killed());
        }
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String digest(Version version) {
        return composer.post(version, Network.WEBHOOK).digest() + version.urgency();
    }
}
