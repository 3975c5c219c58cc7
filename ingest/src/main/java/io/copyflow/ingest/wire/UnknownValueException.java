package io.copyflow.ingest.wire;

import java.util.Arrays;
import java.util.List;

/** An enum symbol this reader does not know; {@link StoryWire} makes a refusal of it. */
final class UnknownValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final transient List<String> known;

    UnknownValueException(String field, Enum<?>[] known) {
        super("Expected a known value in " + field);
        this.field = field;
        this.known = Arrays.stream(known).map(Enum::name).toList();
    }

    String field() {
        return field;
    }

    List<String> known() {
        return known;
    }
}
