package io.copyflow.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Fixed vectors, computed by the Python in docs/reference/fact-chain.md. */
class FactChainTest {

    private static final byte[] START = FactChain.start("review-stage", "s1/fr");

    @Test
    void r26_links_are_those_of_the_document() throws IOException {
        byte[] first = FactChain.link(START, framed(1, "first"));
        documented(START, "0d780dd8460b3b4bc65d8de0523b1f1741fcedd7add9fcd8ebe9218ff4abec8c");
        documented(first, "5614a05e97bd1fefa028482f0157982711f869fbe25b20625b51e5f41c317465");
        documented(
                FactChain.link(first, framed(1, "second")),
                "0a9eb91e344e2dc8022a75acb08ecf20f5fc827c225d4514adccf73de95e04c6");
    }

    @Test
    void the_id_a_registry_gave_the_schema_is_not_part_of_it() {
        assertThat(FactChain.link(START, framed(7, "first"))).isEqualTo(FactChain.link(START, framed(1, "first")));
    }

    @Test
    void another_aggregate_has_another_chain() {
        assertThat(FactChain.start("review-stage", "s1/ar")).isNotEqualTo(START);
        assertThat(FactChain.start("translate-stage", "s1/fr")).isNotEqualTo(START);
    }

    @Test
    void a_value_without_framing_has_no_link() {
        assertThatThrownBy(() -> FactChain.link(START, new byte[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("framing");
    }

    private static byte[] framed(int id, String avro) {
        byte[] bytes = new byte[5 + avro.length()];
        bytes[4] = (byte) id;
        System.arraycopy(avro.getBytes(UTF_8), 0, bytes, 5, avro.length());
        return bytes;
    }

    private static void documented(byte[] link, String expected) throws IOException {
        assertThat(HexFormat.of().formatHex(link)).isEqualTo(expected);
        assertThat(Files.readString(Path.of("../docs/reference/fact-chain.md"))).contains("`" + expected + "`");
    }
}
