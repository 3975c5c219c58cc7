package io.copyflow.channels.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is documented of Telegram's Bot API, for one channel. */
public final class LocalTelegram extends FaultyServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    public final Map<Long, List<String>> messages = new TreeMap<>();
    public final Set<Long> tooOld = new HashSet<>();

    /** The size of the photo of each message that has one. */
    public final Map<Long, Integer> photos = new TreeMap<>();

    public boolean takesPhotos = true;
    private long last;

    public LocalTelegram(Supplier<Fault> faults) {
        super(faults);
    }

    @Override
    Reply act(HttpExchange request, String body) throws IOException {
        String method = request.getRequestURI().getPath().replaceFirst(".*/", "");
        if (Parts.isMultipart(request)) {
            return media(method, new Parts(request, body));
        }
        JsonNode asked = JSON.readTree(body);
        long id = asked.path("message_id").asLong();
        return switch (method) {
            case "sendMessage" -> {
                messages.put(++last, new ArrayList<>(List.of(asked.path("text").asText())));
                yield message(last);
            }
            case "editMessageText" -> {
                List<String> history = messages.get(id);
                if (history == null) {
                    yield refused("Bad Request: message to edit not found");
                }
                if (photos.containsKey(id)) {
                    yield refused("Bad Request: there is no text in the message to edit");
                }
                if (history.getLast().equals(asked.path("text").asText())) {
                    yield refused("Bad Request: message is not modified");
                }
                history.add(asked.path("text").asText());
                yield message(id);
            }
            case "deleteMessage" -> {
                if (tooOld.contains(id)) {
                    yield refused("Bad Request: message can't be deleted");
                }
                photos.remove(id);
                yield messages.remove(id) == null
                        ? refused("Bad Request: message to delete not found")
                        : new Reply(200, "{\"ok\":true,\"result\":true}");
            }
            default -> new Reply(404, "{\"ok\":false,\"error_code\":404,\"description\":\"Not Found\"}");
        };
    }

    private Reply media(String method, Parts parts) throws IOException {
        return switch (method) {
            case "sendPhoto" -> {
                if (!takesPhotos) {
                    yield refused("Bad Request: PHOTO_INVALID_DIMENSIONS");
                }
                yield tooLong(parts.text("caption")) ? tooLong() : photo(++last, parts.text("caption"), parts, "photo");
            }
            case "editMessageMedia" -> {
                JsonNode media = JSON.readTree(parts.text("media"));
                long id = Long.parseLong(parts.text("message_id"));
                if (!messages.containsKey(id)) {
                    yield refused("Bad Request: message to edit not found");
                }
                yield tooLong(media.path("caption").asText())
                        ? tooLong()
                        : photo(
                                id,
                                media.path("caption").asText(),
                                parts,
                                media.path("media").asText().replace("attach://", ""));
            }
            default -> new Reply(404, "{\"ok\":false,\"error_code\":404,\"description\":\"Not Found\"}");
        };
    }

    private static boolean tooLong(String caption) {
        return caption.length() > 1024;
    }

    private static Reply tooLong() {
        return refused("Bad Request: message caption is too long");
    }

    private Reply photo(long id, String caption, Parts parts, String name) {
        byte[] bytes = parts.parts.get(name);
        if (bytes == null) {
            return refused("Bad Request: there is no photo in the request");
        }
        photos.put(id, bytes.length);
        messages.computeIfAbsent(id, unused -> new ArrayList<>()).add(caption);
        return message(id);
    }

    /** What a person sees there: the id of a message that ends in a link; null when there is none. */
    public synchronized @Nullable String find(String link) {
        return messages.entrySet().stream()
                .filter(message -> message.getValue().getLast().endsWith("\n" + link))
                .map(message -> Long.toString(message.getKey()))
                .findFirst()
                .orElse(null);
    }

    private static Reply message(long id) {
        ObjectNode answer = JSON.createObjectNode().put("ok", true);
        answer.putObject("result").put("message_id", id).putObject("chat").put("username", "farlight");
        return new Reply(200, answer.toString());
    }

    private static Reply refused(String why) {
        return new Reply(
                400,
                JSON.createObjectNode()
                        .put("ok", false)
                        .put("error_code", 400)
                        .put("description", why)
                        .toString());
    }

    @Override
    Reply error() {
        return new Reply(500, "{\"ok\":false,\"error_code\":500,\"description\":\"Internal Server Error\"}");
    }

    @Override
    Reply busy() {
        return new Reply(
                429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\",\"parameters\":{\"retry_after\":0}}");
    }
}
