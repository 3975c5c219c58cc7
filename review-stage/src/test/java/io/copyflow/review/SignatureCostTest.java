package io.copyflow.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.catalogue.Topics;
import io.copyflow.contract.Vouching;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.review.ApproveVersion;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.review.SignOff;
import io.copyflow.schemas.review.VersionCleared;
import io.copyflow.schemas.story.StoryAccepted;
import io.copyflow.schemas.story.StoryEventEnvelope;
import io.copyflow.signature.CommandSigner;
import io.copyflow.signature.Signatory;
import io.copyflow.testkit.StageDriver;
import io.copyflow.testkit.TestKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What checking costs: figures for docs/reference/signatures.md, no judgement. */
@EnabledIfSystemProperty(
        named = "signatures.measure",
        matches = "true",
        disabledReason = "It measures, and says nothing of right or wrong. Run it with -Dsignatures.measure=true.")
class SignatureCostTest {

    private static final Instant START = Instant.parse("2026-03-03T12:00:00Z");
    private static final int CHECKS = 5_000;
    private static final int VERSIONS = 1_500;
    private static final TestKey KEY = new TestKey();

    @Test
    void a_check() {
        checks();
        double check = checks();
        System.out.printf("%.0f us a check%n", check);
    }

    @Test
    void a_version_with_signatures_and_without(@TempDir Path warm, @TempDir Path plain, @TempDir Path signed) {
        versions(warm, true);
        double without = versions(plain, false);
        double with = versions(signed, true);
        System.out.printf(
                "%.0f us a version (its story, an approval, two sign-offs) unsigned, %.0f us signed: %.0f %% for three"
                        + " checks%n",
                without, with, 100 * (with - without) / with);
    }

    /** Microseconds of each, from the command as it was read to the verdict. */
    private static double checks() {
        Map<String, DirectoryEntry> entries = Map.of(
                "newsroom", new DirectoryEntry(START, newsroom()),
                "person/edit", new DirectoryEntry(START, person("edit", Role.EDITOR)));
        Directory directory = new Directory(entries::get, _ -> List.of());
        CommandSigner signer = KEY.signer();
        List<ReviewCommandEnvelope> commands = new ArrayList<>();
        for (int n = 0; n < CHECKS; n++) {
            commands.add(signer.sign(command("c" + n, "s" + n, "edit", new ApproveVersion("h1"))));
        }
        long began = System.nanoTime();
        for (ReviewCommandEnvelope command : commands) {
            assertThat(Signatory.of(command, directory, START).actor().vouching())
                    .isInstanceOf(Vouching.Valid.class);
        }
        return (System.nanoTime() - began) / 1e3 / CHECKS;
    }

    /** Microseconds of each, from the records' bytes to the events' bytes, without Kafka between. */
    private static double versions(Path folder, boolean isSigned) {
        CommandSigner signer = KEY.signer();
        List<ReviewCommandEnvelope> commands = new ArrayList<>();
        for (int n = 0; n < VERSIONS; n++) {
            String story = "s" + n;
            for (ReviewCommandEnvelope command : List.of(
                    command("a" + n, story, "edit", new ApproveVersion("h1")),
                    command("b" + n, story, "web-1", new SignOff("h1")),
                    command("c" + n, story, "web-2", new SignOff("h1")))) {
                commands.add(isSigned ? signer.sign(command) : command);
            }
        }
        try (StageDriver stage = new StageDriver(ReviewStage.stage(), folder, START)) {
            stage.directory("newsroom", newsroom());
            stage.directory("person/edit", person("edit", Role.EDITOR));
            stage.directory("person/web-1", person("web-1", Role.WEB_EDITOR));
            stage.directory("person/web-2", person("web-2", Role.WEB_EDITOR));
            long began = System.nanoTime();
            for (int n = 0; n < VERSIONS; n++) {
                String story = "s" + n;
                stage.send(
                        Topics.STORY_EVENTS,
                        story,
                        new StoryEventEnvelope("ingest:" + story + ":1", story, "amina", START, "c0", accepted(story)));
            }
            commands.forEach(command -> stage.send(Topics.REVIEW_COMMANDS, command.getStoryId(), command));
            double took = (System.nanoTime() - began) / 1e3 / VERSIONS;
            assertThat(stage.read(Topics.REVIEW_EVENTS))
                    .filteredOn(event -> event.getBody() instanceof VersionCleared)
                    .hasSize(VERSIONS);
            return took;
        }
    }

    private static StoryAccepted accepted(String story) {
        return new StoryAccepted(
                1, "client-" + story, "en", List.of(), "h1", List.of("amina"), null, null, 5, List.of(), null, null);
    }

    private static ReviewCommandEnvelope command(String id, String story, String person, SpecificRecord body) {
        return new ReviewCommandEnvelope(id, story, "en", person, START, body, null);
    }

    private static Newsroom newsroom() {
        return new Newsroom("n", "N", "en", 2, null, null, null, Trust.OPEN, null, List.of(), null, null);
    }

    private static Person person(String id, Role role) {
        return new Person(id, id, List.of(role), List.of("en"), null, null, List.of(KEY.validFrom(START)));
    }
}
