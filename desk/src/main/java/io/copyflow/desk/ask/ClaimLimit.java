package io.copyflow.desk.ask;

import io.copyflow.contract.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps to how many translations one person may hold. A claim counts from when it is asked for, so that several at the
 * same instant do not pass it. Source: docs/adr/0011.
 */
final class ClaimLimit {

    private final Commands.Holding holding;
    private final Map<String, List<Commands.Task>> underway = new HashMap<>();

    ClaimLimit(Commands.Holding holding) {
        this.holding = holding;
    }

    /**
     * Counts a claim until its {@link #leave}. What the person holds or is claiming already counts once.
     *
     * @param limit null for none
     * @return why not where it would be one too many, else null
     */
    synchronized @Nullable Refusal enter(String person, Commands.Task task, @Nullable Integer limit) {
        List<Commands.Task> claiming = underway.getOrDefault(person, List.of());
        if (limit != null) {
            Set<Commands.Task> all = new HashSet<>(holding.of(person));
            all.addAll(claiming);
            if (!all.contains(task) && all.size() >= limit) {
                return new Refusal(
                        "claim-limit-reached",
                        "Expected " + person + " to hold fewer than " + limit
                                + " translations, but they hold or are claiming " + all.size()
                                + ". Hand one in or give one back, then claim again.");
            }
        }
        underway.computeIfAbsent(person, any -> new ArrayList<>()).add(task);
        return null;
    }

    /** It is answered; what came of it is in what the person holds. */
    synchronized void leave(String person, Commands.Task task) {
        underway.computeIfPresent(person, (any, claiming) -> {
            claiming.remove(task);
            return claiming.isEmpty() ? null : claiming;
        });
    }
}
