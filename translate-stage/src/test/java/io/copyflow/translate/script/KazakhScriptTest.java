package io.copyflow.translate.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KazakhScriptTest {

    /** Article 1 of the Universal Declaration of Human Rights. */
    private static final String ARTICLE_1 = "Барлық адамдар тумысынан азат және қадір-қасиеті мен құқықтары тең болып"
            + " дүниеге келеді. Адамдарға ақыл-парасат, ар-ождан берілген, сондықтан олар бір-бірімен туыстық,"
            + " бауырмалдық қарым-қатынас жасаулары тиіс.";

    @Test
    void writes_the_alphabet_of_2021() {
        assertThat(KazakhScript.LATIN_2021.write(ARTICLE_1))
                .isEqualTo("Barlyq adamdar tumysynan azat jäne qadır-qasietı men qūqyqtary teñ bolyp düniege keledı."
                        + " Adamdarğa aqyl-parasat, ar-ojdan berılgen, sondyqtan olar bır-bırımen tuystyq,"
                        + " bauyrmaldyq qarym-qatynas jasaulary tiıs.");
    }

    @Test
    void writes_arabic_letters() {
        assertThat(KazakhScript.ARABIC.write(ARTICLE_1))
                .isEqualTo("بارلىق ادامدار تۋمىسىنان ازات جانە قادىر-قاسيەتى مەن قۇقىقتارى تەڭ بولىپ دۇنيەگە كەلەدى."
                        + " ادامدارعا اقىل-پاراسات، ار-وجدان بەرىلگەن، سوندىقتان ولار ءبىر-بىرىمەن تۋىستىق،"
                        + " باۋىرمالدىق قارىم-قاتىناس جاساۋلارى ءتيىس.");
    }

    @ParameterizedTest
    @CsvSource({
        "Қазақстан Республикасы, Qazaqstan Respublikasy, Qazaqstan Respwblïkası, Qazaqstan Respūblīkasy",
        "Өскемен, Öskemen, Öskemen, Öskemen",
        "Шығыс, Şyğys, Şığıs, Shyghys",
        "Ішкі істер, Işkı ıster, İşki ister, Ishki ister",
        "ИНДОНЕЗИЯ, İNDONEZİİA, ÏNDONEZÏYA, ĪNDONEZĪYA",
        "Ямал, İamal, Yamal, Yamal",
        "конъюнктура, koniunktura, konyunktwra, konʺyunktūra",
    })
    void writes_each_latin_alphabet_with_capitals(String cyrillic, String latin2021, String qazaqparat, String bgn) {
        assertThat(KazakhScript.LATIN_2021.write(cyrillic)).isEqualTo(latin2021);
        assertThat(KazakhScript.LATIN_QAZAQPARAT.write(cyrillic)).isEqualTo(qazaqparat);
        assertThat(KazakhScript.LATIN_BGN.write(cyrillic)).isEqualTo(Normalizer.normalize(bgn, Normalizer.Form.NFC));
    }

    @ParameterizedTest
    @CsvSource({
        "тіл, ءتىل",
        "Әзірбайжан, ءازىربايجان",
        "Біріккен, بىرىككەن",
        "әлем, الەم",
        "бүгінгі, بۇگىنگى",
        "қазір, قازىر",
        "іс-шара, ءىس-شارا",
        "Албания, البانيا",
        "валлий, ۆاللي",
    })
    void tells_soft_words_by_a_hamza_unless_a_letter_tells(String cyrillic, String arabic) {
        assertThat(KazakhScript.ARABIC.write(cyrillic)).isEqualTo(arabic);
    }

    @Test
    void leaves_names_numbers_and_addresses_as_they_are() {
        assertThat(KazakhScript.LATIN_2021.write("COVID-19: 1,5 млн, https://example.org/?q=1"))
                .isEqualTo("COVID-19: 1,5 mln, https://example.org/?q=1");
        assertThat(KazakhScript.ARABIC.write("COVID-19, 1,5; https://example.org/?q=1"))
                .isEqualTo("COVID-19، 1,5؛ https://example.org/?q=1");
    }

    @Test
    void reads_letters_in_pieces_and_writes_them_whole() {
        assertThat(KazakhScript.LATIN_2021.write(Normalizer.normalize("Қой, ңё", Normalizer.Form.NFD)))
                .isEqualTo("Qoi, ñio");
        assertThat(KazakhScript.LATIN_2021.write("")).isEmpty();
    }
}
