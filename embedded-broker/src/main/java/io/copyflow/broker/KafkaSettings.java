package io.copyflow.broker;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.ConfigException;

/** Merges {@link BrokerDefaults}, then the overrides, then what the embedded broker decides by itself. */
final class KafkaSettings {
    static final int NODE_ID = 1;
    static final String HOST = "127.0.0.1";
    static final String BROKER_LISTENER = "PLAINTEXT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private KafkaSettings() {}

    static KafkaConfig of(EmbeddedBroker.Settings settings) {
        Map<String, String> own = own(settings);
        Set<String> twice = new TreeSet<>(settings.overrides().keySet());
        twice.retainAll(own.keySet());
        if (!twice.isEmpty()) {
            throw new BrokerStartException(
                    "settings-invalid",
                    "The embedded broker decides " + String.join(", ", twice)
                            + " by itself: take it out of the overrides.",
                    null);
        }
        Properties merged = new Properties();
        Quorum quorum = settings.quorum();
        merged.putAll(quorum == null ? BrokerDefaults.settings() : BrokerDefaults.ofSeveral(quorum.size()));
        merged.putAll(settings.overrides());
        merged.putAll(own);
        try {
            return KafkaConfig.fromProps(merged, false);
        } catch (ConfigException | IllegalArgumentException e) {
            throw new BrokerStartException(
                    "settings-invalid", "Kafka refuses a setting of the embedded broker: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> own(EmbeddedBroker.Settings settings) {
        String broker = BROKER_LISTENER + "://" + HOST + ":" + settings.port();
        String controller = CONTROLLER_LISTENER + "://" + HOST + ":" + settings.controllerPort();
        Quorum quorum = settings.quorum();
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(settings.nodeId())),
                Map.entry("listeners", broker + "," + controller),
                Map.entry("advertised.listeners", broker),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", BROKER_LISTENER),
                Map.entry("controller.listener.names", CONTROLLER_LISTENER),
                // Kafka's own placeholder for an address that is known once the port is bound.
                Map.entry("controller.quorum.voters", quorum == null ? NODE_ID + "@0.0.0.0:0" : quorum.text()),
                Map.entry("log.dirs", settings.dataDir().resolve("log").toString()));
    }
}
