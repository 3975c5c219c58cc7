package io.copyflow.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.channels.delivery.Condition;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.launcher.cli.RootCommand;
import io.copyflow.runtime.HttpFront;
import io.copyflow.runtime.UnreadableInputException;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> done = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private ChannelRoutes.@Nullable Running running = new Channels();
    private final HttpFront front = HttpFront.start(
            "127.0.0.1",
            0,
            List.of(new ChannelRoutes(
                    () -> running,
                    () -> List.of(
                            channel("website", ChannelKind.WEBSITE),
                            channel("telegram-en", ChannelKind.SOCIAL),
                            channel("steppe-wind-radio", ChannelKind.SYNDICATION)))));

    @AfterEach
    void stop() {
        front.close();
        client.close();
    }

    @Test
    void every_channel_is_listed_with_how_it_is_and_what_a_person_has_to_look_at() throws Exception {
        JsonNode channels = JSON.readTree(send("GET", "/channels", "").body()).path("channels");

        assertThat(channels.findValuesAsText("id"))
                .containsExactly("old-account", "steppe-wind-radio", "telegram-en", "website");
        JsonNode telegram = channels.get(2);
        assertThat(telegram.path("kind").asText()).isEqualTo("social");
        assertThat(telegram.path("state").asText()).isEqualTo("Delivering.");
        assertThat(telegram.path("unconfirmed").get(0).path("headline").asText())
                .isEqualTo("Herders get forecasts");
        assertThat(channels.get(1).path("state").asText()).isEqualTo("Not connected.");
        assertThat(RootCommand.run("channels", "list", "--url", front.address()))
                .isZero();
    }

    @Test
    void r24_what_a_person_found_or_did_not_find_reaches_the_channel() {
        assertThat(RootCommand.run(
                        "channels",
                        "looked",
                        "telegram-en",
                        "s1",
                        "en",
                        "--found",
                        "4711",
                        "--at",
                        "https://t.me/farlight/4711",
                        "--url",
                        front.address()))
                .isZero();
        assertThat(RootCommand.run(
                        "channels", "looked", "old-account", "s1", "en", "--nothing", "--url", front.address()))
                .isZero();

        assertThat(done)
                .containsExactly("telegram-en s1 en 4711 https://t.me/farlight/4711", "old-account s1 en null null");
    }

    @Test
    void what_is_clear_a_channel_nobody_knows_and_half_an_answer_are_refused() throws Exception {
        assertThat(RootCommand.run(
                        "channels", "looked", "telegram-en", "s2", "en", "--nothing", "--url", front.address()))
                .isEqualTo(RootCommand.REFUSED);
        assertThat(code(send(
                        "POST",
                        "/channels/telegram-en/looked",
                        "{\"story\":\"s2\",\"language\":\"en\",\"found\":null}")))
                .isEqualTo("409 nothing-unconfirmed");
        assertThat(code(send(
                        "POST", "/channels/nobody/looked", "{\"story\":\"s1\",\"language\":\"en\",\"found\":null}")))
                .isEqualTo("404 channel-unknown");
        assertThat(code(send("POST", "/channels/telegram-en/looked", "{\"story\":\"s1\",\"language\":\"en\"}")))
                .isEqualTo("400 looked-invalid");
        assertThat(code(send(
                        "POST",
                        "/channels/telegram-en/looked",
                        "{\"story\":\"s1\",\"language\":\"en\",\"found\":\"no id\"}")))
                .isEqualTo("400 looked-invalid");
        assertThat(code(send("POST", "/channels/telegram-en/looked", "no JSON")))
                .isEqualTo("400 looked-invalid");
    }

    @Test
    void r25_a_member_is_replayed_to_and_no_other_kind_of_channel_is() throws Exception {
        assertThat(send("POST", "/channels/steppe-wind-radio/replay?again=true", "")
                        .body())
                .isEqualTo("{\"channel\":\"steppe-wind-radio\",\"sent\":12}");
        assertThat(code(send("POST", "/channels/telegram-en/replay", ""))).isEqualTo("409 not-replayable");
        assertThat(code(send("POST", "/channels/website/replay", ""))).isEqualTo("409 not-replayable");
        assertThat(code(send("POST", "/channels/nobody/replay", ""))).isEqualTo("404 channel-unknown");
        assertThat(done).containsExactly("replay steppe-wind-radio true");
    }

    @Test
    void while_the_channels_start_nothing_can_be_asked() throws Exception {
        running = null;

        assertThat(code(send("GET", "/channels", ""))).isEqualTo("503 not-ready");
    }

    private static String code(HttpResponse<String> answer) throws Exception {
        return answer.statusCode() + " "
                + JSON.readTree(answer.body()).path("code").asText();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(front.address() + path))
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static Channel channel(String id, ChannelKind kind) {
        return Channel.newBuilder()
                .setId(id)
                .setKind(kind)
                .setName(id)
                .setLanguages(List.of("en"))
                .build();
    }

    private final class Channels implements ChannelRoutes.Running {

        @Override
        public Map<String, Condition> conditions() {
            Condition well = Condition.starting("").now(true, "Delivering.");
            return Map.of("website", well, "telegram-en", well, "old-account", well);
        }

        @Override
        public Map<String, List<Lane.Unconfirmed>> unconfirmed() {
            return Map.of("telegram-en", List.of(new Lane.Unconfirmed("s1", "en", 1, "Herders get forecasts", true)));
        }

        @Override
        public int replay(String member, boolean again) {
            done.add("replay " + member + " " + again);
            return 12;
        }

        @Override
        public boolean looked(
                String channel, String storyId, String language, @Nullable String id, @Nullable String url) {
            if ("no id".equals(id)) {
                throw new UnreadableInputException("looked-invalid", "Expected an id, but it is none. Look again.");
            }
            if (!storyId.equals("s1")) {
                return false;
            }
            done.add(String.join(" ", channel, storyId, language, id, url));
            return true;
        }
    }
}
