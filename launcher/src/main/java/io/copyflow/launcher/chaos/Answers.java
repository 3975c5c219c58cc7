package io.copyflow.launcher.chaos;

import io.copyflow.launcher.chaos.Ledger.Command;
import io.copyflow.launcher.chaos.Ledger.Fact;
import io.copyflow.launcher.chaos.Outbox.Acknowledged;
import io.copyflow.launcher.chaos.Outbox.Asked;
import io.copyflow.schemas.kill.KillStory;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.publication.UnwithholdStory;
import io.copyflow.schemas.publication.WithholdStory;
import io.copyflow.schemas.rejection.Rejection;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryRevised;
import io.copyflow.schemas.story.SubmitStory;
import io.copyflow.schemas.translation.AcknowledgeSource;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.SubmitTranslation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Whether what was asked was answered as it had to be: an answer is not right because it is one. A stage that lost its
 * directory, say, refuses everything in order, once for each arrival. Source: docs/semantics.md, rule 27.
 */
final class Answers {

    /** What a command that must be accepted leads to. Its stories are new, and its people may do it. */
    private static final Map<String, String> OWED = Map.of(
            name(SubmitStory.getClassSchema()), name(StoryAccepted.getClassSchema()),
            name(ReviseStory.getClassSchema()), name(StoryRevised.getClassSchema()),
            name(KillStory.getClassSchema()), name(StoryKilled.getClassSchema()));

    /** Of a story that was killed; of any other they are wrong. */
    private static final Set<String> OF_KILLED = Set.of("story-killed", "cancelled");

    /**
     * What else a command of the run or its bots may meet, by its type. Rivals and the bots claim the same; whoever claims
     * again renews the claim, and the bots hand in once more; a decision may be late by a version. A story is withheld as
     * soon as it is accepted, maybe before publish-stage has read of it; what is refused for that is not remembered, and a
     * repeat may withhold it yet.
     */
    private static final Map<String, Set<String>> RIGHT = Map.of(
            name(WithholdStory.getClassSchema()), Set.of("story-unknown", "already-withheld"),
            name(UnwithholdStory.getClassSchema()), Set.of("story-unknown", "not-withheld"),
            name(ClaimTranslation.getClassSchema()), Set.of("already-claimed", "already-submitted", "nothing-to-do"),
            name(AcknowledgeSource.getClassSchema()),
                    Set.of("already-submitted", "not-claimed", "not-holder", "stale-source", "nothing-to-do"),
            name(SubmitTranslation.getClassSchema()),
                    Set.of("already-submitted", "not-claimed", "not-holder", "stale-source"),
            name(ApproveVersion.getClassSchema()), Set.of("outdated-hash", "not-in-review", "already-approved"),
            name(SignOff.getClassSchema()),
                    Set.of("outdated-hash", "not-approved", "already-signed", "already-cleared"));

    private final Ledger ledger;
    private final Map<String, Command> commands = new HashMap<>();
    private final Map<String, List<Fact>> factsByCause = new HashMap<>();
    private final Set<String> killed = new HashSet<>();

    Answers(Ledger ledger) {
        this.ledger = ledger;
        ledger.commands().forEach(command -> commands.put(command.id(), command));
        for (Fact fact : ledger.facts()) {
            factsByCause
                    .computeIfAbsent(fact.cause(), cause -> new ArrayList<>())
                    .add(fact);
            if (fact.body() instanceof StoryKilled) {
                killed.add(fact.storyId());
            }
        }
    }

    private static String name(Schema schema) {
        return schema.getName();
    }

    /**
     * Submissions and kills, and revisions of stories that nobody asked to kill.
     *
     * @param asked all that the run itself asked for
     * @param acknowledged what of it Kafka said that it has
     */
    Invariant askedIsAccepted(Collection<Asked> asked, Collection<Acknowledged> acknowledged) {
        Set<String> taken = acknowledged.stream().map(Acknowledged::id).collect(Collectors.toSet());
        // Kafka may have taken what it did not say it has
        taken.addAll(commands.keySet());
        List<Asked> arrived =
                asked.stream().filter(one -> taken.contains(one.commandId())).toList();
        Set<String> toBeKilled = arrived.stream()
                .filter(one -> one.type().equals(name(KillStory.getClassSchema())))
                .map(Asked::storyId)
                .collect(Collectors.toSet());
        List<Asked> owed = arrived.stream()
                .filter(one -> OWED.containsKey(one.type()))
                .filter(one ->
                        !one.type().equals(name(ReviseStory.getClassSchema())) || !toBeKilled.contains(one.storyId()))
                .toList();
        List<String> breaches = owed.stream()
                .filter(one -> factsByCause.getOrDefault(one.commandId(), List.of()).stream()
                        .noneMatch(fact -> fact.type().equals(OWED.get(one.type()))
                                && fact.storyId().equals(one.storyId())))
                .map(one -> one.commandId() + " (" + one.type() + " of " + one.storyId()
                        + ") had to be accepted, and was not; it was answered "
                        + codes(ledger.rejections(one.commandId())))
                .sorted()
                .toList();
        return new Invariant(
                "asked-is-accepted",
                "every story that was handed in, revised or killed is so by a fact",
                owed.size(),
                breaches);
    }

    /** Every refusal is one that such a command may meet here. */
    Invariant refusedRightly() {
        List<String> breaches = new ArrayList<>();
        long looked = 0;
        for (Map.Entry<String, List<Rejection>> answered : ledger.rejections().entrySet()) {
            looked += answered.getValue().size();
            Command command = commands.get(answered.getKey());
            if (command == null) {
                breaches.add(answered.getKey() + " was answered " + codes(answered.getValue()) + ", and never arrived");
                continue;
            }
            answered.getValue().stream()
                    .filter(rejection -> !isRight(command, rejection.getCode(), answered.getValue()))
                    .forEach(rejection -> breaches.add(command.id() + " (" + command.type() + " of " + command.storyId()
                            + ") was refused as " + rejection.getCode()));
        }
        return new Invariant("refused-rightly", "nothing was refused but for what had come before", looked, breaches);
    }

    private boolean isRight(Command command, String code, List<Rejection> all) {
        if (code.equals("already-accepted")) {
            return factsByCause.containsKey(command.id()) || codes(all).contains("nothing-to-do");
        }
        return OF_KILLED.contains(code)
                ? killed.contains(command.storyId())
                        && !command.type().equals(name(SubmitStory.getClassSchema()))
                        && !command.type().equals(name(KillStory.getClassSchema()))
                : RIGHT.getOrDefault(command.type(), Set.of()).contains(code);
    }

    private static List<String> codes(List<Rejection> rejections) {
        return rejections.stream().map(Rejection::getCode).toList();
    }
}
