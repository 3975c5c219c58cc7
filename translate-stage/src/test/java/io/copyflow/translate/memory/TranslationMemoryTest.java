package io.copyflow.translate.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.runtime.StageFailure;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.memory.Suggestion.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslationMemoryTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @TempDir
    private Path folder;

    private TranslationMemory memory;

    @BeforeEach
    void open() {
        memory = TranslationMemory.open(folder.resolve("memory"));
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void gives_the_same_text_first_and_then_what_is_like_it() {
        remember(
                entry("s1", "b1", "The minister resigned on Monday.", "Le ministre a démissionné lundi."),
                entry("s2", "b1", "The minister resigned on Tuesday.", "Le ministre a démissionné mardi."),
                entry("s3", "b1", "The minister arrived on a Monday.", "Le ministre est arrivé un lundi."),
                entry("s4", "b1", "Rain is expected in the north.", "De la pluie est attendue dans le nord."));

        assertThat(suggest("The minister  resigned on Monday."))
                .extracting(Suggestion::kind, Suggestion::score, TranslationMemoryTest::storyOf)
                .containsExactly(
                        tuple(Kind.EXACT, 100, "s1"), tuple(Kind.FUZZY, 87, "s2"), tuple(Kind.FUZZY, 78, "s3"));
    }

    @Test
    void gives_the_whole_entry_back() {
        List<Mark> marks = List.of(
                new Mark(Mark.Kind.STRONG, 0, 6, null), new Mark(Mark.Kind.LINK, 7, 10, "https://example.org/a b"));
        MemoryEntry entry = new MemoryEntry(
                "en",
                "kk-Cyrl",
                new Passage("b1", "Read this.", List.of(new Mark(Mark.Kind.EMPHASIS, 0, 4, null))),
                new Passage("b1", "Мынаны оқы.", marks),
                new EntryOrigin.ClearedStory("s1", "b1", 3, "h", Origin.MACHINE, "deepl", List.of("awa", "leo"), NOON));
        remember(entry);

        assertThat(memory.suggest("en", "kk-Cyrl", "Read this.", 1))
                .containsExactly(new Suggestion(100, Kind.EXACT, entry));
    }

    @Test
    void gives_the_whole_entry_of_a_file_back() {
        MemoryEntry entry = new MemoryEntry(
                "en",
                "fr",
                Passage.plain("", "Read this."),
                Passage.plain("", "Lisez ceci."),
                new EntryOrigin.TmxFile("old.tmx", "u1", null, NOON, "chief", NOON.plusSeconds(1)));
        remember(entry);

        assertThat(memory.suggest("en", "fr", "Read this.", 1)).containsExactly(new Suggestion(100, Kind.EXACT, entry));
    }

    @Test
    void finds_chinese_arabic_kazakh_and_thai_by_texts_that_are_like_them() {
        remember(
                in("zh-Hans", "z", "中国国家主席周二在北京会见了法国总统"),
                in("ar", "a", "استقال وزير الخارجية من منصبه يوم الاثنين"),
                in("kk-Cyrl", "k", "Қазақстан Президенті Астанада шетел инвесторларымен кездесті"),
                in("th", "t", "นายกรัฐมนตรีเดินทางถึงกรุงเทพเมื่อวันจันทร์"));

        assertThat(memory.suggest("zh-Hans", "en", "中国国家主席周三在上海会见了法国总统", 5))
                .extracting(Suggestion::score, TranslationMemoryTest::storyOf)
                .containsExactly(tuple(83, "z"));
        assertThat(memory.suggest("ar", "en", "استقال وزير الداخلية من منصبه يوم الثلاثاء", 5))
                .extracting(Suggestion::score, TranslationMemoryTest::storyOf)
                .containsExactly(tuple(80, "a"));
        assertThat(memory.suggest(
                        "kk-Cyrl", "en", "Қазақстанның Президенті Алматыда шетелдік инвесторлармен кездесті", 5))
                .extracting(TranslationMemoryTest::storyOf)
                .containsExactly("k");
        assertThat(memory.suggest("th", "en", "นายกรัฐมนตรีเดินทางถึงเชียงใหม่เมื่อวันจันทร์", 5))
                .extracting(TranslationMemoryTest::storyOf)
                .containsExactly("t");
    }

    @Test
    void keeps_apart_the_languages_of_source_and_translation() {
        remember(entry("s1", "b1", "Weather", "Météo"));

        assertThat(memory.suggest("en", "es", "Weather", 5)).isEmpty();
        assertThat(memory.suggest("en-GB", "fr", "Weather", 5)).isEmpty();
    }

    @Test
    void ranks_a_text_with_other_numbers_behind_one_with_other_words() {
        remember(
                entry("s1", "b1", "In 2024 the bank lent 5 million euros to farmers.", "A"),
                entry("s2", "b1", "In 2025 the bank lent 5 million euros to fishers.", "B"));

        assertThat(suggest("In 2025 the bank lent 5 million euros to farmers."))
                .extracting(Suggestion::score, TranslationMemoryTest::storyOf)
                .containsExactly(tuple(93, "s2"), tuple(87, "s1"));
    }

    @Test
    void leaves_out_what_is_below_the_threshold() {
        remember(entry("s1", "b1", "abcde fghij klmno pqrst uvwxy", "A"));

        assertThat(suggest("abcde fghij klmno ppppp uuuuu"))
                .extracting(Suggestion::score)
                .containsExactly(72);
        assertThat(suggest("abcde fghij 11111 22222 33333")).isEmpty();
    }

    @Test
    void gives_the_newest_first_and_the_same_translation_of_the_same_text_once() {
        remember(
                at(NOON, entry("s1", "b1", "Weather", "Météo")),
                at(NOON.plusSeconds(2), entry("s3", "b1", "Weather", "Météo")),
                at(NOON.plusSeconds(1), entry("s2", "b1", "Weather", "Le temps")));

        assertThat(suggest("Weather"))
                .extracting(TranslationMemoryTest::storyOf)
                .containsExactly("s3", "s2");
    }

    @Test
    void is_in_the_same_order_however_it_came_to_be() {
        List<MemoryEntry> entries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            entries.add(entry("s" + i, "b1", "The council met in town number " + (char) ('a' + i % 26) + ".", "T" + i));
        }
        remember(entries.toArray(MemoryEntry[]::new));
        List<Suggestion> straight = memory.suggest("en", "fr", "The council met in town number z?", 50);

        try (TranslationMemory other = TranslationMemory.open(folder.resolve("other"))) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                put(other, entries.get(i));
                if (i % 30 == 0) {
                    other.commit(Map.of());
                }
            }
            assertThat(other.suggest("en", "fr", "The council met in town number z?", 50))
                    .isEqualTo(straight)
                    .hasSize(50);
        }
    }

    @Test
    void replaces_the_entry_of_the_same_story_segment_and_language() {
        remember(entry("s1", "b1", "Weather", "Météo"), entry("s1", "b2", "Weather", "Temps"));
        remember(entry("s1", "b1", "Weather forecast", "Prévisions"));

        assertThat(suggest("Weather"))
                .extracting(suggestion -> suggestion.entry().target().text())
                .containsExactly("Temps");
        assertThat(memory.size()).isEqualTo(2);
    }

    @Test
    void r22_forgets_a_story() {
        remember(entry("s1", "b1", "Weather", "Météo"), entry("s2", "b1", "Weather", "Le temps"));
        memory.forget("s1");
        memory.commit(Map.of());

        assertThat(suggest("Weather"))
                .extracting(TranslationMemoryTest::storyOf)
                .containsExactly("s2");
    }

    @Test
    void forgets_what_came_with_a_record_but_for_what_another_brought_again() {
        memory.put(entry("s1", "b1", "Weather", "Météo"), "s1/1/fr");
        memory.put(entry("s1", "b2", "Sports", "Sport"), "s1/1/fr");
        memory.put(entry("s1", "b2", "Sports", "Les sports"), "s1/2/fr");

        memory.forgetRecord("s1/1/fr");
        memory.commit(Map.of());

        assertThat(suggest("Weather")).isEmpty();
        assertThat(suggest("Sports"))
                .extracting(suggestion -> suggestion.entry().target().text())
                .containsExactly("Les sports");
    }

    @Test
    void keeps_the_offsets_with_what_they_stand_for() {
        remember(entry("s1", "b1", "Weather", "Météo"));
        memory.commit(Map.of("events-0", 17L, "events-1", 4L));
        put(memory, entry("s2", "b1", "Sports", "Sport"));
        memory.close();

        memory = TranslationMemory.open(folder.resolve("memory"));

        assertThat(memory.offsets()).containsOnly(Map.entry("events-0", 17L), Map.entry("events-1", 4L));
        assertThat(memory.size()).isEqualTo(1);
    }

    @Test
    void is_after_a_crash_as_of_its_last_commit() throws IOException {
        remember(entry("s1", "b1", "Weather", "Météo"));
        memory.commit(Map.of("events-0", 1L));
        for (int i = 0; i < 200; i++) {
            put(memory, entry("t" + i, "b1", "Sports " + i, "Sport " + i));
        }
        memory.forget("s1");

        Path crashed = copyOf(folder.resolve("memory"));

        try (TranslationMemory reopened = TranslationMemory.open(crashed)) {
            assertThat(reopened.offsets()).containsOnly(Map.entry("events-0", 1L));
            assertThat(reopened.size()).isEqualTo(1);
            put(reopened, entry("s2", "b1", "Sports", "Sport"));
            reopened.commit(Map.of("events-0", 2L));
            assertThat(reopened.suggest("en", "fr", "Sports", 5)).hasSize(1);
        }
    }

    @Test
    void is_read_and_written_by_several_threads_at_once() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int number = thread;
                running.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 10; i++) {
                        put(memory, entry("s" + number + "-" + i, "b1", "Report " + number + " of " + i, "R"));
                        memory.commit(Map.of("events-" + number, (long) i));
                        assertThat(suggest("Report " + number + " of " + i)).isNotEmpty();
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertThat(memory.size()).isEqualTo(40);
    }

    @Test
    void answers_nothing_to_a_blank_text_and_to_one_without_letters() {
        remember(entry("s1", "b1", "***", "***"));

        assertThat(suggest("  ")).isEmpty();
        assertThat(suggest("* *")).isEmpty();
        assertThat(suggest("***")).extracting(Suggestion::kind).containsExactly(Kind.EXACT);
    }

    @Test
    void finds_a_very_long_text_only_as_itself() {
        String endless = "word after word ".repeat(3_000);
        remember(entry("s1", "b1", endless, "Long"));

        assertThat(suggest(endless)).extracting(Suggestion::kind).containsExactly(Kind.EXACT);
        assertThat(suggest(endless + "end")).isEmpty();
    }

    @Test
    void refuses_a_folder_that_another_has_open() {
        assertThatThrownBy(() -> TranslationMemory.open(folder.resolve("memory")))
                .isInstanceOfSatisfying(
                        StageFailure.class, e -> assertThat(e.code()).isEqualTo("memory-in-use"));
    }

    private List<Suggestion> suggest(String text) {
        return memory.suggest("en", "fr", text, 5);
    }

    private void remember(MemoryEntry... entries) {
        for (MemoryEntry entry : entries) {
            put(memory, entry);
        }
        memory.commit(memory.offsets());
    }

    private static void put(TranslationMemory memory, MemoryEntry entry) {
        memory.put(entry, entry.key());
    }

    private Path copyOf(Path index) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(index)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static MemoryEntry in(String sourceLanguage, String story, String source) {
        return new MemoryEntry(
                sourceLanguage,
                "en",
                Passage.plain("b1", source),
                Passage.plain("b1", "translated"),
                cleared(story, "b1", NOON));
    }

    private static MemoryEntry at(Instant clearedAt, MemoryEntry entry) {
        EntryOrigin.ClearedStory story = (EntryOrigin.ClearedStory) entry.origin();
        return new MemoryEntry(
                entry.sourceLanguage(),
                entry.language(),
                entry.source(),
                entry.target(),
                cleared(story.storyId(), story.segmentId(), clearedAt));
    }

    private static MemoryEntry entry(String story, String segment, String source, String target) {
        return new MemoryEntry(
                "en",
                "fr",
                Passage.plain(segment, source),
                Passage.plain(segment, target),
                cleared(story, segment, NOON));
    }

    private static EntryOrigin cleared(String story, String segment, Instant at) {
        return new EntryOrigin.ClearedStory(story, segment, 1, "h", Origin.PERSON, null, List.of("awa"), at);
    }

    private static String storyOf(Suggestion suggestion) {
        return suggestion.entry().origin().name();
    }
}
