package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.directory.Directory;
import io.copyflow.launcher.newsroom.RegisteredKey;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.PersonKey;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysCheckCommandTest {

    private static final Path FILE = Path.of("eve.pem");
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final PersonKey KEY =
            new PersonKey("56475aa75463474c", ByteBuffer.allocate(32), NOON, NOON.plusSeconds(3_600), null);

    @Test
    void whose_a_key_is_is_looked_up_in_the_directory() {
        RegisteredKey found = KeysCheckCommand.find(FILE, KEY.getId(), directory(KEY));

        assertThat(found).isEqualTo(new RegisteredKey("eve.moreau", KEY));
        assertThatThrownBy(() -> KeysCheckCommand.find(FILE, "0000000000000000", directory(KEY)))
                .isInstanceOfSatisfying(StageFailure.class, refused -> {
                    assertThat(refused.code()).isEqualTo("key-not-registered");
                    assertThat(refused).hasMessageContaining("0000000000000000 of eve.pem");
                });
    }

    @Test
    void before_between_and_after_its_times_and_once_it_is_revoked() {
        PersonKey revoked =
                PersonKey.newBuilder(KEY).setRevokedAt(NOON.plusSeconds(60)).build();

        assertThat(told(KEY, NOON.minusMillis(1))).endsWith("of eve.moreau, which holds from 2026-03-03T12:00:00Z.");
        assertThat(told(KEY, NOON))
                .isEqualTo("eve.pem is the key 56475aa75463474c of eve.moreau, which holds since 2026-03-03T12:00:00Z,"
                        + " until 2026-03-03T13:00:00Z.");
        assertThat(told(KEY, NOON.plusSeconds(3_600)))
                .endsWith("which held from 2026-03-03T12:00:00Z until 2026-03-03T13:00:00Z.");
        assertThat(told(revoked, NOON.plusSeconds(59)))
                .contains("which holds since", ", revoked as of 2026-03-03T12:01:00Z.");
        assertThat(told(revoked, NOON.plusSeconds(60))).endsWith("which is revoked as of 2026-03-03T12:01:00Z.");
    }

    private static String told(PersonKey key, Instant now) {
        return KeysCheckCommand.sentence(FILE, new RegisteredKey("eve.moreau", key), now);
    }

    private static Directory directory(PersonKey key) {
        List<DirectoryEntry> people = List.of(
                new DirectoryEntry(NOON, person("ada.okoye", List.of())),
                new DirectoryEntry(NOON, person("eve.moreau", List.of(key))));
        return new Directory(_ -> null, prefix -> prefix.equals("person/") ? people : List.of());
    }

    private static Person person(String id, List<PersonKey> keys) {
        return new Person(id, id, List.of(), List.of("en"), null, null, keys);
    }
}
