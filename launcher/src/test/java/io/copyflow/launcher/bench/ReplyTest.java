package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplyTest {

    @Test
    void aFirstTimeAndARepeatAreAccepted() throws Exception {
        assertThat(reply(201, "", "{}")).isEqualTo(new Reply.Accepted());
        assertThat(reply(200, "", "{}")).isEqualTo(new Reply.Accepted());
    }

    @Test
    void whoIsToComeAgainIsRefusedAndHearsWhen() throws Exception {
        assertThat(reply(429, "2", "{\"code\":\"too-many-asked\"}"))
                .isEqualTo(new Reply.Refused(429, Duration.ofSeconds(2)));
        assertThat(reply(503, "5", "{\"code\":\"gateway-busy\"}"))
                .isEqualTo(new Reply.Refused(503, Duration.ofSeconds(5)));
    }

    @Test
    void anOutcomeThatIsNotKnownIsNoRefusal() throws Exception {
        assertThat(reply(503, "5", "{\"code\":\"no-answer\"}")).isEqualTo(new Reply.Unanswered(Duration.ofSeconds(5)));
    }

    @Test
    void anythingElseIsNeverRight() throws Exception {
        assertThat(reply(503, "", "{\"code\":\"gateway-busy\"}")).isInstanceOf(Reply.Fault.class);
        assertThat(reply(503, "soon", "{}")).isInstanceOf(Reply.Fault.class);
        assertThat(reply(500, "2", "{}")).isInstanceOf(Reply.Fault.class);
        assertThat(reply(409, "", "{}")).isInstanceOf(Reply.Fault.class);
    }

    private static Reply reply(int status, String retryAfter, String body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Reply.of(http.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } finally {
            server.stop(0);
        }
    }
}
