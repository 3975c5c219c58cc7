package io.copyflow.translate.script;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.function.UnaryOperator;

/**
 * The scripts that Kazakh in Cyrillic letters can be written in. Each goes letter by letter, so that it gives a draft
 * for a person to correct. Sources and figures: docs/reference/kazakh-transliteration.md.
 */
public enum KazakhScript {

    /** The Latin alphabet of 31 letters that Kazakhstan's government presented in 2021. */
    LATIN_2021("kk-Latn", "latin-2021", new LatinLetters("""
                    а a   ә ä   б b   в v   г g   ғ ğ   д d   е e   ж j   з z   и i   й i   к k   қ q   л l   м m
                    н n   ң ñ   о o   ө ö   п p   р r   с s   т t   у u   ұ ū   ү ü   ф f   х h   һ h   ш ş   ы y
                    і ı   э e   ё io  ц ts  ч tş  щ şş  ю iu  я ia  ъ -   ь -
                    """)),

    /** The Latin alphabet in the Turkish manner that the news agency QazAqparat used. */
    LATIN_QAZAQPARAT("kk-Latn", "latin-qazaqparat", new LatinLetters("""
                    а a   ә ä   б b   в v   г g   ғ ğ   д d   е e   ж j   з z   и ï   й y   к k   қ q   л l   м m
                    н n   ң ñ   о o   ө ö   п p   р r   с s   т t   у w   ұ u   ү ü   ф f   х x   һ h   ш ş   ы ı
                    і i   э é   ё yo  ц c   ч ç   щ şç  ю yu  я ya  ъ -   ь -
                    """)),

    /** The romanisation for names on maps of BGN/PCGN 1979, as CLDR has it. */
    LATIN_BGN("kk-Latn", "latin-bgn", Transliterator.getInstance("Kazakh-Latin/BGN")::transliterate),

    /** The Arabic letters of Kazakhs in China, after Baitursynuly's reform. */
    ARABIC("kk-Arab", "arabic", new ArabicLetters());

    private final String tag;
    private final String label;
    private final UnaryOperator<String> letters;

    KazakhScript(String tag, String label, UnaryOperator<String> letters) {
        this.tag = tag;
        this.label = label;
        this.letters = letters;
    }

    /** The BCP 47 tag of what is written in it. */
    public String tag() {
        return tag;
    }

    /** Its name in settings and in the origin of a draft, such as {@code latin-2021}. */
    public String label() {
        return label;
    }

    /**
     * The text in this script, in NFC. What are no Cyrillic letters of Kazakh stays, but for the punctuation of the
     * Arabic script.
     */
    public String write(String cyrillic) {
        return Normalizer.normalize(
                letters.apply(Normalizer.normalize(cyrillic, Normalizer.Form.NFC)), Normalizer.Form.NFC);
    }
}
