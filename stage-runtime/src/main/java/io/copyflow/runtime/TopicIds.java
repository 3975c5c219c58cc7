package io.copyflow.runtime;

import org.apache.kafka.common.Uuid;

/** Which log a topic's name stands for: Kafka gives a topic an id when it is made, and another when it is made anew. */
public interface TopicIds {

    /** As it was when the stage was started. */
    Uuid atStart(String topic);

    /** As it is; the broker is asked. */
    Uuid now(String topic);
}
