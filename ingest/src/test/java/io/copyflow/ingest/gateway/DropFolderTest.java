package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest {

    private static final String STORY = """
            {"clientId":"c-1","author":"naliaka.barasa","language":"en","headline":"Rain",
             "body":[{"text":"It rained."}]}""";

    private final DecidedDesk decided = new DecidedDesk();

    @TempDir
    private Path folder;

    @Test
    void a_file_is_taken_once_it_has_stopped_growing() throws Exception {
        DropFolder drop = folder(Duration.ofSeconds(20));
        Path file = Files.writeString(folder.resolve("a.json"), STORY.substring(0, 20));
        drop.look();
        Files.writeString(file, STORY);
        drop.look();
        assertThat(file).exists();
        assertThat(decided.stories).isEmpty();
        drop.look();
        assertThat(folder.resolve("done/a.json")).hasContent(STORY);
        assertThat(file).doesNotExist();
        assertThat(decided.stories).hasSize(1);
    }

    @Test
    void a_refused_file_lies_beside_its_reason() throws Exception {
        Files.writeString(folder.resolve("a.json"), STORY.replace("naliaka.barasa", "nobody"));
        Files.writeString(folder.resolve("b.json"), "{oops");
        Files.writeString(folder.resolve("c.txt"), "not mine");
        DropFolder drop = folder(Duration.ofSeconds(20));
        drop.look();
        drop.look();
        assertThat(folder.resolve("failed/a.json")).exists();
        assertThat(folder.resolve("failed/a.json.reason.txt")).content().startsWith("unknown-person\nExpected ");
        assertThat(folder.resolve("failed/b.json.reason.txt"))
                .content()
                .startsWith("json-malformed\nExpected JSON, but at line 1");
        assertThat(folder.resolve("c.txt")).exists();
    }

    @Test
    void r27_a_file_answered_but_not_moved_is_no_second_story() throws Exception {
        DropFolder drop = folder(Duration.ofSeconds(20));
        for (int times = 0; times < 2; times++) {
            // as after a crash between answer and move, the same file is there again
            Files.writeString(folder.resolve("a.json"), STORY);
            drop.look();
            drop.look();
        }
        assertThat(folder.resolve("done/a.json")).exists();
        assertThat(folder.resolve("done/a.2.json")).exists();
        assertThat(decided.stories).hasSize(1);
    }

    @Test
    void r27_a_file_without_an_answer_stays_until_there_is_one() throws Exception {
        DropFolder drop = folder(Duration.ofMillis(50));
        Path file = Files.writeString(folder.resolve("a.json"), STORY);
        decided.silent = true;
        drop.look();
        drop.look();
        assertThat(file).exists();
        decided.silent = false;
        folder(Duration.ofSeconds(20)).look();
        DropFolder patient = folder(Duration.ofSeconds(20));
        patient.look();
        patient.look();
        assertThat(folder.resolve("done/a.json")).exists();
    }

    @Test
    void it_watches_by_itself() throws Exception {
        Path fresh = folder.resolve("made/here");
        try (DropFolder drop = new DropFolder(
                fresh,
                decided.desk(),
                new SubmissionFormats(() -> DecidedDesk.NOW),
                Duration.ofMillis(20),
                Duration.ofSeconds(20))) {
            drop.start();
            await().until(() -> Files.isDirectory(fresh));
            Path elsewhere = Files.writeString(folder.resolve("a.json"), STORY);
            Files.move(elsewhere, fresh.resolve("a.json"));
            await().until(() -> Files.exists(fresh.resolve("done/a.json")));
        }
    }

    private DropFolder folder(Duration patience) {
        return new DropFolder(
                folder, decided.desk(), new SubmissionFormats(() -> DecidedDesk.NOW), Duration.ofSeconds(1), patience);
    }
}
