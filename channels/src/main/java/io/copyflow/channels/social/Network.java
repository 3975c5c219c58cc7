package io.copyflow.channels.social;

import io.copyflow.channels.delivery.Outlet;
import io.copyflow.channels.delivery.Outlet.Ability;
import io.copyflow.contract.MediaReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a network can do and how long a post may be. docs/how-to/social-accounts.md has the same table, and a test compares.
 */
enum Network {
    /** Graphemes, 500; each link counts as 23. 300 posts in 3 hours. Pictures of 16 MB. */
    MASTODON(new Ability(true, true, true), true, 500, 500, 16_000_000, 100),
    /** UTF-16 units, 4096, beneath a picture 1024. 20 messages a minute to one channel. Pictures of 10 MB. */
    TELEGRAM(new Ability(true, true, true), false, 4096, 1024, 10_000_000, 1200),
    /** A message, not a text. */
    WEBHOOK(new Ability(true, true, false), true, Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, 0);

    /** Telegram's: width and height together, and one to the other. */
    private static final int TELEGRAM_SUM = 10_000;

    private static final int TELEGRAM_RATIO = 20;

    /** A message's number. */
    private static final Pattern TELEGRAM_ID = Pattern.compile("[1-9][0-9]{0,17}");

    private static final Pattern MASTODON_ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final Ability ability;
    private final boolean readBack;
    private final int longest;
    private final int longestCaption;
    private final long pictureBytes;
    private final int perHour;

    Network(Ability ability, boolean readBack, int longest, int longestCaption, long pictureBytes, int perHour) {
        this.ability = ability;
        this.readBack = readBack;
        this.longest = longest;
        this.longestCaption = longestCaption;
        this.pictureBytes = pictureBytes;
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

    /** How long it may be with a picture. */
    int longestCaption() {
        return longestCaption;
    }

    /** Whether a text can be an id of what was posted. Servers that speak Mastodon's API have letters in theirs too. */
    boolean isId(String id) {
        return switch (this) {
            case MASTODON -> MASTODON_ID.matcher(id).matches();
            case TELEGRAM -> TELEGRAM_ID.matcher(id).matches();
            case WEBHOOK -> !id.isBlank() && id.length() <= Outlet.LONGEST_ID;
        };
    }

    /** Whether it takes a picture, as far as it says before it has it. Videos are left to the page. */
    boolean takes(MediaReference media) {
        if (media.isVideo() || media.bytes() > pictureBytes) {
            return false;
        }
        Integer width = media.width();
        Integer height = media.height();
        return this != TELEGRAM
                || (!media.mediaType().equals("image/gif")
                        && width != null
                        && height != null
                        && width + height <= TELEGRAM_SUM
                        && Math.max(width, height) <= TELEGRAM_RATIO * Math.min(width, height));
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
