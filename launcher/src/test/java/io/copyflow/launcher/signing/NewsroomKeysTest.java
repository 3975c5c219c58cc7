package io.copyflow.launcher.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.copyflow.launcher.newsroom.NewsroomFile;
import io.copyflow.launcher.newsroom.RegisteredKey;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.PersonKey;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.testkit.MovableClock;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewsroomKeysTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(NOON);
    private Path newsroom;
    private NewsroomKeys keys;

    @BeforeEach
    void write() throws IOException {
        newsroom = Files.copy(
                Path.of("src/test/resources/signed-newsroom/newsroom.yaml"), folder.resolve("newsroom.yaml"));
        keys = new NewsroomKeys(newsroom, clock, new SecureRandom());
    }

    @Test
    void a_made_key_stands_with_its_person_and_its_private_half_signs() {
        NewsroomKeys.Made made = keys.make("eve.moreau", this::in);

        assertThat(made.privateKey()).isEqualTo(in(made.key().getId()));
        assertThat(KeyFile.signer(made.privateKey()).keyId())
                .isEqualTo(made.key().getId());
        assertThat(made.key().getValidFrom()).isEqualTo(NOON);
        NewsroomFile file = NewsroomFile.read(newsroom).orRefuse();
        assertThat(((Newsroom) file.entries().get("newsroom")).getTrust()).isEqualTo(Trust.SIGNED);
        assertThat(((Person) file.entries().get("person/eve.moreau")).getKeys()).containsExactly(made.key());
        assertThat(((Person) file.entries().get("person/ada.okoye")).getKeys()).isEmpty();
    }

    @Test
    void only_the_owner_can_read_a_private_key() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");

        NewsroomKeys.Made made = keys.make("eve.moreau", this::in);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.privateKey())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(made.privateKey().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void no_private_key_is_overwritten_and_nothing_is_registered_then() throws IOException {
        Path there = Files.writeString(folder.resolve("there.pem"), "precious");

        refused("key-file-exists", () -> keys.make("eve.moreau", _ -> there));

        assertThat(there).hasContent("precious");
        assertThat(keys.all()).isEmpty();
    }

    @Test
    void a_private_key_that_could_not_be_registered_is_not_left_behind() throws IOException {
        keys.make("eve.moreau", this::in);
        Files.createFile(folder.resolve("keys.yaml.new"));

        refused("keys-file-busy", () -> keys.make("wim.bakker", _ -> folder.resolve("wim.pem")));

        assertThat(folder.resolve("wim.pem")).doesNotExist();
        assertThat(keys.all()).hasSize(1);
    }

    @Test
    void a_stranger_gets_no_key_and_a_newsroom_that_names_no_file_none_either() throws IOException {
        refused("unknown-person", () -> keys.make("ghost", this::in));

        Files.writeString(newsroom, Files.readString(newsroom).replace("keys: keys.yaml\n", ""));
        refused("keys-file-unnamed", () -> keys.make("eve.moreau", this::in));
    }

    @Test
    void a_rotated_key_ends_when_the_new_one_begins() {
        PersonKey old = keys.make("eve.moreau", this::in).key();
        PersonKey other = keys.make("wim.bakker", this::in).key();
        clock.advance(Duration.ofDays(90));

        PersonKey fresh = keys.rotate("eve.moreau", this::in).key();

        assertThat(fresh.getValidFrom()).isEqualTo(clock.instant());
        assertThat(keys.all())
                .containsExactly(
                        new RegisteredKey(
                                "eve.moreau",
                                PersonKey.newBuilder(old)
                                        .setValidUntil(clock.instant())
                                        .build()),
                        new RegisteredKey("wim.bakker", other),
                        new RegisteredKey("eve.moreau", fresh));
    }

    @Test
    void a_key_is_revoked_from_now_on_or_from_a_time_before_and_never_later_than_it_was() {
        String id = keys.make("eve.moreau", this::in).key().getId();
        clock.advance(Duration.ofHours(2));

        assertThat(keys.revoke(id, null).key().getRevokedAt()).isEqualTo(NOON.plusSeconds(7200));
        refused("key-already-revoked", () -> keys.revoke(id, NOON.plusSeconds(7200)));
        assertThat(keys.revoke(id, NOON.plusSeconds(60)).key().getRevokedAt()).isEqualTo(NOON.plusSeconds(60));
        refused("no-such-key", () -> keys.revoke("0000000000000000", null));
        assertThat(keys.all())
                .singleElement()
                .satisfies(each -> assertThat(each.key().getRevokedAt()).isEqualTo(NOON.plusSeconds(60)));
    }

    @Test
    void a_key_of_openssl_signs_and_what_is_none_is_told() throws IOException {
        Path made = Files.writeString(folder.resolve("openssl.pem"), """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f
                -----END PRIVATE KEY-----
                """);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
        }
        Path none = Files.writeString(folder.resolve("none.pem"), "-----BEGIN PRIVATE KEY-----\nMC4C\n");

        assertThat(KeyFile.signer(made).keyId()).isEqualTo("56475aa75463474c");
        refused("key-file-invalid", () -> KeyFile.signer(none));
        refused("key-file-unreadable", () -> KeyFile.signer(folder.resolve("nowhere.pem")));
    }

    @Test
    void a_private_key_that_others_can_read_or_write_signs_nothing() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        Path key = keys.make("eve.moreau", this::in).privateKey();

        for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"}) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
            refused("key-file-open", () -> KeyFile.signer(key));
        }

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        assertThat(KeyFile.signer(key).keyId()).isNotEmpty();
    }

    @Test
    void a_key_that_would_have_begun_later_never_holds_once_it_is_rotated() {
        clock.advance(Duration.ofDays(1));
        PersonKey early = keys.make("eve.moreau", this::in).key();
        clock.advance(Duration.ofDays(-1));

        keys.rotate("eve.moreau", this::in);

        assertThat(keys.all().getFirst().key().getValidUntil()).isEqualTo(early.getValidFrom());
    }

    @Test
    void a_keys_file_that_is_a_link_stays_one_and_one_that_leads_nowhere_is_not_taken_for_none() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared")).resolve("keys.yaml");
        Path link = folder.resolve("keys.yaml");
        Files.createSymbolicLink(link, shared);
        refused("newsroom-file-unreadable", () -> keys.all());
        refused("newsroom-file-wrong", () -> keys.make("eve.moreau", this::in));

        Files.writeString(shared, "keys: []\n");
        keys.make("eve.moreau", this::in);

        assertThat(link).isSymbolicLink();
        assertThat(shared).content().contains("eve.moreau");
        assertThat(keys.all()).hasSize(1);

        Files.delete(link);
        Files.createSymbolicLink(link, link);
        refused("newsroom-file-unreadable", () -> keys.all());
    }

    @Test
    void keys_lie_in_the_folder_of_the_users_settings() {
        Path home = Path.of("home");

        assertThat(KeyFile.folder(Map.of(), home)).isEqualTo(Path.of("home/.config/copyflow/keys"));
        assertThat(KeyFile.folder(Map.of("XDG_CONFIG_HOME", "set"), home)).isEqualTo(Path.of("set/copyflow/keys"));
        assertThat(KeyFile.folder(Map.of("APPDATA", "roaming"), home)).isEqualTo(Path.of("roaming/copyflow/keys"));
    }

    private Path in(String keyId) {
        return folder.resolve("private").resolve(keyId + ".pem");
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
