package io.copyflow.launcher.chaos;

import io.copyflow.launcher.chaos.Ledger.Fact;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.publication.StoryUnwithheld;
import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether withholding takes down what is live: each language has its fact by the same command, and the published log its
 * withdrawal, and nothing of the story is released until somebody lets it go on. The facts of a story lie in one partition,
 * in the order they were decided. Source: docs/semantics.md, rule 22; docs/how-to/withhold-take-down.md.
 */
final class Withholding {

    private final Map<String, List<PublishedVersion>> published;
    private final Map<String, Story> stories = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private long looked;

    /** A story as publish-stage's facts have it so far. */
    private static final class Story {
        /** The sequence of each language that is live. */
        private final Map<String, Long> live = new TreeMap<>();
        /** Languages that were live when it was withheld, and are still. */
        private final Map<String, Long> owed = new TreeMap<>();

        private String withheldBy = "";

        private boolean isWithheld() {
            return !withheldBy.isEmpty();
        }
    }

    Withholding(Ledger ledger) {
        this.published = ledger.published();
        for (Fact fact : ledger.facts()) {
            Story story = stories.computeIfAbsent(fact.storyId(), id -> new Story());
            switch (fact.body()) {
                case StoryWithheld _ -> {
                    looked++;
                    story.withheldBy = fact.cause();
                    story.owed.putAll(story.live);
                }
                case StoryUnwithheld _ -> {
                    end(fact.storyId(), story);
                    story.withheldBy = "";
                }
                case VersionReleased released -> {
                    story.live.put(fact.language(), released.getReleaseSequence());
                    if (story.isWithheld()) {
                        breaches.add(fact.id() + " releases " + fact.language() + " of what " + story.withheldBy
                                + " withheld");
                    }
                }
                case VersionTakenDown down -> takenDown(fact, down, story);
                default -> {
                    // nothing of it goes out or comes back
                }
            }
        }
        stories.forEach(this::end);
    }

    private void takenDown(Fact fact, VersionTakenDown down, Story story) {
        story.live.remove(fact.language());
        if (story.isWithheld() && fact.cause().equals(story.withheldBy)) {
            Long before = story.owed.remove(fact.language());
            if (!down.getWithheld() || before == null || down.getReleaseSequence() <= before) {
                breaches.add(fact.id() + " is to take " + fact.language() + " down from " + before
                        + " with a higher sequence, as withheld, and has " + down.getReleaseSequence());
            }
            hasRecord(fact, down.getReleaseSequence());
        }
    }

    private void end(String storyId, Story story) {
        story.owed.forEach((language, sequence) -> breaches.add(storyId + "/" + language + " was live with sequence "
                + sequence + " when " + story.withheldBy + " withheld the story, and was not taken down"));
        story.owed.clear();
    }

    /** A record may be gone only where all older ones of its key are too and a newer one is there: the log is compacted. */
    private void hasRecord(Fact fact, long sequence) {
        String place = fact.storyId() + "/" + fact.language();
        List<PublishedVersion> versions = published.getOrDefault(place, List.of());
        List<PublishedVersion> such = versions.stream()
                .filter(version -> version.getReleaseSequence() == sequence)
                .toList();
        boolean isCompacted = !versions.isEmpty() && versions.getFirst().getReleaseSequence() > sequence;
        boolean isWithdrawal = such.stream()
                .anyMatch(version -> version.getStatus() == PublicationStatus.WITHDRAWN
                        && version.getWithheld()
                        && Passages.isBlank(version));
        if (such.isEmpty() ? !isCompacted : !isWithdrawal) {
            breaches.add(place + " was withheld by " + fact.id()
                    + ", and the published log has no withdrawal with sequence " + sequence);
        }
    }

    Invariant isDown() {
        return new Invariant(
                "withheld-is-down",
                "a story that is withheld is taken down in every language, until it is let go on",
                looked,
                breaches);
    }
}
