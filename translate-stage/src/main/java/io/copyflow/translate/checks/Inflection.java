package io.copyflow.translate.checks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a word in a text may be from its basic form and still be the same word. Rough on purpose: a check that asks
 * whether a word was used had rather believe it was.
 */
enum Inflection {
    /** Words are not set apart by spaces and do not change: Chinese, Japanese, Thai. */
    UNSPACED(0, 0),
    /** Hardly any endings: Malay, Vietnamese. */
    ISOLATING(0, 3),
    /** Plurals and genders: English, French, Spanish. */
    LIGHT(1, 2),
    /** Endings, and words that grow together: German, Dutch. */
    COMPOUNDING(2, 3),
    /** Cases: Russian, Greek. */
    FUSIONAL(2, 3),
    /** Any number of endings: Kazakh, Turkish, Korean. */
    SUFFIXING(1, 99),
    /** Articles and small words are written together with the word: Arabic, Hebrew. */
    CLITIC(1, 4),
    /** The beginning of a word changes: Swahili. */
    PREFIXING(0, 2);

    private static final Map<String, Inflection> BY_LANGUAGE = Map.ofEntries(
            Map.entry("zh", UNSPACED),
            Map.entry("yue", UNSPACED),
            Map.entry("ja", UNSPACED),
            Map.entry("th", UNSPACED),
            Map.entry("lo", UNSPACED),
            Map.entry("km", UNSPACED),
            Map.entry("my", UNSPACED),
            Map.entry("bo", UNSPACED),
            Map.entry("ms", ISOLATING),
            Map.entry("id", ISOLATING),
            Map.entry("vi", ISOLATING),
            Map.entry("en", LIGHT),
            Map.entry("fr", LIGHT),
            Map.entry("es", LIGHT),
            Map.entry("it", LIGHT),
            Map.entry("pt", LIGHT),
            Map.entry("ca", LIGHT),
            Map.entry("gl", LIGHT),
            Map.entry("de", COMPOUNDING),
            Map.entry("nl", COMPOUNDING),
            Map.entry("sv", COMPOUNDING),
            Map.entry("da", COMPOUNDING),
            Map.entry("nb", COMPOUNDING),
            Map.entry("no", COMPOUNDING),
            Map.entry("kk", SUFFIXING),
            Map.entry("ky", SUFFIXING),
            Map.entry("tr", SUFFIXING),
            Map.entry("az", SUFFIXING),
            Map.entry("uz", SUFFIXING),
            Map.entry("tk", SUFFIXING),
            Map.entry("tt", SUFFIXING),
            Map.entry("ug", SUFFIXING),
            Map.entry("mn", SUFFIXING),
            Map.entry("ko", SUFFIXING),
            Map.entry("fi", SUFFIXING),
            Map.entry("et", SUFFIXING),
            Map.entry("hu", SUFFIXING),
            Map.entry("ka", SUFFIXING),
            Map.entry("ar", CLITIC),
            Map.entry("he", CLITIC),
            Map.entry("sw", PREFIXING));

    /** And, so; in, like, to, will, from, that, the: in the order in which they may stand before a word. */
    private static final List<String> CLITICS = List.of("وفو\u05D5", "بكلسבלכמשה", "لה");

    private static final Set<String> PLURALS = Set.of("", "s", "es");

    /** Words shorter than this are taken as they are, but for an ending. */
    private static final int SHORT = 4;

    private final int lost;
    private final int gained;

    Inflection(int lost, int gained) {
        this.lost = lost;
        this.gained = gained;
    }

    /** That of a language, given without script and region; cases where it is not known. */
    static Inflection of(String language) {
        return BY_LANGUAGE.getOrDefault(language, FUSIONAL);
    }

    /** What every form of a word begins with. */
    String stem(String form) {
        return form.length() < SHORT ? form : form.substring(0, Math.max(SHORT - 1, form.length() - lost));
    }

    /** Whether a word of a text can be the given form, both folded. */
    boolean matches(String form, String word) {
        return switch (this) {
            case UNSPACED -> word.contains(form);
            case ISOLATING, LIGHT, FUSIONAL, SUFFIXING -> begins(form, word);
            case COMPOUNDING -> begins(form, word) || form.length() > SHORT && word.contains(form);
            case CLITIC -> variants(word).stream().anyMatch(variant -> begins(bare(form), variant));
            case PREFIXING ->
                begins(form, word)
                        || form.length() > SHORT
                                && word.endsWith(form.substring(2))
                                && word.length() <= form.length() + 2;
        };
    }

    /**
     * Whether a word of a text is most likely the given form, both folded: for checks that warn because a word is
     * there.
     */
    boolean isClose(String form, String word) {
        return switch (this) {
            case UNSPACED -> word.contains(form);
            case ISOLATING -> word.equals(form);
            case LIGHT -> word.startsWith(form) && PLURALS.contains(word.substring(form.length()));
            case COMPOUNDING -> word.startsWith(form) && (form.length() > SHORT || word.length() <= form.length() + 2);
            case PREFIXING -> word.startsWith(form) && word.length() <= form.length() + 2;
            case SUFFIXING -> word.startsWith(form);
            case FUSIONAL ->
                word.length() <= form.length() + 2
                        && word.regionMatches(0, form, 0, form.length() < SHORT ? form.length() : form.length() - 1);
            case CLITIC -> variants(word).contains(bare(form));
        };
    }

    /** A basic form without the article that is written together with it. */
    String bare(String form) {
        return this == CLITIC && form.startsWith("ال") && form.length() > SHORT ? form.substring(2) : form;
    }

    /** A word of a text without any, some or all of the small words that are written together with it. */
    List<String> variants(String word) {
        if (this != CLITIC) {
            return List.of(word);
        }
        Set<String> variants = new LinkedHashSet<>(Set.of(word));
        for (String clitics : CLITICS) {
            for (String variant : List.copyOf(variants)) {
                if (variant.length() >= SHORT && clitics.indexOf(variant.charAt(0)) >= 0) {
                    variants.add(variant.substring(1));
                }
            }
        }
        List.copyOf(variants).forEach(variant -> variants.add(bare(variant)));
        return List.copyOf(variants);
    }

    private boolean begins(String form, String word) {
        int most = form.length() < SHORT && this != SUFFIXING ? Math.min(gained, 1) : gained;
        return word.startsWith(stem(form)) && word.length() <= form.length() + most;
    }
}
