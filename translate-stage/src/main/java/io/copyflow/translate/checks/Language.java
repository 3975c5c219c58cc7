package io.copyflow.translate.checks;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.copyflow.contract.LanguageTag;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Unicode's data says of a language. Safe for threads; the costly parts are made when first asked for. */
final class Language {

    private final String tag;
    private final ULocale locale;
    private final String script;
    private final Set<Integer> scripts;
    private final Inflection inflection;
    private final boolean isRightToLeft;
    private final boolean hasUsualWords;
    private final ThreadLocal<BreakIterator> wordBreaks;
    private @Nullable Numerals numerals;
    private @Nullable Spelling spelling;
    private @Nullable CalendarNames calendarNames;
    private @Nullable Units units;

    Language(String tag) {
        this.tag = tag;
        this.locale = ULocale.forLanguageTag(tag);
        this.script = ULocale.addLikelySubtags(locale).getScript();
        this.inflection = Inflection.of(locale.getLanguage());
        this.scripts = scripts(script);
        this.isRightToLeft = LanguageTag.isRightToLeft(tag);
        this.hasUsualWords = locale.getVariant().isEmpty() && locale.getKeywords() == null;
        this.wordBreaks = ThreadLocal.withInitial(() -> BreakIterator.getWordInstance(locale));
    }

    private static Set<Integer> scripts(String script) {
        return switch (script) {
            case "" -> Set.of();
            case "Jpan" -> Set.of(UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA);
            case "Kore" -> Set.of(UScript.HANGUL, UScript.HAN);
            case "Hans", "Hant" -> Set.of(UScript.HAN, UScript.BOPOMOFO);
            default -> Set.of(UScript.getCodeFromName(script));
        };
    }

    /** BCP 47. */
    String tag() {
        return tag;
    }

    /** The language alone, such as {@code kk}. */
    String name() {
        return locale.getLanguage();
    }

    ULocale locale() {
        return locale;
    }

    /** Four letters of ISO 15924: the tag's, or the one the language is most often written in; empty when unknown. */
    String script() {
        return script;
    }

    boolean isRightToLeft() {
        return isRightToLeft;
    }

    Inflection inflection() {
        return inflection;
    }

    /** Whether spaces set its words apart. */
    boolean isSpaced() {
        return inflection != Inflection.UNSPACED;
    }

    /** The scripts its letters are of, by {@link UScript}'s numbers; none when unknown. */
    Set<Integer> scripts() {
        return scripts;
    }

    /** Whether its texts are broken into words by Unicode's rules alone: not where the tag asks for other ones. */
    boolean hasUsualWords() {
        return hasUsualWords;
    }

    /** The thread's own; to be set to a text by whoever asks. */
    BreakIterator wordBreaks() {
        return wordBreaks.get();
    }

    synchronized Numerals numerals() {
        if (numerals == null) {
            numerals = Numerals.of(this);
        }
        return numerals;
    }

    synchronized Spelling spelling() {
        if (spelling == null) {
            spelling = Spelling.of(this);
        }
        return spelling;
    }

    synchronized CalendarNames calendarNames() {
        if (calendarNames == null) {
            calendarNames = CalendarNames.of(locale);
        }
        return calendarNames;
    }

    synchronized Units units() {
        if (units == null) {
            units = Units.of(locale);
        }
        return units;
    }
}
