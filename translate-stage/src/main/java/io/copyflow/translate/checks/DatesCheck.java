package io.copyflow.translate.checks;

import io.copyflow.translate.checks.CalendarNames.Names;
import io.copyflow.translate.domain.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@link CheckKind#DATES} */
final class DatesCheck implements Check {

    @Override
    public List<Warning> look(Pair pair) {
        List<Warning> warnings = new ArrayList<>();
        months(pair, warnings);
        days(pair, warnings);
        return warnings;
    }

    private static void months(Pair pair, List<Warning> warnings) {
        if (pair.source().months().isEmpty()) {
            return;
        }
        Side target = pair.target();
        CalendarNames names = target.language().calendarNames();
        Set<Integer> expected = new TreeSet<>(pair.source().months());
        Set<Integer> found = target.months();
        expected.removeAll(found);
        expected.removeIf(month -> names.months().get(month).all().stream().anyMatch(target.words()::haveAll));
        if (!expected.isEmpty() && !found.isEmpty()) {
            CalendarNames source = pair.source().language().calendarNames();
            warnings.add(differ(pair, "month", written(source.months(), expected), written(names.months(), found)));
        }
    }

    private static void days(Pair pair, List<Warning> warnings) {
        if (pair.source().days().isEmpty()) {
            return;
        }
        CalendarNames source = pair.source().language().calendarNames();
        CalendarNames names = pair.target().language().calendarNames();
        Set<Integer> expected = new TreeSet<>(pair.source().days());
        Set<Integer> found = pair.target().days();
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
}
