package io.copyflow.channels.faults;

import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import io.copyflow.schemas.story.RevisionClass;
import io.copyflow.schemas.text.MediaReference;
import io.copyflow.schemas.text.Segment;
import io.copyflow.schemas.text.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stories in every language, each released, changed, corrected, taken down and released again as chance says, and some of
 * them killed: what a gate would have put onto the published log, in an order it may have. A headline ends in the number of
 * its release.
 */
final class Stories {

    private static final Instant AT = Instant.parse("2026-03-03T08:00:00Z");

    /** How many stories are at work at a time. */
    private static final double AT_A_TIME = 12;

    private record Due(double when, PublishedVersion version) {}

    private final Deque<PublishedVersion> log = new ArrayDeque<>();
    private final Map<String, PublishedVersion> newest = new LinkedHashMap<>();
    private final Set<String> killed = new HashSet<>();
    private final int size;

    Stories(int stories, Random random) {
        List<Due> all = new ArrayList<>();
        for (int story = 0; story < stories; story++) {
            for (String language : ChannelsProcess.LANGUAGES) {
                double when = story;
                boolean live = false;
                int releases = 1 + random.nextInt(3);
                for (int sequence = 1; sequence <= releases; sequence++) {
                    when += random.nextDouble() * AT_A_TIME;
                    boolean down = live && random.nextInt(8) == 0;
                    RevisionClass change = live ? change(random) : null;
                    all.add(new Due(when, version(story, language, sequence, !down, change)));
                    live = !down;
                }
            }
        }
        all.sort(Comparator.comparingDouble(Due::when));
        all.forEach(due -> log.add(due.version()));
        size = log.size();
    }

    private static @Nullable RevisionClass change(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> RevisionClass.UPDATE;
            case 1 -> RevisionClass.CORRECTION;
            case 2 -> RevisionClass.CLARIFICATION;
            default -> null;
        };
    }

    private static PublishedVersion version(
            int story, String language, long sequence, boolean live, @Nullable RevisionClass change) {
        Instant first = AT.plus(Duration.ofMinutes(90L * story));
        String headline = "Story " + story + " in " + language + " " + sequence;
        return PublishedVersion.newBuilder()
                .setStoryId("s" + story)
                .setLanguage(language)
                .setStatus(live ? PublicationStatus.LIVE : PublicationStatus.WITHDRAWN)
                .setReleaseSequence(sequence)
                .setSourceLanguage("en")
                .setSourceRevision((int) sequence)
                .setContentHash(live ? "%064x".formatted(headline.hashCode() & 0xffffffffL) : "")
                .setUrgency(3)
                .setDesk("world")
                .setFirstPublishedAt(first)
                .setPublishedAt(first.plusSeconds(sequence))
                .setHeadline(live ? headline : "")
                .setStandfirst(live ? "A standfirst." : null)
                .setBody(live ? body(headline, sequence) : List.of())
                .setCredits(List.of())
                .setRevisionClass(live ? change : null)
                .build();
    }

    /** Those of every other release have a picture, another one in each. */
    private static List<Segment> body(String headline, long sequence) {
        List<Segment> body = new ArrayList<>();
        body.add(new Segment(
                "b1",
                SegmentKind.PARAGRAPH,
                "Herders on the high pastures now get their forecasts by telephone.",
                List.of(),
                null));
        if (hasPicture(headline)) {
            body.add(new Segment(
                    "b2",
                    SegmentKind.ALTERNATIVE_TEXT,
                    "What " + headline + " shows",
                    List.of(),
                    new MediaReference(picture(sequence), "image/png", 5L, 80, 60, null)));
        }
        return body;
    }

    private static boolean hasPicture(String headline) {
        return headline.hashCode() % 2 == 0;
    }

    /** What a version's picture is on a server of Mastodon's: its type, what it shows, its bytes. */
    static List<String> pictureOf(PublishedVersion version) {
        return hasPicture(version.getHeadline())
                ? List.of("image/png What " + version.getHeadline() + " shows 5")
                : List.of();
    }

    /** The hash of the picture of a release. */
    static String picture(long sequence) {
        return Long.toString(sequence).repeat(64);
    }

    /** How many releases and withdrawals there are, without those of kills. */
    int size() {
        return size;
    }

    /** The next so many of the log, without those of killed stories; empty at its end. */
    List<PublishedVersion> next(int most) {
        List<PublishedVersion> next = new ArrayList<>();
        while (!log.isEmpty() && next.size() < most) {
            PublishedVersion version = log.remove();
            if (!killed.contains(version.getStoryId())) {
                newest.put(place(version), version);
                next.add(version);
            }
        }
        return next;
    }

    /** Stories of which something is live, and nobody killed. */
    List<String> live() {
        return newest.values().stream()
                .filter(version -> version.getStatus() == PublicationStatus.LIVE)
                .map(PublishedVersion::getStoryId)
                .distinct()
                .toList();
    }

    /** Kills a story: the withdrawals the gate makes of what is live. */
    List<PublishedVersion> kill(String storyId) {
        killed.add(storyId);
        List<PublishedVersion> withdrawals = new ArrayList<>();
        for (PublishedVersion version : List.copyOf(newest.values())) {
            if (version.getStoryId().equals(storyId) && version.getStatus() == PublicationStatus.LIVE) {
                PublishedVersion withdrawal = PublishedVersion.newBuilder(version(
                                Integer.parseInt(storyId.substring(1)),
                                version.getLanguage(),
                                version.getReleaseSequence() + 1,
                                false,
                                null))
                        .setKilled(true)
                        .build();
                newest.put(place(withdrawal), withdrawal);
                withdrawals.add(withdrawal);
            }
        }
        return withdrawals;
    }

    Set<String> killed() {
        return Set.copyOf(killed);
    }

    /** What was last put onto the log, by {@code story/language}. */
    Map<String, PublishedVersion> newest() {
        return newest;
    }

    static String place(PublishedVersion version) {
        return version.getStoryId() + "/" + version.getLanguage();
    }

    static boolean isLive(PublishedVersion version) {
        return version.getStatus() == PublicationStatus.LIVE;
    }

    /** The number of a release, which its headline ends in. */
    static long number(String text) {
        return Long.parseLong(text.lines().findFirst().orElseThrow().replaceFirst(".* ", ""));
    }
}
