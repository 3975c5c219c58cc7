package io.copyflow.launcher.chaos;

import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.delivery.DeliveryOutcome;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.text.Segment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of releases and kills at the channels: by their receipts, by what those that were called have had, and by what
 * stands on the website. Source: docs/semantics.md, rules 19, 22 and 24.
 */
final class Deliveries {

    private static final Set<DeliveryOutcome> SHOWN = EnumSet.of(DeliveryOutcome.DELIVERED, DeliveryOutcome.CORRECTED);
    private static final Set<DeliveryOutcome> NOT_SHOWN =
            EnumSet.of(DeliveryOutcome.WITHDRAWN, DeliveryOutcome.SKIPPED);
    private static final String BY_KILL = "/killed";
    private static final String REMOVED = "/removed";

    /** The website as somebody has it who asks for pages. */
    @FunctionalInterface
    interface Pages {

        /** The page of a story in a language; null when there is none. */
        @Nullable
        String of(String storyId, String language);
    }

    /**
     * Who takes what.
     *
     * @param website the website's channel
     * @param languages those each channel takes, by its id
     */
    record Takers(String website, Map<String, Set<String>> languages) {}

    private final Takers takers;
    private final Map<String, List<PublishedVersion>> published;
    private final Set<String> killed;
    private final List<DeliveryEvent> receipts;
    private final List<Receiver.Message> messages;
    private final Pages pages;
    private final Map<String, DeliveryEvent> lastReceipt = new HashMap<>();
    private final Map<String, Receiver.Message> lastMessage = new HashMap<>();

    /** @param messages each once, in the order they came */
    Deliveries(Takers takers, Ledger ledger, List<Receiver.Message> messages, Pages pages) {
        this.takers = takers;
        this.published = ledger.published();
        this.killed = new Unfinished(ledger).killed();
        this.receipts = ledger.receipts();
        this.messages = messages;
        this.pages = pages;
        receipts.forEach(receipt -> lastReceipt.put(place(receipt), receipt));
        messages.forEach(message -> lastMessage.put(place(message), message));
    }

    private static String place(String channel, String storyId, String language) {
        return channel + " " + storyId + "/" + language;
    }

    private static String place(DeliveryEvent receipt) {
        return place(receipt.getChannel(), receipt.getStoryId(), receipt.getLanguage());
    }

    private static String place(Receiver.Message message) {
        return place(message.channel(), message.storyId(), message.language());
    }

    /**
     * No sequence goes back, neither in a channel's receipts nor at whom it calls, and none comes a second time: what is
     * told again, as after a crash, has the id it had and was dropped for it.
     */
    Invariant inOrder() {
        List<String> breaches = new ArrayList<>();
        Map<String, Long> told = new HashMap<>();
        Set<String> delivered = new HashSet<>();
        for (DeliveryEvent receipt : receipts) {
            String place = place(receipt);
            long sequence = receipt.getReleaseSequence();
            Long before = told.put(place, sequence);
            if (before != null && sequence < before) {
                breaches.add(place + " has the receipt " + receipt.getEventId() + " after one of " + before);
            }
            if (SHOWN.contains(receipt.getOutcome()) && !delivered.add(place + " " + sequence)) {
                breaches.add(place + " has another receipt that " + sequence + " is live: " + receipt.getEventId());
            }
        }
        Map<String, Long> had = new HashMap<>();
        Set<String> sent = new HashSet<>();
        for (Receiver.Message message : messages) {
            String place = place(message);
            Long before = had.put(place, message.sequence());
            if (before != null && message.sequence() < before) {
                breaches.add(place + " was sent " + message.type() + " of " + message.sequence() + " after " + before);
            }
            if (isNamedBySequence(message) && !sent.add(place + " " + message.shows() + message.sequence())) {
                breaches.add(place + " was sent " + message.type() + " of " + message.sequence()
                        + " again, under another id: " + message.id());
            }
        }
        return new Invariant(
                "channels-in-order",
                "no sequence goes back at any channel, and none comes twice",
                (long) receipts.size() + messages.size(),
                breaches);
    }

    /** A kill is told besides the withdrawal it brings, and what is to be shown anew is taken away under its sequence first. */
    private static boolean isNamedBySequence(Receiver.Message message) {
        return message.shows() || !(message.killed() || message.id().endsWith(REMOVED));
    }

    /** Each message that shows something has the headline of the release it names. */
    Invariant toldAsPublished() {
        List<String> breaches = new ArrayList<>();
        long looked = 0;
        for (Receiver.Message message : messages) {
            PublishedVersion named =
                    published.getOrDefault(message.storyId() + "/" + message.language(), List.of()).stream()
                            .filter(version -> version.getReleaseSequence() == message.sequence())
                            .findFirst()
                            .orElse(null);
            // the log may have been compacted of it
            if (message.shows() && named != null) {
                looked++;
                if (!message.headline().equals(named.getHeadline())) {
                    breaches.add(place(message) + " was sent " + message.type() + " of " + message.sequence()
                            + " with another headline");
                }
            } else if (!message.shows() && !message.headline().isEmpty()) {
                breaches.add(place(message) + " was sent " + message.type() + " of " + message.sequence()
                        + " with a headline");
            }
        }
        return new Invariant("told-as-published", "whom channels call is told what was published", looked, breaches);
    }

    /** What was killed never comes back at a channel, and is nowhere in the end. */
    Invariant killsStay() {
        List<String> breaches = new ArrayList<>();
        Set<String> gone = new HashSet<>();
        for (DeliveryEvent receipt : receipts) {
            if (receipt.getEventId().endsWith(BY_KILL)) {
                gone.add(place(receipt));
            } else if (gone.contains(place(receipt)) && SHOWN.contains(receipt.getOutcome())) {
                breaches.add(
                        place(receipt) + " was taken down by a kill, and has " + receipt.getOutcome() + " after it");
            }
        }
        Set<String> told = new HashSet<>();
        for (Receiver.Message message : messages) {
            if (message.killed()) {
                told.add(place(message));
            } else if (told.contains(place(message)) && message.shows()) {
                breaches.add(place(message) + " was told of a kill, and of " + message.type() + " after it");
            }
        }
        long looked = 0;
        for (var entry : published.entrySet()) {
            PublishedVersion newest = entry.getValue().getLast();
            if (killed.contains(newest.getStoryId())) {
                for (String channel : channelsOf(newest)) {
                    looked++;
                    breaches.addAll(standing(channel, newest));
                    // a channel that hears of the kill shows nothing, and one that only reads the log is told to
                    if (newest.getStatus() == PublicationStatus.LIVE) {
                        breaches.add(place(channel, newest.getStoryId(), newest.getLanguage())
                                + " was killed, and is to show " + newest.getReleaseSequence() + " by the log");
                    }
                }
            }
        }
        return new Invariant(
                "killed-at-channels", "what was killed is nowhere live, and came back at no channel", looked, breaches);
    }

    /** Every version that is live is so at each channel that takes it, and what is withdrawn at none. */
    Invariant asReleased() {
        long looked = 0;
        for (List<PublishedVersion> versions : published.values()) {
            looked += channelsOf(versions.getLast()).size();
        }
        return new Invariant(
                "live-at-channels",
                "each channel shows the newest release of what it takes, and nothing that is withdrawn",
                looked,
                open());
    }

    /** What is not yet at the channels as it was released, as sentences. */
    List<String> open() {
        List<String> open = new ArrayList<>();
        for (List<PublishedVersion> versions : published.values()) {
            PublishedVersion newest = versions.getLast();
            for (String channel : channelsOf(newest)) {
                open.addAll(
                        newest.getStatus() == PublicationStatus.LIVE
                                ? missing(channel, versions)
                                : standing(channel, newest));
            }
        }
        return open;
    }

    private List<String> channelsOf(PublishedVersion version) {
        return takers.languages().entrySet().stream()
                .filter(taker -> taker.getValue().contains(version.getLanguage()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private List<String> missing(String channel, List<PublishedVersion> versions) {
        List<String> missing = new ArrayList<>();
        PublishedVersion version = versions.getLast();
        String place = place(channel, version.getStoryId(), version.getLanguage());
        long sequence = version.getReleaseSequence();
        DeliveryEvent receipt = lastReceipt.get(place);
        if (receipt == null || receipt.getReleaseSequence() != sequence || !SHOWN.contains(receipt.getOutcome())) {
            missing.add(place + " has no receipt that " + sequence + " is live; the last is " + told(receipt));
        }
        if (channel.equals(takers.website())) {
            String page = pages.of(version.getStoryId(), version.getLanguage());
            if (page == null || !page.contains(version.getHeadline()) || !hasEnds(page, version)) {
                missing.add(place + (page == null ? " has no page" : " has a page of an older release") + " for "
                        + sequence);
            }
        } else {
            Receiver.Message message = lastMessage.get(place);
            if (message == null || !message.shows() || !isSame(versions, message.sequence(), version)) {
                missing.add(place + " was not told of " + sequence + "; the last message is " + message);
            }
        }
        return missing;
    }

    /** Whether a page has how the text begins and ends: {@link Website} looks at all of it, which takes longer. */
    private static boolean hasEnds(String page, PublishedVersion version) {
        List<Segment> body = version.getBody();
        return body.isEmpty()
                || (page.contains(body.getFirst().getText())
                        && page.contains(body.getLast().getText()));
    }

    /**
     * Whether a release shows what the newest does. One that was withdrawn and let go on before a channel came to the
     * withdrawal is the same there again, and nothing is sent.
     */
    private static boolean isSame(List<PublishedVersion> versions, long sequence, PublishedVersion newest) {
        return versions.stream()
                .filter(version -> version.getReleaseSequence() == sequence)
                .anyMatch(version -> version.getStatus() == PublicationStatus.LIVE
                        && version.getContentHash().equals(newest.getContentHash()));
    }

    private List<String> standing(String channel, PublishedVersion version) {
        List<String> standing = new ArrayList<>();
        String place = place(channel, version.getStoryId(), version.getLanguage());
        DeliveryEvent receipt = lastReceipt.get(place);
        if (receipt != null && !NOT_SHOWN.contains(receipt.getOutcome())) {
            standing.add(place + " is withdrawn, and its last receipt is " + told(receipt));
        }
        if (channel.equals(takers.website())) {
            if (pages.of(version.getStoryId(), version.getLanguage()) != null) {
                standing.add(place + " is withdrawn, and has a page");
            }
        } else {
            // what was never told of needs no withdrawal
            Receiver.Message message = lastMessage.get(place);
            if (message != null && message.shows()) {
                standing.add(place + " is withdrawn, and the last message is " + message);
            }
        }
        return standing;
    }

    private static String told(@Nullable DeliveryEvent receipt) {
        return receipt == null ? "none" : receipt.getEventId() + ", " + receipt.getOutcome();
    }
}
