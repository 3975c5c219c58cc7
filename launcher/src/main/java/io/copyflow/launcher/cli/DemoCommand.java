package io.copyflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.launcher.bots.Bots;
import io.copyflow.launcher.bots.Roster;
import io.copyflow.launcher.demo.Receipts;
import io.copyflow.launcher.process.DirectoryAtFirst;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.launcher.process.Samples;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.delivery.DeliveryEvent;
import io.copyflow.schemas.rejection.Rejection;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code copyflow demo}: a story in every language, from a reporter's file to published pages. */
@Command(
        name = "demo",
        description = {
            "Show the whole way of a story, from a reporter's file to pages in every language.",
            "Bots translate, approve and sign it off by producing commands straight onto Kafka, and the website shows"
                    + " it. Begins anew each time."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated before call()
public final class DemoCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** The sample story's author. */
    private static final String REPORTER = "naliaka.barasa";

    @ParentCommand
    private RootCommand root;

    @Option(names = "--keep", description = "Stay when the story is out, for looking around; Ctrl-C ends it.")
    private boolean keep;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = root.out();
        Clock clock = Clock.systemDefaultZone();
        Configuration settings = root.configuration();
        Path folder = settings.dataDir().resolve("demo");
        LocalNewsroom.empty(folder);
        Configuration configuration = settings.with(Map.of(
                Setting.DATA_DIR,
                folder.toString(),
                Setting.BOOTSTRAP_SERVERS,
                "127.0.0.1:0",
                Setting.HTTP_PORT,
                keep ? settings.text(Setting.HTTP_PORT) : "0",
                Setting.SITE_PORT,
                keep ? settings.text(Setting.SITE_PORT) : "0",
                Setting.DESK_PORT,
                keep ? settings.text(Setting.DESK_PORT) : "0"));
        Shutdown shutdown = new Shutdown();
        try (LocalNewsroom newsroom = LocalNewsroom.start(
                configuration, DirectoryAtFirst.ofSample(clock, notice -> {}), new ProgressLines(out, clock))) {
            String servers = newsroom.configuration().text(Setting.BOOTSTRAP_SERVERS);
            String storyId = show(newsroom, clock);
            out.println();
            out.flush();
            RootCommand.run("story", storyId, "--bootstrap-servers", servers);
            out.println();
            int proved = RootCommand.run("verify", "--bootstrap-servers", servers);
            out.println();
            Path site = newsroom.configuration().folder(Setting.SITE_DIR, "site");
            out.println("The pages: "
                    + (keep
                            ? newsroom.siteAddress()
                            : site.resolve("index.html").toUri()));
            if (keep) {
                out.println("The desk:  " + newsroom.deskAddress());
                out.println("Kafka:     " + servers + "   schemas at " + newsroom.address() + "/subjects");
                out.println("In another terminal:");
                for (String command : followUps(storyId)) {
                    out.println("  ./copyflow " + command + " --bootstrap-servers=" + servers);
                }
                out.println("  ./copyflow submit --url=" + newsroom.address() + " examples/story.json");
                out.println("Running. Ctrl-C ends it.");
                out.flush();
                shutdown.await();
            } else {
                out.println("To look around while it runs: ./copyflow demo --keep");
            }
            out.flush();
            return proved;
        } finally {
            shutdown.ended();
        }
    }

    /** What looks at it by Kafka alone. */
    private static List<String> followUps(String storyId) {
        return List.of("stories", "story " + storyId, "tail --from-beginning", "verify");
    }

    private String show(LocalNewsroom newsroom, Clock clock) throws IOException, InterruptedException {
        PrintWriter out = root.out();
        Map<String, Object> client = newsroom.configuration().kafkaClient();
        try (Receipts receipts = new Receipts(client, newsroom.schemaIds());
                Bots bots = new Bots(
                        client,
                        newsroom.schemaIds(),
                        new Roster(newsroom.directory().people()),
                        (language, source) -> Samples.translationWithPicture(language),
                        clock)) {
            Instant begin = clock.instant();
            JsonNode accepted = submit(newsroom);
            String storyId = accepted.path("storyId").asText();
            Set<String> awaited = new TreeSet<>();
            awaited.add(accepted.path("language").asText());
            accepted.path("targets").forEach(target -> awaited.add(target.asText()));
            out.println();
            out.println("A reporter handed in a story with a picture: " + storyId + ", in "
                    + accepted.path("language").asText() + ", to be translated into " + (awaited.size() - 1)
                    + " languages.");
            out.println("Its pages, as they go live, and how long after that:");
            int all = awaited.size();
            Set<String> live = new HashSet<>();
            while (live.size() < all) {
                for (DeliveryEvent receipt : receipts.delivered(storyId, Duration.ofMillis(500))) {
                    if (awaited.contains(receipt.getLanguage()) && live.add(receipt.getLanguage())) {
                        out.println(String.format(
                                Locale.ROOT,
                                "  %5.1f s  %2d of %d live  %-8s %s",
                                Duration.between(begin, clock.instant()).toMillis() / 1000.0,
                                live.size(),
                                all,
                                receipt.getLanguage(),
                                receipt.getReference()));
                        out.flush();
                    }
                }
                if (Duration.between(begin, clock.instant()).compareTo(PATIENCE) > 0) {
                    awaited.removeAll(live);
                    throw new StageFailure(
                            "demo-unfinished",
                            "After " + PATIENCE.toSeconds()
                                    + " s these languages are not live: " + String.join(" ", awaited) + "."
                                    + refused(bots) + " See what happened with --keep and './copyflow story " + storyId
                                    + "'.");
                }
            }
            return storyId;
        }
    }

    private static String refused(Bots bots) {
        StringBuilder told = new StringBuilder();
        for (Rejection refusal : bots.refusals()) {
            told.append(" Refused: ").append(refusal.getCode()).append(": ").append(refusal.getSentence());
        }
        return told.toString();
    }

    /** The picture's bytes first, then the story that names them. */
    private static JsonNode submit(LocalNewsroom newsroom) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder media = HttpRequest.newBuilder(URI.create(newsroom.address() + "/media"))
                    .header(Asked.PERSON, REPORTER)
                    .header("Content-Type", "image/jpeg");
            String hash = taken(client, media, Samples.picture()).path("hash").asText();
            return taken(
                    client,
                    HttpRequest.newBuilder(URI.create(newsroom.address() + "/stories"))
                            .header("Content-Type", "application/json"),
                    Samples.storyWithPicture(hash));
        }
    }

    private static JsonNode taken(HttpClient client, HttpRequest.Builder request, byte[] body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() != 201) {
            throw new StageFailure(
                    "demo-unfinished",
                    "The story was not accepted: " + answer.path("detail").asText(response.body()));
        }
        return answer;
    }
}
