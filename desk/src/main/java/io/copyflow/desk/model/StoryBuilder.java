package io.copyflow.desk.model;

import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.SegmentKind;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.StorySpiked;
import io.copyflow.schemas.text.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds a story's facts up. */
final class StoryBuilder {

    private final String storyId;
    private final Map<String, VersionBuilder> versions = new LinkedHashMap<>();
    private final List<StoryFile.Revision> revisions = new ArrayList<>();
    private final Map<String, SegmentKind> kinds = new HashMap<>();
    private @Nullable StoryAccepted accepted;
    private List<String> authors = List.of();
    private boolean spiked;
    private boolean killed;
    private Instant endedAt = Instant.EPOCH;

    StoryBuilder(String storyId) {
        this.storyId = storyId;
    }

    void add(Fact fact) {
        switch (fact.body()) {
            case StoryAccepted e -> {
                accepted = e;
                authors = e.getAuthors();
                revisions.add(new StoryFile.Revision(
                        e.getRevision(),
                        null,
                        null,
                        text(
                                fact,
                                e.getContentHash(),
                                e.getRevision(),
                                e.getSegments(),
                                made(e.getUrgency(), e.getDesk(), e.getBureau(), e.getAuthors()))));
            }
            case StoryRevised e -> {
                authors = e.getAuthors();
                revisions.add(new StoryFile.Revision(
                        e.getRevision(),
                        e.getRevisionClass(),
                        e.getNote(),
                        text(
                                fact,
                                e.getContentHash(),
                                e.getRevision(),
                                e.getSegments(),
                                made(e.getUrgency(), e.getDesk(), e.getBureau(), e.getAuthors()))));
            }
            case StorySpiked _ -> {
                spiked = true;
                endedAt = fact.at();
            }
            case StoryKilled _ -> {
                killed = true;
                endedAt = fact.at();
            }
            case Rejection _ -> {
                // a refusal changes nothing, and may name a language nobody wants
            }
            default -> {
                if (fact.language() != null) {
                    versions.computeIfAbsent(fact.language(), VersionBuilder::new)
                            .add(fact);
                }
            }
        }
    }

    private VersionText.Made made(int urgency, @Nullable String desk, @Nullable String bureau, List<String> by) {
        String language = accepted == null ? "" : accepted.getLanguage();
        return new VersionText.Made(new PublishedMetadata(storyId, language, urgency, desk, bureau), by, List.of());
    }

    private VersionText text(Fact fact, String hash, int revision, List<Segment> segments, VersionText.Made made) {
        List<Line> lines = segments.stream().map(Line::of).toList();
        lines.forEach(line -> kinds.put(line.id(), line.kind()));
        return new VersionText(hash, revision, fact.at(), String.valueOf(fact.actor()), lines, List.of(), made);
    }

    /** @param facts all of them, by time */
    @Nullable
    StoryFile build(List<Fact> facts) {
        StoryAccepted story = accepted;
        if (story == null) {
            return null;
        }
        Set<String> languages = new LinkedHashSet<>();
        languages.add(story.getLanguage());
        languages.addAll(story.getTargets());
        languages.addAll(versions.keySet());
        if (killed) {
            // who did what stays; what it said must not be read here any more
            revisions.replaceAll(StoryFile.Revision::withoutWords);
        }
        StoryFile.Revision newest = revisions.getLast();
        List<VersionFile> built = new ArrayList<>();
        for (String language : languages) {
            VersionBuilder version = versions.getOrDefault(language, new VersionBuilder(language));
            if (language.equals(story.getLanguage())) {
                revisions.forEach(revision -> version.source(revision.text()));
            }
            VersionFile file = version.build(storyId, newest.number(), kinds, ended());
            built.add(killed ? file.withoutWords() : file);
        }
        return new StoryFile(
                storyId,
                story.getLanguage(),
                revisions,
                authors,
                story.getDesk(),
                story.getBureau(),
                story.getUrgency(),
                spiked,
                killed,
                built,
                facts);
    }

    private VersionBuilder.@Nullable Ended ended() {
        return killed
                ? new VersionBuilder.Ended(Standing.KILLED, endedAt)
                : spiked ? new VersionBuilder.Ended(Standing.CANCELLED, endedAt) : null;
    }
}
