package io.copyflow.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static String asked(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            return Health.whyNotAt(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ready"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void readyIsWhoSaysSo() throws IOException {
        assertThat(asked(200)).isEmpty();
        assertThat(asked(503)).contains("answered 503");
    }

    @Test
    void whoDoesNotAnswerIsNotReady() {
        assertThat(Health.whyNotAt(null)).isEqualTo("it has not said where to ask");
        assertThat(Health.whyNotAt(URI.create("http://127.0.0.1:1/ready"))).contains("did not answer");
    }
}
