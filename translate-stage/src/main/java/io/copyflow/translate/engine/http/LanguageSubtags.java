package io.copyflow.translate.engine.http;

import com.ibm.icu.util.ULocale;

/**
 * A language tag in parts. Where a tag names no script or region, they are the likely ones of CLDR.
 *
 * @param isUsualScript whether text in the language is written so unless somebody says otherwise: a machine that knows
 *     {@code kk} writes Cyrillic, and is no machine for {@code kk-Latn}
 */
record LanguageSubtags(String language, String script, String region, boolean isUsualScript) {

    static LanguageSubtags of(String tag) {
        ULocale given = ULocale.forLanguageTag(tag);
        ULocale full = ULocale.addLikelySubtags(given);
        ULocale usual = ULocale.addLikelySubtags(new ULocale(given.getLanguage()));
        return new LanguageSubtags(
                full.getLanguage(),
                full.getScript(),
                full.getCountry(),
                full.getScript().equals(usual.getScript()));
    }
}
