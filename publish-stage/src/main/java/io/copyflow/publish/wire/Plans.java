package io.copyflow.publish.wire;

import io.copyflow.directory.Directory;
import io.copyflow.publish.domain.Change;
import io.copyflow.publish.domain.FamilyCommand;
import io.copyflow.publish.domain.Policy;
import io.copyflow.runtime.StageData;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.directory.ReleaseWhen;
import io.copyflow.schemas.state.StoryFacts;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.schemas.story.StoryRevised;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the newsroom's directory wants of a story's release, and of a correction. */
final class Plans {

    /** Unless newsroom or edition say otherwise. */
    private static final Duration CORRECTION_DEADLINE = Duration.ofHours(1);

    private Plans() {}

    static FamilyCommand.Plan plan(StoryEventEnvelope event, StoryFacts facts, Directory directory) {
        Set<String> beforeSource = new TreeSet<>();
        for (String language : facts.getTargets()) {
            Edition edition = directory.edition(language);
            if (edition != null && edition.getRelease() == ReleaseWhen.WHEN_CLEARED) {
                beforeSource.add(language);
            }
        }
        return new FamilyCommand.Plan(
                policy(directory.newsroom(), event.getOccurredAt()), Set.copyOf(facts.getTargets()), beforeSource);
    }

    private static @Nullable Policy policy(@Nullable Newsroom newsroom, Instant acceptedAt) {
        ReleasePolicy release = newsroom == null ? null : newsroom.getRelease();
        if (newsroom == null || release == null) {
            return null;
        }
        Long within = newsroom.getCoreDeadlineMillis();
        return policy(release, newsroom.getCore(), within == null ? null : acceptedAt.plusMillis(within));
    }

    /** A policy that is newer than this reader lets nothing out early: all wait for each other. */
    static @Nullable Policy policy(ReleasePolicy release, List<String> core, @Nullable Instant deadline) {
        return switch (release) {
            case INDEPENDENT -> null;
            case TOGETHER, UNKNOWN -> Policy.together();
            case CORE -> new Policy(core, deadline);
        };
    }

    /** How a revision is meant, and for a correction whom it has to reach. */
    static FamilyCommand.Revised revised(String storyId, StoryRevised revised, StageData data) {
        Change change = change(revised.getRevisionClass());
        return new FamilyCommand.Revised(
                change, revised.getNote(), change == Change.CORRECTION ? reach(storyId, revised, data) : Map.of());
    }

    private static Map<String, FamilyCommand.Reach> reach(String storyId, StoryRevised revised, StageData data) {
        Set<String> languages = new TreeSet<>(revised.getTargets());
        languages.add(revised.getLanguage());
        Map<String, FamilyCommand.Reach> reach = new HashMap<>();
        for (String language : languages) {
            reach.put(
                    language,
                    new FamilyCommand.Reach(
                            correctionDeadline(language, data.directory()), Receipts.showing(storyId, language, data)));
        }
        return reach;
    }

    private static Duration correctionDeadline(String language, Directory directory) {
        Edition edition = directory.edition(language);
        if (edition != null && edition.getCorrectionDeadlineMillis() != null) {
            return Duration.ofMillis(edition.getCorrectionDeadlineMillis());
        }
        Newsroom newsroom = directory.newsroom();
        return newsroom == null || newsroom.getCorrectionDeadlineMillis() == null
                ? CORRECTION_DEADLINE
                : Duration.ofMillis(newsroom.getCorrectionDeadlineMillis());
    }

    /** What is newer than this reader is at least an update. */
    static Change change(RevisionClass revisionClass) {
        return switch (revisionClass) {
            case MINOR -> Change.MINOR;
            case UPDATE, UNKNOWN -> Change.UPDATE;
            case CLARIFICATION -> Change.CLARIFICATION;
            case CORRECTION -> Change.CORRECTION;
        };
    }

    static @Nullable RevisionClass revisionClass(@Nullable Change change) {
        return switch (change) {
            case null -> null;
            case MINOR -> RevisionClass.MINOR;
            case UPDATE -> RevisionClass.UPDATE;
            case CLARIFICATION -> RevisionClass.CLARIFICATION;
            case CORRECTION -> RevisionClass.CORRECTION;
        };
    }
}
