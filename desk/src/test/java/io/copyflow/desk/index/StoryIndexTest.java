package io.copyflow.desk.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.desk.Newslog;
import io.copyflow.desk.SampleDirectory;
import io.copyflow.desk.model.Phase;
import io.copyflow.desk.model.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryIndexTest {

    @TempDir
    private Path folder;

    private StoryIndex index;
    private final Newslog log = new Newslog();

    @BeforeEach
    void open() {
        index = StoryIndex.open(folder, IndexFollower.TOPICS, new SchemaCatalogue(), SampleDirectory.of()::nameOf);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private void reopen() {
        index.close();
        open();
    }

    @Test
    void a_story_is_read_at_once_and_found_when_its_facts_are_added_up() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr");
        log.entries().forEach(entry -> index.put(entry.fact().place(), entry.value()));
        assertThat(index.story("s1").headline()).isEqualTo("Dams hold");
        assertThat(index.story("s2")).isNull();
        assertThat(found()).isZero();

        index.settle();

        assertThat(found()).isEqualTo(1);
    }

    @Test
    void so_much_comes_before_it_is_added_up_that_it_is_not_kept_and_is_read_all_the_same() {
        String mebibyte = "Rain fell. ".repeat((1 << 20) / 11);
        for (int n = 0; n < 20; n++) {
            log.accepted("s" + n, "en", "Dams hold " + n, mebibyte);
        }
        log.entries().forEach(entry -> index.put(entry.fact().place(), entry.value()));

        for (int n = 0; n < 20; n++) {
            assertThat(index.story("s" + n).headline()).isEqualTo("Dams hold " + n);
        }
    }

    private int found() {
        return index.board(BoardQuestion.all(log.now())).sections().stream()
                .mapToInt(Board.Section::count)
                .sum();
    }

    @Test
    void who_waits_to_find_what_is_read_already_waits_until_it_is_added_up() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr");
        log.entries().forEach(entry -> index.put(entry.fact().place(), entry.value()));
        assertThat(index.story("s1")).isNotNull();
        assertThat(index.await(log.lastEventId(), Duration.ofMillis(1))).isFalse();

        index.settle();

        assertThat(index.await(log.lastEventId(), Duration.ofMillis(1))).isTrue();
    }

    @Test
    void what_is_put_again_changes_nothing() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr").into(index).into(index);

        assertThat(index.story("s1").facts()).hasSize(1);
        assertThat(index.board(BoardQuestion.all(log.now()))
                        .sections()
                        .getFirst()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_commit_survives_and_what_came_after_it_is_dropped_with_its_offsets() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr").into(index);
        index.commit(Map.of("copyflow.story.events.v1-0", 1L));
        new Newslog().accepted("s2", "en", "Another", "Text.").into(index);

        reopen();

        assertThat(index.offsets()).containsExactly(Map.entry("copyflow.story.events.v1-0", 1L));
        assertThat(index.story("s1")).isNotNull();
        assertThat(index.story("s2")).isNull();
    }

    @Test
    void a_forgotten_index_is_empty_and_begins_at_the_beginning() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.").into(index);
        index.commit(Map.of("copyflow.story.events.v1-0", 1L));

        index.forgetAll();

        assertThat(index.offsets()).isEmpty();
        assertThat(index.story("s1")).isNull();
    }

    @Test
    void who_waits_for_an_event_is_told_when_it_can_be_read() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.");
        CompletableFuture<Boolean> waits =
                CompletableFuture.supplyAsync(() -> index.await(log.lastEventId(), Duration.ofSeconds(20)));

        log.into(index);

        assertThat(waits.join()).isTrue();
        assertThat(index.await("never", Duration.ofMillis(1))).isFalse();
    }

    @Test
    void a_story_with_an_event_that_somebody_waits_for_can_be_read_before_others() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.").accepted("s2", "en", "Bridge reopens", "Trucks cross.");
        log.entries().forEach(entry -> index.put(entry.fact().place(), entry.value()));
        CompletableFuture<Boolean> waits =
                CompletableFuture.supplyAsync(() -> index.await(log.lastEventId(), Duration.ofSeconds(20)));

        await().until(() -> {
            index.settleAwaited();
            return waits.isDone();
        });

        assertThat(waits.join()).isTrue();
        assertThat(index.story("s2")).isNotNull();
        assertThat(index.unsettled()).as("the other story").isEqualTo(1);
    }

    @Test
    void the_board_has_each_story_in_one_section_the_most_urgent_and_due_first() {
        log.accepted("s1", "en", "One", "Text.", "fr")
                .queued("s1", "fr", Duration.ofHours(5))
                .accepted("s2", "en", "Two", "Text.", "fr")
                .queued("s2", "fr", Duration.ofHours(1))
                .accepted("s3", "en", "Three", "Text.", "fr")
                .asked("s3", "en", 1)
                .approved("s3", "en", 1, "harriet.penhallow")
                .into(index);

        Board board = index.board(BoardQuestion.all(log.now()));

        assertThat(ids(board, Phase.EDITING)).containsExactly("s2", "s1");
        assertThat(ids(board, Phase.SIGNING)).containsExactly("s3");
        assertThat(board.late()).isZero();
        assertThat(index.board(BoardQuestion.all(log.now().plus(Duration.ofHours(2))))
                        .late())
                .isEqualTo(1);
    }

    @Test
    void the_board_is_filtered_by_language_and_where_it_stands() {
        log.accepted("s1", "en", "One", "Text.", "fr", "ar")
                .queued("s1", "fr", Duration.ofHours(5))
                .claimed("s1", "ar", "rania.haddadin")
                .accepted("s2", "en", "Two", "Text.", "ar")
                .queued("s2", "ar", Duration.ofHours(5))
                .into(index);

        assertThat(ids(question(null, "fr", null), Phase.EDITING)).containsExactly("s1");
        assertThat(ids(question(null, "ar", Standing.QUEUED), Phase.EDITING)).containsExactly("s2");
        assertThat(ids(question(null, null, Standing.CLAIMED), Phase.EDITING)).containsExactly("s1");
        assertThat(ids(question("world", null, null), Phase.EDITING)).isEmpty();
        assertThat(ids(question("climate", null, null), Phase.EDITING)).hasSize(2);
    }

    @Test
    void texts_are_found_in_every_language_as_its_words_are() {
        log.accepted("s1", "en", "Dams hold as rivers rise", "Engineers were watching the reservoirs all night.")
                .accepted("s2", "zh-Hans", "大坝挺住洪水", "工程师整夜监测北部水库的水位。")
                .accepted("s3", "ar", "السدود صامدة", "راقب المهندسون الخزانات طوال الليل.")
                .accepted("s4", "ru", "Плотины держатся", "Инженеры всю ночь следили за водохранилищами.")
                .accepted("s5", "kk-Cyrl", "Бөгеттер шыдап тұр", "Инженерлер түні бойы су қоймаларын бақылады.")
                .accepted("s6", "th", "เขื่อนยังรับไหว", "วิศวกรเฝ้าดูอ่างเก็บน้ำตลอดทั้งคืน")
                .into(index);

        assertThat(found("reservoir")).containsExactly("s1");
        assertThat(found("水库")).containsExactly("s2");
        assertThat(found("المهندسين")).containsExactly("s3");
        assertThat(found("водохранилище")).containsExactly("s4");
        assertThat(found("ТҮНІ")).containsExactly("s5");
        assertThat(found("อ่างเก็บน้ำ")).containsExactly("s6");
        assertThat(found("\"watching the reservoirs\"")).containsExactly("s1");
        assertThat(found("\"reservoirs the watching\"")).isEmpty();
        assertThat(found("Naliaka")).hasSize(6);
        assertThat(found("s4")).containsExactly("s4");
        assertThat(found("* ? ( :")).isEmpty();
    }

    @Test
    void what_was_found_is_marked_and_stays_text() {
        log.accepted("s1", "en", "Dams hold", "The <b>reservoirs</b> were full. Nobody slept.")
                .into(index);

        Found.Hit hit = search("reservoir", null).hits().getFirst();

        assertThat(hit.excerpt()).contains(new Found.Run("reservoirs", true));
        assertThat(hit.excerpt().stream().map(Found.Run::text).collect(Collectors.joining()))
                .contains("<b>reservoirs</b>");
    }

    @Test
    void what_stands_far_back_in_a_long_text_is_found_with_the_texts_beginning_for_an_excerpt() {
        log.accepted("s1", "en", "Dams hold", "Rain fell. ".repeat(2_000) + "The reservoirs were full.")
                .into(index);

        Found.Hit hit = search("reservoir", null).hits().getFirst();

        assertThat(hit.excerpt()).noneMatch(Found.Run::hit);
        assertThat(hit.excerpt().getFirst().text()).startsWith("Rain fell.");
    }

    @Test
    void a_search_is_narrowed_by_language_standing_and_day() {
        log.accepted("s1", "en", "Dams hold", "Rain fell.", "fr")
                .submitted("s1", "fr", "awa.ndoye", "Les barrages tiennent", "Il a plu.")
                .into(index);

        assertThat(search("", "fr").hits()).extracting(Found.Hit::headline).containsExactly("Les barrages tiennent");
        assertThat(search("", null).count()).isEqualTo(2);
        assertThat(index.search(new SearchQuestion("", null, Standing.LIVE, null, null, null, 10))
                        .count())
                .isZero();
        assertThat(index.search(new SearchQuestion("", null, null, null, Newslog.BEGIN.plusSeconds(1), null, 10))
                        .hits())
                .extracting(Found.Hit::language)
                .containsExactly("fr");
    }

    private List<String> found(String words) {
        return search(words, null).hits().stream()
                .map(Found.Hit::storyId)
                .sorted()
                .toList();
    }

    private Found search(String words, String language) {
        return index.search(new SearchQuestion(words, language, null, null, null, null, 20));
    }

    private Board question(String desk, String language, Standing standing) {
        return index.board(new BoardQuestion(desk, language, standing, 8, false, null, log.now()));
    }

    private static List<String> ids(Board board, Phase phase) {
        return board.sections().stream()
                .filter(section -> section.phase() == phase)
                .flatMap(section -> section.rows().stream())
                .map(BoardRow::storyId)
                .toList();
    }
}
