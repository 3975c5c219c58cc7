package io.copyflow.translate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.contract.Passage;
import io.copyflow.translate.domain.Origin;
import io.copyflow.translate.memory.EntryOrigin;
import io.copyflow.translate.memory.MemoryEntry;
import io.copyflow.translate.memory.TranslationMemory;
import io.copyflow.translate.script.KazakhScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {

    private static final Draft.Piece MISSING = new Draft.Missing();

    @Test
    void r12_the_memory_drafts_what_it_has_and_says_from_which_story(@TempDir Path folder) {
        try (TranslationMemory memory = TranslationMemory.open(folder)) {
            memory.put(
                    new MemoryEntry(
                            "en",
                            "fr",
                            Passage.plain("b1", "Weather today"),
                            Passage.plain("b1", "Météo du jour"),
                            new EntryOrigin.ClearedStory(
                                    "s1", "b1", 1, "h", Origin.PERSON, null, List.of("awa"), Instant.EPOCH)),
                    "s1/1/fr");
            memory.commit(Map.of());

            assertThat(new MemoryEngine(memory, 100).translate(request("en", "fr", "Weather today", "Weather today?")))
                    .isEqualTo(new Draft.Translated(
                            List.of(new Draft.Made("Météo du jour", Origin.MEMORY, "s1"), MISSING)));
            assertThat(new MemoryEngine(memory, 90).translate(request("en", "fr", "Weather today?")))
                    .isEqualTo(new Draft.Translated(List.of(new Draft.Made("Météo du jour", Origin.MEMORY, "s1"))));
        }
    }

    @Test
    void r12_kazakh_is_drafted_in_the_other_scripts_from_cyrillic_alone() {
        TranslationEngine engine = new KazakhScriptEngine(List.of(KazakhScript.LATIN_2021, KazakhScript.ARABIC));

        assertThat(engine.translate(request("kk-Cyrl", "kk-Latn", "Қазақстан", "")))
                .isEqualTo(new Draft.Translated(
                        List.of(new Draft.Made("Qazaqstan", Origin.MACHINE, "kazakh-script latin-2021"), MISSING)));
        assertThat(engine.translate(request("kk", "kk-Arab", "тіл")))
                .isEqualTo(
                        new Draft.Translated(List.of(new Draft.Made("ءتىل", Origin.MACHINE, "kazakh-script arabic"))));
        assertThat(engine.translate(request("ru", "kk-Latn", "Казахстан")))
                .isEqualTo(new Draft.UnsupportedPair("ru", "kk-Latn"));
        assertThat(engine.translate(request("kk-Cyrl", "en", "Қазақстан")))
                .isEqualTo(new Draft.UnsupportedPair("kk-Cyrl", "en"));
        assertThatThrownBy(
                        () -> new KazakhScriptEngine(List.of(KazakhScript.LATIN_2021, KazakhScript.LATIN_QAZAQPARAT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_edition_gets_the_engine_that_it_asks_for_and_no_other() {
        Fixed memory = new Fixed("memory", new Draft.Translated(List.of(MISSING)));
        Fixed server = new Fixed("test", new Draft.Translated(List.of(made("A"))));

        assertThat(new EnginesByName(Map.of("memory", memory, "test", server)).translate(request("en", "fr", "a")))
                .isEqualTo(server.draft);
        assertThat(memory.asked).isEmpty();
        assertThat(new EnginesByName(Map.of("memory", memory)).translate(request("en", "fr", "a")))
                .isInstanceOfSatisfying(
                        Draft.PermanentFault.class,
                        fault -> assertThat(fault.code()).isEqualTo("engine-unknown"));
    }

    @Test
    void a_chain_asks_each_engine_for_what_those_before_it_had_nothing_for() {
        Fixed none = new Fixed("none", new Draft.UnsupportedPair("en", "fr"));
        Fixed some = new Fixed("some", new Draft.Translated(List.of(MISSING, made("B"), MISSING)));
        Fixed rest = new Fixed("rest", new Draft.Translated(List.of(made("A"), MISSING)));

        assertThat(new EngineChain(List.of(none, some, rest)).translate(request("en", "fr", "a", "b", "c")))
                .isEqualTo(new Draft.Translated(List.of(made("A"), made("B"), MISSING)));
        assertThat(rest.asked).isEqualTo(List.of("a", "c"));
    }

    @Test
    void a_chain_asks_no_further_when_nothing_is_missing_or_one_fails() {
        Fixed all = new Fixed("all", new Draft.Translated(List.of(made("A"))));
        Fixed broken = new Fixed("broken", new Draft.PassingFault("engine-busy", "Busy.", null));

        assertThat(new EngineChain(List.of(all, broken)).translate(request("en", "fr", "a")))
                .isEqualTo(all.draft);
        assertThat(new EngineChain(List.of(broken, all)).translate(request("en", "fr", "a")))
                .isEqualTo(broken.draft);
    }

    @Test
    void a_pair_that_no_engine_of_a_chain_supports_is_unsupported() {
        Fixed none = new Fixed("none", new Draft.UnsupportedPair("en", "fr"));

        assertThat(new EngineChain(List.of(none, none)).translate(request("en", "fr", "a")))
                .isEqualTo(none.draft);
    }

    private static Draft.Piece made(String text) {
        return new Draft.Made(text, Origin.MACHINE, "test");
    }

    private static DraftRequest request(String sourceLanguage, String language, String... texts) {
        return new DraftRequest("test", sourceLanguage, language, List.of(texts), "order-1", Instant.EPOCH);
    }

    private static final class Fixed implements TranslationEngine {
        private final String name;
        private final Draft draft;
        private List<String> asked = List.of();

        Fixed(String name, Draft draft) {
            this.name = name;
            this.draft = draft;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Draft translate(DraftRequest request) {
            asked = request.texts();
            return draft;
        }
    }
}
