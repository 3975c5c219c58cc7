package io.copyflow.translate.desk;

import io.copyflow.runtime.Subject;
import io.copyflow.schemas.translation.ClaimReleased;
import io.copyflow.schemas.translation.DraftSaved;
import io.copyflow.schemas.translation.SourceAcknowledged;
import io.copyflow.schemas.translation.TranslationCancelled;
import io.copyflow.schemas.translation.TranslationClaimed;
import io.copyflow.schemas.translation.TranslationEventEnvelope;
import io.copyflow.schemas.translation.TranslationSubmitted;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who holds what, in all partitions, as the events tell it. Source: docs/adr/0011.
 *
 * <p>They are known once all events have been taken in: a claim may last as long as an edition that is gone allowed.
 */
public final class Holdings {

    private final Map<String, Holding> byTask = new HashMap<>();
    private final Map<String, Map<String, Holding>> byPerson = new HashMap<>();

    /** Takes an event in; those of a task come in order. */
    public synchronized void take(TranslationEventEnvelope event) {
        switch (event.getBody()) {
            case TranslationClaimed claimed ->
                held(event, claimed.getHolder(), claimed.getLeaseUntil(), event.getCommandId());
            case DraftSaved saved -> held(event, saved.getHolder(), saved.getLeaseUntil(), null);
            case SourceAcknowledged seen -> held(event, seen.getHolder(), seen.getLeaseUntil(), null);
            case ClaimReleased _, TranslationSubmitted _, TranslationCancelled _ -> free(task(event));
            default -> {
                // a translation that is reopened while somebody holds it stays theirs
            }
        }
    }

    /** What a person holds, what runs out first before the rest. */
    public synchronized List<Holding> of(String person) {
        return byPerson.getOrDefault(person, Map.of()).values().stream()
                .sorted(Comparator.comparing(Holding::leaseUntil)
                        .thenComparing(Holding::storyId)
                        .thenComparing(Holding::language))
                .toList();
    }

    /** How many a person holds besides one that they may hold already. */
    public synchronized int countBesides(String person, String storyId, String language) {
        Map<String, Holding> theirs = byPerson.getOrDefault(person, Map.of());
        return theirs.size() - (theirs.containsKey(Subject.of(storyId, language).id()) ? 1 : 0);
    }

    /** How many a person holds. */
    public synchronized int count(String person) {
        return byPerson.getOrDefault(person, Map.of()).size();
    }

    /** What a person holds by a certain command; null when they do not, or no longer. */
    public synchronized @Nullable Holding claimedBy(String person, String commandId) {
        return byPerson.getOrDefault(person, Map.of()).values().stream()
                .filter(holding -> commandId.equals(holding.commandId()))
                .findFirst()
                .orElse(null);
    }

    private void held(TranslationEventEnvelope event, String person, Instant until, @Nullable String commandId) {
        String task = task(event);
        Holding before = byTask.get(task);
        String by =
                commandId == null && before != null && before.person().equals(person) ? before.commandId() : commandId;
        free(task);
        Holding holding = new Holding(event.getStoryId(), event.getLanguage(), person, until, by);
        byTask.put(task, holding);
        byPerson.computeIfAbsent(person, id -> new LinkedHashMap<>()).put(task, holding);
    }

    private void free(String task) {
        Holding before = byTask.remove(task);
        if (before != null) {
            byPerson.computeIfPresent(before.person(), (id, theirs) -> {
                theirs.remove(task);
                return theirs.isEmpty() ? null : theirs;
            });
        }
    }

    private static String task(TranslationEventEnvelope event) {
        return Subject.of(event.getStoryId(), event.getLanguage()).id();
    }
}
