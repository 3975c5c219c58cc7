package io.copyflow.translate.checks;

import io.copyflow.translate.checks.CalendarNames.Names;
import io.copyflow.translate.checks.Figures.Run;
import io.copyflow.translate.checks.Words.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The months and days of the week that a text names. */
final class Dates {

    /** Between a month and the number beside it, in UTF-16 units, as in {@code 3 de mayo}. */
    private static final int LONGEST_LINK = 4;

    private Dates() {}

    /** Days, from 0 for Sunday, that a text most likely names. */
    static Set<Integer> days(Side side) {
        List<Names> names = side.language().calendarNames().days();
        Set<Integer> found = new TreeSet<>();
        for (int index = 0; index < names.size(); index++) {
            for (Wording name : names.get(index).all()) {
                if (side.words().haveClosely(name)) {
                    found.add(index);
                    break;
                }
            }
        }
        return found;
    }

    /** Months, from 0, that stand beside a number. */
    static Set<Integer> months(Side side) {
        Set<Integer> found = new TreeSet<>();
        List<Run> runs = side.figures().runs();
        if (runs.isEmpty()) {
            return found;
        }
        for (Run run : runs) {
            int month = run.value().intValue();
            if (run.digits().length() <= 2
                    && month >= 1
                    && month <= 12
                    && run.end() < side.prose().length()
                    && "月월".indexOf(side.prose().charAt(run.end())) >= 0) {
                found.add(month - 1);
            }
        }
        List<Names> names = side.language().calendarNames().months();
        Set<String> neighbours = neighbours(side.words().inOrder(), runs);
        for (int month = 0; month < names.size(); month++) {
            for (Wording name : names.get(month).all()) {
                if (isAnyClose(name, neighbours, side.language().inflection())) {
                    found.add(month);
                }
            }
        }
        return found;
    }

    private static boolean isAnyClose(Wording name, Set<String> words, Inflection inflection) {
        for (String word : words) {
            if (inflection.isClose(name.folded(), word)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> neighbours(List<Word> words, List<Run> runs) {
        Set<String> neighbours = new HashSet<>();
        int from = 0;
        for (Run run : runs) {
            while (from < words.size() && words.get(from).end() < run.start() - LONGEST_LINK) {
                from++;
            }
            for (int i = from; i < words.size() && words.get(i).start() <= run.end() + LONGEST_LINK; i++) {
                neighbours.add(words.get(i).folded());
            }
        }
        return neighbours;
    }
}
