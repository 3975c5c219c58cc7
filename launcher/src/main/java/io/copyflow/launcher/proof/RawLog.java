package io.copyflow.launcher.proof;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import java.util.List;
import java.util.function.Consumer;

/** The topics a proof is made from, each partition in its order, up to an end that stays. For one thread. */
public interface RawLog extends AutoCloseable {

    /** What is to be proved and what it is proved with, and the directory, which says who might do what. */
    List<Topic<?>> TOPICS = List.of(
            Topics.DIRECTORY,
            Topics.STORY_EVENTS,
            Topics.TRANSLATION_EVENTS,
            Topics.REVIEW_EVENTS,
            Topics.PUBLICATION_EVENTS,
            Topics.KILLS,
            Topics.PUBLISHED);

    /** Those of them that a story's records lie in, what is proved last. */
    List<Topic<?>> OF_STORIES = TOPICS.subList(1, TOPICS.size());

    int partitions(Topic<?> topic);

    /** Hands on the records of a partition, oldest first. */
    void read(Topic<?> topic, int partition, Consumer<RawRecord> each);

    /** Which schemas the values were written with. */
    SchemaIds schemaIds();

    @Override
    void close();
}
