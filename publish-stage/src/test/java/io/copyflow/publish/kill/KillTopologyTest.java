package io.copyflow.publish.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Ed25519;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.signature.CommandForms;
import io.copyflow.testkit.StageDriver;
import io.copyflow.testkit.TestKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTopologyTest {

    private static final Instant START = Instant.parse("2026-03-03T12:00:00Z");

    @TempDir
    Path stateDir;

    private StageDriver stage;

    @BeforeEach
    void start() {
        stage = new StageDriver(KillSwitch.stage(), stateDir, START);
        stage.directory("person/chief", person("chief", Role.CHIEF));
        stage.directory("person/edit", person("edit", Role.EDITOR));
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void r22_a_kill_is_told_once_whoever_asks_again_and_however_often() {
        send("c0", "edit", "A hoax");
        send("c1", "chief", "A hoax");
        stage.advance(Duration.ofMinutes(1));
        send("c1", "chief", "A hoax");
        send("c2", "chief", "A hoax, really");

        assertThat(stage.readRecords(Topics.KILLS)).singleElement().satisfies(killed -> {
            assertThat(killed.key()).isEqualTo("s1");
            assertThat(killed.value())
                    .isEqualTo(new StoryKilled("kill-switch:s1:1", "s1", "A hoax", "chief", START, "c1", null));
        });
        assertThat(stage.rejections())
                .extracting(Rejection::getCode)
                .containsExactly("role-missing", "already-accepted", "already-killed");
        assertThat(stage.deadLetters()).isEmpty();
    }

    @Test
    void r22_a_newsroom_that_believes_signatures_takes_a_signed_kill_only_and_the_kill_shows_it() {
        TestKey key = new TestKey();
        stage.directory(
                "newsroom",
                new Newsroom("n", "N", "en", 1, null, null, null, Trust.SIGNED, null, List.of(), null, null));
        stage.directory(
                "person/chief",
                new Person(
                        "chief", "chief", List.of(Role.CHIEF), List.of(), null, null, List.of(key.validFrom(START))));
        KillCommandEnvelope signed =
                key.signer().sign(new KillCommandEnvelope("c3", "s1", "chief", START, new KillStory("A hoax"), null));

        send("c1", "chief", "A hoax");
        stage.send(
                Topics.KILL_COMMANDS,
                "s2",
                KillCommandEnvelope.newBuilder(signed).setStoryId("s2").build());
        stage.send(
                Topics.KILL_COMMANDS,
                "s1",
                KillCommandEnvelope.newBuilder(signed)
                        .setBody(new KillStory("Another reason"))
                        .build());
        stage.send(Topics.KILL_COMMANDS, "s1", signed);

        assertThat(stage.rejections())
                .extracting(Rejection::getCode)
                .containsExactly("signature-missing", "signature-wrong", "signature-wrong");
        assertThat(stage.read(Topics.KILLS)).singleElement().satisfies(killed -> {
            assertThat(killed.getSigned().getKeyId()).isEqualTo(key.signer().keyId());
            assertThat(Ed25519.isSignature(
                            killed.getSigned().getValue().array(),
                            CommandForms.of(killed).bytes(),
                            key.validFrom(START).getPublicKey().array()))
                    .isTrue();
        });
    }

    /** Stores and nodes are named after these words: a change makes running stages rebuild or lose what they keep. */
    @Test
    void the_topology_is_the_known_one() throws IOException {
        try (InputStream golden = KillTopologyTest.class.getResourceAsStream("expected-topology.txt")) {
            assertThat(stage.describe()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void send(String commandId, String person, String reason) {
        stage.send(
                Topics.KILL_COMMANDS,
                "s1",
                new KillCommandEnvelope(commandId, "s1", person, stage.now(), new KillStory(reason), null));
    }

    private static Person person(String id, Role role) {
        return new Person(id, id, List.of(role), List.of(), null, null, List.of());
    }
}
