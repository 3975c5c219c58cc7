package io.copyflow.launcher.chaos;

import io.copyflow.launcher.chaos.Ledger.Fact;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryRevised;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of the newsroom's work is not done: every story is to be live in its own language and all it is translated into, at
 * its newest revision, unless it is killed; and then it is to be live nowhere.
 */
final class Unfinished {

    /** A story as the facts have it. */
    private static final class Story {
        private String language = "";
        private List<String> targets = List.of();
        private int revision;
    }

    private final Ledger ledger;
    private final Map<String, Story> stories = new TreeMap<>();
    private final Set<String> killed = new HashSet<>();

    Unfinished(Ledger ledger) {
        this.ledger = ledger;
        for (Fact fact : ledger.facts()) {
            switch (fact.body()) {
                case StoryAccepted accepted -> {
                    Story story = stories.computeIfAbsent(fact.storyId(), id -> new Story());
                    story.language = accepted.getLanguage();
                    story.targets = accepted.getTargets();
                    story.revision = Math.max(story.revision, accepted.getRevision());
                }
                case StoryRevised revised -> {
                    Story story = stories.computeIfAbsent(fact.storyId(), id -> new Story());
                    story.revision = Math.max(story.revision, revised.getRevision());
                }
                case StoryKilled _ -> killed.add(fact.storyId());
                default -> {
                    // says nothing of what is to come
                }
            }
        }
    }

    Set<String> killed() {
        return Set.copyOf(killed);
    }

    Set<String> stories() {
        return Set.copyOf(stories.keySet());
    }

    int revision(String storyId) {
        Story story = stories.get(storyId);
        return story == null ? 0 : story.revision;
    }

    /** How many versions there are to be. */
    long versions() {
        return stories.values().stream()
                .mapToLong(story -> 1 + story.targets.size())
                .sum();
    }

    /** Those of all stories, as sentences. */
    List<String> all() {
        List<String> open = new ArrayList<>();
        stories.keySet().forEach(storyId -> open.addAll(of(storyId)));
        return open;
    }

    boolean isDone(String storyId) {
        return stories.containsKey(storyId) && of(storyId).isEmpty();
    }

    private List<String> of(String storyId) {
        Story story = stories.get(storyId);
        List<String> open = new ArrayList<>();
        if (story == null) {
            return open;
        }
        List<String> languages = new ArrayList<>(story.targets);
        languages.add(story.language);
        for (String language : languages) {
            PublishedVersion newest = ledger.newest(storyId, language);
            if (killed.contains(storyId)) {
                // what was down before the kill keeps the withdrawal it had
                if (newest != null && newest.getStatus() == PublicationStatus.LIVE) {
                    open.add(storyId + "/" + language + " is killed, and live still");
                }
            } else if (newest == null || newest.getStatus() != PublicationStatus.LIVE) {
                open.add(storyId + "/" + language + " is not live");
            } else if (newest.getSourceRevision() < story.revision) {
                open.add(storyId + "/" + language + " is live at revision " + newest.getSourceRevision() + " of "
                        + story.revision);
            }
        }
        return open;
    }
}
