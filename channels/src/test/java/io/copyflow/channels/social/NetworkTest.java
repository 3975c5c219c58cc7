package io.copyflow.channels.social;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void an_id_is_such_as_the_network_gives() {
        for (String good : List.of("4711", "1")) {
            assertThat(Network.TELEGRAM.isId(good)).as(good).isTrue();
            assertThat(Network.MASTODON.isId(good)).as(good).isTrue();
        }
        assertThat(Network.MASTODON.isId("01HZXW8Q6T")).isTrue();
        for (String bad : List.of("", " ", "0", "-7", "47a", "4711/..", "https://t.me/farlight/4711", "9".repeat(19))) {
            assertThat(Network.TELEGRAM.isId(bad)).as(bad).isFalse();
        }
        for (String bad : List.of("", " ", "47 11", "../4711", "4711?x", "9".repeat(101))) {
            assertThat(Network.MASTODON.isId(bad)).as(bad).isFalse();
        }
    }

    @Test
    void the_how_to_says_what_each_network_can_do() throws Exception {
        String page = Files.readString(Path.of("").toAbsolutePath().resolveSibling("docs/how-to/social-accounts.md"));

        for (Network network : Network.values()) {
            assertThat(page)
                    .contains("| `" + network.name().toLowerCase(Locale.ROOT) + "` | "
                            + yes(network.ability().edit())
                            + " | " + yes(network.ability().delete()) + " | "
                            + yes(network.ability().reply()) + " | "
                            + (network.readsBack() ? "cleared up" : "reported") + " | "
                            + any(network.longest() == Integer.MAX_VALUE ? 0 : network.longest()) + " | "
                            + any(network.perHour()) + " |");
        }
    }

    private static String yes(boolean can) {
        return can ? "yes" : "no";
    }

    private static String any(int number) {
        return number == 0 ? "any" : Integer.toString(number);
    }
}
