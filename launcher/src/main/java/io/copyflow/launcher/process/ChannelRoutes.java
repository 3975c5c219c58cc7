package io.copyflow.launcher.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.channels.delivery.Condition;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.runtime.Problem;
import io.copyflow.runtime.UnreadableInputException;
import io.copyflow.schemas.directory.Channel;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask of channels: {@code GET /channels}, {@code POST /channels/<id>/replay} and {@code POST
 * /channels/<id>/looked}. docs/reference/http-api.md says what they answer.
 */
final class ChannelRoutes implements Consumer<RoutesConfig> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<@Nullable Running> channels;
    private final Supplier<List<Channel>> directory;

    /** The channels of this process. */
    interface Running {

        /** How they are, by id; those that left the directory and have something to look after too. */
        Map<String, Condition> conditions();

        /** What a person has to look at, by channel. */
        Map<String, List<Lane.Unconfirmed>> unconfirmed();

        /**
         * Gives a member what is live now (docs/semantics.md, rule 25).
         *
         * @param again whether also what it has had
         * @return how many; -1 when the member is not connected
         */
        int replay(String member, boolean again) throws IOException;

        /**
         * See {@link Lane#looked}; false also when there is no such channel.
         *
         * @throws UnreadableInputException when the channel has no ids like that one
         */
        boolean looked(String channel, String storyId, String language, @Nullable String id, @Nullable String url)
                throws IOException;
    }

    /** @param channels null while they are starting, after the server that asks for them */
    ChannelRoutes(Supplier<@Nullable Running> channels, Supplier<List<Channel>> directory) {
        this.channels = channels;
        this.directory = directory;
    }

    /** What is done once the channels run. */
    private interface Answering {
        void answer(Context http, Running running) throws IOException;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/channels", http -> answer(http, this::list));
        routes.post("/channels/{id}/replay", http -> answer(http, this::replay));
        routes.post("/channels/{id}/looked", http -> answer(http, this::looked));
    }

    private void answer(Context http, Answering how) throws IOException {
        Running running = channels.get();
        if (running == null) {
            new Problem(503, "not-ready", "Expected the channels to run, but they are starting. Try again in a moment.")
                    .answer(http);
        } else {
            how.answer(http, running);
        }
    }

    private void list(Context http, Running running) {
        Map<String, Condition> conditions = running.conditions();
        Map<String, List<Lane.Unconfirmed>> unconfirmed = running.unconfirmed();
        Map<String, Channel> known = new TreeMap<>();
        directory.get().forEach(channel -> known.put(channel.getId(), channel));
        Map<String, ObjectNode> all = new TreeMap<>();
        known.forEach((id, channel) -> all.put(
                id,
                JSON.createObjectNode()
                        .put("id", id)
                        .put("kind", channel.getKind().name().toLowerCase(Locale.ROOT))
                        .put("name", channel.getName())));
        // what left the directory may still have something to look after
        conditions
                .keySet()
                .forEach(id -> all.computeIfAbsent(
                        id,
                        _ -> JSON.createObjectNode()
                                .put("id", id)
                                .putNull("kind")
                                .put("name", id)));
        ArrayNode list = JSON.createArrayNode();
        all.forEach((id, channel) -> {
            Condition condition = conditions.get(id);
            channel.put("ready", condition != null && condition.ready())
                    .put("state", condition == null ? "Not connected." : condition.sentence());
            ArrayNode doubts = channel.putArray("unconfirmed");
            for (Lane.Unconfirmed one : unconfirmed.getOrDefault(id, List.of())) {
                doubts.addObject()
                        .put("story", one.storyId())
                        .put("language", one.language())
                        .put("sequence", one.sequence())
                        .put("headline", one.headline())
                        .put("toBeShown", one.isToBeShown());
            }
            list.add(channel);
        });
        http.contentType("application/json")
                .result(JSON.createObjectNode()
                        .<ObjectNode>set("channels", list)
                        .toString());
    }

    private void replay(Context http, Running running) throws IOException {
        String id = http.pathParam("id");
        Channel channel = channel(id);
        if (channel == null) {
            unknown(http, id);
            return;
        }
        switch (channel.getKind()) {
            case SYNDICATION -> replayToMember(http, running, id);
            case SOCIAL ->
                refuse(
                        http,
                        "Expected a channel that old stories can be sent to, but '" + id
                                + "' is a social account, where they would be news again. Leave it.");
            case WEBSITE ->
                refuse(
                        http,
                        "Expected a channel that is sent to, but '" + id
                                + "' is a website, which is made from the whole log. Stop Copyflow, delete the site's"
                                + " folder, and start again.");
            case UNKNOWN -> refuse(http, "Expected a kind of channel that this version knows. Upgrade.");
        }
    }

    private static void replayToMember(Context http, Running running, String id) throws IOException {
        int count = running.replay(id, "true".equals(http.queryParam("again")));
        if (count < 0) {
            refuse(
                    http,
                    "Expected a member that is connected, but '" + id
                            + "' has neither token nor webhook. Give it one and start again.");
        } else {
            http.status(202)
                    .contentType("application/json")
                    .result("{\"channel\":\"" + id + "\",\"sent\":" + count + "}");
        }
    }

    /** A person tells what they found where nobody could tell (docs/semantics.md, rule 24). */
    private void looked(Context http, Running running) throws IOException {
        String id = http.pathParam("id");
        JsonNode said;
        try {
            said = JSON.readTree(http.bodyAsBytes());
        } catch (JsonProcessingException e) {
            said = JSON.missingNode();
        }
        String story = said.path("story").asText("");
        String language = said.path("language").asText("");
        JsonNode found = said.path("found");
        if (story.isBlank()
                || language.isBlank()
                || !(found.isNull() || found.isTextual() && !found.asText().isBlank())) {
            new Problem(
                            400,
                            "looked-invalid",
                            "Expected a story, a language, and as found the id of what stands there or null, but one of them"
                                    + " is missing. Say all three.")
                    .answer(http);
        } else if (channel(id) == null && !running.conditions().containsKey(id)) {
            unknown(http, id);
        } else {
            note(
                    http,
                    running,
                    id,
                    story,
                    language,
                    found.isNull() ? null : found.asText().strip(),
                    said.path("url").asText(null));
        }
    }

    private static void note(
            Context http,
            Running running,
            String id,
            String story,
            String language,
            @Nullable String found,
            @Nullable String url)
            throws IOException {
        boolean isNoted;
        try {
            isNoted = running.looked(id, story, language, found, url);
        } catch (UnreadableInputException e) {
            new Problem(400, e.code(), e.sentence()).answer(http);
            return;
        }
        if (isNoted) {
            http.status(202)
                    .contentType("application/json")
                    .result(JSON.createObjectNode()
                            .put("channel", id)
                            .put("story", story)
                            .put("language", language)
                            .toString());
        } else {
            new Problem(
                            409,
                            "nothing-unconfirmed",
                            "Expected something of " + story + " in " + language + " that nobody can tell at '" + id
                                    + "', but there is nothing. See 'copyflow channels list'.")
                    .answer(http);
        }
    }

    private @Nullable Channel channel(String id) {
        return directory.get().stream()
                .filter(channel -> channel.getId().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static void unknown(Context http, String id) {
        new Problem(
                        404,
                        "channel-unknown",
                        "Expected a channel of the directory, but there is no '" + id
                                + "'. Check the name in the newsroom file.")
                .answer(http);
    }

    private static void refuse(Context http, String sentence) {
        new Problem(409, "not-replayable", sentence).answer(http);
    }
}
