package io.copyflow.launcher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MouldTest {

    private static final List<byte[]> FERRY = List.of("s111".getBytes(UTF_8), "ferry".getBytes(UTF_8));
    private static final List<byte[]> LIGHT = List.of("s222".getBytes(UTF_8), "light".getBytes(UTF_8));

    @Test
    void whateverTellsAStoryApartIsReplacedWhereverItStands() {
        Mould mould = Mould.of("s111/fr|The ferry sails.|ferry|s111".getBytes(UTF_8), FERRY);

        assertThat(mould.cast(LIGHT)).asString(UTF_8).isEqualTo("s222/fr|The light sails.|light|s222");
        assertThat(mould.cast(FERRY)).asString(UTF_8).isEqualTo("s111/fr|The ferry sails.|ferry|s111");
    }

    @Test
    void itIsKnownWhatStandsInIt() {
        Mould mould = Mould.of("ferry".getBytes(UTF_8), FERRY);

        assertThat(mould.has(0)).isFalse();
        assertThat(mould.has(1)).isTrue();
    }
}
