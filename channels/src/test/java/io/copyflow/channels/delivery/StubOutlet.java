package io.copyflow.channels.delivery;

import io.copyflow.channels.delivery.Standing.Attempt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** A network a test decides on: each step is done, unless another answer was put down for it. */
final class StubOutlet implements Outlet {

    final List<Step> steps = new ArrayList<>();
    final Deque<Answer> answers = new ArrayDeque<>();
    final Deque<ReadBack> readBacks = new ArrayDeque<>();
    /** Faults of the outlet's own, one a step, before any answer. */
    final Deque<RuntimeException> bugs = new ArrayDeque<>();

    Ability ability = new Ability(true, true, true);
    OnCorrection onCorrection = OnCorrection.EDIT;
    boolean isHadBeforeCalled;

    @Override
    public Ability ability() {
        return ability;
    }

    @Override
    public OnCorrection onCorrection() {
        return onCorrection;
    }

    @Override
    public boolean isHadBeforeCalled() {
        return isHadBeforeCalled;
    }

    @Override
    public String digest(Version version) {
        return version.headline();
    }

    @Override
    public boolean isId(String id) {
        return !id.startsWith("no-id");
    }

    @Override
    public Answer perform(Step step) {
        steps.add(step);
        RuntimeException bug = bugs.poll();
        if (bug != null) {
            throw bug;
        }
        Answer answer = answers.poll();
        return answer == null ? Answer.done("post-" + steps.size(), null) : answer;
    }

    @Override
    public ReadBack readBack(Attempt attempt, Version version, Set<String> known) {
        ReadBack found = readBacks.poll();
        return found == null ? new ReadBack.CannotTell("It cannot be asked.") : found;
    }

    /** Kinds of the steps, such as {@code Create}. */
    List<String> kinds() {
        return steps.stream().map(step -> step.getClass().getSimpleName()).toList();
    }
}
