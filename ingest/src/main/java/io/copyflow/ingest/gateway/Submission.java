package io.copyflow.ingest.gateway;

import io.copyflow.contract.Digest;
import io.copyflow.contract.MediaReference;
import io.copyflow.contract.StoryId;
import io.copyflow.ingest.domain.ItemStatus;
import io.copyflow.runtime.UnreadableInputException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A complete submission.
 *
 * @param draft what was handed in
 * @param person id of who hands it in, its author
 * @param language BCP 47 tag of the text
 * @param commandId the same for the same submission, so that a repeat is known as one
 */
public record Submission(SubmissionDraft draft, String person, String language, String commandId) {

    /**
     * Fills in what the body left open.
     *
     * @param person who the caller says hands it in, if they do: then the body may name nobody else
     * @param language of a body that states none, if the caller says
     * @param key the caller's own id of the command, if they gave one
     * @throws UnreadableInputException {@code author-missing}, {@code author-differs} or {@code language-missing}
     */
    static Submission of(
            SubmissionDraft draft,
            @Nullable String person,
            @Nullable String language,
            @Nullable String key,
            WireDefaults defaults) {
        String author = draft.author();
        if (person != null && author != null && !person.strip().equals(author.strip())) {
            throw new UnreadableInputException(
                    "author-differs",
                    "Expected the author and the person who hands the story in to be the same, but the body says '"
                            + author + "' and the request '" + person
                            + "'. Who wrote a text may not approve it, so both must name its author.");
        }
        boolean wire = !draft.provider().equals(SubmissionDraft.DESK);
        // a caller who names nobody is not asked to be believed about anybody else
        String who = person != null ? first(person) : first(author, wire ? defaults.person() : null);
        if (who == null) {
            throw new UnreadableInputException(
                    "author-missing",
                    "Expected to know who hands the story in, but nobody is named. Put a person's id into "
                            + (wire ? "the newsroom's wire-person" : "\"author\"")
                            + ", or send the header X-Copyflow-Person.");
        }
        String tongue = first(draft.language(), language, wire ? defaults.language() : null);
        if (tongue == null) {
            throw new UnreadableInputException(
                    "language-missing",
                    "Expected the language of the text, but none is stated. Put its BCP 47 tag into \"language\", such as"
                            + " \"en\", or add ?language=en to the address.");
        }
        String storyId = StoryId.of(draft.provider(), draft.clientId());
        // The story id keeps two stories apart whose senders happen to count their keys alike.
        String commandId = storyId + ":" + (key == null ? digest(draft, who, tongue) : key);
        return new Submission(draft, who, tongue, commandId);
    }

    /** What the provider says of the item; a submission of anything else is usable. */
    ItemStatus status() {
        return draft.sourceItem() == null
                ? ItemStatus.USABLE
                : draft.sourceItem().status();
    }

    public String storyId() {
        return StoryId.of(draft.provider(), draft.clientId());
    }

    private static @Nullable String first(@Nullable String... choices) {
        for (String choice : choices) {
            if (choice != null && !choice.isBlank()) {
                return choice.strip();
            }
        }
        return null;
    }

    /** SHA-256 over all that was handed in, each part preceded by its length; the first 16 bytes, in hex. */
    private static String digest(SubmissionDraft draft, String person, String language) {
        Digest digest = new Digest().text(person).text(language);
        draft.blocks().forEach(block -> {
            MediaReference media = block.media();
            digest.text(block.kind().label())
                    .text(block.text())
                    .text(block.marks().toString())
                    .text(media == null ? "" : media.hash());
        });
        digest.text(String.valueOf(draft.desk()))
                .text(String.valueOf(draft.bureau()))
                .text(String.valueOf(draft.urgency()))
                .text(String.valueOf(draft.targets()))
                .text(String.valueOf(draft.sourceItem()))
                .text(String.valueOf(draft.embargo()))
                .text(draft.revisionClass().name())
                .text(String.valueOf(draft.revisionNote()));
        return HexFormat.of().formatHex(digest.first(16));
    }
}
