package io.copyflow.launcher.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.runtime.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Whether tasks wait that were {@link QueuedTasks#fill filled} into the queue, as the newsroom tells a translator. */
final class WaitingTasks {

    /** Fewer than the newsroom lets in at once. */
    private static final int AT_ONCE = 16;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<String, String> get;
    private final int stories;
    private final List<String> languages;

    /**
     * @param get what the newsroom answers at a path; for many threads
     * @param stories that were filled in
     * @param languages each is to be translated into
     */
    WaitingTasks(Function<String, String> get, int stories, List<String> languages) {
        this.get = get;
        this.stories = stories;
        this.languages = List.copyOf(languages);
    }

    /** @param patience for each answer */
    static WaitingTasks of(UpProcess up, int stories, List<String> languages, Duration patience) {
        return new WaitingTasks(path -> up.get(path, patience), stories, languages);
    }

    /** @throws StageFailure with code {@code bench-incorrect} when there is none to be taken in some language */
    void demandOneOfEach() {
        for (String language : languages) {
            String answer = get.apply("/tasks?limit=1&language=" + language);
            if (read(answer).findValue("storyId") == null) {
                throw new StageFailure(
                        "bench-incorrect",
                        "Expected a task into " + language + " to wait after the start, but the answer was " + answer
                                + ".");
            }
        }
    }

    /**
     * Asks for each by its own address.
     *
     * @return how many wait, which is all of them
     * @throws StageFailure with code {@code bench-incorrect} when some do not
     */
    int demandAll() {
        List<Callable<Integer>> asking = new ArrayList<>();
        for (int number = 0; number < stories; number++) {
            String storyId = QueuedTasks.storyId(number);
            asking.add(() -> waitingOf(storyId));
        }
        int waiting = 0;
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<Integer> asked : threads.invokeAll(asking)) {
                waiting += asked.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StageFailure failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageFailure("interrupted", "Interrupted while measuring.", e);
        }
        int filled = stories * languages.size();
        if (waiting != filled) {
            throw new StageFailure(
                    "bench-incorrect",
                    "Expected all " + filled + " translations that were queued to wait after the last start, but "
                            + waiting + " do.");
        }
        return waiting;
    }

    private int waitingOf(String storyId) {
        int waiting = 0;
        for (String language : languages) {
            JsonNode task = read(get.apply("/tasks/" + storyId + "/" + language));
            if (task.path("status").asText().equals("queued")) {
                waiting++;
            }
        }
        return waiting;
    }

    private static JsonNode read(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new StageFailure("bench-incorrect", "Expected JSON, but the answer was " + answer + ".", e);
        }
    }
}
