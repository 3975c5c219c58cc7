package io.copyflow.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.GlossaryTerm;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TermWordings;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.testkit.StageDriver;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a submission costs beside a large glossary, from the command's bytes to the event's. */
class GlossaryCostTest {

    private static final Instant START = Instant.parse("2026-03-03T08:00:00Z");
    private static final int TERMS = 10_000;
    private static final int STORIES = 40;
    private static final int SEGMENTS = 20;
    private static final int WORDS_A_SEGMENT = 30;

    /** From and into a language with spaces between words, and one without. */
    @ParameterizedTest
    @CsvSource({"en,fr", "zh-Hans,en"})
    void r11_a_submission_beside_ten_thousand_terms_costs_a_few_milliseconds(
            String from, String to, @TempDir Path folder) {
        Random random = new Random(11);
        List<String> source = words(from, random);
        List<String> target = words(to, random);
        try (StageDriver stage = new StageDriver(TranslateStage.stage(), folder, START)) {
            stage.directory(
                    "edition/" + to,
                    new Edition(
                            to, to, null, TranslateWhen.ON_SUBMISSION, null, 60_000L, null, null, null, null, null));
            stage.directory(
                    "person/awa",
                    new Person("awa", "Awa", List.of(Role.TRANSLATOR), List.of(to), null, null, List.of()));
            double without = median(submissions(stage, "before", from, to, source, target));
            for (int n = 0; n < TERMS; n++) {
                stage.directory(
                        "term/t" + n,
                        new GlossaryTerm(
                                "t" + n,
                                List.of(
                                        new TermWordings(from, List.of(source.get(n))),
                                        new TermWordings(to, List.of(target.get(n)))),
                                null));
            }
            List<Double> with = submissions(stage, "after", from, to, source, target);
            double after = median(with.subList(1, with.size()));
            System.out.printf(
                    "%s to %s, %d words, %d terms: %.1f ms a submission, %.1f ms without terms; %.0f ms the first one%n",
                    from, to, SEGMENTS * WORDS_A_SEGMENT, TERMS, after, without, with.getFirst());
            assertThat(after).as("milliseconds").isLessThan(100);
            assertThat(with.getFirst())
                    .as("milliseconds, the glossary made ready")
                    .isLessThan(5_000);
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    /** Milliseconds of each. */
    private static List<Double> submissions(
            StageDriver stage, String name, String from, String to, List<String> source, List<String> target) {
        Random random = new Random(12);
        List<Double> took = new ArrayList<>();
        for (int n = 0; n < STORIES; n++) {
            String story = name + n;
            List<Segment> segments = IntStream.range(0, SEGMENTS)
                    .mapToObj(i -> new Segment(
                            i == 0 ? "headline" : "b" + i,
                            i == 0 ? SegmentKind.HEADLINE : SegmentKind.PARAGRAPH,
                            text(from, source, random),
                            List.of(),
                            null))
                    .toList();
            stage.send(
                    Topics.STORY_EVENTS,
                    story,
                    new StoryEventEnvelope(
                            "e-" + story,
                            story,
                            "reporter",
                            START,
                            "c-" + story,
                            new StoryAccepted(
                                    1,
                                    story,
                                    from,
                                    segments,
                                    "h1",
                                    List.of("reporter"),
                                    null,
                                    null,
                                    5,
                                    List.of(to),
                                    null,
                                    null)));
            command(stage, story, to, "claim", new ClaimTranslation());
            SubmitTranslation submit = new SubmitTranslation(
                    1,
                    segments.stream()
                            .map(segment -> new TranslatedSegment(
                                    segment.getId(), text(to, target, random), List.of(), Origin.PERSON, null))
                            .toList());
            long start = System.nanoTime();
            command(stage, story, to, "submit", submit);
            took.add((System.nanoTime() - start) / 1e6);
        }
        assertThat(stage.read(Topics.TRANSLATION_EVENTS).stream()
                        .map(TranslationEventEnvelope::getBody)
                        .filter(TranslationSubmitted.class::isInstance))
                .hasSize(STORIES);
        return took;
    }

    private static void command(StageDriver stage, String story, String language, String deed, Object body) {
        stage.send(
                Topics.TRANSLATION_COMMANDS,
                story,
                new TranslationCommandEnvelope(story + deed, story, language, "awa", START, body));
    }

    private static double median(List<Double> took) {
        return took.stream().sorted().toList().get(took.size() / 2);
    }

    private static String text(String language, List<String> words, Random random) {
        return IntStream.range(0, WORDS_A_SEGMENT)
                .mapToObj(n -> words.get(random.nextInt(words.size())))
                .collect(Collectors.joining(language.startsWith("zh") ? "" : " "));
    }

    /** Made-up words, each once. */
    private static List<String> words(String language, Random random) {
        int first = language.startsWith("zh") ? 0x4E00 : 'a';
        int letters = language.startsWith("zh") ? 3_000 : 26;
        int length = language.startsWith("zh") ? 3 : 8;
        return random.ints(0, letters)
                .mapToObj(letter -> Character.toString(first + letter))
                .limit((long) (TERMS + 1_000) * length)
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        all -> IntStream.range(0, TERMS + 1_000)
                                .mapToObj(n -> String.join("", all.subList(n * length, (n + 1) * length)))
                                .distinct()
                                .toList()));
    }
}
