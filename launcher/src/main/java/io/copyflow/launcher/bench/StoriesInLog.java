package io.copyflow.launcher.bench;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.LogRecord;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often each story was accepted, by the log: what a reader of copyflow.story.events.v1 finds, read committed. */
record StoriesInLog(Map<String, Integer> accepted) {

    /**
     * What is wrong with it, as story ids.
     *
     * @param missing accepted by the answer, not in the log
     * @param doubled more than once in the log
     * @param unexpected refused to the end, and in the log all the same
     */
    record Verdict(List<String> missing, List<String> doubled, List<String> unexpected) {

        boolean isClean() {
            return missing.isEmpty() && doubled.isEmpty() && unexpected.isEmpty();
        }
    }

    /**
     * Reads the log from its beginning to its end as it is now.
     *
     * @throws StageFailure with code {@code bench-stalled} when Kafka does not answer any more
     */
    static StoriesInLog read(Map<String, Object> client, SchemaIds ids) {
        Map<String, Integer> accepted = new HashMap<>();
        try (LogReader reader = new LogReader(client, ids, Traffic.PATIENCE)) {
            reader.read(List.of(Topics.STORY_EVENTS), record -> {
                if (record.content() instanceof LogRecord.Value(StoryEventEnvelope event)
                        && event.getBody() instanceof StoryAccepted) {
                    accepted.merge(event.getStoryId(), 1, Integer::sum);
                }
            });
        } catch (StageFailure e) {
            throw new StageFailure(
                    "bench-stalled", "Expected to read the log of the measured newsroom, but: " + e.getMessage(), e);
        }
        return new StoriesInLog(accepted);
    }

    /**
     * Holds it against what the clients were answered.
     *
     * @param taken stories that were accepted
     * @param refused stories that were refused to the end
     */
    Verdict against(Set<String> taken, Set<String> refused) {
        List<String> missing = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        List<String> unexpected = new ArrayList<>();
        for (String story : taken) {
            if (!accepted.containsKey(story)) {
                missing.add(story);
            }
        }
        accepted.forEach((story, times) -> {
            if (times > 1) {
                doubled.add(story);
            }
            if (refused.contains(story)) {
                unexpected.add(story);
            }
        });
        return new Verdict(List.copyOf(missing), List.copyOf(doubled), List.copyOf(unexpected));
    }
}
