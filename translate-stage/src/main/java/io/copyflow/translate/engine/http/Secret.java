package io.copyflow.translate.engine.http;

/** A key that does not show itself: not in a log, not in a message, not in a record's text. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
