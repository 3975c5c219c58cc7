package io.copyflow.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.broker.Quorum;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BrokerNodeTest {

    @Test
    void isTheSameToItsProcess() {
        Quorum quorum = new Quorum("kLmNoPqRsTuVwXyZ012345", 2, new TreeMap<>(Map.of(1, 20001, 2, 20002, 3, 20003)));
        BrokerNode several = new BrokerNode(Path.of("two").toAbsolutePath(), 20012, quorum);
        BrokerNode only = new BrokerNode(Path.of("one").toAbsolutePath(), 20011, null);

        assertThat(BrokerNode.parse(several.arguments())).isEqualTo(several);
        assertThat(BrokerNode.parse(only.arguments())).isEqualTo(only);
    }
}
