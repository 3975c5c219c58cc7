package io.copyflow.channels.social;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NetworkTest {

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
