package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ConnectionsTest {

    @Test
    void one_too_many_waits_until_another_goes() throws Exception {
        Server server = new Server();
        Connections.bound(server, 2);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
        try (Socket first = connected(connector);
                Socket second = connected(connector);
                Socket third = connected(connector)) {
            assertThat(answer(first)).startsWith("HTTP/1.1 404");
            assertThat(answer(second)).startsWith("HTTP/1.1 404");
            third.setSoTimeout(300);
            assertThatThrownBy(() -> answer(third)).isInstanceOf(SocketTimeoutException.class);
            first.close();
            third.setSoTimeout(30_000);
            assertThat(read(third)).startsWith("HTTP/1.1 404");
        } finally {
            server.stop();
        }
    }

    private static Socket connected(ServerConnector connector) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    }

    private static String answer(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return read(socket);
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
    }
}
