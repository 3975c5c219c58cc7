package io.copyflow.desk.model;

import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.review.GlassBroken;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.translation.TranslationQueued;
import io.copyflow.schemas.translation.TranslationReopened;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long the steps of a version took, the last time each was gone. */
public final class Steps {

    /** @param end when it was over */
    public record Took(Duration length, Instant end) {}

    private final Instant accepted;
    private final Map<Step, Instant> begun = new EnumMap<>(Step.class);
    private final Map<Step, Took> took = new EnumMap<>(Step.class);

    private Steps(Instant accepted) {
        this.accepted = accepted;
    }

    /** By language. */
    public static Map<String, Map<Step, Took>> of(StoryFile story) {
        Map<String, Steps> languages = new HashMap<>();
        for (Fact fact : story.facts()) {
            if (fact.language() != null) {
                languages
                        .computeIfAbsent(fact.language(), any -> new Steps(story.acceptedAt()))
                        .add(fact);
            }
        }
        Map<String, Map<Step, Took>> all = new HashMap<>();
        languages.forEach((language, steps) -> all.put(language, steps.took));
        return all;
    }

    private void add(Fact fact) {
        Instant at = fact.at();
        switch (fact.body()) {
            case TranslationQueued _, TranslationReopened _ -> begun.putIfAbsent(Step.TRANSLATION, at);
            case TranslationSubmitted _ -> end(Step.TRANSLATION, at);
            case ReviewRequested _ -> {
                begun.remove(Step.SIGNING);
                begun.remove(Step.RELEASE);
                begun.put(Step.REVIEW, at);
            }
            case VersionApproved _, GlassBroken _ -> {
                end(Step.REVIEW, at);
                begun.put(Step.SIGNING, at);
            }
            case VersionCleared _ -> {
                end(Step.SIGNING, at);
                begun.put(Step.RELEASE, at);
            }
            case VersionReleased _ -> {
                end(Step.RELEASE, at);
                took.putIfAbsent(Step.WHOLE, new Took(length(accepted, at), at));
            }
            default -> {
                // ends and begins no step
            }
        }
    }

    private void end(Step step, Instant at) {
        Instant begin = begun.remove(step);
        if (begin != null) {
            took.put(step, new Took(length(begin, at), at));
        }
    }

    /** Clocks of stages may differ by a little. */
    private static Duration length(@Nullable Instant from, Instant to) {
        return from == null || from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
    }
}
