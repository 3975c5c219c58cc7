package io.copyflow.launcher.proof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong. */
final class Findings {

    private final List<Finding> all = new ArrayList<>();

    void add(Fault fault, Place place, @Nullable String storyId, @Nullable String language, String sentence) {
        all.add(new Finding(fault, place, storyId, language, sentence));
    }

    void add(Fault fault, Fact<?> fact, String sentence) {
        add(fault, fact.place(), fact.storyId(), fact.language(), sentence);
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
