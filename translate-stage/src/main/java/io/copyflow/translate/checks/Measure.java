package io.copyflow.translate.checks;

import io.copyflow.translate.checks.Figures.Reading;
import io.copyflow.translate.checks.Units.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A number with its unit. */
record Measure(double value, Unit unit) {

    /** Conversions are rounded for readers. */
    private static final double ROUNDING = 0.08;

    /** More in one paragraph are a table, not converted measures. */
    private static final int MOST_RUNS = 200;

    /** Between the two numbers of 6-foot-3, in UTF-16 units. */
    private static final int LONGEST_FEET = 8;

    private static final double INCHES_A_FOOT = 12;

    /** What a text measures, by its first numbers. */
    static List<Measure> all(Side side) {
        List<Measure> measures = new ArrayList<>();
        int runs = Math.min(side.figures().runs().size(), MOST_RUNS);
        for (int run = 0; run < runs; run++) {
            for (Reading reading : side.figures().readings(run)) {
                if (reading.first() == run) {
                    measures.addAll(of(side, reading));
                    measures.addAll(feetAndInches(side, reading));
                }
            }
        }
        return measures;
    }

    /** What a number measures, by the unit after it or, in a range, after the next. */
    static List<Measure> of(Side side, Reading reading) {
        Units names = side.language().units();
        int next = reading.last() + 1;
        Set<Unit> units = names.at(side.prose(), reading.end());
        if (units.isEmpty()
                && next < side.figures().runs().size()
                && side.figures().before(next).length() <= Figures.LONGEST_LINK) {
            units = names.at(side.prose(), side.figures().runs().get(next).end());
        }
        return units.stream()
                .map(unit -> new Measure(reading.value().doubleValue(), unit))
                .toList();
    }

    /** What a number measures together with the next, as in 6-foot-3; empty when it is no such thing. */
    static List<Measure> feetAndInches(Side side, Reading reading) {
        int next = reading.last() + 1;
        if (next >= side.figures().runs().size()
                || side.figures().before(next).length() > LONGEST_FEET
                || !side.language().units().at(side.prose(), reading.end()).contains(Units.FOOT)) {
            return List.of();
        }
        double inches = side.figures().runs().get(next).value().doubleValue();
        return inches < INCHES_A_FOOT
                ? List.of(new Measure(reading.value().doubleValue() + inches / INCHES_A_FOOT, Units.FOOT))
                : List.of();
    }

    /** The value in another unit of the kind; not a number for another kind. */
    double in(Unit other) {
        return unit.kind().equals(other.kind()) ? unit.to(other, value) : Double.NaN;
    }

    /** Whether it is the other one in another unit. */
    boolean isAbout(Measure other) {
        double wanted = other.in(unit);
        return !unit.equals(other.unit())
                && Math.abs(wanted - value) <= Math.max(Math.min(1, wanted / 4), Math.abs(wanted) * ROUNDING);
    }
}
