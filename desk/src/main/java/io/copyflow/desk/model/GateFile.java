package io.copyflow.desk.model;

import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.publication.EmbargoLifted;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.HoldReason;
import io.copyflow.schemas.publication.ReleasePolicySet;
import io.copyflow.schemas.publication.ReleaseScheduled;
import io.copyflow.schemas.publication.ScheduleCancelled;
import io.copyflow.schemas.publication.StoryUnwithheld;
import io.copyflow.schemas.publication.StoryWithheld;
import io.copyflow.schemas.publication.VersionHeld;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionRestored;
import io.copyflow.schemas.publication.VersionTakenDown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A story at the release gate, as it stands now. Source: docs/semantics.md, rules 18 to 22.
 *
 * @param embargo null while there is none
 * @param scheduledFor the story's release is not before; null without a schedule
 * @param withheld why and by whom it is withheld; null while it is not
 * @param policy how its languages go out; null where nobody said so of this story
 * @param languages by language; only those the gate has said something of
 * @param owed what corrections still have to reach, the first due first
 * @param places where channels show it or may, by language and channel
 */
public record GateFile(
        @Nullable Embargo embargo,
        @Nullable Instant scheduledFor,
        @Nullable Order withheld,
        @Nullable ReleasePolicySet policy,
        Map<String, Language> languages,
        List<Owed> owed,
        List<Place> places) {

    /** @param until null for one without an end */
    public record Embargo(@Nullable Instant until, @Nullable String note, String by, Instant at) {

        public boolean holdsAt(Instant now) {
            return until == null || until.isAfter(now);
        }
    }

    /** What somebody ordered of the gate, and why. */
    public record Order(String by, Instant at, String reason) {}

    /**
     * One language.
     *
     * @param hold why its cleared text waits; null when it does not
     * @param until when the reason will be over by itself; null when it will not
     * @param takenDown why and by whom it was taken down by itself; null when it was not
     * @param sequence of its last release or withdrawal; 0 before the first
     */
    public record Language(
            @Nullable HoldReason hold,
            @Nullable Instant until,
            @Nullable Instant scheduledFor,
            @Nullable Order takenDown,
            boolean live,
            long sequence) {

        static final Language NONE = new Language(null, null, null, null, false, 0);
    }

    /** What a channel shows of a release. */
    public enum Showing {
        /** What readers should see. */
        CURRENT,
        /** An older text. */
        OLDER,
        /** What was taken down, withheld or killed. */
        AGAINST_ORDERS,
        /** Nobody knows: look. */
        UNSURE;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A channel that shows it, or may.
     *
     * @param sequence of the release it shows
     * @param reference where it is seen; null when it was not told
     */
    public record Place(
            String language,
            String channel,
            long sequence,
            Showing showing,
            @Nullable String reference,
            Instant at) {}

    public GateFile {
        languages = Map.copyOf(languages);
        owed = List.copyOf(owed);
        places = List.copyOf(places);
    }

    public Language language(String tag) {
        return languages.getOrDefault(tag, Language.NONE);
    }

    /** Whether a channel shows what it should not. */
    public boolean isShownAgainstOrders() {
        return places.stream().anyMatch(place -> place.showing == Showing.AGAINST_ORDERS);
    }

    /** What the facts add up to. */
    public static GateFile of(StoryFile story) {
        Adding adding = new Adding(story.killed());
        story.facts().stream().sorted(Fact.BY_PLACE).forEach(adding::add);
        return adding.build(Owed.of(story.facts()));
    }

    private record Shown(long sequence, @Nullable String reference, boolean isSure, Instant at) {}

    private static final class Adding {

        private final boolean killed;
        private @Nullable Embargo embargo;
        private @Nullable Instant scheduledFor;
        private @Nullable Order withheld;
        private @Nullable ReleasePolicySet policy;
        private final Map<String, Language> languages = new TreeMap<>();
        private final Map<String, Map<String, Shown>> shown = new TreeMap<>();

        Adding(boolean killed) {
            this.killed = killed;
        }

        void add(Fact fact) {
            String by = String.valueOf(fact.actor());
            String tag = fact.language() == null ? "" : fact.language();
            Language now = languages.getOrDefault(tag, Language.NONE);
            switch (fact.body()) {
                case EmbargoSet e -> embargo = new Embargo(e.getUntil(), e.getNote(), by, fact.at());
                case EmbargoLifted _ -> embargo = null;
                case StoryWithheld e -> withheld = new Order(by, fact.at(), e.getReason());
                case StoryUnwithheld _ -> withheld = null;
                case ReleasePolicySet e -> policy = e;
                case ReleaseScheduled e -> schedule(tag, now, e.getNotBefore());
                case ScheduleCancelled _ -> schedule(tag, now, null);
                case VersionHeld e ->
                    languages.put(
                            tag,
                            new Language(
                                    e.getReason(),
                                    e.getUntil(),
                                    now.scheduledFor,
                                    now.takenDown,
                                    now.live,
                                    now.sequence));
                case VersionReleased e ->
                    languages.put(tag, new Language(null, null, null, null, true, e.getReleaseSequence()));
                case VersionTakenDown e ->
                    languages.put(
                            tag,
                            new Language(
                                    null,
                                    null,
                                    now.scheduledFor,
                                    e.getWithheld() ? now.takenDown : new Order(by, fact.at(), e.getReason()),
                                    false,
                                    e.getReleaseSequence()));
                case VersionRestored _ ->
                    languages.put(
                            tag, new Language(now.hold, now.until, now.scheduledFor, null, now.live, now.sequence));
                case DeliveryEvent e -> receipt(e, fact.at());
                default -> {
                    // not the gate's
                }
            }
        }

        private void schedule(String tag, Language now, @Nullable Instant notBefore) {
            if (tag.isEmpty()) {
                scheduledFor = notBefore;
            } else {
                languages.put(tag, new Language(now.hold, now.until, notBefore, now.takenDown, now.live, now.sequence));
            }
        }

        /** A later release's receipt counts, whatever came first. */
        private void receipt(DeliveryEvent e, Instant at) {
            Map<String, Shown> channels = shown.computeIfAbsent(e.getLanguage(), any -> new TreeMap<>());
            Shown before = channels.get(e.getChannel());
            if (before != null && e.getReleaseSequence() < before.sequence) {
                return;
            }
            switch (e.getOutcome()) {
                case DELIVERED, CORRECTED ->
                    channels.put(e.getChannel(), new Shown(e.getReleaseSequence(), e.getReference(), true, at));
                case UNCONFIRMED ->
                    channels.put(e.getChannel(), new Shown(e.getReleaseSequence(), e.getReference(), false, at));
                case WITHDRAWN, SKIPPED -> channels.remove(e.getChannel());
                case FAILED, LEFT, UNKNOWN -> {
                    // it shows what it showed before
                }
            }
        }

        GateFile build(List<Owed> owed) {
            List<Place> places = new ArrayList<>();
            shown.forEach((tag, channels) -> channels.forEach((channel, each) ->
                    places.add(new Place(tag, channel, each.sequence, showing(tag, each), each.reference, each.at))));
            return new GateFile(embargo, scheduledFor, withheld, policy, languages, owed, places);
        }

        private Showing showing(String tag, Shown each) {
            Language now = languages.getOrDefault(tag, Language.NONE);
            if (!each.isSure) {
                return Showing.UNSURE;
            }
            if (killed || !now.live) {
                return Showing.AGAINST_ORDERS;
            }
            return each.sequence >= now.sequence ? Showing.CURRENT : Showing.OLDER;
        }
    }
}
