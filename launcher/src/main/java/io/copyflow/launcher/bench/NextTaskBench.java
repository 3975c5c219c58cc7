package io.copyflow.launcher.bench;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.process.Progress;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.TopicFollower;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationCommandEnvelope;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.serde.AvroSerde;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long a translator waits for the next task of a long queue: a newsroom in this process, stories handed in as commands
 * until so many translations wait, then requests over HTTP one after the other. Then many tasks are taken from the head of
 * each language's queue, which leaves their tombstones there, and the same is asked again.
 */
public final class NextTaskBench {

    private static final Duration STALLED = Duration.ofSeconds(90);
    /** How many stories are on their way at once. */
    private static final int AHEAD = 400;

    private static final int WARM_UP = 500;
    /** A claim waits for two commits: fewer of them say as much. */
    private static final int LOOKS_FOR_A_CLAIM = 5;

    private final Configuration configuration;
    private final Path folder;
    private final Clock clock;
    private final Progress progress;

    /**
     * @param tasks how many are to wait
     * @param taken how many of them are taken before the second half
     * @param samples how often is looked; a fifth as often is claimed
     */
    public record Settings(int tasks, int taken, int languages, int samples, long seed) {}

    /**
     * @param tasks how many waited
     * @param taken how many were taken at once
     */
    public record Result(
            Settings settings,
            int tasks,
            double fillSeconds,
            Spread looking,
            Spread claiming,
            int taken,
            double takeSeconds,
            Spread lookingAfter,
            Spread claimingAfter) {}

    /** @param configuration settings of the newsroom; ports, folders and the broker's address are chosen here */
    public NextTaskBench(Configuration configuration, Path folder, Clock clock, Progress progress) {
        this.configuration = configuration;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /** @throws StageFailure with code {@code bench-stalled} when tasks do not come or go */
    public Result run(Settings settings) {
        try (BenchNewsroom newsroom =
                new BenchNewsroom(configuration, folder, List.of(BenchNewsroom.IDLE_LANGUAGE), clock, progress)) {
            Tasks tasks = new Tasks();
            try (HttpClient http = HttpClient.newHttpClient();
                    TopicFollower<TranslationEventEnvelope> follower = new TopicFollower<>(
                            newsroom.client(),
                            newsroom.ids(),
                            Topics.TRANSLATION_EVENTS,
                            "the measured tasks",
                            null,
                            (story, event) -> tasks.take(event))) {
                follower.awaitCaughtUp(STALLED);
                List<String> languages = newsroom.targets(settings.languages());
                Desk desk = new Desk(http, newsroom, languages, new Random(settings.seed()));
                progress.begin("the filling of the queue");
                long begin = System.nanoTime();
                fill(settings, newsroom, languages, tasks);
                double fillSeconds = (System.nanoTime() - begin) / 1e9;
                progress.begin("looking and claiming");
                desk.look(WARM_UP);
                desk.claim(WARM_UP / LOOKS_FOR_A_CLAIM);
                Spread looking = desk.look(settings.samples());
                Spread claiming = desk.claim(settings.samples() / LOOKS_FOR_A_CLAIM);
                progress.begin("the taking of many");
                begin = System.nanoTime();
                int before = tasks.claimed.get();
                int taken = take(settings, newsroom, languages, tasks);
                Waits.until("tasks to be claimed", () -> tasks.claimed.get() - before, taken, newsroom::demandTaken);
                double takeSeconds = (System.nanoTime() - begin) / 1e9;
                progress.begin("looking and claiming again");
                Spread lookingAfter = desk.look(settings.samples());
                Spread claimingAfter = desk.claim(settings.samples() / LOOKS_FOR_A_CLAIM);
                progress.done();
                return new Result(
                        settings,
                        tasks.queued.get(),
                        fillSeconds,
                        looking,
                        claiming,
                        taken,
                        takeSeconds,
                        lookingAfter,
                        claimingAfter);
            }
        }
    }

    private static void fill(Settings settings, BenchNewsroom newsroom, List<String> languages, Tasks tasks) {
        InventedText text = new InventedText(settings.seed());
        int stories = Math.ceilDiv(settings.tasks(), languages.size());
        for (int n = 0; n < stories; n++) {
            String name = "q-" + n;
            newsroom.submit(
                    StoryId.of("bench", name),
                    text.submission("bench:" + name, name, BenchNewsroom.LANGUAGE, languages));
            Waits.until("tasks to be queued", tasks.queued::get, (n - AHEAD) * languages.size(), newsroom::demandTaken);
        }
        Waits.until("tasks to be queued", tasks.queued::get, stories * languages.size(), newsroom::demandTaken);
    }

    /** As many of each language, from the head of its queue. */
    private int take(Settings settings, BenchNewsroom newsroom, List<String> languages, Tasks tasks) {
        AvroSerde<TranslationCommandEnvelope> serde = AvroSerde.of(Topics.TRANSLATION_COMMANDS, newsroom.ids());
        int each = settings.taken() / languages.size();
        int taken = 0;
        int before = tasks.claimed.get();
        for (int n = 0; n < each; n++) {
            for (String language : languages) {
                String story = tasks.first(language);
                if (story == null) {
                    continue;
                }
                String commandId = "take-" + language + "-" + story;
                newsroom.send(
                        Topics.TRANSLATION_COMMANDS.name(),
                        story,
                        commandId,
                        "ClaimTranslation",
                        serde.write(new TranslationCommandEnvelope(
                                commandId,
                                story,
                                language,
                                translator(newsroom, language),
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                new ClaimTranslation())));
                taken++;
            }
            Waits.until(
                    "tasks to be claimed",
                    () -> tasks.claimed.get() - before,
                    taken - AHEAD * languages.size(),
                    newsroom::demandTaken);
        }
        return taken;
    }

    private static String translator(BenchNewsroom newsroom, String language) {
        return newsroom.newsroom().directory().people().stream()
                .filter(person -> person.getRoles().contains(Role.TRANSLATOR)
                        && person.getLanguages().contains(language))
                .map(Person::getId)
                .findFirst()
                .orElseThrow();
    }

    /** What the events tell of tasks. */
    private static final class Tasks {

        private final AtomicInteger queued = new AtomicInteger();
        private final AtomicInteger claimed = new AtomicInteger();
        private final Map<String, ArrayDeque<String>> waiting = new HashMap<>();
        private final Set<String> gone = new HashSet<>();

        synchronized void take(@Nullable TranslationEventEnvelope event) {
            if (event == null) {
                return;
            }
            switch (event.getBody()) {
                case TranslationQueued _ -> {
                    waiting.computeIfAbsent(event.getLanguage(), language -> new ArrayDeque<>())
                            .add(event.getStoryId());
                    queued.incrementAndGet();
                }
                case TranslationClaimed _ -> {
                    gone.add(event.getStoryId() + "/" + event.getLanguage());
                    claimed.incrementAndGet();
                }
                default -> {
                    // says nothing of either
                }
            }
        }

        /** The story whose task has waited longest; null when none does. */
        synchronized @Nullable String first(String language) {
            ArrayDeque<String> stories = waiting.getOrDefault(language, new ArrayDeque<>());
            String story = stories.poll();
            while (story != null && gone.contains(story + "/" + language)) {
                story = stories.poll();
            }
            return story;
        }
    }

    /** Translators at their pages, one request after the other. */
    private record Desk(HttpClient http, BenchNewsroom newsroom, List<String> languages, Random random) {

        Spread look(int times) {
            return measure(
                    times,
                    language ->
                            request("/tasks?limit=1&language=" + language).GET().build());
        }

        Spread claim(int times) {
            return measure(
                    times,
                    language -> request("/tasks/next?language=" + language)
                            .header(Asked.PERSON, translator(newsroom, language))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build());
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(newsroom.newsroom().address() + path));
        }

        private Spread measure(int times, Function<String, HttpRequest> request) {
            long[] nanos = new long[times];
            for (int n = 0; n < times; n++) {
                HttpRequest one = request.apply(languages.get(random.nextInt(languages.size())));
                long begin = System.nanoTime();
                HttpResponse<String> answer = send(one);
                nanos[n] = System.nanoTime() - begin;
                if (answer.statusCode() != 200 || !answer.body().contains("storyId")) {
                    throw new StageFailure(
                            "bench-incorrect",
                            "Expected a task at " + one.uri() + ", but the answer was " + answer.body());
                }
            }
            return Spread.of(nanos);
        }

        private HttpResponse<String> send(HttpRequest request) {
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new StageFailure("bench-stalled", "Expected an answer from " + request.uri() + ".", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StageFailure("interrupted", "Interrupted while measuring.", e);
            }
        }
    }
}
