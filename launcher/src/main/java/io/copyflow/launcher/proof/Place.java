package io.copyflow.launcher.proof;

/** Where a record lies. */
public record Place(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + ", partition " + partition + ", offset " + offset;
    }
}
