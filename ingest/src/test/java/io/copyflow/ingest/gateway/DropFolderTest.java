package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.StoryId;
import io.copyflow.runtime.StageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

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
            public Refusal refusal(String person) {
                return null;
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
    void what_stays_is_told_once_and_not_each_second() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(DropFolder.class);
        logger.addAppender(lines);
        try {
            Files.writeString(folder.resolve("a.docx"), "not mine");
            Files.createSymbolicLink(folder.resolve("b.json"), folder.resolve("a.docx"));
            Files.createDirectory(folder.resolve("sub"));
            Files.writeString(folder.resolve("c.json"), STORY);
            // a file where the folder for what was taken must be
            Files.writeString(folder.resolve("done"), "in the way");
            DropFolder drop = folder(Duration.ofSeconds(20));
            lookUntil(drop, () -> told(lines, "file_not_taken") > 0);
            for (int n = 0; n < 20; n++) {
                drop.look();
            }
            assertThat(told(lines, "file_left file=a.docx")).isEqualTo(1);
            assertThat(told(lines, "file_left file=b.json")).isEqualTo(1);
            assertThat(told(lines, "file_left file=sub")).isEqualTo(1);
            assertThat(told(lines, "file_not_taken file=c.json")).isEqualTo(1);
            assertThat(decided.asked).as("it is not handed in again").hasValue(1);
            Files.delete(folder.resolve("done"));
            lookUntil(drop, () -> Files.exists(folder.resolve("done/c.json")));
            assertThat(decided.asked).hasValue(1);
        } finally {
            logger.detachAppender(lines);
        }
    }

    @Test
    void of_a_feed_with_a_bad_entry_the_others_are_taken_and_the_reason_says_which() throws Exception {
        Files.writeString(folder.resolve("feed.xml"), """
                <rss version="2.0"><channel><title>T</title><link>https://e.org/</link><description>d</description>
                <language>en</language>
                <item><title>One</title><guid>https://e.org/1</guid><description>Text.</description></item>
                <item><title>Two</title><guid>https://e.org/2</guid></item></channel></rss>""");
        lookUntil(folder(Duration.ofSeconds(20)), () -> Files.exists(folder.resolve("failed/feed.xml")));
        assertThat(folder.resolve("failed/feed.xml.reason.txt"))
                .content()
                .startsWith("body-missing\nhttps://e.org/2: body-missing: Expected ")
                .contains("1 of the file's 2 items were taken");
        assertThat(decided.stories).hasSize(1);
    }

    private static long told(ListAppender<ILoggingEvent> lines, String what) {
        return List.copyOf(lines.list).stream()
                .filter(line -> line.getFormattedMessage().contains(what))
                .count();
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
