package io.copyflow.desk;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.desk.aid.Aids;
import io.copyflow.desk.ask.Commands;
import io.copyflow.desk.index.IndexFollower;
import io.copyflow.desk.index.StoryIndex;
import io.copyflow.desk.web.Front;
import io.copyflow.desk.web.FrontSettings;
import io.copyflow.desk.web.House;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.Outcome;
import io.copyflow.testkit.MovableClock;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The desk's pages over a log of a test's own, with stages that answer as the test says. */
final class DeskUnderTest implements AutoCloseable {

    final Newslog log = new Newslog();
    final MovableClock clock = new MovableClock(Newslog.BEGIN.plus(Duration.ofHours(2)));
    final List<SpecificRecord> asked = new CopyOnWriteArrayList<>();
    final StoryIndex index;
    final House house;
    final Front front;

    /** What the stages say to a command's envelope. */
    Function<SpecificRecord, Outcome> stages =
            envelope -> new Outcome.Refused("nobody-there", "Nobody is there.", List.of());

    /** The same, in their own time; null when they answer at once. */
    volatile Function<SpecificRecord, CompletableFuture<Outcome>> stagesLater;

    /** As it is now. */
    volatile Directory directory = SampleDirectory.of();

    DeskUnderTest(Path folder) {
        this(folder, Aids.NONE);
    }

    DeskUnderTest(Path folder, Aids aids) {
        this(folder, aids, clock -> FrontSettings.here(0), List.of());
    }

    /** @param parts made of the house */
    DeskUnderTest(
            Path folder,
            Function<MovableClock, FrontSettings> settings,
            List<Function<House, Consumer<RoutesConfig>>> parts) {
        this(folder, Aids.NONE, settings, parts);
    }

    /** @param parts made of the house */
    DeskUnderTest(
            Path folder,
            Aids aids,
            Function<MovableClock, FrontSettings> settings,
            List<Function<House, Consumer<RoutesConfig>>> parts) {
        index = StoryIndex.open(
                folder.resolve("index"),
                IndexFollower.TOPICS,
                new SchemaCatalogue(),
                person -> directory.nameOf(person));
        Commands commands = new Commands(
                this::ask, index::await, Desk.holding(index), () -> directory, Duration.ofSeconds(5), clock);
        house = new House(index, () -> directory, commands, aids, folder, clock);
        front = new Front(
                house,
                settings.apply(clock),
                Desk.screens(house),
                parts.stream().map(part -> part.apply(house)).toList());
    }

    private <C extends SpecificRecord> CompletableFuture<Outcome> ask(
            Topic<C> topic, String key, String commandId, String type, C envelope) {
        asked.add(envelope);
        if (stagesLater != null) {
            return stagesLater.apply(envelope);
        }
        try {
            return CompletableFuture.completedFuture(stages.apply(envelope));
        } catch (CompletionException e) {
            return CompletableFuture.failedFuture(e.getCause());
        }
    }

    void settle() {
        log.into(index);
    }

    Browser browser() {
        return new Browser(front.address());
    }

    @Override
    public void close() {
        front.close();
        index.close();
    }

    /** A person's browser without scripts. */
    static final class Browser {

        private final URI address;
        private final CookieManager cookies = new CookieManager();
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        private HttpResponse<String> answer;

        Browser(URI address) {
            this.address = address;
        }

        Browser as(String person) {
            look("/who");
            send("/who", Map.of("person", person, "token", token(), "to", "/"));
            return this;
        }

        /** As a header has them. */
        String cookies() {
            return cookies.getCookieStore().getCookies().stream()
                    .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
        }

        Browser look(String path, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            answer = sent(request.build());
            return this;
        }

        /** Whether a stream of what changes is opened; it is closed again. */
        boolean isFollowing(String path) {
            HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                    .header("Accept", "text/event-stream")
                    .build();
            HttpResponse<InputStream> stream = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                    .join();
            try (InputStream body = stream.body()) {
                return stream.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Sends a form, and goes where it leads. */
        Browser send(String path, Map<String, String> fields, String... headers) {
            return send(path, List.copyOf(fields.entrySet()), headers);
        }

        /** Sends a form in which names come more than once. */
        Browser send(String path, List<Map.Entry<String, String>> fields, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(fields.stream()
                            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                            .collect(Collectors.joining("&"))));
            if (headers.length > 0) {
                request.headers(headers);
            }
            answer = sent(request.build());
            while (status() == 303) {
                look(location());
            }
            return this;
        }

        /** Sends a form with a file. */
        Browser sendFile(String path, Map<String, String> fields, String name, String content) {
            String edge = "----an-edge-of-a-part";
            StringBuilder body = new StringBuilder();
            fields.forEach((field, value) -> body.append("--" + edge + "\r\nContent-Disposition: form-data; name=\""
                    + field + "\"\r\n\r\n" + value + "\r\n"));
            body.append("--" + edge + "\r\nContent-Disposition: form-data; name=\"" + name
                    + "\"; filename=\"task.xlf\"\r\nContent-Type: application/xml\r\n\r\n" + content + "\r\n--" + edge
                    + "--\r\n");
            answer = sent(HttpRequest.newBuilder(address.resolve(path))
                    .header("Content-Type", "multipart/form-data; boundary=" + edge)
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build());
            while (status() == 303) {
                look(location());
            }
            return this;
        }

        String body() {
            return answer.body();
        }

        private HttpResponse<String> sent(HttpRequest request) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        int status() {
            return answer.statusCode();
        }

        String location() {
            return header("Location");
        }

        String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }

        List<String> headers(String name) {
            return answer.headers().allValues(name);
        }

        Document page() {
            return Jsoup.parse(answer.body(), address.toString());
        }

        String token() {
            return page().select("input[name=token]").getFirst().attr("value");
        }

        /** The fields of a form as they stand on the page. */
        Map<String, String> form(String action) {
            Map<String, String> fields = new java.util.LinkedHashMap<>();
            page().select("form[action=" + action + "]")
                    .getFirst()
                    .select("input, textarea, select")
                    .forEach(field -> {
                        if (!field.attr("name").isEmpty() && !field.attr("type").equals("checkbox")) {
                            String value = field.tagName().equals("textarea")
                                    ? field.wholeText()
                                    : field.tagName().equals("select")
                                            ? field.select("option[selected], option")
                                                    .getFirst()
                                                    .attr("value")
                                            : field.attr("value");
                            fields.put(field.attr("name"), value);
                        }
                    });
            return fields;
        }
    }
}
