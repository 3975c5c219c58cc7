package io.copyflow.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code copyflow submit} sends, and what it tells of the answers. */
class SubmitCommandTest {

    /** Method, path and query, content type and person of each request. */
    private final Queue<String> came = new ConcurrentLinkedQueue<>();

    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        came.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("X-Copyflow-Person"));
        String next = answers.poll();
        String[] answer = (next == null
                        ? "201 {\"storyId\":\"s1\",\"revision\":1,\"language\":\"en\",\"targets\":[\"fr\"]}"
                        : next)
                .split(" ", 2);
        byte[] bytes = answer[1].getBytes(UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer[0]), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource({
        "a.json,     application/json",
        "a.ninjs,    application/json",
        "a.nitf,     application/xml",
        "a.rss,      application/xml",
        "a.HTML,     text/html",
        "a b.md,     text/markdown",
        "a.txt,      text/plain",
        "xml-inside, application/xml",
        "htm-inside, text/html",
        "json-inside, application/json"
    })
    void a_format_is_told_by_the_ending_or_by_what_is_inside(String name, String type) throws IOException {
        String body = name.startsWith("xml")
                ? "\uFEFF<?xml version='1.0'?><rss/>"
                : name.startsWith("htm") ? "<!DOCTYPE html>" : "{}";
        assertThat(run(
                        Files.writeString(folder.resolve(name), body).toString(),
                        "--as",
                        "ada.okoye",
                        "--language",
                        "en"))
                .isZero();

        assertThat(came)
                .containsExactly("/stories?id=" + name.replace(' ', '+') + "&language=en " + type + " ada.okoye");
        assertThat(out.toString()).contains("accepted as s1, revision 1, en, queued for 1 language: fr");
    }

    @Test
    void type_and_id_may_be_said() throws IOException {
        Path file = Files.writeString(folder.resolve("a.dat"), "# Rain");

        assertThat(run(file.toString(), "--type", "text/markdown", "--id", "rain-1"))
                .isZero();

        assertThat(came).containsExactly("/stories?id=rain-1 text/markdown null");
    }

    @Test
    void each_item_of_a_file_is_told_of_and_one_that_is_refused_is_a_failure() throws IOException {
        answers.add(
                "200 {\"items\":[{\"item\":\"urn:1\",\"status\":201,\"storyId\":\"s1\",\"revision\":1,\"language\":\"en\","
                        + "\"targets\":[\"fr\",\"sw\"],\"notes\":[\"Left out a picture.\"]},"
                        + "{\"item\":\"urn:2\",\"status\":200,\"storyId\":\"s2\",\"passedOver\":\"item-not-newer\"},"
                        + "{\"item\":\"urn:3\",\"status\":200,\"storyId\":\"s3\",\"killed\":true},"
                        + "{\"item\":\"urn:4\",\"status\":422,\"code\":\"body-missing\",\"detail\":\"Expected a body.\"}]}");
        Path file = Files.writeString(folder.resolve("feed.xml"), "<rss/>");

        assertThat(run(file.toString())).isEqualTo(RootCommand.REFUSED);

        assertThat(out.toString())
                .contains("feed.xml urn:1: accepted as s1, revision 1, en, queued for 2 languages: fr sw")
                .contains("  Left out a picture.")
                .contains("urn:2: passed over; it is s2")
                .contains("urn:3: canceled; s3 is killed");
        assertThat(err.toString()).contains("feed.xml urn:4: body-missing: Expected a body.");
    }

    @Test
    void pictures_are_sent_before_the_story() throws IOException {
        answers.add("201 {\"hash\":\"06ce\",\"mediaType\":\"image/jpeg\"}");
        Path picture = Files.write(folder.resolve("a.jpg"), new byte[] {1});
        Path story = Files.writeString(folder.resolve("a.json"), "{}");

        assertThat(run(story.toString(), "--as", "ada.okoye", "--media", picture.toString()))
                .isZero();

        assertThat(came).containsExactly("/media null ada.okoye", "/stories?id=a.json application/json ada.okoye");
        assertThat(out.toString()).contains("a.jpg: kept as 06ce, image/jpeg");
    }

    @Test
    void a_picture_of_nobody_is_refused_before_anything_is_sent_and_in_words_of_the_command_line() throws IOException {
        Path picture = Files.write(folder.resolve("a.jpg"), new byte[] {1});
        Path story = Files.writeString(folder.resolve("a.json"), "{}");

        assertThat(run(story.toString(), "--media", picture.toString())).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(came).isEmpty();
        assertThat(err.toString()).contains("Expected --as PERSON with --media").doesNotContain("X-Copyflow");
    }

    @Test
    void what_cannot_be_read_or_is_refused_does_not_hold_up_the_others() throws IOException {
        answers.add("422 {\"code\":\"headline-missing\",\"detail\":\"Expected a headline.\"}");
        Path bad = Files.writeString(folder.resolve("bad.json"), "{}");
        Path good = Files.writeString(folder.resolve("good.json"), "{}");

        assertThat(run(folder.resolve("none.json").toString(), bad.toString(), good.toString()))
                .isEqualTo(RootCommand.REFUSED);

        assertThat(err.toString())
                .contains("There is no file " + folder.resolve("none.json") + ". Check the path.")
                .contains("bad.json: headline-missing: Expected a headline.");
        assertThat(out.toString()).contains("good.json: accepted as s1");
    }

    @Test
    void where_nothing_was_refused_but_a_file_cannot_be_read_the_exit_code_says_so() throws IOException {
        Path good = Files.writeString(folder.resolve("good.json"), "{}");

        assertThat(run(folder.resolve("none.json").toString(), good.toString())).isEqualTo(RootCommand.UNREADABLE);

        assertThat(err.toString()).contains("There is no file " + folder.resolve("none.json") + ". Check the path.");
        assertThat(out.toString()).contains("good.json: accepted as s1");
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of("submit"));
        all.addAll(List.of(args));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        return new CommandLine(new RootCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
