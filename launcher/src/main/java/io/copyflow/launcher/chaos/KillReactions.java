package io.copyflow.launcher.chaos;

import io.copyflow.catalogue.Topics;
import io.copyflow.launcher.chaos.Ledger.Fact;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.ReviewVoided;
import io.copyflow.schemas.translation.TranslationCancelled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether each stage did what a kill asks of it: every translation is cancelled, every review void, every language taken
 * down, and once a stage has shown that it read of the kill it decides nothing else of the story. Ingest has no fact of a
 * kill: {@link KillProbes} ask it. Source: docs/semantics.md, rule 22; docs/how-to/kill-a-story.md.
 */
final class KillReactions {

    private static final Map<String, String> STAGES = Map.of(
            Topics.TRANSLATION_EVENTS.name(), Topics.TRANSLATE,
            Topics.REVIEW_EVENTS.name(), Topics.REVIEW,
            Topics.PUBLICATION_EVENTS.name(), Topics.PUBLISH);

    private final Set<String> looked = new HashSet<>();
    private final Map<String, String> open = new TreeMap<>();
    private final List<String> late = new ArrayList<>();

    KillReactions(Ledger ledger) {
        List<Fact> facts = ledger.facts();
        Map<String, String> kills = new HashMap<>();
        for (Fact fact : facts) {
            if (fact.body() instanceof StoryKilled) {
                kills.put(fact.storyId(), fact.id());
            }
        }
        Set<String> reacted = new HashSet<>();
        for (Fact fact : facts) {
            String kill = kills.get(fact.storyId());
            String stage = STAGES.get(fact.place().topic());
            if (kill == null || stage == null) {
                continue;
            }
            // the facts that a stage has of a story lie in one partition, in the order they were decided
            String stageOfStory = stage + " " + fact.storyId();
            looked.add(stageOfStory);
            if (fact.cause().equals(kill)) {
                reacted.add(stageOfStory);
            } else if (reacted.contains(stageOfStory)) {
                late.add(fact.id() + " (" + fact.type() + ", by " + fact.cause() + ") came after " + stage
                        + " had read of the kill");
            }
            follow(stage, fact);
        }
    }

    /** Keeps what is not ended yet, by what it is about. */
    private void follow(String stage, Fact fact) {
        String about = stage + " " + fact.storyId() + "/" + fact.language();
        boolean isOfRelease = fact.body() instanceof VersionReleased || fact.body() instanceof VersionTakenDown;
        if (stage.equals(Topics.PUBLISH) && !isOfRelease) {
            return;
        }
        switch (fact.body()) {
            case TranslationCancelled _, ReviewVoided _, VersionTakenDown _ -> open.remove(about);
            default -> open.put(about, fact.id() + " (" + fact.type() + ")");
        }
    }

    /** What is not ended, as sentences. */
    List<String> open() {
        List<String> told = new ArrayList<>();
        open.forEach((about, fact) ->
                told.add(about + " was killed, and its last fact is " + fact + ": the kill was not heeded"));
        return told;
    }

    Invariant reachStages() {
        List<String> breaches = new ArrayList<>(open());
        breaches.addAll(late);
        return new Invariant(
                "kills-reach-stages",
                "a kill ends every translation, review and release of its story, and nothing comes after it",
                looked.size(),
                breaches);
    }
}
