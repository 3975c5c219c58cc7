package io.copyflow.channels.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.Version;
import io.copyflow.channels.delivery.Versions;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ComposerTest {

    private static final Composer COMPOSER = new Composer(
            (story, language) -> URI.create("https://news.example.org/" + language + "/" + story + ".html"),
            media -> URI.create("https://news.example.org/media/" + media.hash() + ".png"));

    @Test
    void the_first_picture_goes_with_a_post_and_leaves_less_room_on_telegram() {
        Version version = Versions.with(Versions.live("s1", "th", 1, "ข่าว😀".repeat(1000)), "ab", 80, 60, "ภาพ");

        Post post = COMPOSER.post(version, Network.TELEGRAM);

        assertThat(post.picture()).isEqualTo(new Picture(version.body().get(1).media(), "ภาพ"));
        assertThat(post.text().length()).isLessThanOrEqualTo(1024).isGreaterThan(1000);
        assertThat(COMPOSER.correction(version, Network.TELEGRAM).picture()).isNull();
        assertThat(post.digest())
                .isNotEqualTo(COMPOSER.post(Versions.with(version, "cd", 80, 60, "ภาพ"), Network.TELEGRAM)
                        .digest());
    }

    @Test
    void what_a_network_does_not_take_does_not_go_with_a_post() {
        Version strip = Versions.with(Versions.live("s1", "en", 1, "Rain"), "ab", 4000, 100, "A strip");

        assertThat(COMPOSER.post(strip, Network.TELEGRAM).picture()).isNull();
        assertThat(COMPOSER.post(strip, Network.MASTODON).picture()).isNotNull();
    }

    @Test
    void a_post_is_headline_standfirst_and_link_each_in_its_own_paragraph() {
        Post post = COMPOSER.post(Versions.live("s1", "en", 1, "Herders get forecasts"), Network.MASTODON);

        assertThat(post.text())
                .isEqualTo("Herders get forecasts\n\nA standfirst.\n\nhttps://news.example.org/en/s1.html");
    }

    @Test
    void on_mastodon_a_link_counts_as_23_and_characters_as_readers_see_them() {
        String flags = "🏳️‍🌈".repeat(800);

        Post post = COMPOSER.post(Versions.live("s1", "en", 1, flags), Network.MASTODON);

        String counted = post.text().replaceAll("https?://\\S+", "x".repeat(23));
        assertThat(Composer.graphemes(counted)).isEqualTo(500);
        String cut = post.text().substring(0, post.text().indexOf('…'));
        assertThat(cut.replace("🏳️‍🌈", "")).as("no half a character").isEmpty();
        assertThat(post.text()).endsWith("\n\nhttps://news.example.org/en/s1.html");
    }

    @Test
    void on_telegram_the_length_is_in_utf_16() {
        Post post = COMPOSER.post(Versions.live("s1", "th", 1, "ข่าว😀".repeat(1000)), Network.TELEGRAM);

        assertThat(post.text().length()).isLessThanOrEqualTo(4096).isGreaterThan(4080);
        assertThat(Character.isHighSurrogate(post.text().charAt(post.text().indexOf('…') - 1)))
                .isFalse();
    }

    @Test
    void text_from_right_to_left_is_kept_as_it_is() {
        Version arabic = Versions.live("s1", "ar", 1, "شبكة أرصاد توفر توقعات جوية محلية");

        assertThat(COMPOSER.post(arabic, Network.MASTODON).text())
                .startsWith("شبكة أرصاد توفر توقعات جوية محلية\n\n")
                .endsWith("\n\nhttps://news.example.org/ar/s1.html");
        assertThat(COMPOSER.correction(arabic, Network.TELEGRAM).text()).startsWith("تصحيح: ");
    }

    @Test
    void nobody_is_called_and_no_hashtag_made() {
        String text = COMPOSER.post(Versions.live("s1", "en", 1, "Ask @mayor about #budget"), Network.MASTODON)
                .text();

        assertThat(text).doesNotContain("@mayor").doesNotContain("#budget").contains("@\u2060mayor");
    }

    @Test
    void words_are_cut_whole_where_there_are_words() {
        String text = Composer.cut("one two three four", 12, String::length, "en");

        assertThat(text).isEqualTo("one two…");
    }
}
