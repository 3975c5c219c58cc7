package io.copyflow.ingest.gateway;

import io.copyflow.contract.MediaReference;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.PictureRules;
import io.copyflow.media.MediaIntake;
import io.copyflow.runtime.JsonFields;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and videos of a submission: where their bytes are, and what must be said of them. Each becomes an
 * alternative text with the media, and caption and credit behind it, which are translated like all text. For many
 * threads, and for the process as a whole: it limits how many are fetched at once.
 */
public final class PictureBlocks {

    /** Where no pictures are taken. */
    public static final PictureBlocks NONE = new PictureBlocks(null, PictureRules.NONE);

    private static final int MOST_AT_ONCE = 32;
    private static final long LONGEST_WAIT_SECONDS = 20;

    /** For fetching. */
    final Semaphore room = new Semaphore(MOST_AT_ONCE);

    private final @Nullable MediaIntake intake;
    private final PictureRules rules;

    private PictureBlocks(@Nullable MediaIntake intake, PictureRules rules) {
        this.intake = intake;
        this.rules = rules;
    }

    /** @param rules what must be said of each; the decider asks the same */
    public static PictureBlocks of(MediaIntake intake, PictureRules rules) {
        return new PictureBlocks(intake, rules);
    }

    /**
     * The picture or video that {@code {"hash": …}} or {@code {"url": …}} names.
     *
     * @throws UnreadableInputException {@code media-not-named}, and what {@link MediaIntake} refuses
     */
    MediaReference named(JsonFields media) {
        media.allowOnly(List.of("hash", "url"));
        String hash = media.text("hash");
        String url = media.text("url");
        if ((hash == null) == (url == null)) {
            throw new UnreadableInputException(
                    "media-not-named",
                    "Expected either the hash or the url of a picture or video at " + media.path() + ", but there are "
                            + (hash == null ? "neither" : "both") + ". Give one of them.");
        }
        return hash == null ? fetched(String.valueOf(url)) : intake().known(hash.strip());
    }

    /**
     * The picture or video at an address; what {@link MediaIntake} refuses is refused. So many at once and no more,
     * whoever hands in.
     */
    MediaReference fetched(String url) {
        MediaIntake media = intake();
        try {
            if (!room.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw crowded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw crowded();
        }
        try {
            return media.fetch(url.strip());
        } finally {
            room.release();
        }
    }

    private static UnreadableInputException crowded() {
        return new UnreadableInputException(
                "media-fetch-failed",
                "Expected to fetch at most " + MOST_AT_ONCE
                        + " pictures and videos at once, but so many are being fetched. Send it again later.");
    }

    private MediaIntake intake() {
        if (intake == null) {
            throw new UnreadableInputException(
                    "media-not-taken",
                    "Expected a text without pictures and videos, but there is one, and none are taken here. Leave it"
                            + " out.");
        }
        return intake;
    }

    /**
     * The blocks of a picture or video.
     *
     * @param path where it stands, for sentences
     * @throws UnreadableInputException {@code alternative-text-missing}, {@code caption-missing} or
     *     {@code credit-missing}
     */
    List<Block> blocks(
            MediaReference media,
            @Nullable String alternativeText,
            @Nullable String caption,
            @Nullable String credit,
            String path,
            Notes notes) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(
                SegmentKind.ALTERNATIVE_TEXT,
                text(SegmentKind.ALTERNATIVE_TEXT, alternativeText, path, notes),
                List.of(),
                media));
        for (SegmentKind kind : Arrays.asList(SegmentKind.CAPTION, SegmentKind.CREDIT)) {
            String text = text(kind, kind == SegmentKind.CAPTION ? caption : credit, path, notes);
            if (!text.isEmpty()) {
                blocks.add(Block.plain(kind, text));
            }
        }
        return blocks;
    }

    private String text(SegmentKind kind, @Nullable String raw, String path, Notes notes) {
        CleanText text = CleanText.of(raw == null ? "" : raw);
        notes.removed(text, path + "." + kind.label());
        if (!text.isBlank()) {
            return text.text();
        }
        if (rules.required().contains(kind)) {
            Refusal missing = rules.missing(kind, path);
            throw new UnreadableInputException(missing.code(), missing.sentence());
        }
        return "";
    }
}
