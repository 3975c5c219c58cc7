package io.copyflow.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.copyflow.catalogue.SchemaUnavailableException;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.catalogue.UnknownSchemaIdException;
import io.copyflow.sample.RandomRecords;
import io.copyflow.serde.AvroSerde;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real registry, Apicurio's, as a process of its own: {@code mvn -Pregistry-process -pl schemas verify} fetches it
 * (160 MB) and starts it on a free port with its store in memory. Skipped without that profile.
 */
class RegistryProcessIT {

    private static final Path JAR = Path.of("target/registry-process/quarkus-run.jar");
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://127\\.0\\.0\\.1:(\\d+)");

    private static Process process;
    private static RegistryClient client;
    private static String address;

    static Stream<Topic<?>> topics() {
        return Topics.typed().stream();
    }

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.exists(JAR), "skipped: run with -Pregistry-process to fetch a real registry");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=0",
                        "-jar",
                        JAR.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        BufferedReader output = process.inputReader();
        Thread.ofVirtual().start(() -> {
            output.lines().forEach(line -> {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    port.complete(Integer.parseInt(listening.group(1)));
                }
            });
            port.completeExceptionally(new IllegalStateException("the registry ended before it listened"));
        });
        address = "http://127.0.0.1:" + port.get(300, TimeUnit.SECONDS) + "/apis/ccompat/v7";
        // patient: a registry that has just started is slow on a busy machine
        client = new RegistryClient(
                new RegistryAccess(
                        List.of(URI.create(address)), null, Duration.ofSeconds(60), 1, Duration.ofSeconds(1)),
                InstantSource.system());
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (process != null) {
            process.destroy();
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void registers_and_reads_through_it(Topic<?> topic) {
        readsBack(topic);
    }

    private static <V extends SpecificRecord> void readsBack(Topic<V> topic) {
        AvroSerde<V> serde = AvroSerde.of(topic, client);
        V record = new RandomRecords(new Random(20261124)).next(Objects.requireNonNull(topic.valueType()));
        assertThat(serde.read(serde.write(record))).isEqualTo(record);
        assertThat(client.schemaOf(client.idOf(topic.subject(), topic.schema())))
                .isEqualTo(topic.schema());
    }

    @Test
    void knows_what_it_does_not_know() {
        assertThatThrownBy(() -> client.schemaOf(999_999)).isInstanceOf(UnknownSchemaIdException.class);
    }

    @Test
    void tells_when_a_schema_does_not_fit() throws IOException, InterruptedException {
        Schema text = SchemaBuilder.record("Thing").fields().requiredString("a").endRecord();
        Schema number = SchemaBuilder.record("Thing").fields().requiredInt("a").endRecord();
        client.idOf("thing-value", text);
        backwardCompatible("thing-value");
        assertThatThrownBy(() -> client.idOf("thing-value", number))
                .isInstanceOf(SchemaUnavailableException.class)
                .hasMessageContaining("thing-value")
                .hasMessageContaining("HTTP 409");
    }

    private static void backwardCompatible(String subject) throws InterruptedException {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var answer = http.send(
                    java.net.http.HttpRequest.newBuilder(URI.create(address + "/config/" + subject))
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
