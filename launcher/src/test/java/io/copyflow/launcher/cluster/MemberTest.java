package io.copyflow.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.copyflow.launcher.cluster.Member.Kind;
import io.copyflow.launcher.cluster.Member.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a shell in place of a broker or stage. */
class MemberTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Map<String, Integer> died = new ConcurrentHashMap<>();

    private Member shell(String script) {
        return new Member(
                "review-stage-2",
                Kind.STAGE,
                List.of("sh", "-c", script),
                folder.resolve("output.txt"),
                folder.resolve("tmp"),
                null,
                (member, exitCode) -> died.put(member.name(), exitCode));
    }

    @Test
    void runsOnceItSaysSoAndIsEndedByForce() {
        try (Member member = shell("echo Running.; exec sleep 60")) {
            member.start();
            assertThat(member.awaitRunning(PATIENCE)).isTrue();
            assertThat(member.state()).isEqualTo(State.RUNNING);

            member.kill();

            assertThat(member.state()).isEqualTo(State.ENDED);
            assertThat(ProcessHandle.of(member.pid())).isEmpty();
        }
        assertThat(died).as("it was ended, it did not die").isEmpty();
    }

    @Test
    void tellsWhenItDies() {
        try (Member member = shell("echo Kafka is not there.; exit 69")) {
            member.start();

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(died).containsEntry("review-stage-2", 69));
            assertThat(member.state()).isEqualTo(State.DIED);
            assertThat(member.awaitRunning(PATIENCE)).isFalse();
            assertThat(member.told()).isEqualTo("It said: Kafka is not there.");
        }
    }

    @Test
    void isNotTakenForRunningByWhatItSaidBefore() {
        try (Member member = shell("test -e " + folder + "/again && exec sleep 60; touch " + folder
                + "/again; echo Running.; exec sleep 60")) {
            member.start();
            assertThat(member.awaitRunning(PATIENCE)).isTrue();
            member.kill();

            member.start();

            assertThat(member.awaitRunning(Duration.ofMillis(300))).isFalse();
        }
    }

    @Test
    void isNotTakenForRunningByWhatItSaidBeforeItDied() {
        try (Member member = shell("echo Running.; exit 3")) {
            member.start();
            await().atMost(PATIENCE).until(() -> member.state() == State.DIED);

            assertThat(member.awaitRunning(PATIENCE)).isFalse();
        }
    }

    @Test
    void toBeStartedIsNotToRun() {
        try (Member member = shell("exec sleep 60")) {
            member.start();
            assertThat(member.state()).isEqualTo(State.RUNNING);

            assertThat(member.awaitRunning(Duration.ofMillis(300))).isFalse();
        }
    }

    @Test
    void isNotStartedAgainOnceItWasEndedForGood() {
        Member member = shell("echo Running.; exec sleep 60");
        member.start();
        assertThat(member.awaitRunning(PATIENCE)).isTrue();

        member.close();

        assertThat(member.state()).isEqualTo(State.CLOSED);
        assertThatIllegalStateException().isThrownBy(member::start).withMessageContaining("review-stage-2 was ended");
        assertThat(ProcessHandle.of(member.pid())).isEmpty();
        assertThat(died).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void severalAreKilledAlsoWhereOneStandsStill() {
        try (Member one = shell("echo Running.; exec sleep 60");
                Member other = shell("echo Running.; exec sleep 60")) {
            one.start();
            assertThat(one.awaitRunning(PATIENCE)).isTrue();
            other.start();
            assertThat(other.awaitRunning(PATIENCE)).isTrue();
            one.pause();

            Member.kill(List.of(one, other));

            assertThat(List.of(one, other)).extracting(Member::state).containsOnly(State.ENDED);
            assertThat(ProcessHandle.of(one.pid())).isEmpty();
            assertThat(ProcessHandle.of(other.pid())).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void standsStillWhileItIsPaused() {
        try (Member member = shell("echo Running.; exec sleep 60")) {
            member.start();
            assertThat(member.awaitRunning(PATIENCE)).isTrue();

            member.pause();
            assertThat(member.state()).isEqualTo(State.PAUSED);
            await().atMost(PATIENCE).until(() -> stands(member));
            member.resume();

            assertThat(member.state()).isEqualTo(State.RUNNING);
            await().atMost(PATIENCE).until(() -> !stands(member));
            assertThat(member.end(PATIENCE)).as("it hears a signal again").isTrue();
        }
    }

    /** As the system tells of it: proc(5), the third field of stat is T while it is stopped. */
    private static boolean stands(Member member) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(member.pid()), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void endsAlsoWhereSomebodyElseStoppedIt() throws Exception {
        try (Member member = shell("echo Running.; exec sleep 60")) {
            member.start();
            assertThat(member.awaitRunning(PATIENCE)).isTrue();
            new ProcessBuilder("kill", "-STOP", Long.toString(member.pid()))
                    .start()
                    .waitFor();
            await().atMost(PATIENCE).until(() -> stands(member));

            assertThat(member.end(PATIENCE)).as("by itself, in time").isTrue();
        }
    }

    @Test
    void startsWithoutWhatTheOneBeforeLeftInItsTemporaryFolder() throws IOException {
        Files.createDirectories(folder.resolve("tmp/within"));
        Files.writeString(folder.resolve("tmp/within/library.so"), "of one that was killed");
        try (Member member = shell("ls -A " + folder.resolve("tmp") + "; echo Running.; exec sleep 60")) {
            member.start();
            assertThat(member.awaitRunning(PATIENCE)).isTrue();

            assertThat(folder.resolve("tmp")).isEmptyDirectory();
            assertThat(member.told()).isEqualTo("It said: Running.");
        }
    }

    @Test
    void saysWhereItsHealthIsAsked() {
        try (Member member = shell(
                "echo 'Starting it on x; health at http://127.0.0.1:8/ready'; echo Running.;" + " exec sleep 60")) {
            assertThat(member.readyAddress()).isNull();
            member.start();
            assertThat(member.awaitRunning(PATIENCE)).isTrue();

            assertThat(member.readyAddress()).isEqualTo(URI.create("http://127.0.0.1:8/ready"));
        }
    }

    @Test
    void saysInPlainWordsHowOneEnded() {
        assertThat(Tending.sentence("broker-1", 12, 137, "It said: x"))
                .isEqualTo("broker-1 (process 12) was ended by signal 9.");
        assertThat(Tending.sentence("broker-1", 12, 69, "It said: The disk is full."))
                .isEqualTo("broker-1 (process 12) ended by itself with code 69. It said: The disk is full.");
    }
}
