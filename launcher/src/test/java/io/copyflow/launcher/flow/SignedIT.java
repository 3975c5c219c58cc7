package io.copyflow.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.Topic;
import io.copyflow.catalogue.Topics;
import io.copyflow.contract.CommandForm;
import io.copyflow.contract.Ed25519;
import io.copyflow.launcher.cli.RootCommand;
import io.copyflow.launcher.newsroom.DirectoryPublisher;
import io.copyflow.launcher.newsroom.NewsroomFile;
import io.copyflow.launcher.process.Stages;
import io.copyflow.launcher.signing.KeyFile;
import io.copyflow.launcher.signing.NewsroomKeys;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.TopicProvisioning;
import io.copyflow.schemas.kill.StoryKilled;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.ReviewEventEnvelope;
import io.copyflow.schemas.review.ReviewRequested;
import io.copyflow.schemas.review.VersionApproved;
import io.copyflow.schemas.signature.SignedCommand;
import io.copyflow.serde.AvroSerde;
import io.copyflow.signature.CommandForms;
import io.copyflow.testkit.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A newsroom that believes signatures only, on a real broker: keys as people make them, an approval and a kill. */
@ExtendWith(TestBroker.Extension.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SignedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EDITOR = "harriet.penhallow";
    private static final String CHIEF = "jingwen.rao";

    private final String clientId = "signed-it-" + UUID.randomUUID();
    private final String storyId = Commands.storyId(clientId);

    @TempDir
    private Path folder;

    private NewsroomKeys.Made editors;
    private NewsroomKeys.Made chiefs;

    @Test
    void r16_r22_an_approval_and_a_kill_take_effect_when_signed_and_can_be_checked_from_the_log(TestBroker broker)
            throws IOException {
        String servers = broker.bootstrapServers();
        TopicProvisioning.ensure(broker.admin(), Topics.all(), 4, (short) 1);
        applySignedNewsroom(servers);
        try (Commands commands = new Commands(servers);
                CommittedLog log = new CommittedLog(servers, Topics.all());
                StagesUnderTest _ = new StagesUnderTest(servers, folder.resolve("data"), "test", Stages.all())) {
            commands.send(Commands.submit(clientId, "en", List.of("fr")));
            String hash = contentHash(log);

            commands.send(Commands.review("unsigned-" + clientId, storyId, "en", EDITOR, new ApproveVersion(hash)));
            sendDatedBack(
                    servers,
                    signed(approval("dated-" + clientId, hash, Instant.now().minusSeconds(3600))));
            ReviewCommandEnvelope approval = signed(approval("good-" + clientId, hash, Instant.now()));
            commands.send(new Commands.Command<>(Topics.REVIEW_COMMANDS, storyId, approval.getCommandId(), approval));

            ReviewEventEnvelope approved = awaitOne(log, VersionApproved.class);
            assertThat(approved.getCommandId()).isEqualTo("good-" + clientId);
            assertThat(isSigned(CommandForms.of(approved), approved.getSigned(), editors))
                    .isTrue();
            assertThat(log.of(Topics.REJECTIONS, storyId))
                    .extracting(refusal -> refusal.value().getCode())
                    .containsExactly("signature-missing", "signature-time-off");

            assertThat(kill(servers)).isEqualTo(RootCommand.REFUSED);
            assertThat(kill(servers, "--key=" + chiefs.privateKey())).isZero();

            StoryKilled killed = log.of(Topics.KILLS, storyId).getLast().value();
            assertThat(isSigned(CommandForms.of(killed), killed.getSigned(), chiefs))
                    .isTrue();
            assertThat(log.raw(Topics.KILL_COMMANDS))
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME));
        }
    }

    private void applySignedNewsroom(String servers) throws IOException {
        Path newsroom = Files.writeString(
                folder.resolve("newsroom.yaml"),
                Files.readString(Path.of("../samples/newsroom.yaml"))
                        .replaceFirst("(?m)^newsroom:\n", "keys: keys.yaml\nnewsroom:\n  trust: signed\n"));
        NewsroomKeys keys = new NewsroomKeys(newsroom, Clock.systemUTC(), new SecureRandom());
        editors = keys.make(EDITOR, id -> folder.resolve(id + ".pem"));
        chiefs = keys.make(CHIEF, id -> folder.resolve(id + ".pem"));
        DirectoryPublisher.atFirst(
                        Configuration.defaults().with(Map.of(Setting.BOOTSTRAP_SERVERS, servers)),
                        new SchemaCatalogue(),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString())
                .apply(NewsroomFile.read(newsroom).orRefuse().entries(), true);
    }

    private String contentHash(CommittedLog log) {
        ReviewEventEnvelope requested = awaitOne(log, ReviewRequested.class);
        return ((ReviewRequested) requested.getBody()).getContentHash();
    }

    private ReviewEventEnvelope awaitOne(CommittedLog log, Class<?> body) {
        return await().pollInSameThread()
                .atMost(PATIENCE)
                .until(
                        () -> log.of(Topics.REVIEW_EVENTS, storyId).stream()
                                .map(CommittedLog.Entry::value)
                                .filter(event -> body.isInstance(event.getBody()))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private ReviewCommandEnvelope approval(String id, String hash, Instant issuedAt) {
        return new ReviewCommandEnvelope(
                id, storyId, "en", EDITOR, issuedAt.truncatedTo(ChronoUnit.MILLIS), new ApproveVersion(hash), null);
    }

    private ReviewCommandEnvelope signed(ReviewCommandEnvelope command) {
        return KeyFile.signer(editors.privateKey()).sign(command);
    }

    /** With a record's time that goes with the command's: the broker puts its own in its place. */
    private void sendDatedBack(String servers, ReviewCommandEnvelope command) {
        Topic<ReviewCommandEnvelope> topic = Topics.REVIEW_COMMANDS;
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    topic.name(),
                    null,
                    command.getIssuedAt().toEpochMilli(),
                    storyId,
                    AvroSerde.of(topic, new SchemaCatalogue()).write(command)));
        }
    }

    private int kill(String servers, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "kill",
                storyId,
                "--reason=A test says so",
                "--as=" + CHIEF,
                "--yes",
                "--bootstrap-servers=" + servers));
        args.addAll(List.of(more));
        return RootCommand.run(args.toArray(String[]::new));
    }

    private static boolean isSigned(CommandForm form, SignedCommand signed, NewsroomKeys.Made key) {
        return Ed25519.isSignature(
                signed.getValue().array(),
                form.bytes(),
                key.key().getPublicKey().array());
    }
}
