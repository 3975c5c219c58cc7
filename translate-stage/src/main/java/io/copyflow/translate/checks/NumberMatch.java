package io.copyflow.translate.checks;

import io.copyflow.translate.checks.Figures.Reading;
import io.copyflow.translate.checks.Figures.Run;
import io.copyflow.translate.checks.Units.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a number of one text is in the other, in digits or in any of the other ways in which numbers are written. */
final class NumberMatch {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal BUDDHIST_ERA = BigDecimal.valueOf(543);
    /** Clocks of Swahili begin at sunrise. */
    private static final BigDecimal SUNRISE = BigDecimal.valueOf(6);

    private static final Set<BigDecimal> QUARTERS_OF_HOUR =
            Set.of(BigDecimal.ZERO, BigDecimal.valueOf(15), BigDecimal.valueOf(30), BigDecimal.valueOf(45));

    private final Side own;
    private final Side other;
    private @Nullable Set<BigDecimal> roman;
    private @Nullable List<Measure> measures;
    private @Nullable Set<Unit> unitsNamed;

    NumberMatch(Side own, Side other) {
        this.own = own;
        this.other = other;
    }

    boolean isInDigits(int run) {
        for (Reading reading : own.figures().readings(run)) {
            if (other.figures().has(reading.value())) {
                return true;
            }
        }
        return false;
    }

    boolean isOtherwise(int run) {
        BigDecimal value = own.figures().runs().get(run).value();
        return own.figures().readings(run).stream().anyMatch(reading -> isSpelled(reading.value()))
                || isTime(run, value)
                || isDual(value)
                || isYear(value)
                || isMonth(value)
                || isConverted(run);
    }

    private boolean isSpelled(BigDecimal value) {
        if (roman == null) {
            roman = Roman.in(other.prose());
        }
        return roman.contains(value) || other.language().spelling().isIn(value, other.words());
    }

    /** Two days are one word in Arabic. */
    private boolean isDual(BigDecimal value) {
        return value.equals(TWO)
                && other.language().name().equals("ar")
                && other.words().inOrder().stream()
                        .anyMatch(word ->
                                word.folded().endsWith("ين") || word.folded().endsWith("ان"));
    }

    /** 3 p.m. is 15:00; half past seven has no 30. */
    private boolean isTime(int run, BigDecimal value) {
        boolean isTime = own.figures().runs().get(run).isTime();
        boolean isTimeThere = false;
        Set<BigDecimal> times = new HashSet<>();
        for (Run theirs : other.figures().runs()) {
            isTimeThere |= theirs.isTime();
            if (isTime || theirs.isTime()) {
                times.add(theirs.value());
            }
        }
        if (times.contains(value.add(TWELVE)) || times.contains(value.subtract(TWELVE))) {
            return true;
        }
        boolean isSwahili =
                own.language().name().equals("sw") || other.language().name().equals("sw");
        if (isSwahili && (times.contains(value.add(SUNRISE)) || times.contains(value.subtract(SUNRISE)))) {
            return true;
        }
        return (isTime || isTimeThere) && QUARTERS_OF_HOUR.contains(value);
    }

    /** The eighties, '18, and the years of Thailand. */
    private boolean isYear(BigDecimal value) {
        Figures theirs = other.figures();
        if (value.compareTo(HUNDRED) < 0) {
            return theirs.has(value.add(BigDecimal.valueOf(1900)))
                    || theirs.has(value.add(BigDecimal.valueOf(2000)))
                    || isCenturyOfDecade(value);
        }
        if (value.compareTo(BigDecimal.valueOf(1900)) >= 0 && value.compareTo(BigDecimal.valueOf(2100)) < 0) {
            BigDecimal ofCentury = value.remainder(HUNDRED);
            if (theirs.has(ofCentury)
                    || ofCentury.remainder(BigDecimal.TEN).signum() == 0
                            && other.language().spelling().isIn(Figures.plain(ofCentury), other.words())) {
                return true;
            }
        }
        return other.language().name().equals("th") && theirs.has(value.add(BUDDHIST_ERA))
                || own.language().name().equals("th") && theirs.has(value.subtract(BUDDHIST_ERA));
    }

    /** The 1930s are the thirties of the 20th century. */
    private boolean isCenturyOfDecade(BigDecimal century) {
        BigDecimal first = century.subtract(BigDecimal.ONE).multiply(HUNDRED);
        for (int decade = 0; decade < 100; decade += 10) {
            if (first.signum() > 0 && other.figures().has(first.add(BigDecimal.valueOf(decade)))) {
                return true;
            }
        }
        return false;
    }

    /** 9/11 is September 11. */
    private boolean isMonth(BigDecimal value) {
        return value.signum() > 0
                && value.compareTo(TWELVE) <= 0
                && other.language().calendarNames().months().get(value.intValue() - 1).all().stream()
                        .anyMatch(other.words()::haveAll);
    }

    private boolean isConverted(int run) {
        List<Measure> mine = new ArrayList<>();
        for (Reading reading : own.figures().readings(run)) {
            mine.addAll(Measure.of(own, reading));
            mine.addAll(Measure.feetAndInches(own, reading));
        }
        if (run > 0) {
            for (Reading feet : own.figures().readings(run - 1)) {
                if (feet.last() == run - 1) {
                    mine.addAll(Measure.feetAndInches(own, feet));
                }
            }
        }
        if (!mine.isEmpty() && measures == null) {
            measures = Measure.all(other);
        }
        return measures != null
                && mine.stream()
                        .anyMatch(measure ->
                                measures.stream().anyMatch(measure::isAbout) || isConvertedFromWords(measure));
    }

    /** 60 centimetres are two feet. */
    private boolean isConvertedFromWords(Measure measure) {
        if (unitsNamed == null) {
            unitsNamed = Units.named(other);
        }
        for (Unit unit : unitsNamed) {
            Measure whole = new Measure(Math.rint(measure.in(unit)), unit);
            if (whole.value() >= 1 && measure.isAbout(whole) && isSpelled(BigDecimal.valueOf((long) whole.value()))) {
                return true;
            }
        }
        return false;
    }
}
