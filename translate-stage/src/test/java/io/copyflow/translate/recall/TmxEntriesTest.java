package io.copyflow.translate.recall;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Passage;
import io.copyflow.translate.exchange.TmxUnit;
import io.copyflow.translate.memory.EntryOrigin;
import io.copyflow.translate.memory.MemoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TmxEntriesTest {

    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @Test
    void an_entry_goes_from_its_source_language_into_each_other() {
        assertThat(entries(unit("u1", "en", "Rain", "Pluie", "Regen")))
                .extracting(entry -> entry.sourceLanguage() + " " + entry.language())
                .containsExactly("en fr", "en de");
    }

    @Test
    void an_entry_of_any_source_language_goes_from_each_into_each() {
        assertThat(entries(unit("u1", null, "Rain", "Pluie", "Regen")))
                .extracting(entry -> entry.sourceLanguage() + " " + entry.language())
                .containsExactlyInAnyOrder("en fr", "en de", "fr en", "fr de", "de en", "de fr");
    }

    @Test
    void it_says_which_file_it_comes_from_and_not_that_a_story_was_cleared() {
        assertThat(entries(unit("u1", "en", "Rain", "Pluie")).getFirst().origin())
                .isInstanceOfSatisfying(EntryOrigin.TmxFile.class, file -> {
                    assertThat(file.file()).isEqualTo("old.tmx");
                    assertThat(file.importedBy()).isEqualTo("chief");
                    assertThat(file.madeBy()).isEqualTo("someone");
                });
    }

    @Test
    void the_same_file_again_has_the_same_keys_and_an_entry_with_an_id_keeps_its_own() {
        assertThat(keys(unit(null, "en", "Rain", "Pluie"))).isEqualTo(keys(unit(null, "en", "Rain", "Pluie")));
        assertThat(keys(unit(null, "en", "Rain", "Pluie"))).isNotEqualTo(keys(unit(null, "en", "Rain", "Averse")));
        assertThat(keys(unit("u1", "en", "Rain", "Pluie"))).isEqualTo(keys(unit("u1", "en", "Rain", "Averse")));
        assertThat(keys(unit("u1", "en", "Rain", "Pluie"))).isNotEqualTo(keys(unit("u2", "en", "Rain", "Pluie")));
    }

    private static List<String> keys(TmxUnit unit) {
        return entries(unit).stream().map(MemoryEntry::key).toList();
    }

    private static List<MemoryEntry> entries(TmxUnit unit) {
        return TmxEntries.of(unit, "old.tmx", "chief", NOON);
    }

    private static TmxUnit unit(@Nullable String id, @Nullable String source, String... texts) {
        List<String> languages = List.of("en", "fr", "de");
        return new TmxUnit(
                id,
                source,
                IntStream.range(0, texts.length)
                        .mapToObj(i -> new TmxUnit.Variant(languages.get(i), Passage.plain("", texts[i]), 0))
                        .toList(),
                "someone",
                NOON,
                Map.of());
    }
}
