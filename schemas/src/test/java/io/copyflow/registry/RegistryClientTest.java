package io.copyflow.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topics;
import io.copyflow.catalogue.UnknownSchemaIdException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegistryClientTest {

    private static final String SUBJECT = Topics.REJECTIONS.subject();
    private static final Schema SCHEMA = Topics.REJECTIONS.schema();

    private final SchemaCatalogue catalogue = new SchemaCatalogue();
    private final ServedRegistry registry = new ServedRegistry(catalogue);
    private final int id = catalogue.idOf(SUBJECT, SCHEMA);
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-03T12:00:00Z"));

    @Test
    void finds_ids_and_schemas_and_asks_once_for_each() {
        try (HttpMount http = HttpMount.of(registry);
                RegistryClient client = client(http.url() + "/")) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.idOf(SUBJECT, SCHEMA)).isEqualTo(id);
                assertThat(client.schemaOf(id)).isEqualTo(SCHEMA);
            }
            assertThat(http.asked()).containsExactly("POST /subjects/" + SUBJECT, "GET /schemas/ids/" + id);
        }
    }

    @Test
    void registers_what_the_registry_does_not_have() {
        try (HttpMount http = new HttpMount(exchange -> {
                    boolean registers = exchange.getRequestURI().getPath().endsWith("/versions");
                    reply(
                                    registers ? 200 : 404,
                                    registers ? "{\"id\":77}" : "{\"error_code\":40401,\"message\":\"no\"}")
                            .handle(exchange);
                });
                RegistryClient client = client(http.url())) {
            assertThat(client.idOf("a b/c", SCHEMA)).isEqualTo(77);
            assertThat(http.asked()).containsExactly("POST /subjects/a%20b%2Fc", "POST /subjects/a%20b%2Fc/versions");
        }
    }

    @Test
    void keeps_the_path_of_the_address() {
        try (HttpMount http = HttpMount.of(registry);
                RegistryClient client = client(http.url() + "/apis/ccompat/v7")) {
            assertThat(client.schemaOf(id)).isEqualTo(SCHEMA);
        }
    }

    @Test
    void an_id_the_registry_does_not_know_is_unknown_at_once() {
        try (HttpMount http = HttpMount.of(registry);
                RegistryClient client = client(http.url())) {
            assertThatThrownBy(() -> client.schemaOf(4711))
                    .isInstanceOf(UnknownSchemaIdException.class)
                    .hasMessageContaining("4711")
                    .hasMessageContaining(http.url());
            assertThat(http.asked()).hasSize(1);
        }
    }

    @Test
    void an_unknown_id_is_asked_for_again_only_after_a_minute() {
        try (HttpMount http = HttpMount.of(registry);
                RegistryClient client = client(http.url())) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> client.schemaOf(4711)).isInstanceOf(UnknownSchemaIdException.class);
            }
            assertThat(http.asked()).hasSize(1);
            now.updateAndGet(time -> time.plusSeconds(60));
            assertThatThrownBy(() -> client.schemaOf(4711)).isInstanceOf(UnknownSchemaIdException.class);
            assertThat(http.asked()).hasSize(2);
        }
    }

    @Test
    void an_id_that_became_known_is_known() {
        AtomicInteger status = new AtomicInteger(404);
        try (HttpMount http = new HttpMount(exchange -> {
                    if (status.get() == 404) {
                        reply(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}")
                                .handle(exchange);
                    } else {
                        HttpMount.answer(exchange, registry);
                    }
                });
                RegistryClient client = client(http.url())) {
            assertThatThrownBy(() -> client.schemaOf(id)).isInstanceOf(UnknownSchemaIdException.class);
            status.set(200);
            now.updateAndGet(time -> time.plusSeconds(60));
            assertThat(client.schemaOf(id)).isEqualTo(SCHEMA);
        }
    }

    @Test
    void the_memory_of_ids_is_bounded() {
        try (HttpMount http = HttpMount.of(registry);
                RegistryClient client = client(http.url())) {
            for (int unknown = 0; unknown <= RegistryClient.MOST_IDS; unknown++) {
                int next = 10_000 + unknown;
                assertThatThrownBy(() -> client.schemaOf(next)).isInstanceOf(UnknownSchemaIdException.class);
            }
            http.asked().clear();
            assertThatThrownBy(() -> client.schemaOf(10_000)).isInstanceOf(UnknownSchemaIdException.class);
            assertThat(http.asked()).as("the first was forgotten").hasSize(1);
        }
    }

    @Test
    void a_closed_client_asks_no_more() {
        try (HttpMount http = HttpMount.of(registry)) {
            RegistryClient client = client(http.url());
            client.close();
            assertThatThrownBy(() -> client.schemaOf(id)).isInstanceOf(SchemaUnavailableException.class);
            assertThat(http.asked()).isEmpty();
        }
    }

    @Test
    void a_schema_of_another_kind_is_unknown() {
        try (HttpMount http = new HttpMount(reply(200, "{\"schema\":\"{}\",\"schemaType\":\"JSON\"}"));
                RegistryClient client = client(http.url())) {
            assertThatThrownBy(() -> client.schemaOf(5))
                    .isInstanceOf(UnknownSchemaIdException.class)
                    .hasMessageContaining("as an Avro schema");
        }
    }

    @Test
    void an_incompatible_schema_is_told_with_what_to_do() {
        try (HttpMount http = new HttpMount(exchange -> {
                    boolean registers = exchange.getRequestURI().getPath().endsWith("/versions");
                    reply(
                                    registers ? 409 : 404,
                                    registers
                                            ? "{\"error_code\":409,\"message\":\"Schema being registered is incompatible\"}"
                                            : "{\"error_code\":40403,\"message\":\"Schema not found\"}")
                            .handle(exchange);
                });
                RegistryClient client = client(http.url())) {
            assertThatThrownBy(() -> client.idOf(SUBJECT, SCHEMA))
                    .isInstanceOf(SchemaUnavailableException.class)
                    .hasMessageContaining(SUBJECT)
                    .hasMessageContaining(http.url())
                    .hasMessageContaining("Schema being registered is incompatible")
                    .hasMessageContaining("BACKWARD_TRANSITIVE");
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void a_read_only_registry_is_told_with_what_to_do() {
        Schema other = Schema.createRecord("Other", "", "org.example", false, List.of());
        try (HttpMount http = HttpMount.of(registry);
                RegistryClient client = client(http.url())) {
            assertThatThrownBy(() -> client.idOf(SUBJECT, other))
                    .isInstanceOf(SchemaUnavailableException.class)
                    .hasMessageContaining("read-only");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void passing_faults_are_tried_again_with_a_growing_pause(int status) {
        AtomicInteger asked = new AtomicInteger();
        try (HttpMount http = new HttpMount(exchange -> {
                    if (asked.incrementAndGet() < 3) {
                        reply(status, "{\"error_code\":" + status + ",\"message\":\"later\"}")
                                .handle(exchange);
                    } else {
                        HttpMount.answer(exchange, registry);
                    }
                });
                RegistryClient client = client(http.url())) {
            assertThat(client.schemaOf(id)).isEqualTo(SCHEMA);
            assertThat(pauses).containsExactly(Duration.ofMillis(10), Duration.ofMillis(20));
        }
    }

    @Test
    void gives_up_after_a_few_rounds_and_comes_back_when_the_registry_does() {
        AtomicInteger status = new AtomicInteger(503);
        try (HttpMount http = new HttpMount(exchange -> {
                    if (status.get() == 503) {
                        reply(503, "busy").handle(exchange);
                    } else {
                        HttpMount.answer(exchange, registry);
                    }
                });
                RegistryClient client = client(http.url())) {
            assertThatThrownBy(() -> client.schemaOf(id))
                    .isInstanceOf(SchemaUnavailableException.class)
                    .hasMessageContaining("after 3 tries")
                    .hasMessageContaining(http.url() + ": HTTP 503")
                    .hasMessageContaining("schema.registry.url");
            assertThat(http.asked()).hasSize(3);
            status.set(200);
            assertThat(client.schemaOf(id)).isEqualTo(SCHEMA);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Hello</html>", "", "[]", "null", "3", "{\"schema\":"})
    void nonsense_is_a_passing_fault(String nonsense) {
        try (HttpMount http = new HttpMount(reply(200, nonsense));
                RegistryClient client = client(http.url())) {
            assertThatThrownBy(() -> client.schemaOf(id))
                    .isInstanceOf(SchemaUnavailableException.class)
                    .hasMessageContaining("not a schema registry's answer");
            assertThatThrownBy(() -> client.idOf(SUBJECT, SCHEMA)).isInstanceOf(SchemaUnavailableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"schema\":3}",
                "{\"schema\":\"{\\\"type\\\":\\\"org.example.Elsewhere\\\"}\"}",
                "{\"id\":\"x\"}"
            })
    void half_an_answer_is_unavailable(String half) {
        try (HttpMount http = new HttpMount(reply(200, half));
                RegistryClient client = client(http.url())) {
            assertThatThrownBy(() -> client.schemaOf(id)).isInstanceOf(SchemaUnavailableException.class);
            assertThatThrownBy(() -> client.idOf(SUBJECT, SCHEMA)).isInstanceOf(SchemaUnavailableException.class);
        }
    }

    /** A wrong path must not make every record look unreadable. */
    @Test
    void a_plain_404_is_no_unknown_id() {
        try (HttpMount http = new HttpMount(reply(404, "Not Found"));
                RegistryClient client = client(http.url())) {
            assertThatThrownBy(() -> client.schemaOf(id))
                    .isInstanceOf(SchemaUnavailableException.class)
                    .hasMessageContaining("HTTP 404");
        }
    }

    @Test
    void a_slow_registry_is_not_waited_for() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (HttpMount http = new HttpMount(exchange -> {
                    // headers and the first bytes come, the rest does not
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write("{\"schema\":".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    await(over);
                });
                RegistryClient client = client(http.url(), Duration.ofMillis(500))) {
            assertThatThrownBy(() -> client.schemaOf(id))
                    .isInstanceOf(SchemaUnavailableException.class)
                    .hasMessageContaining("no answer within 500 ms");
            over.countDown();
        }
    }

    @Test
    void a_cut_connection_is_a_passing_fault() {
        try (HttpMount http = new HttpMount(exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write("{\"schema\":".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    throw new java.io.IOException("cut");
                });
                RegistryClient client = client(http.url(), Duration.ofSeconds(15))) {
            assertThatThrownBy(() -> client.schemaOf(id))
                    .isInstanceOf(SchemaUnavailableException.class)
                    .hasMessageContaining("IOException");
            assertThat(http.asked()).hasSize(3);
        }
    }

    @Test
    void another_address_stands_in_for_one_that_is_down() {
        HttpMount gone = HttpMount.of(registry);
        gone.close();
        try (HttpMount http = HttpMount.of(registry);
                RegistryClient client = client(gone.url() + ", " + http.url())) {
            assertThat(client.schemaOf(id)).isEqualTo(SCHEMA);
            assertThat(pauses).isEmpty();
        }
        try (RegistryClient client = client(gone.url())) {
            assertThatThrownBy(() -> client.schemaOf(id))
                    .isInstanceOf(SchemaUnavailableException.class)
                    .hasMessageContaining("ConnectException");
        }
    }

    @Test
    void shows_user_and_password_to_the_registry_and_to_nobody_else() {
        try (HttpMount http = new HttpMount(exchange -> {
            String expected =
                    "Basic " + Base64.getEncoder().encodeToString("desk:p@ss+1".getBytes(StandardCharsets.UTF_8));
            if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                HttpMount.answer(exchange, registry);
            } else {
                reply(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}").handle(exchange);
            }
        })) {
            String withUser = http.url().replace("http://", "http://desk:p%40ss+1@");
            try (RegistryClient client = client(withUser)) {
                assertThat(client.schemaOf(id)).isEqualTo(SCHEMA);
            }
            try (RegistryClient client =
                    new RegistryClient(RegistryAccess.parse(http.url(), "desk:p@ss+1"), now::get, pauses::add)) {
                assertThat(client.schemaOf(id)).isEqualTo(SCHEMA);
            }
            try (RegistryClient client = client(http.url().replace("http://", "http://desk:secret@"))) {
                assertThatThrownBy(() -> client.schemaOf(id))
                        .isInstanceOf(SchemaUnavailableException.class)
                        .hasMessageContaining("Check user and password")
                        .hasMessageNotContaining("secret");
            }
        }
    }

    @Test
    void an_address_that_cannot_be_one_is_told_without_its_password() {
        for (String url : List.of("localhost:8081", "ftp://x", "http://desk:sec ret@x", ",")) {
            assertThatThrownBy(() -> RegistryAccess.parse(url, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("schema.registry.url")
                    .hasMessageNotContaining("sec ret");
        }
        assertThat(RegistryAccess.parse("http://u:p@a:1/x/, https://b", null).urls())
                .containsExactly(URI.create("http://a:1/x"), URI.create("https://b"));
        assertThat(RegistryAccess.parse("http://u:secret@a", null).toString()).isEqualTo("http://a");
    }

    @Test
    void without_an_address_the_built_in_catalogue_serves() {
        assertThat(SchemaIdsFrom.settings(null, null, now::get)).isInstanceOf(SchemaCatalogue.class);
        assertThat(SchemaIdsFrom.settings(" ", null, now::get)).isInstanceOf(SchemaCatalogue.class);
        try (SchemaIds ids = SchemaIdsFrom.settings("http://localhost:1", null, now::get)) {
            assertThat(ids).isInstanceOf(RegistryClient.class);
        }
    }

    /** The time is for slow machines: only the test of slowness waits for its end. */
    private RegistryClient client(String url) {
        return client(url, Duration.ofSeconds(15));
    }

    private RegistryClient client(String url, Duration timeout) {
        RegistryAccess parsed = RegistryAccess.parse(url, null);
        return new RegistryClient(
                new RegistryAccess(parsed.urls(), parsed.userInfo(), timeout, 3, Duration.ofMillis(10)),
                now::get,
                pauses::add);
    }

    private static HttpHandler reply(int status, String body) {
        return exchange -> HttpMount.answer(
                exchange, status, "application/vnd.schemaregistry.v1+json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
