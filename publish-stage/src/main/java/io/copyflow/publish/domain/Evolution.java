package io.copyflow.publish.domain;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What each event makes of a family. */
final class Evolution {

    private Evolution() {}

    static Family after(Family family, FamilyEvent event) {
        return switch (event) {
            case FamilyEvent.SourceNoted e -> source(family, e);
            case FamilyEvent.TextNoted e ->
                family.with(e.language(), version -> version.withText(e.text().held(), e.number()));
            case FamilyEvent.TextDropped e -> family.with(e.language(), version -> version.withText(null, e.number()));
            case FamilyEvent.TextCancelled e -> family.with(e.language(), version -> version.notWanted(e.number()));
            case FamilyEvent.ClearingNoted e ->
                family.with(e.language(), version -> version.waitingFor(e.clearing(), e.number()));
            case FamilyEvent.ClearingRenewed e ->
                family.with(e.language(), version -> version.clearedAnew(e.clearing(), e.number()));
            case FamilyEvent.ClearingVoided e -> family.with(e.language(), version -> version.notCleared(e.number()));
            case FamilyEvent.SpikeNoted _ -> family.dropped();
            case FamilyEvent.KillNoted _ -> family.withKill();
            case FamilyEvent.TimePassed e -> family.at(e.at());
            case FamilyEvent.EmbargoHeard e -> family.under(family.terms().withEmbargoSaid(e.said()));
            case FamilyEvent.CorrectionNoted e ->
                family.with(e.language(), version -> version.toCorrect(e.correction()));
            case FamilyEvent.Held e -> family.with(e.language(), version -> version.heldFor(e.hold()));
            case FamilyEvent.Released e ->
                family.with(e.language(), version -> version.released(e.clearing(), e.sequence(), e.at()))
                        .owing(obligation -> Obligations.carried(obligation, e))
                        .withoutOldSteps();
            case FamilyEvent.TakenDown e ->
                family.with(e.language(), version -> version.down(e.withheld() ? null : e.contentHash(), e.sequence()));
            case FamilyEvent.Restored e -> family.with(e.language(), Version::restored);
            case FamilyEvent.EmbargoSet e -> family.under(family.terms().withEmbargo(e.embargo()));
            case FamilyEvent.EmbargoLifted _ -> family.under(family.terms().withEmbargo(null));
            case FamilyEvent.Scheduled e -> scheduled(family, e.language(), e.notBefore());
            case FamilyEvent.ScheduleCancelled e -> scheduled(family, e.language(), null);
            case FamilyEvent.PolicySet e -> family.under(family.terms().by(e.policy(), e.targets()));
            case FamilyEvent.Withheld _ -> family.under(family.terms().withheld(true));
            case FamilyEvent.Unwithheld _ -> family.under(family.terms().withheld(false));
            case FamilyEvent.ObligationOpened e -> family.owing(e.obligation());
            case FamilyEvent.ObligationReminded e -> family.owing(only(e.obligation(), Obligation::afterReminder));
            case FamilyEvent.ObligationOverdue e -> family.owing(only(e.obligation(), Obligation::afterDue));
            case FamilyEvent.ObligationMet e -> family.owingNoLonger(e.obligation());
            case FamilyEvent.ObligationClosed e -> family.owingNoLonger(e.obligation());
        };
    }

    private static Family source(Family family, FamilyEvent.SourceNoted e) {
        Family now = family.withSource(e.language(), e.revision()).after(e.step());
        Terms terms = now.terms();
        return terms.beforeSource().equals(e.beforeSource()) && terms.policy() == null
                ? now
                : now.under(terms.by(terms.policy(), e.targets()).notWaitingForSource(e.beforeSource()));
    }

    private static Family scheduled(Family family, @Nullable String language, @Nullable Instant time) {
        return language == null
                ? family.under(family.terms().scheduled(time))
                : family.with(language, version -> version.scheduled(time));
    }

    private static UnaryOperator<Obligation> only(Obligation one, UnaryOperator<Obligation> change) {
        return each -> each.is(one) ? change.apply(each) : each;
    }
}
