package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.desk.DeskUnderTest.Browser;
import io.copyflow.desk.index.SearchQuestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How long a full desk takes: {@code -Dfigures=10000} says with how many stories. */
@EnabledIfSystemProperty(
        named = "figures",
        matches = "\\d+",
        disabledReason = "a measurement, not a check: -Dfigures=10000")
class DeskFiguresTest {

    private static final String[] LANGUAGES = {"en", "fr", "ar", "zh-Hans", "kk-Cyrl"};
    private static final String[][] WORDS = {
        "the river dam engineers watched rain minister harbour talks strike museum price bank water town farm reservoir climate"
                .split(" "),
        "le fleuve barrage ingénieurs pluie ministre port grève musée prix banque eau ville ferme réservoir climat"
                .split(" "),
        "النهر السد المهندسون المطر الوزير الميناء الإضراب المتحف السعر البنك الماء المدينة المزرعة الخزان المناخ"
                .split(" "),
        "河流 大坝 工程师 降雨 部长 港口 罢工 博物馆 价格 银行 水 城镇 农场 水库 气候".split(" "),
        "өзен бөгет инженер жаңбыр министр порт ереуіл мұражай баға банк су қала ферма қойма климат".split(" ")
    };

    @TempDir
    private Path folder;

    private final Random random = new Random(11);

    @Test
    void a_full_board_opens_and_a_search_answers_at_once() {
        int stories = Integer.getInteger("figures");
        try (DeskUnderTest desk = new DeskUnderTest(folder)) {
            long begin = System.nanoTime();
            Newslog log = new Newslog();
            for (int n = 0; n < stories; n++) {
                write(log, "s" + n, n);
                if (n % 500 == 499) {
                    log.into(desk.index);
                    log.entries().clear();
                }
            }
            log.into(desk.index);
            System.out.printf(
                    "%d stories in %d languages read and added up in %d ms%n",
                    stories, LANGUAGES.length, millis(begin));
            desk.clock.advance(Duration.between(desk.clock.instant(), log.now()));
            Browser browser = desk.browser().as("ingrid.solheim");
            tell("board", 30, () -> assertThat(browser.look("/").status()).isEqualTo(200));
            tell(
                    "all of a section",
                    10,
                    () -> assertThat(browser.look("/?phase=editing").status()).isEqualTo(200));
            tell(
                    "a story",
                    30,
                    () -> assertThat(browser.look("/story/s" + random.nextInt(stories))
                                    .status())
                            .isEqualTo(200));
            tell(
                    "search, page",
                    30,
                    () -> assertThat(browser.look("/search?q=" + WORDS[0][random.nextInt(18)] + "+"
                                            + WORDS[0][random.nextInt(18)])
                                    .status())
                            .isEqualTo(200));
            tell(
                    "wallboard",
                    30,
                    () -> assertThat(browser.look("/wall").status()).isEqualTo(200));
            tell(
                    "release gate",
                    30,
                    () -> assertThat(browser.look("/release").status()).isEqualTo(200));
            tell(
                    "translation queue",
                    30,
                    () -> assertThat(browser.look("/translate").status()).isEqualTo(200));
            tell("search, index", 60, () -> {
                String[] words = WORDS[random.nextInt(WORDS.length)];
                desk.index.search(new SearchQuestion(
                        words[random.nextInt(words.length)] + " " + words[random.nextInt(words.length)],
                        null,
                        null,
                        null,
                        null,
                        null,
                        50));
            });
        }
    }

    private void write(Newslog log, String story, int n) {
        int source = n % LANGUAGES.length;
        List<String> targets = new ArrayList<>(List.of(LANGUAGES));
        targets.remove(LANGUAGES[source]);
        log.accepted(story, LANGUAGES[source], text(source, 7), body(source), targets.toArray(String[]::new))
                .asked(story, LANGUAGES[source], 1);
        for (String target : targets) {
            log.queued(story, target, Duration.ofHours(1 + random.nextInt(6)));
        }
        if (n % 4 > 0) {
            log.approved(story, LANGUAGES[source], 1, "harriet.penhallow");
            for (String target : targets) {
                int words = List.of(LANGUAGES).indexOf(target);
                log.submitted(story, target, "awa.ndoye", text(words, 7), body(words))
                        .asked(story, target, 1);
            }
        }
        if (n % 4 > 1) {
            log.cleared(story, LANGUAGES[source], 1).released(story, LANGUAGES[source], 1, 1);
        }
    }

    private String body(int language) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            body.append(i == 0 ? "" : "\n").append(text(language, 40));
        }
        return body.toString();
    }

    private String text(int language, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(WORDS[language][random.nextInt(WORDS[language].length)]).append(' ');
        }
        return text.append(random.nextInt(1_000)).append('.').toString();
    }

    private static void tell(String what, int rounds, Runnable round) {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < rounds + 5; i++) {
            long begin = System.nanoTime();
            round.run();
            if (i >= 5) {
                took.add(millis(begin));
            }
        }
        Collections.sort(took);
        System.out.printf(
                "%s: median %d ms, 95 %% %d ms (%d times)%n",
                what, took.get(took.size() / 2), took.get(took.size() * 95 / 100), rounds);
    }

    private static long millis(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
