package io.copyflow.launcher.bench;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.serde.AvroSerde;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How often each story was accepted, by the log: what a reader of copyflow.story.events.v1 finds, read committed. */
record StoriesInLog(Map<String, Integer> accepted) {

    private static final Duration POLL = Duration.ofMillis(200);

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

    /** Reads the log from its beginning to its end as it is now. */
    static StoriesInLog read(Map<String, Object> client, SchemaIds ids) {
        AvroSerde<StoryEventEnvelope> serde = AvroSerde.of(Topics.STORY_EVENTS, ids);
        Map<String, Object> consuming = new HashMap<>(client);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        Map<String, Integer> accepted = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(consuming, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.STORY_EVENTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    StoryEventEnvelope event = serde.read(record.value());
                    if (event.getBody() instanceof StoryAccepted) {
                        accepted.merge(event.getStoryId(), 1, Integer::sum);
                    }
                }
            }
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
