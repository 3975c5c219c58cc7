package io.copyflow.ingest.gateway;

import io.copyflow.contract.Digest;
import io.copyflow.ingest.domain.SourceItem;
import io.copyflow.runtime.Logfmt;
import io.copyflow.runtime.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a feed again and again, and hands in what is new in it and what changed. Source: docs/semantics.md, rule 4.
 *
 * <ul>
 *   <li>Asks with {@code ETag} and {@code Last-Modified}; while there is nothing new, nothing is read.
 *   <li>An entry is known by its id. One that says something else than when it was handed in last is handed in under a
 *       higher version, the time it was seen, and so becomes a revision. What the feed says of its dates is not believed:
 *       many change a text and no date.
 *   <li>When the server fails, the pause doubles with each failure, up to six hours, give or take a fifth; as long as
 *       {@code Retry-After} says, up to a day. 410 ends it, for good.
 *   <li>Nothing is handed in twice: what was seen is on the disk before it is handed in. An entry without an answer is
 *       handed in again at the next look.
 * </ul>
 */
final class FeedPoller {

    private static final Logger LOG = LoggerFactory.getLogger(FeedPoller.class);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final Duration LONGEST_WISH = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 12;
    private static final double JITTER = 0.2;

    private final FeedSource source;
    private final FeedClient client;
    private final SubmissionFormats formats;
    private final StoryDesk desk;
    private final FeedMemory memory;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration patience;
    private int failures;

    /**
     * @param folder where what is remembered is kept
     * @param patience how long to wait for an answer to an entry
     * @throws IOException when what is remembered cannot be read
     */
    FeedPoller(
            FeedSource source,
            Path folder,
            FeedClient client,
            SubmissionFormats formats,
            StoryDesk desk,
            Duration patience,
            InstantSource clock,
            RandomGenerator random)
            throws IOException {
        this.source = source;
        this.client = client;
        this.formats = formats;
        this.desk = desk;
        this.memory = FeedMemory.in(folder, source.id());
        this.patience = patience;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Looks once.
     *
     * @return how long to wait before the next look; null when the feed has ended
     * @throws IOException when what is to be remembered cannot be written; nothing was handed in then
     */
    @Nullable
    Duration look() throws IOException, InterruptedException {
        if (memory.hasEnded()) {
            return null;
        }
        return switch (client.ask(source.url(), memory.etag(), memory.lastModified())) {
            case FeedClient.Answer.Unchanged() -> rested();
            case FeedClient.Answer.Gone() -> {
                memory.end();
                memory.save();
                LOG.warn("event=feed_gone source={} next=\"take it out of the feeds' file\"", source.id());
                yield null;
            }
            case FeedClient.Answer.Failed(String reason, Duration retryAfter) -> failed(reason, retryAfter);
            case FeedClient.Answer.Fresh fresh -> take(fresh);
        };
    }

    private Duration take(FeedClient.Answer.Fresh fresh) throws IOException, InterruptedException {
        List<ReadItem> items;
        try {
            items = formats.read(new Incoming(
                    fresh.body(), xmlOr(fresh.contentType()), null, source.url().toString()));
        } catch (UnreadableInputException e) {
            return failed(e.code() + ": " + e.sentence(), null);
        }
        boolean all = true;
        // a feed has its newest first; they are handed in as they were written
        for (ReadItem item : items.reversed()) {
            switch (item) {
                case ReadItem.Draft(SubmissionDraft draft) when draft.sourceItem() != null -> all &= handIn(draft);
                case ReadItem.Draft _ ->
                    LOG.warn("event=feed_failed source={} reason=\"it is no feed but a page\"", source.id());
                case ReadItem.Unreadable refused ->
                    LOG.info(
                            "event=feed_entry_refused source={} entry={} code={}",
                            source.id(),
                            Logfmt.value(refused.item()),
                            refused.code());
            }
        }
        if (all) {
            memory.seen(fresh.etag(), fresh.lastModified());
            memory.save();
            return rested();
        }
        return failed("no answer to an entry", null);
    }

    /** Servers call feeds by all kinds of types; what is in them tells. */
    private static @Nullable String xmlOr(@Nullable String contentType) {
        int parameters = contentType == null ? -1 : contentType.indexOf(';');
        return contentType == null || parameters < 0 ? null : "unknown/unknown" + contentType.substring(parameters);
    }

    /** Whether there was an answer, or nothing to ask. */
    private boolean handIn(SubmissionDraft draft) throws IOException, InterruptedException {
        String hash = hash(draft);
        FeedMemory.Entry known = memory.entry(draft.clientId());
        if (known != null && known.answered() && known.hash().equals(hash)) {
            return true;
        }
        String version = known != null && known.hash().equals(hash) ? known.version() : nextVersion(known);
        memory.put(draft.clientId(), new FeedMemory.Entry(hash, version, false));
        memory.save();
        // only now: what a feed names again and again is fetched once
        StoryDesk.Answer answer = switch (formats.whole(
                        List.of(new ReadItem.Draft(draft)), HandingRight.of(desk, source.person()))
                .getFirst()) {
            case ReadItem.Draft(SubmissionDraft whole) -> answer(whole, version);
            case ReadItem.Unreadable refused when PictureFetching.mayPass(refused.code()) -> null;
            case ReadItem.Unreadable refused -> new StoryDesk.Answer.Refused(refused.code(), refused.sentence());
        };
        if (answer == null) {
            return false;
        }
        tell(draft, answer);
        memory.put(draft.clientId(), new FeedMemory.Entry(hash, version, true));
        return true;
    }

    private StoryDesk.@Nullable Answer answer(SubmissionDraft draft, String version) throws InterruptedException {
        try {
            Submission submission = Submission.of(
                    draft.from(source, SourceItem.usable(draft.clientId(), version)),
                    source.person(),
                    source.language(),
                    null,
                    desk.wireDefaults());
            return desk.submit(submission).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (UnreadableInputException e) {
            return new StoryDesk.Answer.Refused(e.code(), e.sentence());
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn(
                    "event=no_answer source={} entry={} reason={} next=\"tried again soon\"",
                    source.id(),
                    Logfmt.value(draft.clientId()),
                    Logfmt.value(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private void tell(SubmissionDraft draft, StoryDesk.Answer answer) {
        switch (answer) {
            case StoryDesk.Answer.Taken taken ->
                LOG.info(
                        "event=feed_entry_taken source={} story={} revision={}",
                        source.id(),
                        taken.storyId(),
                        taken.revision());
            case StoryDesk.Answer.PassedOver _, StoryDesk.Answer.Killed _ -> {
                // it is here already, or gone for good
            }
            case StoryDesk.Answer.Refused refused ->
                LOG.warn(
                        "event=feed_entry_refused source={} entry={} code={}",
                        source.id(),
                        Logfmt.value(draft.clientId()),
                        refused.code());
        }
    }

    private String nextVersion(FeedMemory.@Nullable Entry known) {
        Instant now = clock.instant();
        if (known != null) {
            Instant last = Instant.parse(known.version());
            // also where the clock was set back
            now = now.isAfter(last) ? now : last.plusMillis(1);
        }
        return now.toString();
    }

    private Duration rested() {
        failures = 0;
        return jittered(source.every());
    }

    private Duration failed(String reason, @Nullable Duration wished) {
        Duration pause = source.every().multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE.compareTo(source.every()) > 0 ? LONGEST_PAUSE : source.every();
        }
        Duration next = jittered(pause);
        if (wished != null && wished.compareTo(next) > 0) {
            next = wished.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wished;
        }
        LOG.warn(
                "event=feed_failed source={} reason={} failures={} next_s={}",
                source.id(),
                Logfmt.value(reason),
                failures,
                next.toSeconds());
        return next;
    }

    private Duration jittered(Duration pause) {
        return Duration.ofMillis((long) (pause.toMillis() * (1 - JITTER + 2 * JITTER * random.nextDouble())));
    }

    private static String hash(SubmissionDraft draft) {
        Digest digest = new Digest().text(String.valueOf(draft.language()));
        draft.blocks()
                .forEach(block -> digest.text(block.kind().label())
                        .text(block.text())
                        .text(block.marks().toString()));
        draft.pictures()
                .forEach(picture -> digest.text(picture.place())
                        .text(String.valueOf(picture.alternativeText()))
                        .text(String.valueOf(picture.caption()))
                        .text(String.valueOf(picture.credit())));
        return HexFormat.of().formatHex(digest.first(16));
    }
}
