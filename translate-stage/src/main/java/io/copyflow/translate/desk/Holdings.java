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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds what, in all partitions, as the events tell it. Source: docs/adr/0011.
 *
 * <p>They are known once all events have been taken in: a claim may last as long as an edition that is gone allowed.
 *
 * <p>A claim that was asked for here counts from then on, before any event tells of it. So two requests of a person at
 * once neither pass the limit nor get the same translation. Of claims asked for in another process nothing is known
 * before their events.
 */
public final class Holdings {

    private final Map<String, Holding> byTask = new HashMap<>();
    private final Map<String, Map<String, Holding>> byPerson = new HashMap<>();
    /** For each person the commands that ask for claims which no event tells of yet, by their task. */
    private final Map<String, Map<String, String>> asked = new HashMap<>();

    /** What becomes of asking for a claim. */
    enum Asking {
        /** It counts from now on. */
        COUNTED,
        /** It counts already: the same command asks for it. */
        COUNTED_BEFORE,
        /** Another command of the same person asks for it, and has no answer yet. */
        ASKED_OTHERWISE,
        /** The person holds, or asks for, as many others as they may. */
        OVER_LIMIT
    }

    /**
     * Counts a claim that is about to be asked for. Whoever is told {@link Asking#COUNTED} calls {@link #notClaimed} when
     * nothing comes of it.
     *
     * @param limit how many a person may hold; null for any number
     */
    synchronized Asking ask(String person, String storyId, String language, String commandId, @Nullable Integer limit) {
        String task = Subject.of(storyId, language).id();
        String before = asked.getOrDefault(person, Map.of()).get(task);
        if (before != null) {
            return before.equals(commandId) ? Asking.COUNTED_BEFORE : Asking.ASKED_OTHERWISE;
        }
        if (limit != null && countBesides(person, task) >= limit) {
            return Asking.OVER_LIMIT;
        }
        asked.computeIfAbsent(person, id -> new HashMap<>()).put(task, commandId);
        return Asking.COUNTED;
    }

    /** No event will tell of a claim that was counted, or none that was heard of in time. */
    synchronized void notClaimed(String person, String storyId, String language, String commandId) {
        heardOf(person, Subject.of(storyId, language).id(), commandId);
    }

    private void heardOf(String person, String task, String commandId) {
        asked.computeIfPresent(person, (id, theirs) -> {
            theirs.remove(task, commandId);
            return theirs.isEmpty() ? null : theirs;
        });
    }

    /** Takes an event in; those of a task come in order. */
    public synchronized void take(TranslationEventEnvelope event) {
        switch (event.getBody()) {
            case TranslationClaimed claimed -> {
                held(event, claimed.getHolder(), claimed.getLeaseUntil(), event.getCommandId());
                heardOf(claimed.getHolder(), task(event), event.getCommandId());
            }
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

    /** How many a person holds besides one that they may hold already, with those they asked for. */
    public synchronized int countBesides(String person, String storyId, String language) {
        return countBesides(person, Subject.of(storyId, language).id());
    }

    private int countBesides(String person, String task) {
        return count(person) - (tasks(person).contains(task) ? 1 : 0);
    }

    /** How many a person holds, with those they asked for. */
    public synchronized int count(String person) {
        return tasks(person).size();
    }

    private Set<String> tasks(String person) {
        Set<String> tasks =
                new HashSet<>(byPerson.getOrDefault(person, Map.of()).keySet());
        tasks.addAll(asked.getOrDefault(person, Map.of()).keySet());
        return tasks;
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
