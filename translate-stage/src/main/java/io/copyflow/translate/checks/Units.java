package io.copyflow.translate.checks;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What a language calls units of measure, to tell 10 miles and 16 km from two different numbers. Safe for threads. */
final class Units {

    /**
     * A unit of measure.
     *
     * @param kind what it measures; only units of one kind can be converted
     * @param size in the kind's base unit
     * @param zero where its scale begins, in the base unit
     */
    record Unit(String kind, double size, double zero) {

        double to(Unit other, double value) {
            return (value * size + zero - other.zero) / other.size;
        }
    }

    private record Named(String name, Unit unit) {

        /** A short name is a whole word; a long one may have another ending. */
        boolean begins(String text) {
            if (name.length() > LONGEST_SHORT_NAME) {
                return text.startsWith(name.substring(0, name.length() - 1));
            }
            return text.startsWith(name)
                    && (text.length() == name.length()
                            || !UCharacter.isUAlphabetic(text.codePointAt(name.length()))
                            || UNSPACED.contains(name.codePointAt(0)));
        }
    }

    private static final UnicodeSet UNSPACED = new UnicodeSet("[[:Han:][:Hangul:][:Thai:][:Katakana:]]").freeze();

    static final Unit FOOT = new Unit("length", 0.3048, 0);

    private static final Map<MeasureUnit, Unit> KNOWN = Map.ofEntries(
            Map.entry(MeasureUnit.MILLIMETER, new Unit("length", 0.001, 0)),
            Map.entry(MeasureUnit.CENTIMETER, new Unit("length", 0.01, 0)),
            Map.entry(MeasureUnit.METER, new Unit("length", 1, 0)),
            Map.entry(MeasureUnit.KILOMETER, new Unit("length", 1000, 0)),
            Map.entry(MeasureUnit.INCH, new Unit("length", 0.0254, 0)),
            Map.entry(MeasureUnit.FOOT, FOOT),
            Map.entry(MeasureUnit.YARD, new Unit("length", 0.9144, 0)),
            Map.entry(MeasureUnit.MILE, new Unit("length", 1609.344, 0)),
            Map.entry(MeasureUnit.GRAM, new Unit("mass", 0.001, 0)),
            Map.entry(MeasureUnit.KILOGRAM, new Unit("mass", 1, 0)),
            Map.entry(MeasureUnit.OUNCE, new Unit("mass", 0.02835, 0)),
            Map.entry(MeasureUnit.POUND, new Unit("mass", 0.45359, 0)),
            Map.entry(MeasureUnit.STONE, new Unit("mass", 6.35029, 0)),
            Map.entry(MeasureUnit.TONNE, new Unit("mass", 1000, 0)),
            Map.entry(MeasureUnit.HECTARE, new Unit("area", 10_000, 0)),
            Map.entry(MeasureUnit.ACRE, new Unit("area", 4046.86, 0)),
            Map.entry(MeasureUnit.SQUARE_METER, new Unit("area", 1, 0)),
            Map.entry(MeasureUnit.SQUARE_FOOT, new Unit("area", 0.092903, 0)),
            Map.entry(MeasureUnit.SQUARE_KILOMETER, new Unit("area", 1e6, 0)),
            Map.entry(MeasureUnit.SQUARE_MILE, new Unit("area", 2_589_988, 0)),
            Map.entry(MeasureUnit.LITER, new Unit("volume", 1, 0)),
            Map.entry(MeasureUnit.GALLON, new Unit("volume", 3.78541, 0)),
            Map.entry(MeasureUnit.PINT, new Unit("volume", 0.473176, 0)),
            Map.entry(MeasureUnit.KILOMETER_PER_HOUR, new Unit("speed", 1, 0)),
            Map.entry(MeasureUnit.MILE_PER_HOUR, new Unit("speed", 1.609344, 0)),
            Map.entry(MeasureUnit.CELSIUS, new Unit("temperature", 1, 0)),
            Map.entry(MeasureUnit.FAHRENHEIT, new Unit("temperature", 5 / 9.0, -160 / 9.0)));

    private static final String GAPS = " \u00A0\u202F-";
    private static final Pattern QUOTES = Pattern.compile("[\"“”„״'’׳]");
    private static final Pattern AROUND =
            Pattern.compile("^[\\p{Nd}.,٫\\s\\u00A0\\u202F]+|[\\p{Nd}.,٫\\s\\u00A0\\u202F]+$");
    private static final int MOST_WORDS = 500;
    private static final int LONGEST_ABBREVIATION = 2;
    private static final int LONGEST_SHORT_NAME = 4;
    private static final int LONGEST_NAME = 30;

    private final List<Named> names;

    private Units(List<Named> names) {
        this.names = names;
    }

    static Units of(ULocale locale) {
        Set<Named> names = new HashSet<>();
        KNOWN.forEach((measure, unit) -> {
            for (UnitWidth width : List.of(UnitWidth.FULL_NAME, UnitWidth.SHORT)) {
                LocalizedNumberFormatter format =
                        NumberFormatter.withLocale(locale).unit(measure).unitWidth(width);
                for (double count : new double[] {1, 1.5, 2, 5, 11}) {
                    String name = bare(format.format(count).toString());
                    if (!name.isEmpty()) {
                        names.add(new Named(name, unit));
                    }
                }
            }
        });
        for (LanguageTable.Row row : LanguageTable.rows("unit-words.tsv", locale.getLanguage())) {
            Unit unit = Objects.requireNonNull(KNOWN.get(MeasureUnit.forIdentifier(row.thing())), row::thing);
            row.words().forEach(word -> names.add(new Named(fold(word), unit)));
        }
        return new Units(List.copyOf(names));
    }

    private static String bare(String written) {
        return fold(AROUND.matcher(written).replaceAll(""));
    }

    /** Whatever marks of abbreviation somebody has typed. */
    private static String fold(String written) {
        return Folding.fold(QUOTES.matcher(written).replaceAll("")).strip();
    }

    /** The units that may stand at a place of a text, after a space or hyphen. */
    Set<Unit> at(String text, int place) {
        int start = place < text.length() && GAPS.indexOf(text.charAt(place)) >= 0 ? place + 1 : place;
        if (start >= text.length() || !isBeginning(text.codePointAt(start))) {
            return Set.of();
        }
        String rest = fold(text.substring(start, Math.min(text.length(), start + LONGEST_NAME)));
        Set<Unit> found = new HashSet<>();
        for (Named named : names) {
            if (named.begins(rest)) {
                found.add(named.unit());
            }
        }
        return found;
    }

    /** The units a text names, among its first words and not by abbreviations. */
    static Set<Unit> named(Side side) {
        Set<Unit> named = new HashSet<>();
        side.words().inOrder().stream()
                .limit(MOST_WORDS)
                .filter(word -> word.folded().length() > LONGEST_ABBREVIATION
                        || !side.language().isSpaced())
                .forEach(word -> named.addAll(side.language().units().at(side.prose(), word.start())));
        return named;
    }

    private static boolean isBeginning(int c) {
        return UCharacter.isUAlphabetic(c) || "°℃℉㎞㎏㎝".indexOf(c) >= 0;
    }
}
