package io.copyflow.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LiveTest {

    @Test
    void so_many_pages_listen_and_one_more_is_let_go() throws Exception {
        Live live = new Live(1);
        Javalin javalin = Javalin.create(config -> config.routes.sse("/live", live::follow))
                .start("127.0.0.1", 0);
        HttpRequest listen = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + javalin.port() + "/live"))
                .header("Accept", "text/event-stream")
                .build();
        try (HttpClient http = HttpClient.newHttpClient();
                InputStream first = http.send(listen, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            await().until(() -> live.listening() == 1);

            assertThat(http.send(listen, HttpResponse.BodyHandlers.ofString()).body())
                    .isEmpty();
            assertThat(live.listening()).isEqualTo(1);

            live.changed(Set.of("s1"));
            assertThat(first.readNBytes(5)).hasSize(5);
        } finally {
            // in this order, as the desk does
            live.close();
            javalin.stop();
        }
    }
}
