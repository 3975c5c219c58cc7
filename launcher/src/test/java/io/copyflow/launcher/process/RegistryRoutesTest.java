package io.copyflow.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.registry.ServedRegistry;
import io.copyflow.runtime.HttpFront;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is wrong is told in the registry's form, which is all that its clients understand. */
class RegistryRoutesTest {

    private final HttpFront front =
            HttpFront.start("127.0.0.1", 0, List.of(new RegistryRoutes(new ServedRegistry(new SchemaCatalogue()))));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        front.close();
    }

    @Test
    void a_body_within_the_bound_is_read() throws Exception {
        refused(BodyPublishers.ofString(schema(ServedRegistry.MOST_BYTES)), 404, 40401);
    }

    @Test
    void a_body_that_is_too_large_is_refused_whether_it_says_so_or_not() throws Exception {
        byte[] large = schema(ServedRegistry.MOST_BYTES + 1).getBytes(StandardCharsets.UTF_8);

        refused(BodyPublishers.ofByteArray(large), 413, 413);
        refused(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), 413, 413);
    }

    @Test
    void a_body_that_breaks_off_is_no_fault_here() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("POST /subjects/mine HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("\"error_code\":400");
        }
    }

    private void refused(BodyPublisher body, int status, int code) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(front.address() + "/subjects/mine"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/vnd.schemaregistry.v1+json"));
        JsonNode error = new ObjectMapper().readTree(answer.body());
        assertThat(error.path("error_code").asInt()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotEmpty();
    }

    private static String schema(int bytes) {
        return "{\"schema\":\"" + "x".repeat(bytes - 13) + "\"}";
    }
}
