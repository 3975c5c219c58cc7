package io.copyflow.desk.signoff;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.desk.ask.Told;
import io.copyflow.desk.model.ReviewFile;
import io.copyflow.desk.model.Standing;
import io.copyflow.desk.model.StoryFile;
import io.copyflow.desk.model.VersionFile;
import io.copyflow.desk.model.VersionText;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Meanwhile;
import io.copyflow.desk.web.Missing;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import io.copyflow.schemas.review.BreakGlass;
import io.copyflow.schemas.review.Countersign;
import io.copyflow.schemas.review.SignOff;
import java.util.EnumSet;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sign-off: a web editor sees the page as it will be published, and signs it. For desks of one, an editor breaks the
 * glass and another role countersigns. Source: docs/semantics.md, rules 15 and 16.
 */
public final class SignScreen implements Screen {

    private static final Set<Standing> WAITS = EnumSet.of(Standing.APPROVED, Standing.GLASS_BROKEN);

    private final House house;

    public SignScreen(House house) {
        this.house = house;
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/sign", this::waiting);
        routes.page("/sign/{story}/{language}", this::read);
        routes.page("/sign/{story}/{language}/meanwhile", visit -> Meanwhile.reply(visit, house, "sign"));
        routes.deed("/sign/{story}/{language}", this::sign);
    }

    private Reply waiting(Visit visit) {
        return Reply.page(
                "signoff/waiting.jte",
                new WaitingPage(
                        visit.frame("sign", visit.say("sign.title")),
                        house.index().waiting(WAITS, visit.actor().languages())));
    }

    private Reply read(Visit visit) {
        StoryFile story = house.index().story(visit.path("story"));
        VersionFile version = story == null ? null : story.version(visit.path("language"));
        ReviewFile review = version == null ? null : version.review();
        VersionText text = review == null || version == null ? null : version.text(review.contentHash());
        if (story == null || version == null || review == null || text == null || story.killed()) {
            return story == null || version == null ? Missing.reply(visit) : Reply.go("/story/" + story.storyId());
        }
        Actor actor = visit.actor();
        String whyNot = whyNot(visit, version, review);
        boolean isOwn = review.isContributor(actor.id());
        boolean isVouched =
                review.vouched() != null && review.vouched().person().equals(actor.id());
        return Reply.page(
                "signoff/sign.jte",
                new SignPage(
                        visit.frame("sign", text.headline()),
                        Visit.newId(),
                        story,
                        version,
                        review,
                        text,
                        whyNot == null && version.standing() == Standing.APPROVED,
                        (actor.has(Role.EDITOR) || actor.has(Role.CHIEF))
                                && actor.worksIn(version.language())
                                && (version.standing() == Standing.IN_REVIEW
                                        || version.standing() == Standing.APPROVED),
                        version.standing() == Standing.GLASS_BROKEN
                                && !isVouched
                                && !isOwn
                                && (actor.has(Role.EDITOR) || actor.has(Role.WEB_EDITOR) || actor.has(Role.CHIEF)),
                        whyNot));
    }

    /** What keeps somebody from signing; the stage checks it again. */
    private static @Nullable String whyNot(Visit visit, VersionFile version, ReviewFile review) {
        Actor actor = visit.actor();
        Refusal refusal = Rights.refusal(actor, "sign off a version", version.language(), Role.WEB_EDITOR);
        if (refusal != null) {
            return refusal.sentence();
        }
        if (review.isContributor(actor.id())) {
            return visit.say("review.own-text");
        }
        if (review.vouched() != null && review.vouched().person().equals(actor.id())) {
            return visit.say("sign.own-approval");
        }
        return review.isSignedBy(actor.id()) ? visit.say("sign.already") : null;
    }

    private Reply sign(Visit visit) {
        StoryFile story = house.index().story(visit.path("story"));
        VersionFile version = story == null ? null : story.version(visit.path("language"));
        ReviewFile review = version == null ? null : version.review();
        if (story == null || version == null || review == null) {
            return Missing.reply(visit);
        }
        String hash = visit.typed("hash");
        Told told = hash.equals(review.contentHash())
                ? done(visit, story.storyId(), version.language(), hash)
                : Told.refused("outdated-hash", visit.say("review.outdated"));
        visit.tell(told);
        return Reply.go("/sign/" + story.storyId() + "/" + version.language());
    }

    private Told done(Visit visit, String storyId, String language, String hash) {
        return switch (visit.typed("do")) {
            case "sign" ->
                ask(
                        visit,
                        storyId,
                        language,
                        SignOff.newBuilder().setContentHash(hash).build(),
                        "sign.signed");
            case "break" -> {
                String reason = visit.line("reason");
                yield ask(
                        visit,
                        storyId,
                        language,
                        BreakGlass.newBuilder()
                                .setContentHash(hash)
                                .setReason(reason == null ? "" : reason)
                                .build(),
                        "sign.broken");
            }
            case "countersign" ->
                ask(
                        visit,
                        storyId,
                        language,
                        Countersign.newBuilder().setContentHash(hash).build(),
                        "sign.countersigned");
            default -> Told.refused("unknown-deed", visit.say("problem.missing"));
        };
    }

    private Told ask(Visit visit, String storyId, String language, SpecificRecord body, String done) {
        return house.commands().review(visit.asker(), storyId, language, body, visit.say(done));
    }
}
