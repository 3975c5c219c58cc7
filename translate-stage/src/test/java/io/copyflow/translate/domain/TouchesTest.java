package io.copyflow.translate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TouchesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | The mnister left the room.            | The minister left the room.
            en | He said that it rained.               | He said that it had rained.
            en | It was late, and it rained.           | It was late and it rained
            en | “It rained”, she said.                | "It rained" , she said.
            en | the organisation of the talks         | the organization of the talks
            fr | les éleveurs reçoivent la prévision   | les éleveurs reçoivent les prévisions
            ru | скотоводы получают прогноз погоды     | скотоводы получают прогнозы погоды
            es | los ganaderos reciben el pronóstico   | los ganaderos reciben un pronóstico
            zh | 牧民收到天气预报。                        | 牧民收到天气预报
            ar | يتلقى الرعاة نشرة الطقس،                | يتلقى الرعاة نشرة الطقس
            th | คนเลี้ยงสัตว์ได้รับพยากรณ์อากาศ               | คนเลี้ยงสัตว์ ได้รับ พยากรณ์อากาศ
            el | οι κτηνοτρόφοι λαμβάνουν πρόγνωση     | οι κτηνοτρόφοι λαμβάνουν προγνώσεις
            """)
    void r10_a_small_correction_touches_nothing(String language, String before, String after) {
        assertThat(touches(language, before, after)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | killed 5 people              | killed 6 people
            en | rose by 1.5 points           | rose by 15 points
            en | on 3 May                     | on 3 and 4 May
            en | killed 5, hurt many          | hurt 5, killed many
            en | five miles away              | five kilometres away
            en | three people came            | four people came
            en | about a half of them         | about a third of them
            en | 10 % of them                 | 10 of them
            en | fell by −5 degrees           | fell by 5 degrees
            en | at 10:30 sharp               | at 10:45 sharp
            en | the ½ of it                  | the ¼ of it
            ar | قتل ٥ أشخاص                   | قتل ٦ أشخاص
            fa | ۵ نفر                         | ۶ نفر
            th | เวลา ๙ โมง                    | เวลา ๘ โมง
            zh | 5人受伤                         | 6人受伤
            ru | погибли пятеро               | погибли шестеро
            kk | бесеуі келді                 | алтауы келді
            sw | watu watatu walikuja         | watu wawili walikuja
            de | zweihundert Menschen         | dreihundert Menschen
            """)
    void r10_a_number_is_touched(String language, String before, String after) {
        assertThat(touches(language, before, after)).contains(Touch.NUMBER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | the talks in Geneva ended    | the talks in Vienna ended
            en | Paris denied the report      | London denied the report
            en | he met Ruto and Kenyatta     | he met Kenyatta and Ruto
            en | the president spoke          | the President spoke
            en | the site example.org says    | the site example.com says
            en | write to ann@post.org        | write to eve@post.org
            en | the new iPhone sells         | the new eReader sells
            de | er sah den Hund              | er sah den Hund und die Katze
            ru | встреча в Москве             | встреча в Минске
            kk | Алматыда өтті                | Астанада өтті
            zh | 张三说                          | 李四说
            ja | 東京で会談                       | 大阪で会談
            ko | 서울에서 회담                      | 부산에서 회담
            ar | قال محمد                      | قال أحمد
            th | กรุงเทพ                       | เชียงใหม่
            """)
    void r10_a_name_is_touched(String language, String before, String after) {
        assertThat(touches(language, before, after)).contains(Touch.NAME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en    | it is safe                     | it is not safe
            en    | they do not and will pay       | they do and will not pay
            en    | it isn’t raining               | it is raining
            en    | nobody came to see it          | everybody came to see it
            en    | with water                     | without water
            en    | a lawful act                   | an unlawful act
            en    | a harmless change              | a harmful change
            fr    | il pleut                       | il ne pleut pas
            fr    | il n’a vu rien                 | il a vu
            ru    | он пришёл                      | он не пришёл
            ru    | это законно                    | это незаконно
            ar    | يمطر                           | لا يمطر
            es    | lo sabe                        | no lo sabe
            de    | es gibt einen plan             | es gibt keinen plan
            de    | das ist möglich                | das ist unmöglich
            pt    | ele sabe                       | ele não sabe
            it    | lo sa                          | non lo sa
            zh    | 他知道                            | 他不知道
            ja    | 雨が降る                           | 雨が降らない
            ko    | 비가 온다                          | 비가 안 온다
            sw    | walikuja                       | hawakuja
            kk    | ол келді                       | ол келмеді
            el    | ήρθε χθες                      | δεν ήρθε χθες
            ms    | dia datang                     | dia tidak datang
            th    | เขามา                          | เขาไม่มา
            """)
    void r10_a_negation_is_touched(String language, String before, String after) {
        assertThat(touches(language, before, after)).contains(Touch.NEGATION);
    }

    @ParameterizedTest
    @CsvSource({"nl,het regende,het regent", "kk-Latn,jaŋbyr jaýdy,jaŋbyr jaýady", "fa,باران,برف"})
    void r10_in_a_language_without_known_words_every_word_counts(String language, String before, String after) {
        assertThat(touches(language, before, after)).contains(Touch.NEGATION);
        assertThat(touches(language, before, before + " .")).isEmpty();
    }

    @Test
    void r10_a_link_that_leads_elsewhere_touches_a_name_and_stress_touches_nothing() {
        Passage here = linked("https://example.org/a");

        assertThat(Touches.of("en", here, linked("https://example.org/b"))).containsExactly(Touch.NAME);
        assertThat(Touches.of("en", here, Passage.plain("b1", here.text()))).containsExactly(Touch.NAME);
        assertThat(Touches.of(
                        "en",
                        Passage.plain("b1", "it rained"),
                        new Passage("b1", "it rained", List.of(new Mark(Mark.Kind.STRONG, 0, 2, null)))))
                .isEmpty();
    }

    @Test
    void r10_words_are_known_of_the_languages_the_page_says() {
        assertThat(SensitiveWords.languages())
                .containsExactlyInAnyOrder(
                        "en", "fr", "ru", "ar", "es", "de", "pt", "it", "zh", "ja", "ko", "sw", "kk", "el", "ms", "th");
    }

    @Test
    void r10_a_new_segment_touches_what_is_in_it() {
        assertThat(SourceChange.of("en", null, Passage.plain("b1", "Ruto did not pay 5"))
                        .touches())
                .isEqualTo(EnumSet.allOf(Touch.class));
        assertThat(SourceChange.of("en", null, Passage.plain("b1", "it rained")).touches())
                .isEmpty();
    }

    @Test
    @Timeout(30)
    void r10_a_long_text_that_was_rewritten_whole_takes_no_time_to_speak_of() {
        assertThat(touches("en", "word ".repeat(100_000), "other ".repeat(100_000)))
                .containsExactly(Touch.NEGATION);
    }

    private static Set<Touch> touches(String language, String before, String after) {
        Set<Touch> there = Touches.of(language, Passage.plain("b1", before), Passage.plain("b1", after));
        assertThat(Touches.of(language, Passage.plain("b1", after), Passage.plain("b1", before)))
                .as("the way back")
                .isEqualTo(there);
        return there;
    }

    private static Passage linked(String target) {
        return new Passage("b1", "it rained", List.of(new Mark(Mark.Kind.LINK, 0, 2, target)));
    }
}
