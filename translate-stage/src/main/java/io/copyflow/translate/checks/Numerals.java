package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.CompactDecimalFormat;
import com.ibm.icu.text.CompactDecimalFormat.CompactStyle;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a language writes numbers in digits, and the words it sets beside digits: million, 万, p.m. Safe for threads. */
final class Numerals {

    /**
     * A word that multiplies the number beside it.
     *
     * @param word folded
     * @param isCertain whether it can hardly be anything else, as {@code m} can
     */
    private record Scale(String word, BigDecimal times, boolean isCertain) {}

    /**
     * What was found beside a number.
     *
     * @param end where it ends; where it begins if it stands before the number
     */
    record Scaled(BigDecimal times, boolean isCertain, int end) {}

    private static final int LONGEST_WORD = 40;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final Pattern HALF_OF_DAY = Pattern.compile("[AaPp]\\.? ?[Mm]\\b");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final UnicodeSet ATTACHED = new UnicodeSet("[[:Han:][:Hangul:][:Thai:]]").freeze();

    private final Inflection inflection;
    private final char grouping;
    private final List<Scale> attached = new ArrayList<>();
    private final Map<String, Scale> words = new HashMap<>();
    /** By their first letter. */
    private final Map<Character, List<Scale>> changing = new HashMap<>();

    private final boolean before;
    private final List<String> halvesOfDay = new ArrayList<>();

    private Numerals(Language language) {
        ULocale locale = language.locale();
        inflection = language.inflection();
        grouping = DecimalFormatSymbols.getInstance(locale).getGroupingSeparator();
        Map<String, BigDecimal> scales = new HashMap<>();
        boolean standsBefore = false;
        for (CompactStyle style : CompactStyle.values()) {
            CompactDecimalFormat format = CompactDecimalFormat.getInstance(locale, style);
            for (int power = 3; power <= 14; power++) {
                for (int count : new int[] {1, 2, 5}) {
                    BigDecimal value = BigDecimal.valueOf(count).scaleByPowerOfTen(power);
                    standsBefore |= learn(scales, value, format.format(value));
                }
            }
        }
        before = standsBefore;
        NumberWords.of(language.name()).all().forEach((value, names) -> {
            if (value.stripTrailingZeros().unscaledValue().equals(BigInteger.ONE)
                    && value.compareTo(language.isSpaced() ? THOUSAND : BigDecimal.TEN) >= 0) {
                names.forEach(name -> scales.put(Folding.fold(name), value));
            }
        });
        scales.forEach(this::add);
        attached.sort(
                Comparator.comparing((Scale scale) -> scale.word().length()).reversed());
        for (String half : new DateFormatSymbols(locale).getAmPmStrings()) {
            if (half.length() > 1) {
                halvesOfDay.add(half);
            }
        }
    }

    static Numerals of(Language language) {
        return new Numerals(language);
    }

    /** Whether the word stands before the number. */
    private static boolean learn(Map<String, BigDecimal> scales, BigDecimal value, String written) {
        StringBuilder digits = new StringBuilder();
        written.codePoints().filter(UCharacter::isDigit).forEach(digit -> digits.append(UCharacter.digit(digit)));
        // two thousand is one word in Arabic
        if (digits.isEmpty()) {
            return false;
        }
        BigDecimal count = new BigDecimal(digits.toString());
        Matcher words = WORD.matcher(written);
        List<String> found = new ArrayList<>();
        while (words.find()) {
            found.add(Folding.fold(words.group()));
        }
        // two words multiply each other, and each is learnt from a number of its own
        if (found.size() != 1 || count.compareTo(value) == 0) {
            return false;
        }
        scales.putIfAbsent(found.getFirst(), Figures.plain(value.divide(count)));
        return Character.isLetter(written.codePointAt(0));
    }

    private void add(String word, BigDecimal times) {
        boolean isAttached = ATTACHED.contains(word.codePointAt(0));
        boolean isCertain = times.compareTo(THOUSAND) >= 0 && (isAttached || word.length() > 1);
        Scale scale = new Scale(word, times, isCertain);
        if (isAttached) {
            attached.add(scale);
            return;
        }
        words.put(word, scale);
        if (isCertain) {
            changing.computeIfAbsent(word.charAt(0), letter -> new ArrayList<>())
                    .add(scale);
        }
    }

    char grouping() {
        return grouping;
    }

    /** The word beside the number that lies from {@code start} to {@code end}; null when there is none. */
    @Nullable
    Scaled scale(String text, int start, int end) {
        Scaled after = after(text, end);
        return after == null && before ? before(text, start) : after;
    }

    private @Nullable Scaled after(String text, int end) {
        BigDecimal times = BigDecimal.ONE;
        boolean isCertain = true;
        int at = end;
        for (Next next = next(text, at); next != null; next = next(text, at)) {
            times = times.multiply(next.scale().times());
            isCertain &= next.scale().isCertain();
            at = next.end();
        }
        return at == end ? null : new Scaled(times, isCertain, at);
    }

    private record Next(Scale scale, int end) {}

    private @Nullable Next next(String text, int at) {
        int start = at < text.length() && isGap(text.charAt(at)) ? at + 1 : at;
        for (Scale scale : attached) {
            if (text.startsWith(scale.word(), start)) {
                return new Next(scale, start + scale.word().length());
            }
        }
        if (start == text.length() || !Character.isLetter(text.charAt(start))) {
            return null;
        }
        Matcher word = WORD.matcher(text).region(start, Math.min(text.length(), start + LONGEST_WORD));
        return word.lookingAt() ? named(word.group(), word.end()) : null;
    }

    private @Nullable Scaled before(String text, int start) {
        if (start == 0 || !isGap(text.charAt(start - 1))) {
            return null;
        }
        int from = start - 1;
        while (from > 0 && start - from < LONGEST_WORD && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        if (from == start - 1) {
            return null;
        }
        Next found = named(text.substring(from, start - 1), from);
        return found == null
                ? null
                : new Scaled(found.scale().times(), found.scale().isCertain(), from);
    }

    private @Nullable Next named(String written, int end) {
        String folded = Folding.fold(written);
        Scale scale = words.get(folded);
        if (scale == null) {
            scale = inflection.variants(folded).stream()
                    .flatMap(variant -> changing.getOrDefault(variant.charAt(0), List.of()).stream())
                    .filter(changed -> inflection.isClose(changed.word(), folded))
                    .findFirst()
                    .orElse(null);
        }
        return scale == null ? null : new Next(scale, end);
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F' || c == '-';
    }

    /** Whether the number that lies from {@code start} to {@code end} is marked as before or after noon. */
    boolean isMarkedAsTime(String text, int start, int end) {
        int after = end < text.length() && isGap(text.charAt(end)) ? end + 1 : end;
        if (after < text.length() && "aApP".indexOf(text.charAt(after)) >= 0) {
            Matcher half = HALF_OF_DAY.matcher(text).region(after, text.length());
            if (half.lookingAt()) {
                return true;
            }
        }
        int before = start > 0 && isGap(text.charAt(start - 1)) ? start - 1 : start;
        for (String half : halvesOfDay) {
            if (text.startsWith(half, after) || text.startsWith(half, before - half.length())) {
                return true;
            }
        }
        return false;
    }
}
