package io.copyflow.channels.social;

import io.copyflow.channels.delivery.Outlet.Ability;
import org.jspecify.annotations.Nullable;

/**
 * What a network can do and how long a post may be. docs/how-to/social-accounts.md has the same table, and a test compares.
 */
enum Network {
    /** Graphemes, 500; each link counts as 23. 300 posts in 3 hours. */
    MASTODON(new Ability(true, true, true), true, 500, 100),
    /** UTF-16 units, 4096. 20 messages a minute to one channel. */
    TELEGRAM(new Ability(true, true, true), false, 4096, 1200),
    /** A message, not a text. */
    WEBHOOK(new Ability(true, true, false), true, Integer.MAX_VALUE, 0);

    private final Ability ability;
    private final boolean readBack;
    private final int longest;
    private final int perHour;

    Network(Ability ability, boolean readBack, int longest, int perHour) {
        this.ability = ability;
        this.readBack = readBack;
        this.longest = longest;
        this.perHour = perHour;
    }

    Ability ability() {
        return ability;
    }

    /** Whether an unknown outcome can be cleared up: by looking, or because a repeat is safe. */
    boolean readsBack() {
        return readBack;
    }

    int longest() {
        return longest;
    }

    /** Posts, edits and deletions in an hour, a good deal below what the network allows; 0 for any. */
    int perHour() {
        return perHour;
    }

    /** By the word in the newsroom file; null for one this version does not know. */
    static @Nullable Network of(@Nullable String word) {
        return switch (word) {
            case "mastodon" -> MASTODON;
            case "telegram" -> TELEGRAM;
            case "webhook" -> WEBHOOK;
            case null, default -> null;
        };
    }
}
