package io.copyflow.ingest.gateway;

import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.Embargo;
import io.copyflow.ingest.domain.ItemStatus;
import io.copyflow.ingest.domain.RevisionClass;
import io.copyflow.ingest.domain.SourceItem;
import io.copyflow.runtime.UnreadableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A draft while a reader fills it in. */
final class DraftBuilder {

    private static final int LEAST_URGENT = 8;

    private final String provider;
    private final String clientId;
    private final Notes notes;
    private final List<Block> heads = new ArrayList<>();
    private Body body = Body.NONE;
    private @Nullable String author;
    private @Nullable String language;
    private @Nullable String desk;
    private @Nullable String bureau;
    private int urgency = SubmissionDraft.USUAL_URGENCY;
    private @Nullable List<String> targets;
    private @Nullable String version;
    private ItemStatus status = ItemStatus.USABLE;
    private @Nullable Embargo embargo;
    private RevisionClass revisionClass = RevisionClass.UPDATE;

    private DraftBuilder(String provider, String clientId, Notes notes) {
        this.provider = provider;
        this.clientId = clientId;
        this.notes = notes;
    }

    /** An item of a wire or feed. */
    static DraftBuilder wire(String uri, Notes notes) {
        return new DraftBuilder(SubmissionDraft.WIRE, uri.strip(), notes);
    }

    /** A document that says little of itself. */
    static DraftBuilder document(String id, Notes notes) {
        return new DraftBuilder(SubmissionDraft.DOCUMENT, id.strip(), notes);
    }

    /** Headline, standfirst, byline or dateline; what is blank is left out. */
    DraftBuilder head(SegmentKind kind, @Nullable String raw, String where) {
        CleanText text = CleanText.of(raw == null ? "" : raw);
        notes.removed(text, where);
        if (!text.isBlank()) {
            heads.add(Block.plain(kind, text.text()));
        }
        return this;
    }

    DraftBuilder body(List<Block> blocks) {
        return body(Body.text(blocks));
    }

    DraftBuilder body(Body read) {
        body = read;
        return this;
    }

    DraftBuilder author(@Nullable String person) {
        author = person;
        return this;
    }

    DraftBuilder language(@Nullable String tag) {
        language = tag == null || tag.isBlank() ? null : tag.strip();
        return this;
    }

    DraftBuilder desk(@Nullable String id) {
        desk = id;
        return this;
    }

    DraftBuilder bureau(@Nullable String id) {
        bureau = id;
        return this;
    }

    DraftBuilder targets(@Nullable List<String> languages) {
        targets = languages;
        return this;
    }

    DraftBuilder version(@Nullable String number) {
        version = number == null || number.isBlank() ? null : number.strip();
        return this;
    }

    DraftBuilder embargo(@Nullable Embargo until) {
        embargo = until;
        return this;
    }

    DraftBuilder correction(boolean isCorrection) {
        revisionClass = isCorrection ? RevisionClass.CORRECTION : RevisionClass.UPDATE;
        return this;
    }

    /** @throws UnreadableInputException {@code unsupported-status} for one that is none of the three */
    DraftBuilder status(@Nullable String stated, String where) {
        String word = stated == null ? "usable" : stated.strip().toLowerCase(Locale.ROOT);
        status = switch (word) {
            case "", "usable" -> ItemStatus.USABLE;
            case "withheld" -> ItemStatus.WITHHELD;
            case "canceled", "cancelled" -> ItemStatus.CANCELED;
            default ->
                throw new UnreadableInputException(
                        "unsupported-status",
                        "Expected an item that is usable, withheld or canceled, but " + where + " is '"
                                + SubmissionFormats.shown(word) + "'. Send it with one of these.");
        };
        return this;
    }

    /** As the item states it: 1 to 8, and 9, which is taken as 8. What is none is noted. */
    DraftBuilder urgency(@Nullable String stated, String where) {
        if (stated == null || stated.isBlank()) {
            return this;
        }
        String number = stated.strip();
        if (number.equals("9")) {
            notes.add("Took urgency 9 as 8, the least urgent there is");
            urgency = LEAST_URGENT;
        } else if (number.matches("[1-8]")) {
            urgency = Integer.parseInt(number);
        } else {
            notes.add("Passed over the urgency at " + where + ", which is no number from 1 to 9");
        }
        return this;
    }

    /** @throws UnreadableInputException {@code headline-missing} or {@code body-missing} where there must be text */
    ReadItem build(String headlinePlace, String bodyPlace) {
        boolean hasHeadline = heads.stream().anyMatch(block -> block.kind() == SegmentKind.HEADLINE);
        List<Block> blocks = new ArrayList<>();
        List<WantedPicture> pictures = new ArrayList<>();
        if (hasHeadline && !body.isEmpty()) {
            heads.stream().filter(block -> block.kind() == SegmentKind.HEADLINE).forEach(blocks::add);
            heads.stream().filter(block -> block.kind() != SegmentKind.HEADLINE).forEach(blocks::add);
            int before = blocks.size();
            Body text = withoutRepeatedHeadline(blocks.getFirst().text(), body);
            blocks.addAll(text.blocks());
            text.pictures().forEach(picture -> pictures.add(picture.at(before + picture.at())));
        } else if (status == ItemStatus.USABLE) {
            throw missing(hasHeadline, headlinePlace, bodyPlace);
        }
        boolean isWire = provider.equals(SubmissionDraft.WIRE);
        return new ReadItem.Draft(new SubmissionDraft(
                provider,
                clientId,
                author,
                language,
                blocks,
                pictures,
                desk,
                bureau,
                urgency,
                targets,
                isWire ? new SourceItem(clientId, version, status) : null,
                embargo,
                revisionClass,
                null,
                notes.all()));
    }

    private static UnreadableInputException missing(boolean hasHeadline, String headlinePlace, String bodyPlace) {
        return hasHeadline
                ? new UnreadableInputException(
                        "body-missing",
                        "Expected a body with text in it at " + bodyPlace + ", but there is none. Add one.")
                : new UnreadableInputException(
                        "headline-missing",
                        "Expected a headline with text in it at " + headlinePlace + ", but there is none. Add one.");
    }

    /** Some wires repeat the headline at the top of the body. */
    private static Body withoutRepeatedHeadline(String headline, Body body) {
        Block first = body.blocks().getFirst();
        return body.blocks().size() > 1
                        && first.kind() == SegmentKind.SUBHEADING
                        && first.text().equals(headline)
                ? body.withoutFirst()
                : body;
    }
}
