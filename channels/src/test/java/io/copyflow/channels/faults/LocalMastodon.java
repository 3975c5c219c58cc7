package io.copyflow.channels.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is documented of a Mastodon server's statuses, for as many accounts as there are tokens. */
public final class LocalMastodon extends FaultyServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    public record Status(
            long id,
            String account,
            String text,
            @Nullable String replyTo,
            Instant at,
            List<String> history,
            List<String> media) {}

    /** What was uploaded: {@code type description bytes}. */
    public final Map<String, String> uploads = new TreeMap<>();

    /** How often an upload is answered as still being worked at. */
    public int working;

    public boolean takesMedia = true;

    /** What is answered, 200, to a path in place of what would be; null for what would be. */
    public Function<String, @Nullable String> answersTo = _ -> null;

    public final TreeMap<Long, Status> statuses = new TreeMap<>();
    private final Map<String, Long> keys = new HashMap<>();
    private long last = 100;

    public LocalMastodon(Supplier<Fault> faults) {
        super(faults);
    }

    public synchronized List<Status> of(String account) {
        return statuses.values().stream()
                .filter(status -> status.account().equals(account))
                .toList();
    }

    @Override
    Reply act(HttpExchange request, String body) throws IOException {
        String path = request.getRequestURI().getPath();
        String account = request.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
        String odd = answersTo.apply(path);
        if (odd != null) {
            return new Reply(200, odd);
        }
        if (path.endsWith("/verify_credentials")) {
            return new Reply(200, JSON.createObjectNode().put("id", account).toString());
        }
        if (path.equals("/api/v2/media")) {
            return takesMedia ? upload(new Parts(request, body)) : new Reply(422, "{\"error\":\"Validation failed\"}");
        }
        if (path.startsWith("/api/v1/media/")) {
            String id = path.substring("/api/v1/media/".length());
            return working-- > 0 ? new Reply(206, "{\"id\":\"" + id + "\",\"url\":null}") : uploaded(id);
        }
        if (path.startsWith("/api/v1/accounts/")) {
            return statuses(account, String.valueOf(request.getRequestURI().getQuery()));
        }
        String id = path.substring("/api/v1/statuses".length()).replace("/", "");
        return switch (request.getRequestMethod()) {
            case "POST" -> post(account, request.getRequestHeaders().getFirst("Idempotency-Key"), JSON.readTree(body));
            case "PUT" -> put(Long.parseLong(id), JSON.readTree(body));
            case "DELETE" ->
                statuses.remove(Long.parseLong(id)) == null
                        ? new Reply(404, "{\"error\":\"Record not found\"}")
                        : new Reply(200, "{\"id\":\"" + id + "\"}");
            default -> new Reply(405, "{}");
        };
    }

    private Reply upload(Parts parts) {
        if (!parts.parts.containsKey("file")) {
            return new Reply(422, "{\"error\":\"Validation failed: File can't be blank\"}");
        }
        if (parts.text("description")
                        .codePointCount(0, parts.text("description").length())
                > 1500) {
            return new Reply(422, "{\"error\":\"Validation failed: Description is too long\"}");
        }
        String id = "m" + ++last;
        uploads.put(
                id, parts.types.get("file") + " " + parts.text("description") + " " + parts.parts.get("file").length);
        return working > 0 ? new Reply(202, "{\"id\":\"" + id + "\",\"url\":null}") : uploaded(id);
    }

    private static Reply uploaded(String id) {
        return new Reply(
                200, "{\"id\":\"" + id + "\",\"type\":\"image\",\"url\":\"https://social.example/" + id + "\"}");
    }

    private @Nullable Reply faultOf(JsonNode body) {
        for (JsonNode id : body.path("media_ids")) {
            if (!uploads.containsKey(id.asText())) {
                return new Reply(422, "{\"error\":\"Validation failed\"}");
            }
        }
        return null;
    }

    private List<String> media(JsonNode body) {
        List<String> media = new ArrayList<>();
        body.path("media_ids").forEach(id -> media.add(uploads.get(id.asText())));
        return media;
    }

    private Reply statuses(String account, String query) {
        long before = query.contains("max_id=") ? Long.parseLong(query.replaceFirst(".*max_id=", "")) : Long.MAX_VALUE;
        ArrayNode all = JSON.createArrayNode();
        statuses.headMap(before, false).descendingMap().values().stream()
                .filter(status -> status.account().equals(account))
                .limit(40)
                .forEach(status -> all.add(json(status)));
        return new Reply(200, all.toString());
    }

    private Reply post(String account, String key, JsonNode body) {
        Long made = keys.get(account + key);
        if (made != null && statuses.containsKey(made)) {
            return new Reply(200, json(statuses.get(made)).toString());
        }
        String text = body.path("status").asText();
        int length = graphemes(text.replaceAll("https?://\\S+", "x".repeat(23)));
        if (length > 500) {
            return new Reply(422, "{\"error\":\"Validation failed: Text character limit of 500 exceeded\"}");
        }
        Reply fault = faultOf(body);
        if (fault != null) {
            return fault;
        }
        String replied = body.path("in_reply_to_id").asText(null);
        if (replied != null && !statuses.containsKey(Long.valueOf(replied))) {
            return new Reply(404, "{\"error\":\"The post you are trying to reply to does not appear to exist.\"}");
        }
        Status status =
                new Status(++last, account, text, replied, Instant.now(), new ArrayList<>(List.of(text)), media(body));
        statuses.put(status.id(), status);
        keys.put(account + key, status.id());
        return new Reply(200, json(status).toString());
    }

    private Reply put(long id, JsonNode body) {
        Status before = statuses.get(id);
        if (before == null) {
            return new Reply(404, "{\"error\":\"Record not found\"}");
        }
        String text = body.path("status").asText();
        Reply fault = faultOf(body);
        if (fault != null) {
            return fault;
        }
        before.history().add(text);
        Status after =
                new Status(id, before.account(), text, before.replyTo(), before.at(), before.history(), media(body));
        statuses.put(id, after);
        return new Reply(200, json(after).toString());
    }

    private static int graphemes(String text) {
        BreakIterator characters = BreakIterator.getCharacterInstance(ULocale.ROOT);
        characters.setText(text);
        int count = 0;
        while (characters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    private static ObjectNode json(Status status) {
        String html = status.text().replaceAll("(https?://\\S+)", "<a href=\"$1\" rel=\"nofollow\">$1</a>");
        return JSON.createObjectNode()
                .put("id", Long.toString(status.id()))
                .put("created_at", status.at().toString())
                .put("in_reply_to_id", status.replyTo())
                .put("url", "https://social.example/@desk/" + status.id())
                .put("content", "<p>" + html + "</p>");
    }

    @Override
    Reply error() {
        return new Reply(500, "{\"error\":\"We're sorry, but something went wrong\"}");
    }

    @Override
    Reply busy() {
        return new Reply(429, "{\"error\":\"Too many requests\"}");
    }
}
