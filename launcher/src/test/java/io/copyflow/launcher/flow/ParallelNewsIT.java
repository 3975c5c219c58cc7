package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.ingest.IngestStage;
import io.copyflow.launcher.newsroom.DirectoryPublisher;
import io.copyflow.launcher.newsroom.NewsroomFile;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.text.Block;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import io.copyflow.schemas.text.TranslatedSegment;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationSubmitted;
import io.copyflow.schemas.translation.TranslationWarning;
import io.copyflow.testkit.TestBroker;
import io.copyflow.translate.TranslateStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * News that people translated goes the way of any story: all of it where the system property {@code cases} names the
 * folder with {@code multilingual/ntrex/public}, every fourth where {@code ../../shared/cases} is that folder, else
 * none. The table of warnings is in its output.
 */
@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ParallelNewsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Path CASES = Path.of(System.getProperty("cases", "../../shared/cases"));
    private static final int MOST_WARNED_PERCENT = 5;
    /** The checks themselves meet all of it in ParallelNewsTest; what is tried here is the way to them. */
    private static final int EVERY = System.getProperty("cases") == null ? 4 : 1;

    /** What the texts' files are called, and what their languages are. */
    private static final Map<String, String> LANGUAGES = Map.ofEntries(
            Map.entry("arb", "ar"),
            Map.entry("deu", "de"),
            Map.entry("ell", "el"),
            Map.entry("fas", "fa"),
            Map.entry("fra", "fr"),
            Map.entry("heb", "he"),
            Map.entry("hin", "hi"),
            Map.entry("ita", "it"),
            Map.entry("jpn", "ja"),
            Map.entry("kaz", "kk-Cyrl"),
            Map.entry("kir", "ky"),
            Map.entry("kor", "ko"),
            Map.entry("msa", "ms"),
            Map.entry("por-BR", "pt"),
            Map.entry("rus", "ru"),
            Map.entry("spa", "es"),
            Map.entry("swa", "sw"),
            Map.entry("tha", "th"),
            Map.entry("tur", "tr"),
            Map.entry("uig", "ug"),
            Map.entry("ukr", "uk"),
            Map.entry("urd", "ur"),
            Map.entry("uzb", "uz"),
            Map.entry("zho-CN", "zh-Hans"));

    private final String run = "parallel-news-it-" + UUID.randomUUID();

    /** A text of several languages: by language its segments, a headline and paragraphs. */
    private record News(String clientId, List<String> source, Map<String, List<String>> translations) {

        String storyId() {
            return Commands.storyId(clientId);
        }

        List<Block> blocks() {
            List<Block> blocks = new ArrayList<>();
            for (String text : source) {
                blocks.add(new Block(
                        blocks.isEmpty() ? SegmentKind.HEADLINE : SegmentKind.PARAGRAPH, text, List.of(), null));
            }
            return blocks;
        }

        List<TranslatedSegment> translation(String language, List<Segment> segments) {
            List<TranslatedSegment> translated = new ArrayList<>();
            for (Segment segment : segments) {
                String text = translations.get(language).get(translated.size());
                translated.add(new TranslatedSegment(segment.getId(), text, List.of(), Origin.PERSON, null));
            }
            return translated;
        }
    }

    @Test
    void r11_news_translated_by_people_comes_to_its_submission_with_few_warnings(
            TestBroker broker, @TempDir Path folder) throws IOException {
        List<News> news = news();
        List<String> languages = List.copyOf(news.getFirst().translations().keySet());
        prepare(broker, folder, languages);
        Map<String, Map<String, Integer>> warnings = new TreeMap<>();
        Map<String, Integer> warned = new TreeMap<>();
        Map<String, Integer> segments = new TreeMap<>();
        try (StagesUnderTest _ = new StagesUnderTest(
                        broker.bootstrapServers(),
                        folder.resolve("data"),
                        "parallel-news",
                        List.of(IngestStage.stage(), TranslateStage.stage()));
                Commands commands = new Commands(broker.bootstrapServers());
                CommittedLog log = new CommittedLog(
                        broker.bootstrapServers(),
                        List.of(Topics.STORY_EVENTS, Topics.TRANSLATION_EVENTS, Topics.REJECTIONS))) {
            news.forEach(story -> commands.send(Commands.submit(story.clientId(), story.blocks(), "en", languages)));
            for (News story : news) {
                await().pollInSameThread()
                        .atMost(PATIENCE)
                        .until(() -> of(log, story, TranslationQueued.class).size() == languages.size());
                List<Segment> source = source(log, story);
                for (String language : languages) {
                    String id = story.clientId() + "-" + language;
                    commands.send(Commands.translation(
                            "claim-" + id, story.storyId(), language, "translator", new ClaimTranslation()));
                    commands.send(Commands.translation(
                            "submit-" + id,
                            story.storyId(),
                            language,
                            "translator",
                            new SubmitTranslation(1, story.translation(language, source))));
                }
            }
            for (News story : news) {
                Map<String, TranslationSubmitted> submitted = await().pollInSameThread()
                        .atMost(PATIENCE)
                        .until(
                                () -> of(log, story, TranslationSubmitted.class),
                                found -> found.size() == languages.size()
                                        || !log.of(Topics.REJECTIONS, story.storyId())
                                                .isEmpty());
                assertThat(log.of(Topics.REJECTIONS, story.storyId())).isEmpty();
                submitted.forEach((language, event) -> {
                    segments.merge(language, event.getSegments().size(), Integer::sum);
                    warned.merge(
                            language,
                            (int) event.getWarnings().stream()
                                    .map(TranslationWarning::getSegmentId)
                                    .distinct()
                                    .count(),
                            Integer::sum);
                    event.getWarnings()
                            .forEach(warning -> warnings.computeIfAbsent(language, key -> new TreeMap<>())
                                    .merge(warning.getCheck(), 1, Integer::sum));
                });
            }
        }
        assertThat(segments.keySet()).containsExactlyInAnyOrderElementsOf(languages);
        segments.forEach((language, count) -> System.out.printf(
                "%-8s %d segments, %d with a warning (%.1f %%) %s%n",
                language,
                count,
                warned.get(language),
                100.0 * warned.get(language) / count,
                warnings.getOrDefault(language, Map.of())));
        assertThat(warned)
                .allSatisfy((language, count) -> assertThat(count * 100)
                        .as("segments in %s with a warning", language)
                        .isLessThan(segments.get(language) * MOST_WARNED_PERCENT));
    }

    private List<News> news() throws IOException {
        Path folder = CASES.resolve("multilingual/ntrex/public");
        assumeTrue(Files.isDirectory(folder), "no parallel news at " + folder + "; skipped");
        List<String> documents = Files.readAllLines(folder.resolve("DOCUMENT_IDS.tsv"));
        List<String> english = texts(folder.resolve("eng.txt"));
        Map<String, List<String>> others = new TreeMap<>();
        for (Map.Entry<String, String> language : LANGUAGES.entrySet()) {
            Path file = folder.resolve(language.getKey() + ".txt");
            if (Files.exists(file)) {
                others.put(language.getValue(), texts(file));
            }
        }
        Map<String, News> news = new LinkedHashMap<>();
        for (int line = 0; line < documents.size(); line++) {
            News story = news.computeIfAbsent(
                    documents.get(line),
                    document -> new News(run + "-" + document, new ArrayList<>(), new TreeMap<>()));
            story.source().add(english.get(line));
            for (Map.Entry<String, List<String>> other : others.entrySet()) {
                story.translations()
                        .computeIfAbsent(other.getKey(), key -> new ArrayList<>())
                        .add(other.getValue().get(line));
            }
        }
        List<News> all = List.copyOf(news.values());
        return IntStream.range(0, all.size())
                .filter(number -> number % EVERY == 0)
                .mapToObj(all::get)
                .toList();
    }

    private static List<String> texts(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> Normalizer.normalize(line.strip(), Normalizer.Form.NFC))
                .toList();
    }

    /** A newsroom with just these editions, and one translator who knows all their languages. */
    private static void prepare(TestBroker broker, Path folder, Collection<String> languages) throws IOException {
        StringBuilder yaml = new StringBuilder(
                "newsroom: { id: parallel, name: Parallel, home-language: en, sign-offs: 1 }\neditions:\n"
                        + "  - { language: en, name: en, translate: on-submission, lease: PT2H }\n");
        languages.forEach(language -> yaml.append(
                "  - { language: " + language + ", name: " + language + ", translate: on-submission, lease: PT2H }\n"));
        yaml.append("people:\n  - { id: " + Commands.REPORTER
                + ", name: Reporter, roles: [reporter], languages: [en] }\n"
                + "  - { id: translator, name: Translator, roles: [translator], languages: [en, "
                + String.join(", ", languages) + "] }\n");
        Path file = folder.resolve("newsroom.yaml");
        Files.writeString(file, yaml);
        TopicProvisioning.ensure(broker.admin(), Topics.all(), 4, (short) 1);
        DirectoryPublisher.atFirst(
                        Configuration.defaults().with(Map.of(Setting.BOOTSTRAP_SERVERS, broker.bootstrapServers())),
                        new SchemaCatalogue(),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString())
                .apply(NewsroomFile.read(file).orRefuse().entries(), true);
    }

    private static List<Segment> source(CommittedLog log, News story) {
        return ((StoryAccepted) log.of(Topics.STORY_EVENTS, story.storyId())
                        .getFirst()
                        .value()
                        .getBody())
                .getSegments();
    }

    /** A story's events of a kind, by language. */
    private static <E> Map<String, E> of(CommittedLog log, News story, Class<E> kind) {
        Map<String, E> found = new TreeMap<>();
        log.of(Topics.TRANSLATION_EVENTS, story.storyId()).forEach(entry -> {
            if (kind.isInstance(entry.value().getBody())) {
                found.put(entry.value().getLanguage(), kind.cast(entry.value().getBody()));
            }
        });
        return found;
    }
}
