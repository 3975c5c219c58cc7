package io.copyflow.desk.ask;

import static io.copyflow.contract.Role.CHIEF;
import static io.copyflow.contract.Role.EDITOR;
import static io.copyflow.contract.Role.REPORTER;
import static io.copyflow.contract.Role.TRANSLATOR;
import static io.copyflow.contract.Role.WEB_EDITOR;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.Rights;
import io.copyflow.contract.Role;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.publication.CancelSchedule;
import io.copyflow.schemas.publication.LiftEmbargo;
import io.copyflow.schemas.publication.RestoreVersion;
import io.copyflow.schemas.publication.ScheduleRelease;
import io.copyflow.schemas.publication.SetEmbargo;
import io.copyflow.schemas.publication.SetReleasePolicy;
import io.copyflow.schemas.publication.TakeDownVersion;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.WaiveObligation;
import io.copyflow.schemas.publication.WithholdStory;
import io.copyflow.schemas.review.AddComment;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.BreakGlass;
import io.copyflow.schemas.review.Countersign;
import io.copyflow.schemas.review.RejectVersion;
import io.copyflow.schemas.review.RequestChanges;
import io.copyflow.schemas.review.ResolveComment;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.WaiveWarning;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.SpikeStory;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.translation.AcknowledgeSource;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.ReassignTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.SaveDraft;
import io.copyflow.schemas.translation.SubmitTranslation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked for at the desk, by a page or by a program, and who may ask for it. The stages look
 * again, and know more: who wrote what, who holds what, what is newest.
 */
public enum Deed {
    SUBMIT(SubmitStory.class, To.STORY, "submit a story", false, REPORTER, EDITOR, CHIEF),
    REVISE(ReviseStory.class, To.STORY, "revise a story", false, REPORTER, EDITOR, CHIEF),
    /** Authors spike their own. */
    SPIKE(SpikeStory.class, To.STORY, "spike a story", false),
    KILL(KillStory.class, To.KILL_SWITCH, "kill a story", false, CHIEF),

    CLAIM(ClaimTranslation.class, To.TRANSLATION, "claim a translation", true, TRANSLATOR),
    /** Whoever holds it gives it back, whatever their rights are by now. */
    RELEASE_CLAIM(ReleaseClaim.class, To.TRANSLATION, "give a translation back", false),
    SAVE_DRAFT(SaveDraft.class, To.TRANSLATION, "save a draft", true, TRANSLATOR),
    ACKNOWLEDGE(AcknowledgeSource.class, To.TRANSLATION, "acknowledge a change of the source", true, TRANSLATOR),
    SUBMIT_TRANSLATION(SubmitTranslation.class, To.TRANSLATION, "submit a translation", true, TRANSLATOR),
    REASSIGN(ReassignTranslation.class, To.TRANSLATION, "assign a translation", true, CHIEF),

    APPROVE(ApproveVersion.class, To.REVIEW, "approve a version", true, EDITOR, CHIEF),
    REQUEST_CHANGES(RequestChanges.class, To.REVIEW, "request changes", true, EDITOR, CHIEF),
    REJECT(RejectVersion.class, To.REVIEW, "reject a version", true, EDITOR, CHIEF),
    SIGN_OFF(SignOff.class, To.REVIEW, "sign off a version", true, WEB_EDITOR),
    WAIVE_WARNING(WaiveWarning.class, To.REVIEW, "waive a warning", true, EDITOR, CHIEF),
    /** Whoever wrote some of a text may comment on it. */
    COMMENT(AddComment.class, To.REVIEW, "comment on a version", false),
    RESOLVE(ResolveComment.class, To.REVIEW, "resolve a comment", false),
    BREAK_GLASS(BreakGlass.class, To.REVIEW, "break the glass", true, EDITOR, CHIEF),
    COUNTERSIGN(Countersign.class, To.REVIEW, "countersign", false, EDITOR, WEB_EDITOR, CHIEF),

    TAKE_DOWN(TakeDownVersion.class, To.PUBLICATION_OF_VERSION, "take a version down", true, EDITOR, CHIEF),
    RESTORE(RestoreVersion.class, To.PUBLICATION_OF_VERSION, "restore a version", true, EDITOR, CHIEF),
    WAIVE_OBLIGATION(WaiveObligation.class, To.PUBLICATION_OF_VERSION, "waive an obligation", true, EDITOR, CHIEF),
    EMBARGO(SetEmbargo.class, To.PUBLICATION, "embargo a story", false, EDITOR, CHIEF),
    LIFT_EMBARGO(LiftEmbargo.class, To.PUBLICATION, "end an embargo before its time", false, CHIEF),
    SCHEDULE(ScheduleRelease.class, To.PUBLICATION_OF_EITHER, "schedule a release", false, EDITOR, WEB_EDITOR, CHIEF),
    CANCEL_SCHEDULE(
            CancelSchedule.class, To.PUBLICATION_OF_EITHER, "cancel a schedule", false, EDITOR, WEB_EDITOR, CHIEF),
    RELEASE_POLICY(SetReleasePolicy.class, To.PUBLICATION, "set how a story goes out", false, EDITOR, CHIEF),
    WITHHOLD(WithholdStory.class, To.PUBLICATION, "withhold a story", false, EDITOR, CHIEF),
    UNWITHHOLD(UnwithholdStory.class, To.PUBLICATION, "let a withheld story go live again", false, EDITOR, CHIEF);

    /** Whom a command goes to, and whether it is about a whole story or one language of it. */
    public enum To {
        STORY(true, false),
        KILL_SWITCH(true, false),
        TRANSLATION(false, true),
        REVIEW(false, true),
        PUBLICATION(true, false),
        PUBLICATION_OF_VERSION(false, true),
        PUBLICATION_OF_EITHER(true, true);

        private final boolean ofStory;
        private final boolean ofVersion;

        To(boolean ofStory, boolean ofVersion) {
            this.ofStory = ofStory;
            this.ofVersion = ofVersion;
        }

        /** Whether it can be about a whole story. */
        public boolean isOfStory() {
            return ofStory;
        }

        /** Whether it can be about one language. */
        public boolean isOfVersion() {
            return ofVersion;
        }
    }

    private final Class<? extends SpecificRecord> command;
    private final To to;
    private final String said;
    private final boolean inLanguage;
    private final List<Role> roles;

    /** @param roles who may, one is enough; none for everybody in the directory */
    Deed(Class<? extends SpecificRecord> command, To to, String said, boolean inLanguage, Role... roles) {
        this.command = command;
        this.to = to;
        this.said = said;
        this.inLanguage = inLanguage;
        this.roles = List.of(roles);
    }

    /** The deed that a command asks for. */
    static Deed of(SpecificRecord body) {
        return Arrays.stream(values())
                .filter(deed -> deed.command.isInstance(body))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nothing to be asked for at the desk: "
                        + body.getSchema().getName()));
    }

    /** Its command's body. */
    public Class<? extends SpecificRecord> command() {
        return command;
    }

    public To to() {
        return to;
    }

    /** For addresses, such as {@code take-down}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is, after "to". */
    public String said() {
        return said;
    }

    /** Who may ask for it, of a whole story or a language; empty for everybody. */
    public List<Role> roles() {
        return roles;
    }

    /**
     * Who may ask for it; empty for everybody. Where it can be about either, web editors answer for languages alone
     * (docs/how-to/embargo-and-schedule.md).
     */
    public List<Role> roles(boolean ofVersion) {
        return isOfEither() && !ofVersion
                ? roles.stream().filter(role -> role != WEB_EDITOR).toList()
                : roles;
    }

    private boolean isOfEither() {
        return to.isOfStory() && to.isOfVersion();
    }

    /**
     * What keeps somebody from it, as far as the directory says.
     *
     * @param language of the version it is about; empty for a whole story
     * @return null when nothing does
     */
    public @Nullable Refusal refusal(Actor actor, String language) {
        boolean ofVersion = !language.isEmpty();
        Role[] oneOf = roles(ofVersion).toArray(Role[]::new);
        if (oneOf.length == 0) {
            oneOf = Role.values();
        }
        return inLanguage || isOfEither() && ofVersion
                ? Rights.refusal(actor, said, language, oneOf)
                : Rights.refusal(actor, said, oneOf);
    }
}
