package io.copyflow.launcher.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.contract.Passage;
import io.copyflow.launcher.process.Samples;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.ForbiddenWording;
import io.copyflow.schemas.directory.GlossaryTerm;
import io.copyflow.schemas.directory.TermWordings;
import io.copyflow.schemas.directory.VerbatimWording;
import io.copyflow.translate.checks.StandardChecks;
import io.copyflow.translate.domain.Glossary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The sample newsroom's glossary beside the sample story and its translations. */
class SampleGlossaryTest {

    private static final Set<String> OF_TERMS = Set.of("glossary", "forbidden", "verbatim");

    private final Map<String, SpecificRecord> entries =
            Samples.newsroom().orRefuse().entries();
    private final StandardChecks checks = new StandardChecks();

    @Test
    void everyTermHasAWordingForEveryEdition() {
        List<String> editions = all(Edition.class).map(Edition::getLanguage).toList();

        assertThat(all(GlossaryTerm.class))
                .hasSizeGreaterThanOrEqualTo(12)
                .allSatisfy(term -> assertThat(term.getLanguages().stream().map(TermWordings::getLanguage))
                        .as(term.getId())
                        .containsExactlyElementsOf(editions));
    }

    @Test
    void r11_theSampleTranslationsUseIt() throws IOException {
        List<Passage> source = source();
        Glossary glossary = glossary();
        List<String> warned = new ArrayList<>();
        for (Edition edition : all(Edition.class).toList()) {
            String language = edition.getLanguage();
            if (!language.equals("en")) {
                checks.check("en", source, language, translation(language), glossary).stream()
                        .filter(warning -> OF_TERMS.contains(warning.check()))
                        .forEach(warning -> warned.add(language + " " + warning));
            }
        }
        assertThat(warned).isEmpty();
    }

    @Test
    void r11_whatIsSaidOfThePictureIsTranslatedWithoutAWarning() {
        List<Passage> source = pictureTexts("en");
        List<String> warned = new ArrayList<>();
        for (Edition edition : all(Edition.class).toList()) {
            String language = edition.getLanguage();
            List<Passage> translated = pictureTexts(language);
            assertThat(translated)
                    .as(language)
                    .hasSize(3)
                    .allSatisfy(text -> assertThat(text.text()).isNotBlank());
            if (!language.equals("en")) {
                checks.check("en", source, language, translated, glossary())
                        .forEach(warning -> warned.add(language + " " + warning));
            }
        }
        assertThat(warned).isEmpty();
    }

    private static List<Passage> pictureTexts(String language) {
        return Samples.pictureTexts(language).entrySet().stream()
                .map(text -> Passage.plain(text.getKey(), text.getValue()))
                .toList();
    }

    @Test
    void r11_itIsLookedForInTheSampleStory() throws IOException {
        List<Passage> untranslated = source().stream()
                .map(passage -> Passage.plain(passage.id(), "Қазақстан."))
                .toList();

        assertThat(checks.check("en", source(), "kk-Cyrl", untranslated, glossary()).stream()
                        .filter(warning -> warning.check().equals("glossary"))
                        .map(warning -> warning.segmentId() + " " + warning.expected()))
                .contains(
                        "headline Кения",
                        "standfirst қысқа хабарлама",
                        "b1 метеостанция",
                        "b2 топырақтың ылғалдылығы",
                        "b3 суахили",
                        "b9 Құрғақ өңірлер метеорологиялық кооперативі",
                        "b11 құрғақ маусым");
    }

    private Glossary glossary() {
        return new Glossary(
                all(GlossaryTerm.class)
                        .map(term -> new Glossary.Term(term.getLanguages().stream()
                                .collect(Collectors.toMap(TermWordings::getLanguage, TermWordings::getWordings))))
                        .toList(),
                all(ForbiddenWording.class)
                        .map(wording -> new Glossary.Forbidden(
                                wording.getLanguage(), wording.getWording(), wording.getInstead()))
                        .toList(),
                all(VerbatimWording.class).map(VerbatimWording::getWording).toList());
    }

    private <T> Stream<T> all(Class<T> type) {
        return entries.values().stream().filter(type::isInstance).map(type::cast);
    }

    private static List<Passage> source() throws IOException {
        JsonNode story = new ObjectMapper().readTree(Samples.story());
        List<Passage> source = new ArrayList<>();
        source.add(Passage.plain("headline", story.path("headline").asText()));
        source.add(Passage.plain("standfirst", story.path("standfirst").asText()));
        for (JsonNode block : story.path("body")) {
            source.add(
                    Passage.plain("b" + (source.size() - 1), block.path("text").asText()));
        }
        return source;
    }

    private static List<Passage> translation(String language) {
        return Samples.translation(language).stream()
                .map(segment -> Passage.plain(segment.getId(), segment.getText()))
                .toList();
    }
}
