package io.copyflow.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.runtime.HttpFront;
import io.copyflow.runtime.OperationsPages;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListeningTest {

    @Test
    void a_process_is_ready_once_everything_of_it_can_be_reached_and_live_before() throws Exception {
        Listening listening = new Listening(Map.of("channels", "the members' content API", "desk", "the web desk"));
        try (HttpClient client = HttpClient.newHttpClient();
                HttpFront front = HttpFront.start(
                        "127.0.0.1",
                        0,
                        List.of(new OperationsPages(
                                List.of(),
                                listening::health,
                                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))))) {
            HttpResponse<String> atFirst = get(client, front, "/ready");
            assertThat(atFirst.statusCode()).isEqualTo(503);
            assertThat(atFirst.body()).contains("the members' content API cannot be reached yet", "the web desk");
            assertThat(get(client, front, "/live").statusCode()).isEqualTo(200);

            listening.now("channels");
            HttpResponse<String> then = get(client, front, "/ready");
            assertThat(then.statusCode()).isEqualTo(503);
            assertThat(then.body()).contains("the web desk").doesNotContain("content API");

            listening.now("desk");
            assertThat(get(client, front, "/ready").statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> get(HttpClient client, HttpFront front, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(front.address() + path)).build(), BodyHandlers.ofString());
    }
}
