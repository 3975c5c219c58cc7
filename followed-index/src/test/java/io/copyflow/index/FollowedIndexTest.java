package io.copyflow.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedIndexTest {

    private static final Map<String, Long> OFFSETS = Map.of("news-0", 7L, "news-1", 3L);

    @TempDir
    private Path folder;

    private static FollowedIndex.Kind kind(String format) {
        return new FollowedIndex.Kind(format, () -> new IndexWriterConfig(null), null, new FollowedIndex.Refusals() {
            @Override
            public StageFailure inUse(Path folder, Throwable cause) {
                return new StageFailure("test-in-use", "In use: " + folder, cause);
            }

            @Override
            public StageFailure failed(Path folder, String reason, Throwable cause) {
                return new StageFailure("test-failed", reason, cause);
            }
        });
    }

    private FollowedIndex open() {
        return FollowedIndex.open(folder, kind("1"));
    }

    private static void put(FollowedIndex index, String key) {
        Document document = new Document();
        document.add(new StringField("key", key, Field.Store.NO));
        index.write(writer -> writer.updateDocument(new Term("key", key), document));
    }

    private static int count(FollowedIndex index, String key) {
        return index.search(searcher -> searcher.count(new TermQuery(new Term("key", key))));
    }

    @Test
    void what_is_written_is_found_after_a_refresh_and_survives_with_the_offsets_of_its_commit() {
        try (FollowedIndex index = open()) {
            assertThat(index.offsets()).isEmpty();
            put(index, "a");
            assertThat(count(index, "a")).isZero();
            index.refresh();
            assertThat(count(index, "a")).isEqualTo(1);
            index.commit(OFFSETS);
            put(index, "b");
            index.refresh();
            assertThat(count(index, "b")).isEqualTo(1);
        }

        try (FollowedIndex again = open()) {
            assertThat(again.offsets()).isEqualTo(OFFSETS);
            assertThat(count(again, "a")).isEqualTo(1);
            assertThat(count(again, "b")).as("after the commit").isZero();
        }
    }

    @Test
    void what_is_emptied_stays_empty_and_begins_at_the_beginning() {
        try (FollowedIndex index = open()) {
            put(index, "a");
            index.commit(OFFSETS);
            index.empty();
        }

        try (FollowedIndex again = open()) {
            assertThat(again.offsets()).isEmpty();
            assertThat(count(again, "a")).isZero();
        }
    }

    @Test
    void one_that_is_damaged_is_begun_anew_and_other_files_are_left_alone() throws IOException {
        try (FollowedIndex index = open()) {
            put(index, "a");
            index.commit(OFFSETS);
        }
        Path note = Files.writeString(folder.resolve("note.txt"), "mine");
        List<Path> commits;
        try (Stream<Path> files = Files.list(folder)) {
            commits = files.filter(file -> file.getFileName().toString().startsWith("segments_"))
                    .toList();
        }
        assertThat(commits).hasSize(1);
        Files.write(commits.getFirst(), new byte[] {1, 2, 3});

        try (FollowedIndex anew = open()) {
            assertThat(anew.offsets()).isEmpty();
            assertThat(count(anew, "a")).isZero();
        }
        assertThat(note).hasContent("mine");
    }

    @Test
    void one_whose_segment_is_gone_is_begun_anew() throws IOException {
        try (FollowedIndex index = open()) {
            put(index, "a");
            index.commit(OFFSETS);
        }
        List<Path> segments;
        try (Stream<Path> files = Files.list(folder)) {
            segments = files.filter(file -> file.getFileName().toString().startsWith("_"))
                    .toList();
        }
        assertThat(segments).isNotEmpty();
        for (Path segment : segments) {
            Files.delete(segment);
        }

        try (FollowedIndex anew = open()) {
            assertThat(anew.offsets()).isEmpty();
        }
    }

    @Test
    void one_of_another_format_is_begun_anew() {
        try (FollowedIndex index = open()) {
            put(index, "a");
            index.commit(OFFSETS);
        }

        try (FollowedIndex anew = FollowedIndex.open(folder, kind("2"))) {
            assertThat(anew.offsets()).isEmpty();
            assertThat(count(anew, "a")).isZero();
        }
    }

    @Test
    void a_folder_that_another_has_open_is_refused() {
        try (FollowedIndex _ = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            StageFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo("test-in-use"));
        }
    }

    @Test
    void one_that_is_closed_says_so_to_who_writes() {
        FollowedIndex index = open();
        index.close();

        assertThatThrownBy(() -> put(index, "a"))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("test-failed"));
    }
}
