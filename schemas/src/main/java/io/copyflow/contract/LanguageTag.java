package io.copyflow.contract;

import java.util.Arrays;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BCP 47 language tags: the same canonical spelling and direction in every module. */
public final class LanguageTag {

    private static final Set<String> RIGHT_TO_LEFT_SCRIPTS =
            Set.of("Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Yezi");
    private static final Set<String> RIGHT_TO_LEFT_LANGUAGES =
            Set.of("ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr", "nqo", "arc");
    private static final Set<String> ISO_639_1 = new HashSet<>(Arrays.asList(Locale.getISOLanguages()));

    private LanguageTag() {}

    /**
     * The canonical spelling of a tag, such as {@code zh-Hans} for {@code ZH-hans}.
     *
     * @return null when it is not a well-formed tag, or its language is neither a two-letter code of ISO 639-1 nor any
     *     three-letter code
     */
    public static @Nullable String canonical(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            String language = locale.getLanguage();
            if (language.length() == 2 ? !ISO_639_1.contains(language) : language.length() != 3) {
                return null;
            }
            return locale.toLanguageTag();
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    /** The canonical spelling, or the tag as it came when it has none: for a decider to refuse in its own words. */
    public static String canonicalOrAsIs(String tag) {
        String canonical = canonical(tag);
        return canonical == null ? tag : canonical;
    }

    /**
     * The canonical spelling of a tag as other programs write it: with space around it, or underscores for hyphens.
     *
     * @return null when even so it is none
     */
    public static @Nullable String canonicalOfLoose(String tag) {
        return canonical(tag.strip().replace('_', '-'));
    }

    /** Whether text in this language runs from right to left: by its script where it names one, else by the language. */
    public static boolean isRightToLeft(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return locale.getScript().isEmpty()
                ? RIGHT_TO_LEFT_LANGUAGES.contains(locale.getLanguage())
                : RIGHT_TO_LEFT_SCRIPTS.contains(locale.getScript());
    }

    /** {@code rtl} or {@code ltr}, as HTML's {@code dir} wants it. */
    public static String direction(String tag) {
        return isRightToLeft(tag) ? "rtl" : "ltr";
    }
}
