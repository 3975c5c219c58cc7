package io.copyflow.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.channels.delivery.WebhookSignature;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {

    private static final String SECRET = "well kept";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Receiver receiver = new Receiver(SECRET, new Random(7));

    @AfterEach
    void close() {
        receiver.close();
        http.close();
    }

    private int post(String id, String secret) throws IOException, InterruptedException {
        byte[] body = """
                {"type": "story.withdrawn", "data": {"story": "s1", "language": "fr", "sequence": 3, "killed": true}}""".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = WebhookSignature.of(secret).headers(id, Instant.now(), body);
        HttpRequest.Builder request = HttpRequest.newBuilder(receiver.address("webhook-fr"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void takesAMessageOnceAndOnlyASignedOne() throws Exception {
        assertThat(post("m1", SECRET)).isEqualTo(204);
        assertThat(post("m1", SECRET)).isEqualTo(204);
        assertThat(post("m2", "of somebody else")).isEqualTo(401);

        assertThat(receiver.messages())
                .containsExactly(new Receiver.Message("m1", "webhook-fr", "story.withdrawn", "s1", "fr", 3, true, ""));
        assertThat(receiver.forged()).containsExactly("m2");
    }

    @Test
    void takesNothingWhileItIsDown() throws Exception {
        receiver.be(Receiver.Trouble.DOWN);
        assertThatThrownBy(() -> post("m1", SECRET)).isInstanceOf(IOException.class);
        assertThat(receiver.messages()).isEmpty();

        receiver.be(Receiver.Trouble.NONE);
        assertThat(post("m1", SECRET)).isEqualTo(204);
    }
}
