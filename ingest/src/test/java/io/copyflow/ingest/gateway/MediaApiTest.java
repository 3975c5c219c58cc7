package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.PictureRules;
import io.copyflow.media.FetchRules;
import io.copyflow.media.FolderStore;
import io.copyflow.media.MediaFetch;
import io.copyflow.media.MediaIntake;
import io.copyflow.media.MediaLimits;
import io.copyflow.runtime.HttpFront;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP, with the sample's picture and story. */
class MediaApiTest {

    private static final Path SAMPLES = Path.of("../samples");
    private static final String REPORTER = "naliaka.barasa";

    private final HttpClient client = HttpClient.newHttpClient();
    private SubmissionFormats formats;
    private HttpFront front;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        FolderStore store = new FolderStore(folder);
        MediaIntake intake = new MediaIntake(
                store,
                new MediaLimits(100_000, 100_000, 2_000_000, true),
                new MediaFetch(new FetchRules(List.of()), Duration.ofSeconds(1), Duration.ofSeconds(1)));
        formats = new SubmissionFormats(
                PictureBlocks.of(intake, new PictureRules(Set.of(SegmentKind.ALTERNATIVE_TEXT, SegmentKind.CREDIT))),
                false,
                Duration.ofSeconds(10));
        front = HttpFront.start(
                "127.0.0.1", 0, List.of(new MediaApi(intake, store, new DecidedDesk()::directory)::addTo));
    }

    @AfterEach
    void end() {
        front.close();
        client.close();
    }

    @Test
    void the_sample_picture_is_taken_in_given_back_and_named_by_the_sample_story() throws Exception {
        byte[] picture = Files.readAllBytes(SAMPLES.resolve("weather-station.jpg"));
        HttpResponse<byte[]> taken = post(picture, REPORTER, "image/jpeg");

        assertThat(taken.statusCode()).isEqualTo(201);
        JsonNode media = new ObjectMapper().readTree(taken.body());
        assertThat(media.get("width").asInt()).isEqualTo(1200);
        HttpResponse<byte[]> given = get(media.get("hash").asText());
        assertThat(given.body()).isEqualTo(picture);
        assertThat(get(media.get("hash").asText(), "bytes=100-").body())
                .as("never half a picture")
                .isEqualTo(picture);
        assertThat(given.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(given.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        SubmissionDraft story = ((ReadItem.Draft) formats.read(Incoming.of(
                                Files.readAllBytes(SAMPLES.resolve("picture-story.json")), "application/json"))
                        .getFirst())
                .draft();
        assertThat(story.blocks())
                .filteredOn(block -> block.kind() == SegmentKind.ALTERNATIVE_TEXT)
                .singleElement()
                .satisfies(block -> assertThat(block.media().hash())
                        .isEqualTo(media.get("hash").asText()));
    }

    @Test
    void a_part_of_a_film_can_be_asked_for_as_players_do() throws Exception {
        byte[] film = ByteBuffer.allocate(16 + 1000)
                .putInt(16)
                .put("ftypisom".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(1000)
                .put("mdat".getBytes(StandardCharsets.US_ASCII))
                .put("film".getBytes(StandardCharsets.US_ASCII))
                .array();
        String hash = new ObjectMapper()
                .readTree(post(film, REPORTER, null).body())
                .get("hash")
                .asText();

        HttpResponse<byte[]> part = get(hash, "bytes=20-");

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range"))
                .contains("bytes 20-" + (film.length - 1) + "/" + film.length);
        assertThat(new String(part.body(), StandardCharsets.US_ASCII)).startsWith("mdatfilm");
    }

    @Test
    void r02_who_may_not_and_what_cannot_be_taken_is_answered_with_a_problem() throws Exception {
        byte[] picture = Files.readAllBytes(SAMPLES.resolve("weather-station.jpg"));
        problem(post(picture, null, null), 422, "person-missing");
        problem(post(picture, "awa.ndoye", null), 403, "role-missing");
        problem(post(picture, REPORTER, "image/png"), 415, "media-type-differs");
        problem(post(new byte[10], REPORTER, null), 415, "media-type-unknown");
        byte[] large = Arrays.copyOf(picture, 200_000);
        HttpResponse<byte[]> tooLarge = post(large, REPORTER, null);
        problem(tooLarge, 413, "media-too-large");
        assertThat(new String(tooLarge.body(), StandardCharsets.UTF_8)).contains("picture or video", "raise media.");
        problem(get("0".repeat(64)), 404, "media-unknown");
        problem(get("..%2F..%2Fetc%2Fpasswd"), 404, "media-unknown", "request-malformed");
    }

    private static void problem(HttpResponse<byte[]> answer, int status, String... codes) throws IOException {
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("code").asText()).isIn((Object[]) codes);
        if (codes.length == 1) {
            assertThat(answer.statusCode()).isEqualTo(status);
        }
    }

    private HttpResponse<byte[]> post(byte[] bytes, @Nullable String person, @Nullable String type) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(front.address() + "/media")).POST(BodyPublishers.ofByteArray(bytes));
        if (person != null) {
            request.header("X-Copyflow-Person", person);
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String hash) throws Exception {
        return get(hash, "items=0-1");
    }

    /** @param range one of bytes, or of anything else, which is passed over */
    private HttpResponse<byte[]> get(String hash, String range) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(front.address() + "/media/" + hash))
                        .header("Range", range)
                        .build(),
                BodyHandlers.ofByteArray());
    }
}
