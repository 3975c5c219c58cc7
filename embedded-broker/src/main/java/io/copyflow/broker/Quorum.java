package io.copyflow.broker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which of several brokers one is. Each is a controller too, and knows the others by the ports of their controllers on
 * 127.0.0.1: these are chosen before the first starts and stay.
 *
 * @param clusterId Kafka's id of the cluster, 22 characters, the same for all
 * @param nodeId of this one
 * @param controllerPorts of all, this one included, by node id
 */
public record Quorum(String clusterId, int nodeId, SortedMap<Integer, Integer> controllerPorts) {

    public Quorum {
        controllerPorts = new TreeMap<>(controllerPorts);
        if (!controllerPorts.containsKey(nodeId)) {
            throw new BrokerStartException(
                    "settings-invalid",
                    "Expected the port of node " + nodeId + "'s controller among those of the quorum, but there are "
                            + controllerPorts.keySet() + " only.",
                    null);
        }
    }

    /** How many brokers there are. */
    public int size() {
        return controllerPorts.size();
    }

    int controllerPort() {
        return Objects.requireNonNull(controllerPorts.get(nodeId), "checked when it was made");
    }

    Map<Integer, InetSocketAddress> voters() {
        return controllerPorts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        node -> new InetSocketAddress(InetAddress.getLoopbackAddress(), node.getValue())));
    }

    /** In the words of {@code controller.quorum.voters}. */
    String text() {
        return controllerPorts.entrySet().stream()
                .map(node -> node.getKey() + "@" + KafkaSettings.HOST + ":" + node.getValue())
                .collect(Collectors.joining(","));
    }
}
