package io.copyflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.desk.aid.Aids;
import io.copyflow.desk.api.Api;
import io.copyflow.desk.door.Tokens;
import io.copyflow.desk.web.FrontSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the desk will not take, sent to it by who reads no answer before all is sent. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class UnwantedUploadsTest {

    private static final int MEBI = 1 << 20;

    @TempDir
    private Path folder;

    private DeskUnderTest desk;
    private String token;

    @BeforeEach
    void open() {
        desk = new DeskUnderTest(
                folder, new Aids(null, null, new SamplePictures()), clock -> FrontSettings.here(0), List.of(house -> {
                    Tokens tokens = new Tokens(folder.resolve("tokens.json"), house.clock(), new SecureRandom());
                    token = tokens.make("ingrid.solheim", "a test", Duration.ofDays(1))
                            .secret();
                    return new Api(house, tokens);
                }));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({
        "413, 40, /write/draft-1, multipart/form-data; boundary=b",
        "413, 40, /write, application/x-www-form-urlencoded",
        "413, 40, /api/stories, application/json",
        "415, 40, /api/stories, text/plain",
        "413, 40, /api/media, image/png",
        "404, 40, /api/nowhere, application/json",
        // a form of a size there may be, by nobody
        "303, 15, /write/draft-1, multipart/form-data; boundary=b",
    })
    void who_sends_all_before_reading_hears_the_answer(int status, int mebi, String path, String type)
            throws Exception {
        try (Socket socket = connected()) {
            OutputStream out = socket.getOutputStream();
            write(out, head(path, type, "Content-Length: " + mebi * MEBI + "\r\nConnection: close\r\n"));
            out.write(new byte[mebi * MEBI]);

            assertThat(rest(socket)).startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "413, /write/draft-1, multipart/form-data; boundary=b",
        "413, /write, application/x-www-form-urlencoded",
        "413, /api/stories, application/json",
        "415, /api/stories, text/plain",
        "413, /api/media, image/png",
    })
    void who_asks_whether_to_send_is_told_no_and_not_invited(int status, String path, String type) throws Exception {
        try (Socket socket = connected()) {
            write(
                    socket.getOutputStream(),
                    head(path, type, "Content-Length: " + 32 * MEBI + "\r\nExpect: 100-continue\r\n"));

            assertThat(rest(socket)).startsWith("HTTP/1.1 " + status).doesNotContain("100 Continue");
        }
    }

    @Test
    void a_program_without_a_token_is_told_so_before_it_sends() throws Exception {
        token = "none";
        try (Socket socket = connected()) {
            write(
                    socket.getOutputStream(),
                    head("/api/media", "image/png", "Content-Length: 1000\r\nExpect: 100-continue\r\n"));

            assertThat(rest(socket)).startsWith("HTTP/1.1 401").doesNotContain("100 Continue");
        }
    }

    @Test
    void a_form_that_does_not_say_how_long_it_is_is_told_when_it_is_too_long() throws Exception {
        try (Socket socket = connected()) {
            OutputStream out = socket.getOutputStream();
            write(
                    out,
                    head(
                            "/write/draft-1",
                            "multipart/form-data; boundary=b",
                            "Cookie: " + desk.browser().as("ingrid.solheim").cookies()
                                    + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"));
            chunk(
                    out,
                    "--b\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"p\"\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            for (int n = 0; n < 32; n++) {
                chunk(out, new byte[MEBI]);
            }
            chunk(out, "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
            write(out, "0\r\n\r\n");

            // that it is no whole form is all that is known of it
            assertThat(rest(socket)).startsWith("HTTP/1.1 400");
        }
    }

    private String head(String path, String type, String headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\nContent-Type: "
                + type + "\r\n" + headers + "\r\n";
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        write(out, Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        write(out, "\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), desk.front.port());
        socket.setSoTimeout(40_000);
        return socket;
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
