package io.copyflow.ingest.domain;

import io.copyflow.contract.Actor;
import io.copyflow.contract.ContentHash;
import io.copyflow.contract.Killed;
import io.copyflow.contract.LanguageTag;
import io.copyflow.contract.PublishedMetadata;
import io.copyflow.contract.ReasonRules;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.runtime.Decider;
import io.copyflow.runtime.Decision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a story. Source: docs/semantics.md, rules 1, 2, 4, 5 and 22.
 *
 * <p>Refusals, besides those of {@link Rights}, {@link BlockRules}, {@link PictureRules}, {@link SubmissionRules} and {@link ItemRules}:
 * {@code story-exists}, {@code unknown-language}, {@code unknown-edition}, {@code unknown-story}, {@code story-spiked},
 * {@code outdated-revision}, {@code text-unchanged}, {@code reason-missing}, {@code reason-too-long} and
 * {@code unknown-value};
 * {@code story-killed} for whatever is asked of a killed story.
 */
public final class StoryDecider implements Decider<Story, StoryCommand, StoryEvent> {

    private final Limits limits;
    private final PictureRules pictures;

    /** Where nothing need be said of pictures. */
    public StoryDecider(Limits limits) {
        this(limits, PictureRules.NONE);
    }

    public StoryDecider(Limits limits, PictureRules pictures) {
        this.limits = limits;
        this.pictures = pictures;
    }

    @Override
    public Story initial() {
        return Story.NONE;
    }

    @Override
    public Decision<StoryEvent> decide(Story story, StoryCommand command) {
        return switch (command) {
            case StoryCommand.Submit submit -> submit(story, submit);
            case StoryCommand.Revise revise -> revise(story, revise);
            case StoryCommand.Spike spike -> spike(story, spike);
            case StoryCommand.NoteKill() ->
                story.killed() ? Decision.accept() : Decision.accept(new StoryEvent.KillNoted());
            case StoryCommand.Illegible illegible ->
                Decision.refuse(
                        "unknown-value",
                        "Expected one of " + String.join(", ", illegible.known()) + " in " + illegible.field()
                                + ", but it holds something else. Correct it, or upgrade ingest if the value is new.");
        };
    }

    @Override
    public Story evolve(Story story, StoryEvent event) {
        return switch (event) {
            case StoryEvent.Accepted accepted ->
                new Story(
                        accepted.clientId(),
                        accepted.language(),
                        1,
                        digests(accepted.segments()),
                        nextBlock(story, accepted.segments()),
                        accepted.contentHash(),
                        accepted.authors(),
                        accepted.desk(),
                        accepted.bureau(),
                        accepted.urgency(),
                        accepted.targets(),
                        false,
                        false,
                        accepted.embargo(),
                        accepted.sourceItem());
            case StoryEvent.Revised revised ->
                new Story(
                        story.clientId(),
                        story.language(),
                        revised.revision(),
                        digests(revised.segments()),
                        nextBlock(story, revised.segments()),
                        revised.contentHash(),
                        revised.authors(),
                        story.desk(),
                        story.bureau(),
                        story.urgency(),
                        story.targets(),
                        story.spiked(),
                        story.killed(),
                        revised.embargo() == null ? story.embargo() : revised.embargo(),
                        revised.sourceItem() == null ? story.sourceItem() : revised.sourceItem());
            case StoryEvent.ItemFollowed followed ->
                story.with(
                        story.spiked(),
                        story.killed(),
                        followed.embargo() == null ? story.embargo() : followed.embargo(),
                        followed.sourceItem());
            case StoryEvent.Spiked spiked -> story.with(true, story.killed(), story.embargo(), story.sourceItem());
            case StoryEvent.KillNoted() -> story.with(story.spiked(), true, story.embargo(), story.sourceItem());
        };
    }

    /** What keeps somebody from submitting a story; null when nothing does. */
    public static @Nullable Refusal refusal(Actor actor) {
        return Rights.refusal(actor, "submit a story", Role.REPORTER, Role.EDITOR, Role.CHIEF);
    }

    private Decision<StoryEvent> submit(Story story, StoryCommand.Submit submit) {
        Refusal right = refusal(submit.actor());
        if (right != null) {
            return refuse(right);
        }
        SourceItem item = submit.sourceItem();
        if (item != null && item.status() == ItemStatus.CANCELED) {
            return story.killed() ? Decision.accept() : ItemRules.cancel(story, item);
        }
        if (story.killed()) {
            return refuse(Killed.refusal("submit"));
        }
        boolean isHold = story.exists() && item != null && item.status() == ItemStatus.WITHHELD;
        Refusal text = isHold && submit.blocks().isEmpty() ? null : refusal(submit.blocks());
        if (text == null) {
            text = noteRefusal(submit.note(), submit.embargo());
        }
        if (text != null) {
            return refuse(text);
        }
        String language = languageOf(submit.language(), submit.surroundings());
        if (language == null) {
            return Decision.refuse(
                    "unknown-language",
                    "Expected a BCP 47 language tag such as en or zh-Hans, but got '" + submit.language()
                            + "'. Correct the language.");
        }
        if (story.exists() && ItemRules.isSameItem(story, submit)) {
            return follow(story, submit, language);
        }
        List<Segment> segments = Alignment.of(List.of(), submit.blocks(), 1).segments();
        if (story.exists()) {
            return again(story, submit, language, digests(segments));
        }
        Refusal facts = SubmissionRules.refusal(submit);
        if (facts != null) {
            return refuse(facts);
        }
        Set<String> targets = new LinkedHashSet<>();
        if (submit.targets() == null) {
            targets.addAll(submit.surroundings().editions());
        } else {
            for (String target : submit.targets()) {
                String edition = submit.surroundings().editionOf().get(target);
                if (edition == null) {
                    return Decision.refuse(
                            "unknown-edition",
                            "Expected targets that have an edition, but '" + target + "' has none. There are: "
                                    + String.join(", ", submit.surroundings().editions())
                                    + ". Choose among them, or add the edition in newsroom.yaml.");
                }
                targets.add(edition);
            }
        }
        targets.remove(language);
        String hash = hash(
                new PublishedMetadata(submit.storyId(), language, submit.urgency(), submit.desk(), submit.bureau()),
                1,
                segments);
        return Decision.accept(new StoryEvent.Accepted(
                submit.clientId(),
                language,
                segments,
                hash,
                List.of(submit.actor().id()),
                submit.desk(),
                submit.bureau(),
                submit.urgency(),
                List.copyOf(targets),
                submit.sourceItem(),
                submit.embargo()));
    }

    private @Nullable Refusal refusal(List<Block> blocks) {
        Refusal text = BlockRules.refusal(blocks, limits);
        return text == null ? pictures.refusal(blocks) : text;
    }

    private static @Nullable Refusal noteRefusal(@Nullable String note, @Nullable Embargo embargo) {
        Refusal refusal = ReasonRules.note(note);
        return refusal == null && embargo != null ? ReasonRules.note(embargo.note()) : refusal;
    }

    /** A version of the item the story was made from. */
    private static Decision<StoryEvent> follow(Story story, StoryCommand.Submit submit, String language) {
        Refusal refusal = ItemRules.refusal(story, submit, language);
        if (refusal != null) {
            return refuse(refusal);
        }
        SourceItem item = Objects.requireNonNull(submit.sourceItem()).after(Objects.requireNonNull(story.sourceItem()));
        Embargo embargo = Objects.equals(submit.embargo(), story.embargo()) ? null : submit.embargo();
        Alignment aligned = Alignment.of(story.segments(), submit.blocks(), story.nextBlock());
        if (submit.blocks().isEmpty() || digests(aligned.segments()).equals(story.segments())) {
            return Decision.accept(new StoryEvent.ItemFollowed(item, story.revision(), embargo));
        }
        return Decision.accept(revised(
                story,
                submit.storyId(),
                submit.actor(),
                aligned,
                submit.revisionClass(),
                submit.note(),
                embargo,
                item));
    }

    /** The same client id again: the very same submission is as asked already, another one is no second story. */
    private static Decision<StoryEvent> again(
            Story story, StoryCommand.Submit submit, String language, List<SegmentDigest> text) {
        if (story.revision() == 1
                && story.language().equals(language)
                && story.segments().equals(text)
                && story.authors().equals(List.of(submit.actor().id()))
                && Objects.equals(story.embargo(), submit.embargo())) {
            return Decision.accept();
        }
        return Decision.refuse(
                "story-exists",
                "Expected a client id that is not in use, but '" + submit.clientId() + "' is story " + submit.storyId()
                        + (story.spiked()
                                ? ", which was spiked. Submit under a new client id."
                                : ", now at revision " + story.revision() + ". To change it, revise " + submit.storyId()
                                        + " based on revision " + story.revision()
                                        + "; for another story, choose another client id."));
    }

    private Decision<StoryEvent> revise(Story story, StoryCommand.Revise revise) {
        Refusal right = Rights.refusal(revise.actor(), "revise a story", Role.REPORTER, Role.EDITOR, Role.CHIEF);
        if (right != null) {
            return refuse(right);
        }
        if (story.killed()) {
            return refuse(Killed.refusal("revise"));
        }
        if (!story.exists()) {
            return unknownStory("revise");
        }
        if (story.spiked()) {
            return Decision.refuse(
                    "story-spiked",
                    "Expected a story in work to revise, but it was spiked. Submit the text as a new story.");
        }
        if (revise.basedOn() != story.revision()) {
            return Decision.refuse(
                    "outdated-revision",
                    "Expected a revision based on the newest, " + story.revision() + ", but it is based on "
                            + revise.basedOn() + ". Look at revision " + story.revision()
                            + ", put your changes into it and revise that.");
        }
        Refusal text = refusal(revise.blocks());
        if (text == null) {
            text = noteRefusal(revise.note(), revise.embargo());
        }
        if (text != null) {
            return refuse(text);
        }
        Alignment aligned = Alignment.of(story.segments(), revise.blocks(), story.nextBlock());
        Embargo embargo = Objects.equals(revise.embargo(), story.embargo()) ? null : revise.embargo();
        if (digests(aligned.segments()).equals(story.segments())) {
            return embargo == null
                    ? Decision.accept()
                    : Decision.refuse(
                            "text-unchanged",
                            "Expected a text that differs from revision " + story.revision()
                                    + ", but only the embargo does. Change the embargo by a publication command.");
        }
        return Decision.accept(revised(
                story,
                revise.storyId(),
                revise.actor(),
                aligned,
                revise.revisionClass(),
                revise.note(),
                embargo,
                null));
    }

    private static StoryEvent.Revised revised(
            Story story,
            String storyId,
            Actor actor,
            Alignment aligned,
            RevisionClass revisionClass,
            @Nullable String note,
            @Nullable Embargo embargo,
            @Nullable SourceItem item) {
        int revision = story.revision() + 1;
        return new StoryEvent.Revised(
                revision,
                revisionClass,
                note,
                story.language(),
                aligned.segments(),
                aligned.changed(),
                aligned.removed(),
                hash(
                        new PublishedMetadata(storyId, story.language(), story.urgency(), story.desk(), story.bureau()),
                        revision,
                        aligned.segments()),
                with(story.authors(), actor),
                story.desk(),
                story.bureau(),
                story.urgency(),
                story.targets(),
                embargo,
                item);
    }

    private static Decision<StoryEvent> spike(Story story, StoryCommand.Spike spike) {
        boolean author =
                spike.actor().known() && story.authors().contains(spike.actor().id());
        Refusal right =
                author ? null : Rights.refusal(spike.actor(), "spike a story of others", Role.EDITOR, Role.CHIEF);
        if (right != null) {
            return refuse(right);
        }
        if (story.killed()) {
            return refuse(Killed.refusal("spike"));
        }
        if (!story.exists()) {
            return unknownStory("spike");
        }
        if (story.spiked()) {
            return Decision.accept();
        }
        if (spike.reason().isBlank()) {
            return Decision.refuse(
                    "reason-missing",
                    "Expected a reason for colleagues, but it is blank. Say why the story is dropped.");
        }
        Refusal tooLong = ReasonRules.reason(spike.reason());
        if (tooLong != null) {
            return refuse(tooLong);
        }
        return Decision.accept(new StoryEvent.Spiked(spike.reason(), story.language(), story.targets()));
    }

    private static Decision<StoryEvent> unknownStory(String deed) {
        return Decision.refuse(
                "unknown-story",
                "Expected a story to " + deed + ", but nothing was submitted under this id. Check the story id.");
    }

    /** The edition's tag where there is an edition for the language, else the canonical tag; null for nonsense. */
    private static @Nullable String languageOf(String stated, Surroundings surroundings) {
        String canonical = LanguageTag.canonical(stated);
        return canonical == null ? null : surroundings.editionOf().getOrDefault(stated, canonical);
    }

    private static String hash(PublishedMetadata metadata, int revision, List<Segment> segments) {
        return ContentHash.of(
                metadata,
                metadata.sourceLanguage(),
                revision,
                segments.stream().map(Segment::passage).toList());
    }

    private static List<SegmentDigest> digests(List<Segment> segments) {
        return segments.stream().map(Segment::digest).toList();
    }

    private static int nextBlock(Story story, List<Segment> segments) {
        int next = story.nextBlock();
        for (Segment segment : segments) {
            if (!segment.kind().isHead()) {
                next = Math.max(next, Integer.parseInt(segment.id().substring(1)) + 1);
            }
        }
        return next;
    }

    private static List<String> with(List<String> authors, Actor actor) {
        if (authors.contains(actor.id())) {
            return authors;
        }
        List<String> all = new ArrayList<>(authors);
        all.add(actor.id());
        return all;
    }

    private static Decision<StoryEvent> refuse(Refusal refusal) {
        return Decision.refuse(refusal.code(), refusal.sentence());
    }
}
