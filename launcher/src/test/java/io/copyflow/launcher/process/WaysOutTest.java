package io.copyflow.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.channels.website.WebsiteSettings;
import io.copyflow.directory.Directory;
import io.copyflow.media.FolderStore;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import io.copyflow.schemas.directory.DirectoryEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a broker: nothing is delivered, and everything is begun all the same. */
class WaysOutTest {

    @TempDir
    Path folder;

    @Test
    void a_taken_port_is_told_with_its_own_setting_and_what_had_begun_is_ended_again() throws Exception {
        Files.writeString(folder.resolve("channel-secrets.properties"), "steppe.token-sha256=" + "0".repeat(64));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            StageFailure refused = catchThrowableOfType(
                    StageFailure.class, () -> waysOut(taken.getLocalPort()).close());

            assertThat(refused.code()).isEqualTo("port-in-use");
            assertThat(refused).hasMessageContaining("--set syndication.port=" + (taken.getLocalPort() + 1));
            Awaitility.await().until(() -> clients().isEmpty());
        }
    }

    private WaysOut waysOut(int port) throws IOException {
        Configuration configuration = Configuration.defaults()
                .with(Map.of(
                        Setting.DATA_DIR,
                        folder.toString(),
                        Setting.BOOTSTRAP_SERVERS,
                        "127.0.0.1:1",
                        Setting.SYNDICATION_PORT,
                        Integer.toString(port)));
        WebsiteSettings site = new WebsiteSettings(
                "website",
                "farlight-dispatch",
                "Farlight Dispatch",
                "en",
                Set.of("en"),
                folder.resolve("site"),
                URI.create("https://news.example.org/"),
                true);
        Channel member = Channel.newBuilder()
                .setId("steppe")
                .setKind(ChannelKind.SYNDICATION)
                .setName("Steppe Wind Radio")
                .setLanguages(List.of("en"))
                .build();
        List<DirectoryEntry> members = List.of(new DirectoryEntry(Instant.EPOCH, member));
        Directory directory = new Directory(_ -> null, prefix -> prefix.equals("channel/") ? members : List.of());
        return new WaysOut(
                configuration,
                site,
                new FolderStore(folder.resolve("media")),
                () -> directory,
                Map.of(),
                new SchemaCatalogue(),
                Clock.systemUTC());
    }

    /** Threads of Kafka clients that channels have. */
    private static List<String> clients() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kafka-") || name.contains("copyflow-"))
                .toList();
    }
}
