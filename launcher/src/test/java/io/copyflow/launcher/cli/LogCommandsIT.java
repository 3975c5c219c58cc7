package io.copyflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.StoryId;
import io.copyflow.launcher.log.LogReader;
import io.copyflow.launcher.log.RecordedStory;
import io.copyflow.runtime.DeciderTopology;
import io.copyflow.runtime.StageFailure;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.serde.AvroSerde;
import io.copyflow.testkit.TestBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LogCommandsIT {

    private static final int PARTITIONS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STORY =
            StoryId.of("log-commands-it", UUID.randomUUID().toString());
    private static final String ABORTED =
            StoryId.of("log-commands-it", UUID.randomUUID().toString());

    private static String servers = "";

    @BeforeAll
    static void writeAStory(TestBroker broker) {
        servers = broker.bootstrapServers();
        TopicProvisioning.ensure(broker.admin(), Topics.all(), PARTITIONS, (short) 1);
        AvroSerde<DirectoryEntry> entries = AvroSerde.of(Topics.DIRECTORY, new SchemaCatalogue());
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "transactional.id", "log-commands-it"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            RecordedStory.directory()
                    .forEach((key, entry) ->
                            producer.send(new ProducerRecord<>(Topics.DIRECTORY.name(), key, entries.write(entry))));
            int partition = DeciderTopology.partition(STORY, PARTITIONS);
            RecordedStory.liveInArabic(STORY, Instant.now())
                    .forProducer(partition)
                    .forEach(producer::send);
            producer.send(new ProducerRecord<>(Topics.REVIEW_EVENTS.name(), partition, STORY, new byte[] {7, 7}));
            producer.commitTransaction();

            producer.beginTransaction();
            RecordedStory.liveInArabic(ABORTED, Instant.now())
                    .forProducer(DeciderTopology.partition(ABORTED, PARTITIONS))
                    .forEach(producer::send);
            // else the records would not even be sent
            producer.flush();
            producer.abortTransaction();
        }
    }

    @Test
    void r26_story_tells_who_did_what() {
        Run run = run("story", STORY);

        assertThat(run.exitCode).as(run.err).isZero();
        assertThat(run.out)
                .contains("“Forecasts for herders”")
                .containsPattern("ar +live +1 +sequence 1, revision 1 +عماد ناصر, Wes Tan and Wanda Ruiz")
                .contains("claimed by Amina Diallo until ")
                .contains("refused: already-claimed. Expected a queued translation")
                .contains("signed off by Wanda Ruiz (2 of 2)")
                .contains("released, sequence 1")
                .contains("asked to claim the translation; no answer yet")
                .contains("cannot be read (review.events, partition ")
                .contains("not-framed");
    }

    @Test
    void story_takes_the_beginning_of_an_id() throws Exception {
        Run run = run("story", STORY.substring(0, 12), "--json");

        assertThat(run.exitCode).as(run.err).isZero();
        assertThat(JSON.readTree(run.out).get("storyId").textValue()).isEqualTo(STORY);
    }

    @Test
    void r27_what_was_not_committed_is_not_told() {
        Run run = run("story", ABORTED);

        assertThat(run.failure)
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("unknown-story"));
    }

    @Test
    void an_unknown_story_is_refused_with_near_ids() {
        String wrong = STORY.substring(0, 20) + (STORY.endsWith("a") ? "b" : "a");

        Run run = run("story", wrong);

        assertThat(run.failure).hasMessage("There is no story '" + wrong + "'. Did you mean " + STORY + "?");
    }

    @Test
    void stories_counts_versions() {
        Run run = run("stories", "--language", "ar", "--state", "live");

        assertThat(run.exitCode).as(run.err).isZero();
        assertThat(run.out.lines().filter(line -> line.startsWith(STORY)))
                .singleElement()
                .asString()
                .containsPattern(STORY + "  Forecasts for herders +en +1 .* 1 +· +1 +· +1$");
        assertThat(run.err)
                .containsPattern(
                        "Left out, as it cannot be read: review.events, partition \\d, offset \\d+: not-framed");
        assertThat(run("stories", "--language", "zh-Hans", "--state", "live").out)
                .doesNotContain(STORY);
    }

    @Test
    void stories_for_programs_are_a_line_each() throws Exception {
        String line = run("stories", "--json")
                .out
                .lines()
                .filter(each -> each.contains(STORY))
                .findFirst()
                .orElseThrow();

        assertThat(JSON.readTree(line).get("versions").findValuesAsText("state"))
                .containsExactly("in-review", "live", "queued");
    }

    @Test
    void an_unknown_state_is_an_error_that_names_those_there_are() {
        Run run = run("stories", "--state", "lively");

        assertThat(run.exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run.err).contains("in-review");
    }

    @Test
    void tail_prints_every_record_the_unreadable_too() throws Exception {
        Run run = run("tail", "review.events", "--from-beginning", "--max", "" + records());

        assertThat(run.exitCode).as(run.err).isZero();
        List<JsonNode> ours = new ArrayList<>();
        for (String line : run.out.lines().toList()) {
            JsonNode json = JSON.readTree(line);
            if (json.get("key").textValue().equals(STORY)) {
                ours.add(json);
            }
        }
        assertThat(ours).hasSize(7);
        assertThat(ours.get(2).get("value").get("body").get("type").textValue()).isEqualTo("VersionApproved");
        assertThat(ours.getLast().get("unreadable").get("code").textValue()).isEqualTo("not-framed");
        assertThat(ours.getLast().get("base64").textValue()).isEqualTo("Bwc=");
    }

    @Test
    void tail_stops_quietly_when_nobody_reads_any_more() {
        AtomicInteger lines = new AtomicInteger();
        Writer closed = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                if (lines.incrementAndGet() > 1) {
                    throw new IOException("Broken pipe");
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        Run run = run(new PrintWriter(closed), "tail", "--from-beginning");

        assertThat(run.exitCode).as(run.err).isZero();
        assertThat(run.err).isEmpty();
    }

    @Test
    void an_unknown_topic_is_an_error_with_near_ones() {
        Run run = run("tail", "story.event");

        assertThat(run.exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run.err).contains("There is no topic 'story.event'. Did you mean story.events");
    }

    @Test
    void a_kafka_that_is_not_there_is_told_within_ten_seconds() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        long begin = System.nanoTime();

        Run run = run("stories", "--bootstrap-servers", "127.0.0.1:" + free);

        assertThat(run.failure)
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("kafka-unreachable"))
                .hasMessageContaining("Is './copyflow up' running, or is --bootstrap-servers right?");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(20);
    }

    @Test
    void an_address_that_cannot_be_found_is_told_as_such() {
        Run run = run("stories", "--bootstrap-servers", "kafka.invalid:9092");

        assertThat(run.failure)
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("kafka-unreachable"));
    }

    @Test
    void a_topic_that_is_not_there_is_told_as_such() {
        try (LogReader reader = new LogReader(Map.of("bootstrap.servers", servers), new SchemaCatalogue())) {
            assertThatThrownBy(() -> reader.read(List.of(Topics.deadLetters("nobody")), record -> {}))
                    .isInstanceOfSatisfying(
                            StageFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo("topics-missing"))
                    .hasMessageContaining("copyflow.nobody.dead-letters.v1 is not there");
        }
    }

    private static int records() {
        List<Object> records = new ArrayList<>();
        try (LogReader reader = new LogReader(Map.of("bootstrap.servers", servers), new SchemaCatalogue())) {
            reader.read(List.of(Topics.REVIEW_EVENTS), records::add);
        }
        return records.size();
    }

    private record Run(int exitCode, String out, String err, Exception failure) {}

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        Run run = run(new PrintWriter(out), args);
        return new Run(run.exitCode, out.toString(), run.err, run.failure);
    }

    private static Run run(PrintWriter out, String... args) {
        StringWriter err = new StringWriter();
        List<Exception> failures = new ArrayList<>();
        List<String> all = new ArrayList<>(List.of(args));
        if (!all.contains("--bootstrap-servers")) {
            all.addAll(List.of("--bootstrap-servers", servers));
        }
        CommandLine line = new CommandLine(new RootCommand());
        Map.of("story", new StoryCommand(), "stories", new StoriesCommand(), "tail", new TailCommand())
                .forEach((name, command) -> {
                    if (!line.getSubcommands().containsKey(name)) {
                        line.addSubcommand(name, command);
                    }
                });
        int exitCode = line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    failures.add(failure);
                    return RootCommand.REFUSED;
                })
                .execute(all.toArray(String[]::new));
        return new Run(exitCode, "", err.toString(), failures.isEmpty() ? null : failures.getFirst());
    }
}
