package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.channels.delivery.Receipt;
import io.copyflow.schemas.publication.PublicationStatus;
import io.copyflow.schemas.publication.PublishedVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

    @TempDir
    Path folder;

    @Test
    void r19_what_is_not_newer_than_what_was_delivered_is_dropped() throws IOException {
        deliver(Log.live("s1", "en", 5, "Five"));

        assertThat(deliver(Log.live("s1", "en", 4, "Four"), Log.live("s1", "en", 5, "Five again")))
                .isEmpty();
        assertThat(page("en/s1.html").select("h1").text()).isEqualTo("Five");
    }

    @Test
    void r19_a_late_release_does_not_bring_back_what_was_withdrawn() throws IOException {
        deliver(Log.live("s1", "en", 1, "One"));
        deliver(Log.withdrawn("s1", "en", 3));

        assertThat(deliver(Log.live("s1", "en", 2, "Two"))).isEmpty();
        assertThat(folder.resolve("en/s1.html")).doesNotExist();
    }

    @Test
    void r19_a_withdrawal_that_comes_before_its_release_holds() throws IOException {
        deliver(Log.withdrawn("s1", "en", 2));

        assertThat(deliver(Log.live("s1", "en", 1, "One"))).isEmpty();
        assertThat(folder.resolve("en/s1.html")).doesNotExist();
    }

    @Test
    void r19_of_several_releases_at_once_only_the_newest_is_delivered() throws IOException {
        List<Receipt> deliveries = deliver(
                Log.live("s1", "en", 1, "One"), Log.live("s1", "en", 3, "Three"), Log.live("s1", "en", 2, "Two"));

        assertThat(deliveries)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.sequence()).isEqualTo(3));
        assertThat(page("en/s1.html").select("h1").text()).isEqualTo("Three");
    }

    @Test
    void r22_what_is_withdrawn_leaves_no_word_of_its_text_anywhere() throws IOException {
        deliver(Log.live("s1", "en", 1, "Unspeakable"), Log.live("s1", "fr", 1, "Reste"));

        deliver(Log.withdrawn("s1", "en", 2));

        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("Unspeakable");
            }
        }
    }

    @Test
    void r22_a_killed_family_leaves_no_word_of_any_language_in_page_index_or_memory() throws IOException {
        deliver(
                Log.live("s1", "en", 1, "Unspeakable"),
                Log.live("s1", "ar", 1, "لا يوصف"),
                Log.live("s1", "ja", 1, "言語道断"),
                Log.live("s2", "en", 1, "Harmless"));

        // the last comes after a restart
        deliver(Log.killed("s1", "en", 2), Log.killed("s1", "ar", 2));
        deliver(Log.killed("s1", "ja", 2), Log.live("s1", "ja", 1, "言語道断"));

        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                        .as("%s", file)
                        .doesNotContain("Unspeakable", "لا يوصف", "言語道断");
                assertThat(folder.relativize(file).toString()).doesNotEndWith("s1.html");
            }
        }
        assertThat(page("en/index.html").select("h3 a").eachText()).containsExactly("Harmless");
        assertThat(page("index.html").select("a[href*=s1]")).isEmpty();
    }

    @Test
    void r23_a_release_is_listed_by_its_siblings_and_lists_them() throws IOException {
        deliver(Log.live("s1", "en", 1, "One"));
        deliver(Log.live("s1", "ar", 1, "واحد"));

        assertThat(page("en/s1.html").select("nav a").eachAttr("href")).containsExactly("../ar/s1.html");
        assertThat(page("ar/s1.html").select("nav a").eachAttr("href")).containsExactly("../en/s1.html");
        assertThat(alternates("en/s1.html"))
                .isEqualTo(alternates("ar/s1.html"))
                .containsExactly("ar", "en", "x-default");
    }

    @Test
    void r23_a_withdrawal_is_gone_from_its_siblings_and_indexes_and_nothing_stands_in_for_it() throws IOException {
        deliver(Log.live("s1", "en", 1, "One"), Log.live("s1", "ar", 1, "واحد"), Log.live("s1", "ja", 1, "一"));

        deliver(Log.withdrawn("s1", "ar", 2));

        assertThat(folder.resolve("ar/s1.html")).doesNotExist();
        assertThat(alternates("en/s1.html"))
                .isEqualTo(alternates("ja/s1.html"))
                .containsExactly("en", "ja", "x-default");
        assertThat(page("en/s1.html").select("nav a[hreflang=ar]")).isEmpty();
        assertThat(page("ar/index.html").select(".stories")).isEmpty();
        assertThat(page("ar/index.html").select(".empty").text()).isNotEmpty();
        assertThat(page("index.html").select("li[lang=ar] a").eachAttr("href")).containsExactly("ar/index.html");
    }

    @Test
    void an_index_has_the_newest_first_and_a_correction_does_not_move_a_story_up() throws IOException {
        PublishedVersion older = PublishedVersion.newBuilder(Log.live("s1", "en", 1, "Older"))
                .setFirstPublishedAt(SampleStory.RELEASED.minusSeconds(60))
                .build();
        deliver(older, Log.live("s2", "en", 1, "Newer"));
        deliver(PublishedVersion.newBuilder(older)
                .setReleaseSequence(2)
                .setHeadline("Older, corrected")
                .setPublishedAt(SampleStory.RELEASED.plusSeconds(60))
                .build());

        assertThat(page("en/index.html").select("h3 a").eachText()).containsExactly("Newer", "Older, corrected");
        assertThat(page("index.html").select("li[lang=en] li").first().text()).isEqualTo("Newer");
    }

    @Test
    void r27_a_story_whose_pages_may_not_be_on_the_disk_is_named_until_they_are() throws IOException {
        Path redo = folder.resolve(".copyflow/redo");
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            deliver(site, Log.live("s1", "en", 1, "One"));
            assertThat(redo).content().isEqualTo("s1\n");

            site.rest();

            assertThat(redo).content().isEmpty();
        }
    }

    @Test
    void r27_what_a_power_cut_left_empty_is_drawn_anew_at_the_next_start() throws IOException {
        deliver(Log.live("s1", "en", 1, "One"), Log.live("s1", "ar", 1, "واحد"));
        for (String lost : List.of("en/s1.html", "ar/s1.html", "en/sitemap-2026-03-03.xml", "en/index.html")) {
            Files.write(folder.resolve(lost), new byte[0]);
        }
        Files.writeString(folder.resolve(".copyflow/redo"), "s1\ns");

        Site.open(Log.settings(folder), Log.CLOCK).close();

        assertThat(page("en/s1.html").select("h1").text()).isEqualTo("One");
        assertThat(page("ar/s1.html").select("h1").text()).isEqualTo("واحد");
        assertThat(page("en/index.html").select("h3 a").text()).isEqualTo("One");
        assertThat(folder.resolve("en/sitemap-2026-03-03.xml")).content().contains("en/s1.html");
        assertThat(folder.resolve(".copyflow/redo")).content().isEmpty();
    }

    @Test
    void r27_a_crash_between_taking_a_text_away_and_noting_that_does_not_keep_the_site_closed() throws IOException {
        deliver(Log.live("s1", "en", 1, "One"), Log.live("s1", "ar", 1, "واحد"));
        PublishedVersion withdrawal = Log.withdrawn("s1", "ar", 2);
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            site.deliver(List.of(Log.version(withdrawal))); // and never noted
        }
        Files.writeString(folder.resolve(".copyflow/redo"), "s1\n");

        List<Receipt> deliveries;
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            assertThat(alternates("en/s1.html")).containsExactly("en", "x-default");
            assertThat(page("ar/index.html").select("h3")).isEmpty();
            deliveries = deliver(site, withdrawal);
        }

        assertThat(deliveries)
                .singleElement()
                .satisfies(one -> assertThat(one.outcome()).isEqualTo(Receipt.Outcome.WITHDRAWN));
    }

    @Test
    void r22_a_kill_is_done_although_the_withdrawal_of_another_story_could_not_be_noted() throws IOException {
        deliver(Log.live("s1", "ar", 1, "واحد"), Log.live("s2", "ar", 1, "Unspeakable"));
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            site.deliver(List.of(Log.version(Log.withdrawn("s1", "ar", 2)))); // and never noted

            List<Receipt> done = site.kill(Set.of("s2"));

            assertThat(done).hasSize(1);
            assertThat(folder.resolve("ar/feed.atom")).content().doesNotContain("Unspeakable");
        }
    }

    @Test
    void r22_a_kill_takes_down_what_a_crash_left_unnoted() throws IOException {
        try (Site site = Site.open(Log.settings(folder, "en", "ar"), Log.CLOCK)) {
            site.deliver(List.of(Log.version(Log.live("s1", "en", 1, "Unspeakable"))));

            site.kill(Set.of("s1"));
            site.remember();

            assertThat(folder.resolve("en/s1.html")).doesNotExist();
            assertThat(folder.resolve(".copyflow/texts/s1/en.json")).doesNotExist();
            assertThat(folder.resolve("en/feed.atom")).content().doesNotContain("Unspeakable");
            assertThat(page("en/index.html").select("h3")).isEmpty();
        }
    }

    @Test
    void a_status_newer_than_the_channel_shows_nothing_and_says_so() throws IOException {
        deliver(Log.live("s1", "en", 1, "One"));

        List<Receipt> deliveries = deliver(PublishedVersion.newBuilder(Log.live("s1", "en", 2, "Two"))
                .setStatus(PublicationStatus.UNKNOWN)
                .build());

        assertThat(deliveries).singleElement().satisfies(failed -> {
            assertThat(failed.outcome()).isEqualTo(Receipt.Outcome.FAILED);
            assertThat(failed.detail()).contains("newer than this channel");
        });
        assertThat(folder.resolve("en/s1.html")).doesNotExist();
    }

    @Test
    void a_language_the_channel_does_not_carry_gets_no_page() throws IOException {
        try (Site site = Site.open(Log.settings(folder, "en"), Log.CLOCK)) {
            assertThat(deliver(site, Log.live("s1", "fr", 1, "Un"))).isEmpty();
        }
        assertThat(folder.resolve("fr")).doesNotExist();
    }

    @Test
    void r22_a_kill_hides_every_page_at_once_and_a_delivery_under_way_leaves_none_behind() throws IOException {
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            deliver(
                    site,
                    Log.live("s1", "en", 1, "One"),
                    Log.live("s1", "fr", 4, "Un"),
                    Log.live("s2", "en", 1, "Two"));

            site.hide("s1");

            assertThat(folder.resolve("en/s1.html")).doesNotExist();
            assertThat(folder.resolve("fr/s1.html")).doesNotExist();
            deliver(site, Log.live("s1", "ar", 1, "واحد"), Log.live("s2", "en", 2, "Two, later"));
            assertThat(folder.resolve("ar/s1.html")).doesNotExist();
            assertThat(page("en/s2.html").select("h1").text()).isEqualTo("Two, later");
            assertThat(site.kill(Set.of("s1"))).hasSize(3);
        }
        assertThat(Files.readString(folder.resolve("en/feed.atom")))
                .as("changed when it was killed")
                .contains("<updated>" + Log.CLOCK.instant());
    }

    @Test
    void r22_a_kill_takes_down_every_language_before_its_withdrawals_are_read() throws IOException {
        deliver(Log.live("s1", "en", 1, "Unspeakable"), Log.live("s1", "fr", 4, "Innommable"));
        deliver(Log.live("s2", "en", 1, "Stays"));

        try (Site site = Site.open(Log.settings(folder, "en"), Log.CLOCK)) {
            assertThat(site.kill(Set.of("s1", "unheard-of")))
                    .extracting(receipt -> receipt.eventId("website") + " " + receipt.outcome())
                    .containsExactlyInAnyOrder("website/s1/en/1/killed WITHDRAWN", "website/s1/fr/4/killed WITHDRAWN");
            site.remember();
            assertThat(site.kill(Set.of("s1"))).isEmpty();
            assertThat(deliver(site, Log.killed("s1", "en", 2))).hasSize(1);
        }

        assertThat(folder.resolve("en/s1.html")).doesNotExist();
        assertThat(folder.resolve("fr/s1.html")).doesNotExist();
        assertThat(page("en/index.html").select("h3 a").eachText()).containsExactly("Stays");
    }

    @Test
    void r22_a_language_no_longer_carried_is_still_withdrawn() throws IOException {
        deliver(Log.live("s1", "fr", 1, "Un"));

        try (Site site = Site.open(Log.settings(folder, "en"), Log.CLOCK)) {
            assertThat(deliver(site, Log.withdrawn("s1", "fr", 2))).hasSize(1);
        }
        assertThat(folder.resolve("fr/s1.html")).doesNotExist();
    }

    @Test
    void partitions_are_read_anew_when_the_folder_is_new_or_a_language_is_added() throws IOException {
        try (Site site = Site.open(Log.settings(folder, "en"), Log.CLOCK)) {
            assertThat(site.unseen(Set.of(0, 1))).containsExactly(0, 1);
            site.begin(Set.of(0, 1));
            assertThat(site.unseen(Set.of(0, 1, 2))).containsExactly(2);
        }
        try (Site site = Site.open(Log.settings(folder, "en"), Log.CLOCK)) {
            assertThat(site.unseen(Set.of(0, 1))).isEmpty();
        }
        try (Site site = Site.open(Log.settings(folder, "en", "fr"), Log.CLOCK)) {
            assertThat(site.unseen(Set.of(0, 1))).containsExactly(0, 1);
        }
    }

    @Test
    void a_changed_address_is_on_every_page_after_the_next_start() throws IOException {
        deliver(Log.live("s1", "en", 1, "One"));

        WebsiteSettings moved = new WebsiteSettings(
                "website",
                "farlight-dispatch",
                "Farlight Dispatch",
                "en",
                Set.of(),
                folder,
                URI.create("https://moved.example.org/news"),
                true);
        Site.open(moved, Log.CLOCK).close();

        assertThat(page("en/s1.html").select("link[rel=canonical]").attr("href"))
                .isEqualTo("https://moved.example.org/news/en/s1.html");
    }

    @Test
    void a_second_channel_on_the_folder_is_told_so() throws IOException {
        try (Site _ = Site.open(Log.settings(folder), Log.CLOCK)) {
            assertThatThrownBy(() -> Site.open(Log.settings(folder), Log.CLOCK))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another one has it open");
        }
    }

    @Test
    void files_that_a_crash_left_half_written_are_swept_away() throws IOException {
        deliver(Log.live("s1", "en", 1, "One"));
        Path half = Files.writeString(folder.resolve(".copyflow/new/half"), "<p>hal");

        Site.open(Log.settings(folder), Log.CLOCK).close();

        assertThat(half).doesNotExist();
    }

    private List<Receipt> deliver(PublishedVersion... records) throws IOException {
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            return deliver(site, records);
        }
    }

    private static List<Receipt> deliver(Site site, PublishedVersion... records) throws IOException {
        List<Receipt> deliveries =
                site.deliver(Arrays.stream(records).map(Log::version).toList());
        site.remember();
        return deliveries;
    }

    private List<String> alternates(String path) throws IOException {
        return page(path).select("link[rel=alternate]").eachAttr("hreflang");
    }

    private Document page(String path) throws IOException {
        return Jsoup.parse(Files.readString(folder.resolve(path)));
    }
}
