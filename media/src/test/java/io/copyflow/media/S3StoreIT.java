package io.copyflow.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.copyflow.contract.MediaReference;
import io.copyflow.runtime.Configuration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a real S3 server, a process of its own: {@code mvn -Ps3-process -pl media -am verify}. Skipped elsewhere. */
class S3StoreIT {

    private static final Path CLASSPATH = Path.of("target/s3-process.classpath");

    @TempDir
    private static Path folder;

    private static Process server;
    private static URI address;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.exists(CLASSPATH), "no S3 server here: mvn -Ps3-process fetches one");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        address = URI.create("http://127.0.0.1:" + port);
        Path settings = folder.resolve("s3proxy.conf");
        Files.write(
                settings,
                List.of(
                        "s3proxy.endpoint=" + address,
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=tester",
                        "s3proxy.credential=secret",
                        "jclouds.provider=filesystem",
                        "jclouds.filesystem.basedir=" + Files.createDirectories(folder.resolve("objects")),
                        "jclouds.identity=unused",
                        "jclouds.credential=unused"));
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Files.readString(CLASSPATH).strip(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        awaitPort(port);
        System.setProperty("aws.accessKeyId", "tester");
        System.setProperty("aws.secretAccessKey", "secret");
        try (S3Client client = S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(address)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            client.createBucket(bucket -> bucket.bucket("newsroom"));
        }
    }

    private static void awaitPort(int port) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (ConnectException e) {
                if (!server.isAlive() || System.nanoTime() - end > 0) {
                    throw new IllegalStateException(Files.readString(folder.resolve("s3proxy.log")), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    @AfterAll
    static void end() throws InterruptedException {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        if (server != null) {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void a_picture_lies_in_the_bucket_under_its_hash_and_comes_back_as_it_was() throws IOException {
        byte[] png = TestPictures.picture("png", 12, 8);
        try (MediaStore store = store("newsroom")) {
            MediaIntake intake = new MediaIntake(
                    store,
                    MediaLimits.DEFAULT,
                    new MediaFetch(new FetchRules(List.of()), Duration.ofSeconds(1), Duration.ofSeconds(1)));
            MediaReference media = intake.take(new ByteArrayInputStream(png), "image/png", null);

            assertThat(intake.take(new ByteArrayInputStream(png), "image/png", null))
                    .as("the same again")
                    .isEqualTo(media);
            assertThat(store.find(media.hash())).isEqualTo(media);
            try (InputStream in = store.open(media.hash())) {
                assertThat(in.readAllBytes()).isEqualTo(png);
            }
        }
    }

    @Test
    void what_is_not_there_is_told_apart_from_a_bucket_that_does_not_answer() throws IOException {
        String hash = "0".repeat(64);
        try (MediaStore store = store("newsroom")) {
            assertThat(store.find(hash)).isNull();
            assertThatThrownBy(() -> store.open(hash)).isInstanceOf(NoSuchFileException.class);
        }
        try (MediaStore store = store("no-such-bucket")) {
            assertThatThrownBy(() -> store.open(hash))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NoSuchFileException.class);
        }
    }

    /** As the settings make it. */
    private static MediaStore store(String bucket) {
        return MediaStores.open(Configuration.of(
                null,
                Map.of(),
                List.of("media.s3.bucket=" + bucket, "media.s3.endpoint=" + address, "media.s3.prefix=media/")));
    }
}
