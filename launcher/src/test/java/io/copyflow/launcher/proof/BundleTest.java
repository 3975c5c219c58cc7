package io.copyflow.launcher.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.contract.StoryId;
import io.copyflow.runtime.StageFailure;
import io.copyflow.testkit.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

    private static final String PART = "records/copyflow.published.v1/0";

    @TempDir
    static Path folder;

    private static MemoryLog log;
    private static Path bundle;

    @BeforeAll
    static void export() {
        try (InventedNewsroom newsroom = new InventedNewsroom(new Random(7), folder.resolve("state"))) {
            log = newsroom.run(3).log();
        }
        bundle = folder.resolve("whole.zip");
        BundleWriter.write(log, null, bundle);
    }

    @Test
    void r26_a_bundle_proves_what_the_topics_prove() {
        try (BundleLog read = new BundleLog(bundle)) {
            Proof.Verdict verdict = Proof.of(read, null);
            assertThat(verdict).isEqualTo(Proof.of(log, null));
            assertThat(verdict.isClean()).isTrue();
            assertThat(verdict.stories()).isEqualTo(3);
        }
    }

    @Test
    void r26_what_was_falsified_in_the_topics_is_found_in_the_bundle() {
        MemoryLog falsified = log.copy();
        Tampering.kinds().get("published: a letter of the body").test(falsified, new Random(1));
        Path file = folder.resolve("falsified.zip");
        BundleWriter.write(falsified, null, file);
        try (BundleLog read = new BundleLog(file)) {
            assertThat(Proof.of(read, null).findings())
                    .extracting(Finding::fault)
                    .contains(Fault.HASH_DIFFERS);
        }
    }

    @Test
    void a_bundle_of_one_story_has_that_story_alone() {
        String story = StoryId.of("desk", "story-1");
        Path file = folder.resolve("one.zip");
        BundleWriter.write(log, story, file);
        try (BundleLog read = new BundleLog(file)) {
            assertThat(read.story()).isEqualTo(story);
            Proof.Verdict verdict = Proof.of(read, read.story());
            assertThat(verdict.isClean()).isTrue();
            assertThat(verdict.stories()).isEqualTo(1);
        }
    }

    @Test
    void a_file_that_is_there_is_not_overwritten() {
        StageFailure refused = catchThrowableOfType(StageFailure.class, () -> BundleWriter.write(log, null, bundle));
        assertThat(refused.code()).isEqualTo("file-exists");
    }

    @Test
    void what_is_no_zip_file_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("text.zip"), "no zip");
        refused(file, "zip file");
    }

    @Test
    void a_changed_part_is_refused() throws IOException {
        refused(forged("changed", entries -> entries.get(PART)[60] ^= 1), "Nothing in it was believed");
    }

    @Test
    void a_part_that_is_cut_off_is_refused() throws IOException {
        refused(
                forged("cut", entries -> entries.put(PART, java.util.Arrays.copyOf(entries.get(PART), 200))),
                "ends too early");
    }

    @Test
    void a_record_that_lies_about_its_length_makes_no_room() throws IOException {
        refused(
                forged("length", entries -> ByteBuffer.wrap(entries.get(PART)).putInt(16, Integer.MAX_VALUE)),
                "2147483647 bytes");
    }

    @Test
    void a_part_that_unpacks_to_more_than_it_says_is_refused() throws IOException {
        refused(
                forged(
                        "longer",
                        entries -> entries.put(
                                PART, java.util.Arrays.copyOf(entries.get(PART), entries.get(PART).length + 1000))),
                "more bytes",
                "longer than");
    }

    @Test
    void a_bomb_is_refused_before_it_is_unpacked() throws IOException {
        refused(
                forged("bomb", entries -> {
                    entries.put(PART, new byte[64 << 20]);
                    told(entries, part -> part.put("bytes", 64L << 20).put("sha256", sha256(entries.get(PART))));
                }),
                "packed into");
    }

    @Test
    void what_the_manifest_does_not_have_is_refused() throws IOException {
        refused(forged("more", entries -> entries.put("../../etc/passwd", new byte[1])), "which its manifest does not");
    }

    @Test
    void what_the_manifest_has_and_the_file_does_not_is_refused() throws IOException {
        refused(forged("less", entries -> entries.remove(PART)), "lacks " + PART);
    }

    @Test
    void records_out_of_order_are_refused() throws IOException {
        refused(
                forged("order", entries -> {
                    ByteBuffer.wrap(entries.get(PART)).putLong(0, 1_000_000);
                    told(entries, part -> part.put("sha256", sha256(entries.get(PART))));
                }),
                "after 1000000");
    }

    @Test
    void a_schema_that_is_none_is_refused() throws IOException {
        for (String json : List.of(
                "{\"type\":\"record\",\"name\":\"A\",\"fields\":5}",
                "{\"type\":\"enum\",\"name\":\"A\",\"symbols\":[\"x\",\"x\"]}",
                "{\"type\":\"array\",\"items\":".repeat(5_000),
                "[".repeat(100_000),
                "[\"null\",[\"null\"]]",
                "7",
                "\0")) {
            refused(
                    forged("schema", entries -> {
                        String name = entries.keySet().stream()
                                .filter(each -> each.startsWith("schemas/"))
                                .findFirst()
                                .orElseThrow();
                        byte[] schema = json.getBytes(UTF_8);
                        entries.put(name, schema);
                        manifest(entries, whole -> {
                            for (JsonNode each : whole.path("schemas")) {
                                if (name.equals(
                                        BundleFormat.schema(each.path("id").asInt()))) {
                                    ((ObjectNode) each).put("sha256", sha256(schema));
                                }
                            }
                        });
                    }),
                    "is none");
        }
    }

    @Test
    void a_manifest_of_nonsense_is_refused() throws IOException {
        for (String json : List.of(
                "",
                "null",
                "[]",
                "{\"format\":\"copyflow-export-1\"}",
                "{\"format\":\"copyflow-export-1\",\"topics\":7,\"parts\":null}",
                "{\"a\":".repeat(100_000),
                "{\"format\":" + "9".repeat(100_000) + "}",
                "\0")) {
            refused(forged("manifest", entries -> entries.put("manifest.json", json.getBytes(UTF_8))), "");
        }
        for (Object partitions : List.of(-1, 0, 10_001, Long.MAX_VALUE, 1e300, "many")) {
            refused(
                    forged(
                            "partitions",
                            entries -> manifest(
                                    entries,
                                    whole -> whole.path("topics")
                                            .forEach(topic -> ((ObjectNode) topic).putPOJO("partitions", partitions)))),
                    "partitions of");
        }
    }

    /** Whatever is in its records, there is a verdict or a refusal, and no other end. */
    @Test
    @ExtendWith(Seeds.Extension.class)
    void changed_bytes_under_a_manifest_that_fits_them_are_found_or_refused(Seeds seeds) throws IOException {
        Random random = seeds.random();
        for (int n = 0; n < 150; n++) {
            Path file = forged("bytes", entries -> {
                List<String> parts = entries.keySet().stream()
                        .filter(name -> name.startsWith("records/"))
                        .filter(name -> entries.get(name).length > 0)
                        .toList();
                String name = parts.get(random.nextInt(parts.size()));
                byte[] bytes = entries.get(name);
                for (int times = 1 + random.nextInt(4); times > 0; times--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                part(entries, name, part -> part.put("sha256", sha256(bytes)));
            });
            Throwable ended = catchThrowable(() -> {
                try (BundleLog read = new BundleLog(file)) {
                    VerdictText.lines(Proof.of(read, null));
                }
            });
            if (ended != null) {
                assertThat(ended)
                        .isInstanceOfSatisfying(
                                StageFailure.class,
                                refused -> assertThat(refused.code()).isEqualTo("bundle-unreadable"));
            }
        }
    }

    private static void refused(Path file, String... oneOf) {
        StageFailure refused = catchThrowableOfType(StageFailure.class, () -> {
            try (BundleLog read = new BundleLog(file)) {
                Proof.of(read, null);
            }
        });
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo("bundle-unreadable");
        assertThat(oneOf).anySatisfy(part -> assertThat(refused).hasMessageContaining(part));
    }

    private static Path forged(String name, Consumer<Map<String, byte[]>> change) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        change.accept(entries);
        Path file = folder.resolve(name + ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private static void told(Map<String, byte[]> entries, Consumer<ObjectNode> change) {
        part(entries, PART, change);
    }

    private static void part(Map<String, byte[]> entries, String name, Consumer<ObjectNode> change) {
        manifest(entries, whole -> {
            for (JsonNode part : whole.path("parts")) {
                if (part.path("name").asText().equals(name)) {
                    change.accept((ObjectNode) part);
                }
            }
        });
    }

    private static void manifest(Map<String, byte[]> entries, Consumer<JsonNode> change) {
        try {
            ObjectMapper json = new ObjectMapper();
            JsonNode manifest = json.readTree(new String(entries.get("manifest.json"), UTF_8));
            change.accept(manifest);
            entries.put("manifest.json", json.writeValueAsBytes(manifest));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(BundleFormat.sha256().digest(bytes));
    }
}
