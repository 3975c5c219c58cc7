package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.contract.StoryId;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest {

    private static final String STORY = """
            {"clientId":"c-1","author":"naliaka.barasa","language":"en","headline":"Rain",
             "body":[{"text":"It rained."}]}""";
    private static final String STORY_ID = StoryId.of("desk", "c-1");

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
        await().until(() -> Files.exists(folder.resolve("done/a.json")));
        assertThat(folder.resolve("done/a.json")).hasContent(STORY);
        assertThat(file).doesNotExist();
        assertThat(decided.stories).hasSize(1);
    }

    @Test
    void a_refused_file_lies_beside_its_reason() throws Exception {
        Files.writeString(folder.resolve("a.json"), STORY.replace("naliaka.barasa", "nobody"));
        Files.writeString(folder.resolve("b.json"), "{oops");
        Files.writeString(folder.resolve("c.docx"), "not mine");
        DropFolder drop = folder(Duration.ofSeconds(20));
        drop.look();
        drop.look();
        await().until(() -> Files.exists(folder.resolve("failed/a.json")));
        await().until(() -> Files.exists(folder.resolve("failed/b.json")));
        assertThat(folder.resolve("failed/a.json.reason.txt")).content().startsWith("unknown-person\nExpected ");
        assertThat(folder.resolve("failed/b.json.reason.txt"))
                .content()
                .startsWith("json-malformed\nExpected JSON, but at line 1");
        assertThat(folder.resolve("c.docx")).exists();
    }

    @Test
    void r27_a_file_answered_but_not_moved_is_no_second_story() throws Exception {
        DropFolder drop = folder(Duration.ofSeconds(20));
        for (int times = 0; times < 2; times++) {
            // as after a crash between answer and move, the same file is there again
            Path file = Files.writeString(folder.resolve("a.json"), STORY);
            lookUntil(drop, () -> Files.notExists(file));
        }
        assertThat(folder.resolve("done/a.json")).exists();
        assertThat(folder.resolve("done/a.2.json")).exists();
        assertThat(decided.stories).hasSize(1);
    }

    @Test
    void r27_a_file_without_an_answer_stays_until_there_is_one() throws Exception {
        DropFolder drop = folder(Duration.ofMillis(50));
        Path file = Files.writeString(folder.resolve("a.json"), STORY);
        decided.silent.add(STORY_ID);
        lookUntil(drop, () -> decided.asked.get() > 1);
        assertThat(file).exists();
        decided.silent.clear();
        DropFolder patient = folder(Duration.ofSeconds(20));
        lookUntil(patient, () -> Files.exists(folder.resolve("done/a.json")));
        assertThat(file).doesNotExist();
    }

    @Test
    void r27_a_file_without_an_answer_does_not_hold_up_the_next() throws Exception {
        DropFolder drop = folder(Duration.ofMinutes(10));
        Path silent = Files.writeString(folder.resolve("a.json"), STORY);
        decided.silent.add(STORY_ID);
        Files.writeString(folder.resolve("b.json"), STORY.replace("c-1", "c-2"));
        lookUntil(drop, () -> Files.exists(folder.resolve("done/b.json")));
        Files.writeString(folder.resolve("a-later.json"), STORY.replace("c-1", "c-3"));
        lookUntil(drop, () -> Files.exists(folder.resolve("done/a-later.json")));
        assertThat(silent).exists();
        assertThat(decided.asked)
                .as("the silent one is not asked again while its answer may come")
                .hasValue(3);
    }

    @Test
    void r27_many_files_without_an_answer_do_not_hold_up_the_next() throws Exception {
        DropFolder drop = folder(Duration.ofMillis(50));
        for (int n = 0; n < 40; n++) {
            String clientId = "silent-" + n;
            decided.silent.add(StoryId.of("desk", clientId));
            Files.writeString(folder.resolve(clientId + ".json"), STORY.replace("c-1", clientId));
        }
        Files.writeString(folder.resolve("z.json"), STORY);
        lookUntil(drop, () -> Files.exists(folder.resolve("done/z.json")));
        assertThat(folder).isDirectoryContaining("glob:**silent-0.json");
    }

    @Test
    void r27_while_the_gateway_can_ask_nothing_files_stay() throws Exception {
        StoryDesk broken = new StoryDesk() {
            @Override
            public CompletableFuture<Answer> submit(Submission submission) {
                decided.asked.incrementAndGet();
                return CompletableFuture.failedFuture(new StageFailure("follower-failed", "Start the process again."));
            }

            @Override
            public WireDefaults wireDefaults() {
                return WireDefaults.NONE;
            }
        };
        DropFolder drop = folder(broken, Duration.ofSeconds(20));
        Path file = Files.writeString(folder.resolve("a.json"), STORY);
        lookUntil(drop, () -> decided.asked.get() > 1);
        assertThat(file).exists();
        assertThat(folder.resolve("failed")).doesNotExist();
    }

    @Test
    void it_watches_by_itself() throws Exception {
        Path fresh = folder.resolve("made/here");
        try (DropFolder drop = new DropFolder(
                fresh, decided.desk(), new SubmissionFormats(), Duration.ofMillis(20), Duration.ofSeconds(20))) {
            drop.start();
            await().until(() -> Files.isDirectory(fresh));
            Path elsewhere = Files.writeString(folder.resolve("a.json"), STORY);
            Files.move(elsewhere, fresh.resolve("a.json"));
            await().until(() -> Files.exists(fresh.resolve("done/a.json")));
        }
    }

    private DropFolder folder(Duration patience) {
        return folder(decided.desk(), patience);
    }

    private DropFolder folder(StoryDesk desk, Duration patience) {
        return new DropFolder(folder, desk, new SubmissionFormats(), Duration.ofSeconds(1), patience);
    }

    private static void lookUntil(DropFolder drop, BooleanSupplier done) {
        await().until(() -> {
            drop.look();
            return done.getAsBoolean();
        });
    }
}
