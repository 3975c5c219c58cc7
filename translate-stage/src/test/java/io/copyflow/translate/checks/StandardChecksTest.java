package io.copyflow.translate.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.translate.domain.Glossary;
import io.copyflow.translate.domain.Glossary.Forbidden;
import io.copyflow.translate.domain.Glossary.Term;
import io.copyflow.translate.domain.QualityChecks;
import io.copyflow.translate.domain.Warning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardChecksTest {

    private static final StandardChecks CHECKS = new StandardChecks();

    private static final Glossary GLOSSARY = new Glossary(
            List.of(
                    new Term(Map.of(
                            "en", List.of("green belt"),
                            "de", List.of("Grüngürtel"),
                            "ru", List.of("зелёный пояс"),
                            "kk-Cyrl", List.of("жасыл белдеу"),
                            "ar", List.of("الحزام الأخضر"),
                            "sw", List.of("ukanda wa kijani"),
                            "zh", List.of("绿化带", "绿带"))),
                    new Term(Map.of("en", List.of("belt"), "de", List.of("Gürtel"), "ru", List.of("ремень"))),
                    new Term(Map.of("en", List.of("US"), "de", List.of("USA")))),
            List.of(
                    new Forbidden("de", "Kiew", "Kyjiw"),
                    new Forbidden("ru", "на Украине", null),
                    new Forbidden("zh", "武汉肺炎", "新冠肺炎")),
            List.of("Copyflow", "Radio Alda"));

    private static Set<String> kinds(String language, String source, String target) {
        return kinds("en", source, language, target);
    }

    private static Set<String> kinds(String sourceLanguage, String source, String language, String target) {
        return Translated.plain(sourceLanguage, source, language, target).kinds(CHECKS, GLOSSARY);
    }

    private static List<Warning> warnings(String language, String source, String target) {
        return Translated.plain("en", source, language, target).warnings(CHECKS, GLOSSARY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ar | It grew by 12.5 percent to 3,400.      | نما بنسبة ١٢٫٥ في المئة إلى ٣٬٤٠٠.
            th | The 300 places cost 2 million dollars. | ที่นั่ง ๓๐๐ ที่มีราคา ๒ ล้านดอลลาร์
            ja | The city gave 125 million yen.         | 市は１億２５００万円を拠出した。
            zh-Hans | The fund holds 3 billion yuan.    | 该基金持有30亿元。
            zh-Hans | Some 20 people came.              | 约二十人前来。
            ko | About 35,000 people came.              | 약 3만 5천 명이 왔다.
            hi | It cost 1,250,000 rupees.              | इसकी लागत 12.5 लाख रुपये थी।
            de | It cost 1,234.56 dollars.              | Es kostete 1.234,56 Dollar.
            ru | The house is of the 19th century.      | Дом построен в XIX веке.
            ru | She waited for 3 hours.                | Она ждала три часа.
            ru | Between 30 and 40 million came.        | Приехало от 30 до 40 млн человек.
            fr | The match begins at 3 p.m. on Friday.  | Le match commence à 15 heures vendredi.
            sw | The match begins at 3 p.m.             | Mechi itaanza saa 9 alasiri.
            kk-Cyrl | Half past seven, 7:30 p.m.        | Кешкі сағат 19:30.
            es | It was built in the 1980s.             | Se construyó en los años 80.
            ar | It was built in the 1980s.             | بني في ثمانينيات القرن العشرين.
            th | It was built in 2018.                  | สร้างขึ้นในปี 2561
            de | It is 10 miles from here.              | Es liegt 16 Kilometer von hier.
            it | The 6-foot-3 player left.              | Il giocatore alto 1,91 m se ne è andato.
            pt | Two dozen, or 24, were lost.           | Duas dúzias, ou seja, 24, se perderam.
            el | Some 2.4 billion euros are missing.    | Λείπουν 2,4 δισ. ευρώ.
            ms | Call 0800 555 1234 for help.           | Hubungi 0800-555-1234 untuk bantuan.
            it | On September 11 they met.              | L'11/9 si sono incontrati.
            """)
    void r11_a_number_written_as_the_language_writes_it_is_the_same_number(
            String language, String source, String target) {
        assertThat(kinds(language, source, target)).doesNotContain("numbers", "dates", "percent");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ru | It cost £125m.                    | Он стоил 152 млн фунтов.
            th | The market is worth £2.8bn.       | ตลาดมีมูลค่า 2.8 ล้านปอนด์
            de | Some 5,600 people came.           | Rund 6.500 Menschen kamen.
            ar | The law is of 1967.               | صدر القانون عام ١٩٧٦.
            kk-Cyrl | They sold 15 sheep.          | Олар қойларын сатты.
            ja | They sold sheep.                  | 彼らは羊を15頭売った。
            es | It cost 2.4 million.              | Costó 2,4 mil millones.
            de | It is 10 miles from here.         | Es liegt 61 Kilometer von hier.
            """)
    void r11_a_number_that_differs_is_warned_of(String language, String source, String target) {
        assertThat(kinds(language, source, target)).contains("numbers");
    }

    @Test
    void r11_the_sentence_names_both_numbers_and_what_to_do() {
        assertThat(warnings("ru", "It cost £125m.", "Он стоил 152 млн фунтов."))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.sentence())
                            .isEqualTo("The source has 125m, the translation 152 млн. Make them agree.");
                    assertThat(warning.expected()).isEqualTo("125m");
                    assertThat(warning.found()).isEqualTo("152 млн");
                    assertThat(warning.segmentId()).isEqualTo("s");
                    assertThat(warning.severity()).isEqualTo(Warning.Severity.MAJOR);
                });
    }

    @Test
    void r11_percent_and_currency_are_kept() {
        assertThat(kinds("ru", "Prices rose 12%.", "Цены выросли на 12.")).containsExactly("percent");
        assertThat(kinds("sw", "Prices rose 12%.", "Bei zilipanda kwa asilimia 12."))
                .isEmpty();
        assertThat(kinds("de", "It costs $40.", "Es kostet 40 €.")).containsExactly("currency");
        assertThat(kinds("de", "It costs $40.", "Es kostet 40 $ (37 €).")).doesNotContain("currency");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr | They met on March 3.            | Ils se sont rencontrés le 3 mars.
            ja | They met on March 3.            | 彼らは3月3日に会った。
            ru | They met on Wednesday, March 3. | Они встретились в среду, 3 марта.
            ar | They met on March 3.            | التقوا في 3 آذار.
            pt | They met on Monday.             | Encontraram-se na segunda.
            zh-Hans | They met on Sunday.        | 他们星期天见面。
            kk-Cyrl | They met on Saturday.      | Олар сенбіде кездесті.
            de | They met on Monday morning.     | Sie trafen sich am Montagmorgen.
            """)
    void r11_dates_may_be_written_as_the_language_writes_them(String language, String source, String target) {
        assertThat(kinds(language, source, target)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr | They met on March 3.    | Ils se sont rencontrés le 3 mai.
            ru | They met on 3 July.     | Они встретились 3 июня.
            de | They met on Monday.     | Sie trafen sich am Dienstag.
            kk-Cyrl | They met on Sunday. | Олар дүйсенбіде кездесті.
            th | They met on Friday.     | พวกเขาพบกันวันพุธ
            """)
    void r11_another_month_or_day_is_warned_of(String language, String source, String target) {
        assertThat(kinds(language, source, target)).containsExactly("dates");
    }

    @Test
    void r11_marks_are_as_many_and_links_lead_where_the_sources_lead() {
        Translated sound = Translated.plain("en", "The bridge is open.", "fr", "Le pont est ouvert.")
                .withMarks(List.of(
                        new Mark(Mark.Kind.EMPHASIS, 0, 3, null),
                        new Mark(Mark.Kind.LINK, 4, 6, "https://example.org/bridge")));
        assertThat(sound.warnings(CHECKS, Glossary.EMPTY)).isEmpty();
        assertThat(sound.withTargetMarks(sound.target().marks().subList(1, 2)).kinds(CHECKS, Glossary.EMPTY))
                .containsExactly("marks");
        assertThat(sound.withTargetMarks(List.of(
                                new Mark(Mark.Kind.EMPHASIS, 0, 3, null),
                                new Mark(Mark.Kind.LINK, 4, 6, "https://example.org/other")))
                        .warnings(CHECKS, Glossary.EMPTY))
                .singleElement()
                .extracting(Warning::check, Warning::expected, Warning::found)
                .containsExactly("links", "https://example.org/bridge", "https://example.org/other");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Write to desk@example.org.     | Пишите на redaktor@example.org.
            See https://example.org/a?b=1. | Смотрите https://example.org/a.
            As @harbour_desk wrote.        | Как писал @гавань.
            Under #HarbourBridge.          | Под тегом #МостВГавани.
            Good morning, {name}.          | Доброе утро, {имя}.
            There are %s places.           | Всего мест.
            """)
    void r11_addresses_accounts_tags_and_placeholders_are_kept(String source, String target) {
        assertThat(kinds("ru", source, target)).containsExactly("tokens");
        assertThat(kinds("ru", source, source)).doesNotContain("tokens");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Die Stadt schützt ihre Grüngürtel.
            ru | Город охраняет свои зелёные пояса.
            kk-Cyrl | Қала жасыл белдеуін қорғайды.
            ar | تحمي المدينة حزامها الأخضر والحزام الأخضر الجديد.
            sw | Jiji linalinda ukanda wake wa kijani.
            zh-Hans | 该市保护其绿带。
            """)
    void r11_a_term_counts_in_whatever_form_it_has_in_the_sentence(String language, String target) {
        assertThat(kinds(language, "The city protects its green belts.", target))
                .doesNotContain("glossary");
    }

    @Test
    void r11_a_term_that_is_not_used_is_warned_of_with_its_wording() {
        assertThat(warnings("de", "The city protects its green belt.", "Die Stadt schützt ihre Wälder."))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.check()).isEqualTo("glossary");
                    assertThat(warning.expected()).isEqualTo("Grüngürtel");
                });
        assertThat(kinds("zh-Hans", "The city protects its green belt.", "该市保护其森林。"))
                .containsExactly("glossary");
    }

    @Test
    void r11_of_two_terms_on_one_stretch_the_longer_counts_and_case_tells_names_apart() {
        assertThat(kinds("ru", "They walked along the green belt.", "Они шли вдоль зелёного пояса."))
                .isEmpty();
        assertThat(kinds("de", "They gave it to us.", "Sie gaben es uns.")).isEmpty();
        assertThat(kinds("de", "The US agreed.", "Frankreich stimmte zu.")).containsExactly("glossary");
    }

    @Test
    void r11_a_forbidden_wording_is_warned_of_in_its_forms_too() {
        assertThat(warnings("de", "The mayor of Kyiv agreed.", "Kiews Bürgermeister stimmte zu."))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.check()).isEqualTo("forbidden");
                    assertThat(warning.sentence()).isEqualTo("The glossary forbids “Kiew”. Write “Kyjiw”.");
                });
        assertThat(kinds("de", "The mayor of Kyiv agreed.", "Der Bürgermeister von Kyjiw stimmte zu."))
                .isEmpty();
        assertThat(kinds("zh-Hans", "They spoke of Covid.", "他们谈到武汉肺炎。")).containsExactly("forbidden");
    }

    @Test
    void r11_a_wording_to_be_kept_stays_as_it_is_whatever_is_put_after_it() {
        assertThat(kinds("kk-Cyrl", "Radio Alda uses Copyflow.", "Radio Alda Copyflow-ды қолданады."))
                .isEmpty();
        assertThat(kinds("kk-Cyrl", "They use Copyflow.", "Олар Копифлоу қолданады."))
                .containsExactly("verbatim");
        assertThat(kinds("ru", "They use Copyflowers.", "Они используют цветы."))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kk-Cyrl | Köpir düisenbi küni qaita aşyldy.
            kk-Cyrl | كوپىر دۇيسەنبى كۇنى قايتا اشىلدى.
            kk-Arab | Көпір дүйсенбі күні қайта ашылды.
            kk | Köpir düisenbi küni qaita aşyldy.
            zh-Hans | 這座橋樑已經對車輛開放通行。
            zh-Hant | 这座桥梁已经对车辆开放通行。
            ja | Hashi ga futatabi hirakareta to iu.
            ko | 橋が再び開かれたという。
            el | I gefyra anoixe xana simera to proi.
            sr-Latn | Мост је поново отворен у понедељак.
            """)
    void r11_text_in_another_script_than_the_tag_asks_for_is_warned_of(String language, String target) {
        assertThat(kinds(language, "The bridge was opened again.", target)).contains("script");
    }

    @Test
    void r11_a_wrong_script_is_named_beside_the_right_one() {
        assertThat(warnings("kk-Cyrl", "The bridge was opened again.", "Köpir düisenbi küni qaita aşyldy."))
                .singleElement()
                .extracting(Warning::check, Warning::expected, Warning::found)
                .containsExactly("script", "Cyrillic", "Latin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kk-Cyrl | Reuters and NATO agreed.          | Reuters мен NATO келісті.
            kk-Arab | The bridge was opened again.      | كوپىر دۇيسەنبى كۇنى قايتا اشىلدى.
            kk-Latn | The bridge was opened again.      | Köpir düisenbi küni qaita aşyldy.
            zh-Hans | The bridge was opened again.      | 这座桥梁已经重新开放。
            zh-Hant | The bridge was opened again.      | 這座橋樑已經重新開放。
            ja | Bank of Alda, OECD, IMF and WTO met.   | Bank of Alda、OECD、IMF、WTOが会合した。
            th | Lena Aldern, Radio Alda                | Lena Aldern, Radio Alda
            """)
    void r11_the_right_script_and_foreign_names_are_not_warned_of(String language, String source, String target) {
        assertThat(kinds(language, source, target)).doesNotContain("script");
    }

    @Test
    void r11_letters_that_only_look_right_are_warned_of() {
        assertThat(warnings("kk-Cyrl", "The language is old.", "Бұл тiл ескі."))
                .singleElement()
                .extracting(Warning::check, Warning::found)
                .containsExactly("letters", "тiл");
        assertThat(kinds("ru", "He sent an SMS.", "Он отправил SMSку.")).isEmpty();
    }

    @Test
    void r11_length_out_of_proportion_is_warned_of_by_what_is_usual_between_the_languages() {
        String source = "The bridge over the river will be open to traffic on Monday, and all buses will run again.";
        assertThat(kinds("zh-Hans", source, "这座跨河大桥将于星期一恢复通车，所有公交车也将恢复运行。")).isEmpty();
        assertThat(kinds("de", source, "Die Brücke ist am Montag offen.")).containsExactly("length");
        assertThat(kinds("zh-Hans", source, "大桥星期一通车。")).containsExactly("length");
        assertThat(kinds("zh-Hans", "这座跨河大桥将于星期一恢复通车。", "en", "The bridge across the river will be open on Monday."))
                .isEmpty();
    }

    @Test
    void r11_a_text_that_stops_in_a_sentence_or_says_things_twice_is_warned_of() {
        String source = "The council met on Monday, and the mayor spoke of the new bridge.";
        String target = "Der Rat trat am Montag zusammen, und die Bürgermeisterin sprach von der neuen Brücke.";
        assertThat(kinds("de", source, target)).isEmpty();
        assertThat(kinds("de", source, target.substring(0, target.length() - 8)))
                .containsExactly("ending");
        assertThat(kinds("de", source, target + " " + target)).contains("repeated");
        assertThat(kinds("th", source, "สภาประชุมกันเมื่อวันจันทร์ และนายกเทศมนตรีพูดถึงสะพานแห่งใหม่"))
                .isEmpty();
    }

    @Test
    void r11_text_left_in_the_sources_language_is_warned_of() {
        String source = "The council met on Monday, and the mayor spoke of the new bridge.";
        assertThat(kinds("fr", source, source)).containsExactly("untranslated");
        assertThat(warnings("fr", source, "Le conseil s’est réuni lundi, and the mayor spoke of the new bridge."))
                .singleElement()
                .extracting(Warning::check, Warning::found)
                .containsExactly("untranslated", "and the mayor spoke of the new bridge");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr | Lena Aldern, Radio Alda           | Lena Aldern, Radio Alda
            de | Radio Alda 2 - 1 FC Bergen        | Radio Alda 2 - 1 FC Bergen
            th | The Harbour Board spoke.          | คณะกรรมการท่าเรือ (The Harbour Board) กล่าว
            en-GB | The council met in the harbor. | The council met in the harbour.
            """)
    void r11_names_and_figures_may_stay_as_they_are(String language, String source, String target) {
        assertThat(kinds(language, source, target)).doesNotContain("untranslated");
    }

    @Test
    void r11_marks_of_direction_are_closed_and_override_nothing() {
        String source = "The bridge is open.";
        assertThat(kinds("ar", source, "الجسر مفتوح.")).isEmpty();
        assertThat(kinds("ar", source, "الجسر \u2066Alda\u2069 مفتوح.")).isEmpty();
        assertThat(kinds("ar", source, "الجسر \u2066Alda مفتوح.")).containsExactly("direction");
        assertThat(kinds("ar", source, "الجسر Alda\u2069 مفتوح.")).containsExactly("direction");
        assertThat(kinds("en", source, "de", "Die Brücke ist \u202Eoffen.")).containsExactly("direction");
    }

    @Test
    void r11_a_telephone_number_that_would_show_in_reverse_is_warned_of() {
        String source = "Call +7 727 250 00 00 today.";
        assertThat(warnings("ar", source, "اتصلوا بالرقم +7 727 250 00 00 اليوم."))
                .singleElement()
                .extracting(Warning::check, Warning::found)
                .containsExactly("direction", "+7 727 250 00 00");
        assertThat(kinds("ar", source, "اتصلوا بالرقم \u2066+7 727 250 00 00\u2069 اليوم."))
                .isEmpty();
        assertThat(kinds("fr", source, "Appelez le +7 727 250 00 00 aujourd’hui."))
                .isEmpty();
    }

    @Test
    void r11_brackets_have_partners_unless_the_sources_have_none() {
        assertThat(kinds("ar", "The bridge (the new one) is open.", "الجسر )الجديد( مفتوح."))
                .containsExactly("brackets");
        assertThat(kinds("zh-Hans", "The bridge (the new one) is open.", "大桥（新的)已开通。"))
                .isEmpty();
        assertThat(kinds("fr", "a) The bridge is open.", "a) Le pont est ouvert."))
                .isEmpty();
        assertThat(kinds("fr", "The bridge is open :)", "Le pont est ouvert :)"))
                .isEmpty();
    }

    @Test
    void r11_passages_are_paired_by_their_id() {
        List<Passage> source = List.of(Passage.plain("a", "There are 15."), Passage.plain("b", "There are 20."));
        assertThat(CHECKS.check(
                        "en",
                        source,
                        "de",
                        List.of(Passage.plain("b", "Es sind 21."), Passage.plain("x", "Es sind 99.")),
                        Glossary.EMPTY))
                .extracting(Warning::segmentId)
                .containsExactly("b");
    }

    @Test
    void r11_however_much_is_wrong_warnings_are_few_and_short() {
        List<Passage> source = new ArrayList<>();
        List<Passage> target = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            source.add(Passage.plain("b" + i, "There are " + (i + 10) + "."));
            target.add(Passage.plain("b" + i, "Es sind viele"));
        }
        source.add(0, Passage.plain("long", "12 x ".repeat(5000) + "x".repeat(5000)));
        target.add(
                0,
                Passage.plain(
                        "long",
                        IntStream.range(100, 5000)
                                .mapToObj(i -> i + " у" + "а".repeat(i % 90) + "a ")
                                .reduce("", String::concat)));
        List<Warning> warnings = CHECKS.check("en", source, "ru", target, Glossary.EMPTY);
        assertThat(warnings).hasSize(QualityChecks.MOST_WARNINGS).allSatisfy(warning -> {
            assertThat(warning.sentence()).hasSizeLessThan(600);
            assertThat(warning.expected() == null ? "" : warning.expected()).hasSizeLessThan(400);
            assertThat(warning.found() == null ? "" : warning.found()).hasSizeLessThan(400);
        });
    }

    @Test
    void r11_many_threads_get_the_same_answer() throws Exception {
        StandardChecks fresh = new StandardChecks();
        Translated translated = Translated.plain(
                "en", "On Monday 12 people came for 3 hours.", "ru", "Во вторник 13 человек пришли на два часа.");
        List<Warning> expected = translated.warnings(CHECKS, GLOSSARY);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<List<Warning>> check = () -> translated.warnings(fresh, GLOSSARY);
            for (Future<List<Warning>> answer : threads.invokeAll(Collections.nCopies(40, check))) {
                assertThat(answer.get()).isEqualTo(expected).isNotEmpty();
            }
        }
    }

    @Test
    void r11_every_kind_of_check_has_an_id_of_its_own_and_says_what_it_is_for() {
        assertThat(CheckKind.values()).extracting(CheckKind::id).doesNotHaveDuplicates();
        assertThat(CheckKind.values()).allSatisfy(kind -> {
            assertThat(kind.id()).matches("[a-z]+");
            assertThat(kind.looksFor()).endsWith(".");
            assertThat(kind.example()).isNotBlank();
        });
    }
}
