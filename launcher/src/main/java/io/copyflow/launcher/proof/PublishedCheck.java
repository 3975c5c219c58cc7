package io.copyflow.launcher.proof;

import io.copyflow.launcher.proof.Dossier.Printed;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.publication.Credit;
import io.copyflow.schemas.publication.CreditRole;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.VersionReleased;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.BrokenGlass;
import io.copyflow.schemas.review.Signature;
import io.copyflow.schemas.story.RevisionClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the published log shows what the facts let out, and all of what is newest of it. */
final class PublishedCheck {

    private final Dossier story;
    private final Map<String, ReleaseCheck.Version> versions;
    private final DirectoryHistory directory;
    private final Findings findings;

    PublishedCheck(
            Dossier story, Map<String, ReleaseCheck.Version> versions, DirectoryHistory directory, Findings findings) {
        this.story = story;
        this.versions = versions;
        this.directory = directory;
        this.findings = findings;
    }

    void check() {
        story.printed.forEach((language, records) -> {
            long newest = 0;
            for (Printed printed : records) {
                if (printed.sequence() <= newest) {
                    tell(
                            Fault.PUBLISHED_OLD,
                            printed,
                            "Expected a sequence above " + newest + ", but an older record comes again: "
                                    + printed.sequence() + ".");
                }
                newest = Math.max(newest, printed.sequence());
                check(printed);
            }
        });
        versions.forEach((language, version) -> isNewestThere(language, version.newest()));
    }

    /** The log is compacted: older records may be gone, the newest may not. */
    private void isNewestThere(String language, ReleaseCheck.@Nullable Step newest) {
        if (newest == null) {
            return;
        }
        List<Printed> records = story.printed.getOrDefault(language, List.of());
        long last = records.isEmpty() ? 0 : records.getLast().sequence();
        if (last != newest.sequence()) {
            findings.add(
                    Fault.PUBLISHED_MISSING,
                    newest.fact(),
                    "Expected the published log to end with sequence " + newest.sequence() + " of " + language
                            + ", but it ends with " + (last == 0 ? "nothing" : String.valueOf(last)) + ".");
        }
    }

    private void check(Printed printed) {
        ReleaseCheck.Version version = versions.get(printed.language());
        ReleaseCheck.Step step = version == null ? null : version.step(printed.sequence());
        if (step == null) {
            tell(
                    Fault.RELEASE_MISSING,
                    printed,
                    "Expected a fact that released or withdrew sequence " + printed.sequence()
                            + ", but there is none.");
            return;
        }
        boolean asTold = step.isRelease() == (printed.status() == PublicationStatus.LIVE)
                && printed.status() != PublicationStatus.UNKNOWN
                && printed.hash().equals(step.hash())
                && printed.revision() == step.revision()
                && printed.publishedAt().equals(step.fact().at())
                && printed.firstPublishedAt().equals(step.firstReleasedAt());
        if (!asTold) {
            tell(
                    Fault.RELEASE_DIFFERS,
                    printed,
                    "Expected what " + step.fact().id() + " says: "
                            + (step.isRelease() ? "live with hash " + step.hash() : "withdrawn") + ", source revision "
                            + step.revision() + ", at " + step.fact().at() + ", first at " + step.firstReleasedAt()
                            + ". It says another status, hash, revision or time.");
        }
        isMeantAsTold(printed, step);
        if (step.isRelease()) {
            live(printed, step);
        } else {
            withdrawn(printed, step);
        }
    }

    private void live(Printed printed, ReleaseCheck.Step step) {
        if (!printed.text().hash().equals(step.hash())) {
            tell(
                    Fault.HASH_DIFFERS,
                    printed,
                    "Expected a text that gives the hash " + step.hash() + " that was cleared, but it does not.");
        }
        if (printed.killed()) {
            tell(Fault.KILL_MISSING, printed, "Expected a live version not to be marked as killed, but it is.");
        }
        Fact<Dossier.Revision> source = story.revision(step.revision());
        if (source == null) {
            return; // told where it was released
        }
        isOf(printed, source.body());
        if (!printed.text().kinds().equals(source.body().text().kinds())) {
            tell(
                    Fault.SEGMENTS_DIFFER,
                    printed,
                    "Expected the segments, kinds and pictures of source revision " + step.revision()
                            + ", but it has others.");
        }
        credits(printed, step, source.body());
    }

    private void withdrawn(Printed printed, ReleaseCheck.Step step) {
        if (!printed.blank()) {
            tell(Fault.RELEASE_DIFFERS, printed, "Expected a withdrawal without any text, but it shows some.");
        }
        if (printed.killed() != KillCheck.isByKill(step.fact())) {
            tell(
                    Fault.KILL_MISSING,
                    printed,
                    printed.killed()
                            ? "Expected a kill behind a withdrawal that is marked as one, but it was taken down otherwise."
                            : "Expected a withdrawal of a kill to be marked as killed, but it is not.");
        }
        Fact<Dossier.Revision> source = story.revision(step.revision());
        if (source != null) {
            isOf(printed, source.body());
        }
    }

    /** Whether it is withheld, how the release is meant, and what readers of the source are told. */
    private void isMeantAsTold(Printed printed, ReleaseCheck.Step step) {
        boolean withheld = step.fact().body() instanceof VersionTakenDown down && down.getWithheld();
        RevisionClass meant =
                step.fact().body() instanceof VersionReleased released ? released.getRevisionClass() : null;
        boolean isNoted = printed.changeNote() == null
                || (step.isRelease() && story.isNote(printed.changeNote(), step.revision(), printed.language()));
        if (printed.withheld() != withheld || printed.revisionClass() != meant || !isNoted) {
            tell(
                    Fault.RELEASE_DIFFERS,
                    printed,
                    "Expected what " + step.fact().id() + " says of how it is meant: "
                            + (withheld ? "withheld" : meant == null ? "nothing" : meant)
                            + ", and no other note than that of a revision of the source.");
        }
    }

    private void isOf(Printed printed, Dossier.Revision source) {
        if (!printed.metadata().equals(source.metadata())) {
            tell(
                    Fault.METADATA_DIFFERS,
                    printed,
                    "Expected " + source.metadata() + ", as source revision " + source.number() + " has it, but it has "
                            + printed.metadata() + ".");
        }
    }

    /**
     * Authors, translators, the approver, the signers, in this order, each by the name they had then. Over a broken glass
     * who countersigned is credited by their role.
     */
    private void credits(Printed printed, ReleaseCheck.Step step, Dossier.Revision source) {
        if (step.clearing() == null) {
            return; // told where it was released
        }
        List<Credit> wanted = new ArrayList<>();
        source.authors().forEach(person -> wanted.add(new Credit(CreditRole.AUTHOR, person, "")));
        if (step.text() != null) {
            step.text().translators().forEach(person -> wanted.add(new Credit(CreditRole.TRANSLATOR, person, "")));
        }
        wanted.add(new Credit(CreditRole.EDITOR, step.clearing().getApprover(), ""));
        BrokenGlass glass = step.clearing().getBreakGlass();
        CreditRole signs = glass == null || glass.getCountersignerRole() == Role.WEB_EDITOR
                ? CreditRole.WEB_EDITOR
                : CreditRole.EDITOR;
        for (Signature signature : step.clearing().getSignatures()) {
            wanted.add(new Credit(signs, signature.getPerson(), ""));
        }
        List<Credit> found = printed.credits().stream()
                .map(credit -> new Credit(credit.getRole(), credit.getPerson(), ""))
                .toList();
        if (!found.equals(wanted)) {
            tell(
                    Fault.CREDITS_DIFFER,
                    printed,
                    "Expected the credits " + persons(wanted) + ", as the facts have them, but it has " + persons(found)
                            + ".");
            return;
        }
        Instant at = step.fact().at();
        for (Credit credit : printed.credits()) {
            if (!directory.mayHaveBeenCalled(credit.getName(), credit.getPerson(), at)) {
                tell(
                        Fault.CREDITS_DIFFER,
                        printed,
                        "Expected the name that the directory had for " + credit.getPerson() + " at " + at
                                + ", but it prints another.");
            }
        }
    }

    private static List<String> persons(List<Credit> credits) {
        return credits.stream()
                .map(credit -> credit.getRole() + " " + credit.getPerson())
                .toList();
    }

    private void tell(Fault fault, Printed printed, String sentence) {
        findings.add(fault, printed.place(), story.storyId, printed.language(), sentence);
    }
}
