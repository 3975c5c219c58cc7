package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @TempDir
    private Path folder;

    @Test
    void later_places_win_over_earlier_ones() throws IOException {
        Path file = file("http.port=1", "site.port=1", "poll.ms=1");
        Map<String, String> environment = Map.of("COPYFLOW_SITE_PORT", "2", "COPYFLOW_POLL_MS", "2", "PATH", "/bin");

        Configuration configuration = Configuration.of(file, environment, List.of("poll.ms=3"));

        assertThat(configuration.number(Setting.STAGE_THREADS)).as("default").isEqualTo(1);
        assertThat(configuration.number(Setting.HTTP_PORT)).as("file").isEqualTo(1);
        assertThat(configuration.number(Setting.SITE_PORT)).as("environment").isEqualTo(2);
        assertThat(configuration.number(Setting.POLL_MS)).as("command line").isEqualTo(3);
    }

    @Test
    void http_is_served_to_this_machine_alone_unless_somebody_says_otherwise() {
        // who submits is believed: see docs/reference/http-api.md
        assertThat(InetAddress.ofLiteral(Setting.HTTP_HOST.fallback()).isLoopbackAddress())
                .isTrue();
    }

    @Test
    void a_file_has_comments_blank_lines_and_values_with_equals_signs() throws IOException {
        Path file = file("# a comment", "", "  site.url = http://localhost/?a=b  ");

        assertThat(Configuration.of(file, Map.of(), List.of()).text(Setting.SITE_URL))
                .isEqualTo("http://localhost/?a=b");
    }

    @Test
    void a_key_set_twice_in_one_place_is_refused_by_name() throws IOException {
        Path file = file("http.port=1", "http.port=1");

        assertRefused("setting-twice", file, List.of())
                .hasMessageContaining("http.port")
                .hasMessageContaining("file");
        assertRefused("setting-twice", null, List.of("poll.ms=1", "poll.ms=2"))
                .hasMessageContaining("poll.ms")
                .hasMessageContaining("command line");
    }

    @Test
    void a_key_nobody_knows_is_refused_with_the_nearest() throws IOException {
        assertRefused("setting-unknown", null, List.of("htp.port=1")).hasMessageContaining("Did you mean http.port?");
        assertRefused("setting-unknown", file("data.dri=x"), List.of()).hasMessageContaining("Did you mean data.dir?");
    }

    @Test
    void what_is_no_pair_is_refused() throws IOException {
        assertRefused("setting-malformed", null, List.of("http.port")).hasMessageContaining("'http.port'");
        assertRefused("setting-malformed", file("=8400"), List.of()).hasMessageContaining("'=8400'");
    }

    @Test
    void what_is_no_number_is_refused_before_anything_is_started() {
        for (String value : List.of("", "many", "-1", "1.5", "65536", "99999999999")) {
            assertRefused("setting-malformed", null, List.of("http.port=" + value))
                    .hasMessage("Expected a whole number from 0 to 65535 for http.port, but got '" + value + "'.");
        }
        assertRefused("setting-malformed", null, List.of("stage.threads=0"))
                .hasMessage("Expected a whole number of at least 1 for stage.threads, but got '0'.");
        assertRefused("setting-malformed", null, List.of("commit.interval.ms=251"))
                .hasMessage("Expected a whole number from 0 to 250 for commit.interval.ms, but got '251'.");
    }

    @Test
    void every_number_has_its_default_within_what_it_may_be() {
        for (Setting setting : Setting.values()) {
            if (setting.fallback().matches("\\d+")) {
                assertThat(setting.range()).as(setting.key()).isNotNull();
                assertThat(Configuration.defaults().number(setting)).hasToString(setting.fallback());
            }
        }
    }

    @Test
    void what_is_no_whole_address_is_refused_before_anything_is_started() {
        for (String key : List.of("site.url", "syndication.url", "websub.url", "drafts.url", "media.s3.endpoint")) {
            for (String value : List.of(
                    "hub",
                    "http:// x",
                    "ftp://hub.example.org/",
                    "https:///hub",
                    "mailto:a@b.example",
                    "http://h:99999")) {
                assertRefused("setting-malformed", null, List.of(key + "=" + value))
                        .hasMessageContaining(key)
                        .hasMessageContaining("'" + value + "'")
                        .hasMessageContaining("Correct it");
            }
        }
        assertThat(Configuration.defaults().address(Setting.WEBSUB_URL)).isNull();
        assertThat(Configuration.of(null, Map.of(), List.of("websub.url=https://api.example.org/hub"))
                        .address(Setting.WEBSUB_URL))
                .hasToString("https://api.example.org/hub");
    }

    @Test
    void where_no_kafka_can_be_is_refused_before_anything_is_started() {
        for (String value :
                List.of("", "nonsense", "127.0.0.1", "127.0.0.1:", ":9092", "h:99999", "h:999999", "a b:1")) {
            assertRefused("setting-malformed", null, List.of("bootstrap.servers=" + value))
                    .hasMessage("Expected an address such as 127.0.0.1:19092 for bootstrap.servers, but got '" + value
                            + "'.");
        }
        assertRefused("setting-malformed", null, List.of("bootstrap.servers=a:1,b"))
                .hasMessageContaining("but got 'b'");
        for (String value : List.of("a:1, kafka_2:65535", "[::1]:9092", "SASL_SSL://kafka.example.org:9092", "h:0")) {
            assertThat(Configuration.of(null, Map.of(), List.of("bootstrap.servers=" + value))
                            .text(Setting.BOOTSTRAP_SERVERS))
                    .isEqualTo(value);
        }
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        Path missing = folder.resolve("missing");
        assertRefused("settings-unreadable", missing, List.of())
                .hasMessage("There is no file " + missing + ". Check the path.");
        assertRefused("settings-unreadable", folder, List.of())
                .hasMessageContaining("The settings file " + folder + " cannot be read (");
    }

    @Test
    void kafkas_own_settings_go_to_its_clients_but_never_instead_of_where_kafka_is() {
        Configuration configuration = Configuration.of(
                null,
                Map.of(),
                List.of(
                        "kafka.security.protocol=SSL",
                        "kafka.bootstrap.servers=elsewhere:1",
                        "bootstrap.servers=here:1"));

        assertThat(configuration.kafkaClient())
                .isEqualTo(Map.of("security.protocol", "SSL", "bootstrap.servers", "here:1"));
    }

    @Test
    void folders_lie_in_the_data_directory_unless_they_are_set() {
        Configuration configuration =
                Configuration.of(null, Map.of(), List.of("data.dir=" + folder, "site.dir=" + folder.resolve("pages")));

        assertThat(configuration.folder(Setting.DROP_DIR, "drop")).isEqualTo(folder.resolve("drop"));
        assertThat(configuration.folder(Setting.SITE_DIR, "site")).isEqualTo(folder.resolve("pages"));
    }

    @Test
    void a_change_leaves_the_configuration_it_is_made_of_as_it_was() {
        Configuration before = Configuration.defaults();

        Configuration after = before.with(Map.of(Setting.HTTP_PORT, "1"));

        assertThat(after.number(Setting.HTTP_PORT)).isEqualTo(1);
        assertThat(before.text(Setting.HTTP_PORT)).isEqualTo(Setting.HTTP_PORT.fallback());
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, StageFailure> assertRefused(
            String code, Path file, List<String> sets) {
        StageFailure refused = catchThrowableOfType(StageFailure.class, () -> Configuration.of(file, Map.of(), sets));
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        return assertThat(refused);
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("settings"), List.of(lines));
    }
}
