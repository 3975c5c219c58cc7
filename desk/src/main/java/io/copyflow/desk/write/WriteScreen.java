package io.copyflow.desk.write;

import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.contract.StoryId;
import io.copyflow.desk.aid.Pictures;
import io.copyflow.desk.ask.Commands;
import io.copyflow.desk.ask.Told;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Markup;
import io.copyflow.desk.web.Missing;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import io.copyflow.runtime.UnreadableInputException;
import io.copyflow.schemas.directory.Edition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writing: a draft is kept while it is typed, and becomes a story, or a revision of one. */
public final class WriteScreen implements Screen {

    private final House house;
    private final Drafts drafts;

    public WriteScreen(House house) {
        this.house = house;
        this.drafts = new Drafts(house.folder().resolve("drafts"));
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/write", this::begun);
        routes.deed("/write", visit -> begin(DraftForm.empty(visit)));
        routes.page("/write/{draft}", visit -> edit(visit, -1, null));
        routes.deed("/write/{draft}", this::change);
        routes.deed("/write/{draft}/save", this::save);
        routes.deed("/story/{story}/revise", this::revise);
    }

    private Reply begun(Visit visit) {
        return Reply.page(
                "write/drafts.jte",
                new DraftsPage(
                        visit.frame("write", visit.say("write.title")),
                        drafts.of(visit.actor().id()).stream()
                                .filter(draft -> !isKilled(draft))
                                .map(DraftsPage.Begun::of)
                                .toList()));
    }

    private boolean isKilled(Draft draft) {
        StoryFile story = draft.storyId() == null ? null : house.index().story(draft.storyId());
        return story != null && story.killed();
    }

    private Reply begin(Draft draft) {
        drafts.begin(draft);
        return Reply.go("/write/" + draft.id());
    }

    private Reply revise(Visit visit) {
        StoryFile story = house.index().story(visit.path("story"));
        if (story == null) {
            return Missing.reply(visit);
        }
        if (story.killed()) {
            return Reply.go("/story/" + story.storyId());
        }
        Draft begun = drafts.of(visit.actor().id()).stream()
                .filter(draft -> story.storyId().equals(draft.storyId())
                        && draft.basedOn() == story.newest().number())
                .findFirst()
                .orElse(null);
        return begun == null ? begin(DraftForm.of(visit, story)) : Reply.go("/write/" + begun.id());
    }

    private Reply edit(Visit visit, int focus, @Nullable Told told) {
        Draft draft = draft(visit);
        if (draft == null) {
            return Missing.reply(visit);
        }
        String storyId = draft.storyId();
        StoryFile story = storyId == null ? null : house.index().story(storyId);
        if (story != null && story.killed()) {
            // what it began with must not be read any more
            drafts.remove(draft);
            return Reply.go("/story/" + story.storyId());
        }
        String title = draft.headline().isEmpty()
                ? visit.say("write.title")
                : Markup.read(draft.headline()).text();
        return Reply.page(
                "write/write.jte",
                WritePage.of(
                        told == null ? visit.frame("write", title) : visit.frame("write", title, told),
                        Visit.newId(),
                        draft,
                        focus,
                        story == null ? 0 : story.newest().number(),
                        house.aids().pictures() != null,
                        visit.directory().editions().stream()
                                .map(Edition::getLanguage)
                                .toList(),
                        visit.directory().desks(),
                        visit.directory().bureaus()));
    }

    private @Nullable Draft draft(Visit visit) {
        return drafts.get(visit.path("draft"), visit.actor().id());
    }

    /** Kept while somebody types; said on the page, also when there is nothing left to keep it in. */
    private Reply save(Visit visit) {
        Draft draft = draft(visit);
        boolean kept = draft != null && drafts.keep(DraftForm.typed(visit, draft));
        return Reply.page("write/saved.jte", new SavedPage(visit.frame("write", ""), kept));
    }

    private Reply change(Visit visit) {
        Draft before = draft(visit);
        if (before == null) {
            return Missing.reply(visit);
        }
        Draft draft = DraftForm.typed(visit, before);
        if (!drafts.keep(draft)) {
            return Missing.reply(visit);
        }
        String wish = visit.typed("do");
        return switch (wish) {
            case "send" -> send(visit, draft);
            case "discard" -> {
                drafts.remove(draft);
                visit.tell(Told.done(visit.say("write.discarded")));
                yield Reply.go("/write");
            }
            case "picture" -> withPicture(visit, draft);
            default -> with(visit, draft, Blocks.changed(draft.body(), wish));
        };
    }

    private Reply with(Visit visit, Draft draft, Blocks.Changed changed) {
        drafts.keep(draft.with(draft.heads(), changed.body()));
        return edit(visit, changed.focus(), null);
    }

    /** Takes in the picture or video that was chosen, so that something can be said of it. */
    private Reply withPicture(Visit visit, Draft draft) {
        Pictures pictures = house.aids().pictures();
        Visit.Upload file = visit.upload("picture");
        if (pictures == null || file == null) {
            return edit(visit, -1, Told.refused("file-missing", visit.say("write.picture.missing")));
        }
        try (InputStream bytes = file.content()) {
            return with(visit, draft, Blocks.with(draft.body(), pictures.take(visit.actor(), bytes, file.name())));
        } catch (UnreadableInputException e) {
            return edit(visit, -1, Told.refused(e.code(), e.sentence()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply send(Visit visit, Draft draft) {
        Refusal refusal = Rights.refusal(
                visit.actor(),
                draft.isRevision() ? "revise a story" : "submit a story",
                Role.REPORTER,
                Role.EDITOR,
                Role.CHIEF);
        if (refusal != null) {
            return edit(visit, -1, Told.refused(refusal.code(), refusal.sentence()));
        }
        if (!HandingIn.isReadable(draft)) {
            return edit(visit, -1, Told.refused("embargo-invalid", visit.say("write.embargo.unreadable")));
        }
        String storyId = draft.storyId() == null ? StoryId.of("desk", draft.id()) : draft.storyId();
        Told told = draft.storyId() == null ? submit(visit, draft, storyId) : revise(visit, draft, storyId);
        if (!told.isDone()) {
            return edit(visit, -1, told);
        }
        drafts.remove(draft);
        visit.tell(told);
        return Reply.go("/story/" + storyId);
    }

    private Told submit(Visit visit, Draft draft, String storyId) {
        return house.commands()
                .story(asker(visit, storyId), storyId, HandingIn.submit(draft, visit.zone()), visit.say("write.sent"));
    }

    private Told revise(Visit visit, Draft draft, String storyId) {
        StoryFile story = house.index().story(storyId);
        return story == null
                ? Told.refused("unknown-story", visit.say("problem.missing"))
                : house.commands()
                        .story(asker(visit, storyId), storyId, HandingIn.revise(draft), visit.say("write.revised"));
    }

    private static Commands.Asker asker(Visit visit, String storyId) {
        Commands.Asker asker = visit.asker();
        return new Commands.Asker(storyId + ":" + asker.commandId(), asker.person());
    }
}
