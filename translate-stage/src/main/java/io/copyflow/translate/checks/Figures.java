package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The numbers a text has in digits. What a number means is often open (1.500 may be fifteen hundred), so each run of
 * digits has readings, and some readings take several runs: {@code 1,500}, {@code 1億2500万}.
 */
final class Figures {

    /**
     * Digits side by side.
     *
     * @param digits as 0 to 9, whatever the script
     * @param isTime whether it is an hour or minute of a clock
     */
    record Run(String digits, int start, int end, boolean isTime) {

        BigDecimal value() {
            return Figures.value(digits);
        }
    }

    /**
     * A number that runs may stand for.
     *
     * @param times what a word beside it multiplied the digits by; 1 without such a word
     * @param first index of the first run
     * @param last index of the last run
     * @param start where it begins in the text, in UTF-16 units, with the word that scales it
     * @param end exclusive
     */
    record Reading(BigDecimal value, BigDecimal times, int first, int last, int start, int end) {}

    /** More digits than this are no number anybody compares; they keep the time short that reading one takes. */
    private static final int MOST_DIGITS = 30;

    private static final int FEWEST_OF_TELEPHONE = 7;

    private static final String POINTS = ".,٫٬";
    private static final String MARKS = POINTS + "'’";
    private static final String SPACES = " \u00A0\u2009\u202F";

    /** Between the two numbers of a range, in UTF-16 units: a dash, or a short word with its spaces. */
    static final int LONGEST_LINK = 5;

    private final String text;
    private final Numerals numerals;
    private final List<Run> runs = new ArrayList<>();
    private final List<List<Reading>> readings = new ArrayList<>();
    private final Set<BigDecimal> values = new HashSet<>();

    private Figures(String text, Numerals numerals) {
        this.text = text;
        this.numerals = numerals;
        findRuns();
        int first = 0;
        while (first < runs.size()) {
            int last = first;
            while (last + 1 < runs.size() && isJoined(first, last)) {
                last++;
            }
            read(first, last);
            first = last + 1;
        }
        readSums();
        readRanges();
        readTelephones();
    }

    static Figures of(String text, Numerals numerals) {
        return new Figures(text, numerals);
    }

    /** The value of digits 0 to 9 with perhaps a point. */
    private static BigDecimal value(String digits) {
        return plain(new BigDecimal(digits.length() <= MOST_DIGITS ? digits : digits.substring(0, MOST_DIGITS)));
    }

    /** In the one form in which equal numbers are equal objects. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    List<Run> runs() {
        return runs;
    }

    /** What a run may stand for, alone or with its neighbours. */
    List<Reading> readings(int run) {
        return readings.get(run);
    }

    boolean has(BigDecimal value) {
        return values.contains(value);
    }

    /** The longest reading of a run, as it is written. */
    String written(int run) {
        return readings.get(run).stream()
                .max(Comparator.comparingInt(reading -> reading.end() - reading.start()))
                .map(reading -> text.substring(reading.start(), reading.end()))
                .orElseThrow();
    }

    /** The text between a run and the one before it. */
    String before(int run) {
        return text.substring(
                run == 0 ? 0 : runs.get(run - 1).end(), runs.get(run).start());
    }

    private void findRuns() {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (isDigit(c)) {
                int end = endOfDigits(i);
                runs.add(new Run(digits(i, end), i, end, false));
                readings.add(new ArrayList<>(2));
                i = end;
            } else {
                i += Character.charCount(c);
            }
        }
        for (int run = 0; run < runs.size(); run++) {
            markTime(run);
        }
    }

    private static boolean isDigit(int c) {
        return c < Characters.FIRST_AFTER_ASCII ? c >= '0' && c <= '9' : UCharacter.isDigit(c);
    }

    private int endOfDigits(int start) {
        int end = start;
        while (end < text.length() && isDigit(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private String digits(int start, int end) {
        StringBuilder digits = new StringBuilder();
        text.substring(start, end).codePoints().forEach(digit -> digits.append(UCharacter.digit(digit)));
        return digits.toString();
    }

    private void markTime(int index) {
        Run run = runs.get(index);
        if (run.digits().length() > 2) {
            return;
        }
        boolean withMinutes = index + 1 < runs.size()
                && runs.get(index + 1).digits().length() == 2
                && runs.get(index + 1).start() == run.end() + 1;
        boolean isColon = withMinutes && ":：hH時时点點시".indexOf(text.charAt(run.end())) >= 0;
        boolean isPoint = withMinutes && text.charAt(run.end()) == '.';
        int end = isColon || isPoint ? runs.get(index + 1).end() : run.end();
        if (isColon || numerals.isMarkedAsTime(text, run.start(), end)) {
            runs.set(index, asTime(run));
            if (isColon || isPoint) {
                runs.set(index + 1, asTime(runs.get(index + 1)));
            }
        }
    }

    private static Run asTime(Run run) {
        return new Run(run.digits(), run.start(), run.end(), true);
    }

    /**
     * Whether a number may go on in the next run: one character between them that can be inside a number; a space only
     * in front of three digits, and not after groups set apart by something else.
     */
    private boolean isJoined(int first, int last) {
        if (runs.get(last + 1).start() != runs.get(last).end() + 1) {
            return false;
        }
        char between = between(last);
        return MARKS.indexOf(between) >= 0
                || SPACES.indexOf(between) >= 0
                        && runs.get(last + 1).digits().length() == 3
                        && (last == first ? runs.get(first).digits().length() <= 3 : between(last - 1) == between);
    }

    private char between(int run) {
        return text.charAt(runs.get(run).end());
    }

    /** Reads runs that are joined as one number where they can be one, and each alone where they may be several. */
    private void read(int first, int last) {
        boolean isOne = false;
        if (last > first) {
            char point = between(last - 1);
            boolean isGrouped = isGrouped(first, last);
            if (isGrouped) {
                add(joined(first, last), first, last);
                isOne = SPACES.indexOf(point) < 0;
            }
            boolean isThousands = isGrouped && point == numerals.grouping();
            boolean isWhole = last - 1 == first || isGrouped(first, last - 1) && between(first) != point;
            if (isWhole && !isThousands && POINTS.indexOf(point) >= 0) {
                String fraction = runs.get(last).digits();
                add(joined(first, last - 1) + "." + fraction, first, last);
                isOne |= fraction.length() == 1 || fraction.length() == 3;
            }
        }
        if (!isOne) {
            for (int run = first; run <= last; run++) {
                add(runs.get(run).digits(), run, run);
            }
        }
    }

    /** Whether runs are groups of three digits, or of two before the last as in India. */
    private boolean isGrouped(int first, int last) {
        Run head = runs.get(first);
        if (last == first || head.digits().length() > 3 || head.digits().startsWith("0")) {
            return false;
        }
        boolean isIndian = last > first + 1 && runs.get(first + 1).digits().length() == 2;
        for (int run = first + 1; run <= last; run++) {
            if (between(run - 1) != between(first)
                    || runs.get(run).digits().length() != (isIndian && run < last ? 2 : 3)) {
                return false;
            }
        }
        return true;
    }

    private String joined(int first, int last) {
        StringBuilder joined = new StringBuilder();
        for (int run = first; run <= last; run++) {
            joined.append(runs.get(run).digits());
        }
        return joined.toString();
    }

    private void add(String digits, int first, int last) {
        int start = runs.get(first).start();
        int end = runs.get(last).end();
        BigDecimal value = value(digits);
        double fraction = end < text.length() ? UCharacter.getUnicodeNumericValue(text.charAt(end)) : 0;
        if (fraction > 0 && fraction < 1) {
            end++;
            value = value.add(BigDecimal.valueOf(fraction));
        }
        Numerals.Scaled scaled = numerals.scale(text, start, end);
        if (scaled != null) {
            add(new Reading(
                    plain(value.multiply(scaled.times())),
                    scaled.times(),
                    first,
                    last,
                    Math.min(start, scaled.end()),
                    Math.max(end, scaled.end())));
        }
        if (scaled == null || !scaled.isCertain()) {
            add(new Reading(plain(value), BigDecimal.ONE, first, last, start, end));
        }
    }

    private void add(Reading reading) {
        values.add(reading.value());
        for (int run = reading.first(); run <= reading.last(); run++) {
            readings.get(run).add(reading);
        }
    }

    /** 1億 and 2500万 side by side are one number. */
    private void readSums() {
        for (int run = 1; run < runs.size(); run++) {
            List<Reading> sums = new ArrayList<>();
            for (Reading left : readings.get(run - 1)) {
                for (Reading right : readings.get(run)) {
                    if (left.last() == run - 1 && right.first() == run && areOne(left, right)) {
                        sums.add(new Reading(
                                plain(left.value().add(right.value())),
                                right.times(),
                                left.first(),
                                right.last(),
                                left.start(),
                                right.end()));
                    }
                }
            }
            sums.forEach(this::add);
        }
    }

    private boolean areOne(Reading left, Reading right) {
        int gap = right.start() - left.end();
        return right.value().compareTo(left.times()) < 0
                && (gap == 0 || gap == 1 && SPACES.indexOf(text.charAt(left.end())) >= 0);
    }

    /** In 30–40 million the first number is of millions too. */
    private void readRanges() {
        for (int run = 1; run < runs.size(); run++) {
            String between = before(run);
            Run left = runs.get(run - 1);
            if (between.length() > LONGEST_LINK || between.contains(".") || between.contains(",")) {
                continue;
            }
            for (Reading right : List.copyOf(readings.get(run))) {
                if (right.first() == run && right.times().compareTo(BigDecimal.ONE) > 0) {
                    add(new Reading(
                            plain(left.value().multiply(right.times())),
                            right.times(),
                            run - 1,
                            run - 1,
                            left.start(),
                            left.end()));
                }
            }
        }
    }

    /** The groups of a telephone number are set apart differently everywhere. */
    private void readTelephones() {
        int first = 0;
        while (first < runs.size()) {
            int last = first;
            while (last + 1 < runs.size()
                    && runs.get(last + 1).start() == runs.get(last).end() + 1
                    && (SPACES + "-.").indexOf(between(last)) >= 0) {
                last++;
            }
            String digits = joined(first, last);
            if (last > first && digits.length() >= FEWEST_OF_TELEPHONE && digits.length() <= MOST_DIGITS) {
                add(new Reading(
                        value(digits),
                        BigDecimal.ONE,
                        first,
                        last,
                        runs.get(first).start(),
                        runs.get(last).end()));
            }
            first = last + 1;
        }
    }
}
