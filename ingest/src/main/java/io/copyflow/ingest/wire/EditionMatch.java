package io.copyflow.ingest.wire;

import com.ibm.icu.util.ULocale;
import io.copyflow.contract.LanguageTag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the edition a language belongs to: by RFC 4647 lookup ({@code en-US} is {@code en}), else by the likely script
 * ({@code zh-CN} is {@code zh-Hans}, {@code kk} is {@code kk-Cyrl}). Never across scripts: {@code zh-TW} is not
 * {@code zh-Hans}, and {@code sr-Latn} not {@code sr}.
 */
final class EditionMatch {

    private EditionMatch() {}

    /** The edition's language for a tag; null when there is none. */
    static @Nullable String of(String tag, List<String> editions) {
        String canonical = LanguageTag.canonical(tag);
        if (canonical == null) {
            return null;
        }
        ULocale wanted = likely(canonical);
        for (String range = canonical; !range.isEmpty(); range = shorter(range)) {
            if (editions.contains(range) && sameScript(wanted, likely(range))) {
                return range;
            }
        }
        return editions.stream()
                .filter(edition -> sameLanguage(wanted, likely(edition)) && sameScript(wanted, likely(edition)))
                .findFirst()
                .orElse(null);
    }

    /** The tag without its last subtag, and without a single letter left at the end (RFC 4647, 3.4). */
    private static String shorter(String tag) {
        int cut = tag.lastIndexOf('-');
        if (cut < 0) {
            return "";
        }
        return cut >= 2 && tag.charAt(cut - 2) == '-' ? tag.substring(0, cut - 2) : tag.substring(0, cut);
    }

    private static ULocale likely(String tag) {
        return ULocale.addLikelySubtags(ULocale.createCanonical(ULocale.forLanguageTag(tag)));
    }

    private static boolean sameLanguage(ULocale one, ULocale other) {
        return one.getLanguage().equals(other.getLanguage());
    }

    private static boolean sameScript(ULocale one, ULocale other) {
        return one.getScript().equals(other.getScript());
    }
}
