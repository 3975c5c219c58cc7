package io.copyflow.channels.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.copyflow.channels.delivery.WebhookSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A receiver of signed webhooks that checks signatures and drops ids it has had, as the specification asks. */
public final class LocalWebhook extends FaultyServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    public record Message(String id, String type, JsonNode data) {}

    public final Map<String, Message> byId = new LinkedHashMap<>();
    public final List<String> wrong = new ArrayList<>();
    private final WebhookSignature signature;

    public LocalWebhook(String secret, Supplier<Fault> faults) {
        super(faults);
        this.signature = WebhookSignature.of(secret);
    }

    @Override
    Reply act(HttpExchange request, String body) throws IOException {
        String id = request.getRequestHeaders().getFirst("webhook-id");
        String at = request.getRequestHeaders().getFirst("webhook-timestamp");
        String expected = signature
                .headers(id, Instant.ofEpochSecond(Long.parseLong(at)), body.getBytes(StandardCharsets.UTF_8))
                .get("webhook-signature");
        if (!expected.equals(request.getRequestHeaders().getFirst("webhook-signature"))) {
            wrong.add(id);
            return new Reply(401, "");
        }
        JsonNode message = JSON.readTree(body);
        byId.putIfAbsent(id, new Message(id, message.path("type").asText(), message.path("data")));
        return new Reply(204, "");
    }

    @Override
    Reply error() {
        return new Reply(500, "");
    }

    @Override
    Reply busy() {
        return new Reply(429, "");
    }
}
