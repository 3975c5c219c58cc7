package io.copyflow.translate.checks;

import io.copyflow.translate.checks.CalendarNames.Names;
import io.copyflow.translate.checks.Figures.Run;
import io.copyflow.translate.checks.Words.Word;
import io.copyflow.translate.domain.Warning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@link CheckKind#DATES} */
final class DatesCheck implements Check {

    /** Between a month and the number beside it, in UTF-16 units, as in {@code 3 de mayo}. */
    private static final int LONGEST_LINK = 4;

    @Override
    public List<Warning> look(Pair pair) {
        List<Warning> warnings = new ArrayList<>();
        months(pair, warnings);
        days(pair, warnings);
        return warnings;
    }

    /** Only months beside numbers: alone, May and March are often no months. */
    private static void months(Pair pair, List<Warning> warnings) {
        Side target = pair.target();
        Set<Integer> expected = besideNumbers(pair.source());
        if (expected.isEmpty()) {
            return;
        }
        CalendarNames names = target.language().calendarNames();
        Set<Integer> found = besideNumbers(target);
        expected.removeAll(found);
        expected.removeIf(month -> names.months().get(month).all().stream().anyMatch(target.words()::haveAll));
        if (!expected.isEmpty() && !found.isEmpty()) {
            CalendarNames source = pair.source().language().calendarNames();
            warnings.add(differ(pair, "month", written(source.months(), expected), written(names.months(), found)));
        }
    }

    private static void days(Pair pair, List<Warning> warnings) {
        CalendarNames source = pair.source().language().calendarNames();
        CalendarNames names = pair.target().language().calendarNames();
        Set<Integer> expected = mentioned(source.days(), pair.source());
        if (expected.isEmpty()) {
            return;
        }
        Set<Integer> found = mentioned(names.days(), pair.target());
        expected.removeIf(day ->
                names.days().get(day).all().stream().anyMatch(pair.target().words()::haveAll));
        if (!expected.isEmpty() && !found.isEmpty()) {
            warnings.add(differ(pair, "day", written(source.days(), expected), written(names.days(), found)));
        }
    }

    private static Warning differ(Pair pair, String what, String expected, String found) {
        return pair.warning(
                CheckKind.DATES,
                "The source names the " + what + " " + expected + ", the translation " + found + ". Make them agree.",
                expected,
                found);
    }

    private static String written(List<Names> names, Set<Integer> indexes) {
        return Pair.named(
                indexes.stream().map(index -> names.get(index).usual()).toList());
    }

    /** Days, from 0 for Sunday, that a text most likely names. */
    private static Set<Integer> mentioned(List<Names> names, Side side) {
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
    private static Set<Integer> besideNumbers(Side side) {
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
                if (neighbours.stream()
                        .anyMatch(word -> side.language().inflection().isClose(name.folded(), word))) {
                    found.add(month);
                }
            }
        }
        return found;
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
