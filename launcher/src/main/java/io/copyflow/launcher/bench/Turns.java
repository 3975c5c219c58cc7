package io.copyflow.launcher.bench;

import io.copyflow.launcher.bots.InventedText;
import io.copyflow.launcher.process.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The same work through two newsrooms of one process by turns, one of which bears something: so both find the JVM equally
 * warm, and what it costs to bear it is the ratio.
 */
record Turns(List<Round> rounds) {

    /** The same work through the one and the other. */
    record Round(MeasuredFlow without, MeasuredFlow with) {

        double ratio() {
            return with.versionsPerSecond() / without.versionsPerSecond();
        }
    }

    /**
     * One of the two.
     *
     * @param name for people, such as {@code on an empty log}
     */
    record Side(String name, Traffic traffic) {}

    /**
     * Each of the two is the first in every other round.
     *
     * @param text what the traffic's stories are made of
     * @param stories handed in all at once, each time
     */
    static Turns of(Side without, Side with, InventedText text, int stories, int rounds, Progress progress) {
        List<Round> measured = new ArrayList<>();
        for (int number = 1; number <= rounds; number++) {
            if (number % 2 == 1) {
                MeasuredFlow first = flow(without, text, stories, number, progress);
                measured.add(new Round(first, flow(with, text, stories, number, progress)));
            } else {
                MeasuredFlow first = flow(with, text, stories, number, progress);
                measured.add(new Round(flow(without, text, stories, number, progress), first));
            }
        }
        return new Turns(List.copyOf(measured));
    }

    private static MeasuredFlow flow(Side side, InventedText text, int stories, int number, Progress progress) {
        String what = "round " + number + " " + side.name();
        return MeasuredFlow.of(side.traffic(), text, "m" + number, stories, what, progress);
    }

    /** The middle one of the rounds'. */
    double ratio() {
        return Figures.middle(rounds.stream().map(Round::ratio).toList());
    }

    /** What became of the texts of all rounds. */
    ArrivalCheck.Verdict check() {
        return ArrivalCheck.Verdict.together(rounds.stream()
                .flatMap(
                        round -> Stream.of(round.without().check(), round.with().check()))
                .toList());
    }
}
