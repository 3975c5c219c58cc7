package io.copyflow.testkit;

import io.copyflow.broker.BrokerDefaults;
import io.copyflow.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The broker that integration tests run on, started with the first test that asks and shared by all of the run. A test
 * class says {@code @ExtendWith(TestBroker.Extension.class)} and takes a {@code TestBroker} as parameter. As it is
 * shared, a test chooses topic names, group and application ids that no other test has.
 *
 * <p>The system property {@code broker} chooses it: {@code embedded} (the default, in this JVM) or
 * {@code testcontainers} (an {@code apache/kafka} container, which needs Docker). Both have the settings of
 * {@link BrokerDefaults}.
 */
public abstract sealed class TestBroker implements AutoCloseable {
    static final String IMAGE = "apache/kafka:4.3.1";

    private final Admin admin;

    private TestBroker(String bootstrapServers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    static TestBroker start(String kind) {
        return switch (kind) {
            case "embedded" -> Embedded.start();
            case "testcontainers" ->
                Container.start(DockerClientFactory.instance().isDockerAvailable());
            default ->
                throw new IllegalArgumentException(
                        "-Dbroker=" + kind + " is unknown: say embedded or testcontainers, or leave it out.");
        };
    }

    /** {@code host:port}, for {@code bootstrap.servers}. */
    public abstract String bootstrapServers();

    /** Stops the broker and starts it again on its data and its port; skips the test where it cannot. */
    public abstract void restart();

    /** Shared by all tests: not theirs to close. */
    public Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close();
    }

    private static final class Embedded extends TestBroker {
        private final Path dataDir;
        // Tests run one after another, but the store closes this from a thread of its own choice.
        private volatile EmbeddedBroker broker;

        private Embedded(Path dataDir, EmbeddedBroker broker) {
            super(broker.bootstrapServers());
            this.dataDir = dataDir;
            this.broker = broker;
        }

        static Embedded start() {
            try {
                Path dataDir = Files.createTempDirectory("copyflow-test-broker");
                return new Embedded(dataDir, EmbeddedBroker.start(EmbeddedBroker.Settings.in(dataDir)));
            } catch (IOException e) {
                throw new IllegalStateException("No temporary directory for the test broker", e);
            }
        }

        @Override
        public String bootstrapServers() {
            return broker.bootstrapServers();
        }

        @Override
        public void restart() {
            int port = broker.port();
            broker.close();
            broker = EmbeddedBroker.start(new EmbeddedBroker.Settings(dataDir, port, 0, Map.of()));
        }

        @Override
        public void close() {
            super.close();
            broker.close();
            try {
                Files.walkFileTree(dataDir, new Deletion());
            } catch (IOException e) {
                throw new IllegalStateException("Left behind: " + dataDir, e);
            }
        }
    }

    static final class Container extends TestBroker {
        private final KafkaContainer container;

        private Container(KafkaContainer container) {
            super(container.getBootstrapServers());
            this.container = container;
        }

        // The container belongs to the TestBroker, which closes it.
        @SuppressWarnings("resource")
        static Container start(boolean dockerAnswers) {
            if (!dockerAnswers) {
                throw new IllegalStateException("-Dbroker=testcontainers needs Docker, and none answers here. Start"
                        + " Docker, or leave -Dbroker out to run on the embedded broker.");
            }
            // Testcontainers' own minute is short for a busy machine of two cores.
            KafkaContainer container = new KafkaContainer(IMAGE).withStartupTimeout(Duration.ofMinutes(3));
            BrokerDefaults.settings().forEach((key, value) -> container.withEnv(variable(key), value));
            container.start();
            return new Container(container);
        }

        /** The image's own rule for turning a setting into a variable, for settings of letters and dots. */
        private static String variable(String setting) {
            return "KAFKA_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
        }

        @Override
        public String bootstrapServers() {
            return container.getBootstrapServers();
        }

        @Override
        public void restart() {
            Assumptions.abort("Restarts its broker, which only the embedded one can: run it without -Dbroker.");
        }

        @Override
        public void close() {
            super.close();
            container.stop();
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }

    /** Hands the one broker of the run to tests; JUnit closes it after the last. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestBroker.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(TestBroker.class))
                    .computeIfAbsent(
                            TestBroker.class, key -> start(System.getProperty("broker", "embedded")), TestBroker.class);
        }
    }
}
