package io.copyflow.launcher.bench;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.directory.Directory;
import io.copyflow.launcher.newsroom.DirectoryPublisher;
import io.copyflow.launcher.process.LocalNewsroom;
import io.copyflow.launcher.process.Progress;
import io.copyflow.launcher.process.Samples;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.story.ReviseStory;
import io.copyflow.schemas.story.SubmitStory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The sample newsroom in this process, to be measured. */
final class BenchNewsroom implements AutoCloseable {

    /** Who hands the stories in. */
    static final String REPORTER = "rosalind.okafor";

    /** What the stories are written in. */
    static final String LANGUAGE = "en";

    /** A language that no story has: a website in it reads along and writes no page. */
    static final String IDLE_LANGUAGE = "la";

    private static final String SITE_CHANNEL = "bench-site";

    private final Clock clock;
    private final List<String> siteLanguages;
    private final LocalNewsroom newsroom;
    private final CommandSender commands;

    /**
     * @param configuration settings of the newsroom; ports, folders and the broker's address are chosen here
     * @param siteLanguages whose pages the website writes
     */
    BenchNewsroom(
            Configuration configuration, Path folder, List<String> siteLanguages, Clock clock, Progress progress) {
        this.clock = clock;
        this.siteLanguages = List.copyOf(siteLanguages);
        this.newsroom = LocalNewsroom.start(
                configuration.with(Map.of(
                        Setting.DATA_DIR, folder.toString(),
                        Setting.BOOTSTRAP_SERVERS, "127.0.0.1:0",
                        Setting.HTTP_PORT, "0",
                        Setting.SITE_PORT, "0",
                        Setting.DESK_PORT, "0",
                        Setting.SYNDICATION_PORT, "0",
                        Setting.SITE_DIR, "",
                        Setting.DROP_DIR, "",
                        Setting.SITE_CHANNEL, SITE_CHANNEL)),
                this::fillDirectory,
                progress);
        this.commands = new CommandSender(client(), ids(), clock);
    }

    /** The languages of the sample newsroom's editions. */
    static List<String> sampleLanguages() {
        return Samples.newsroom().orRefuse().entries().values().stream()
                .filter(Edition.class::isInstance)
                .map(edition -> ((Edition) edition).getLanguage())
                .toList();
    }

    /** Those of them that stories can be translated into. */
    static List<String> sampleTargets() {
        return sampleLanguages().stream()
                .filter(language -> !language.equals(LANGUAGE))
                .toList();
    }

    LocalNewsroom newsroom() {
        return newsroom;
    }

    Map<String, Object> client() {
        return newsroom.configuration().kafkaClient();
    }

    SchemaIds ids() {
        return newsroom.schemaIds();
    }

    /** The first so many languages that stories can be translated into. */
    List<String> targets(int languages) {
        return newsroom.directory().editions().stream()
                .map(edition -> edition.getLanguage())
                .filter(language -> !language.equals(LANGUAGE))
                .sorted()
                .limit(languages)
                .toList();
    }

    void submit(String storyId, SubmitStory submission) {
        commands.submit(storyId, submission);
    }

    void revise(String storyId, ReviseStory revision) {
        commands.revise(storyId, revision);
    }

    /** The time as events have it. */
    Instant now() {
        return commands.now();
    }

    /** Sends a command as an outside program does, without waiting for its outcome. */
    void send(String topic, String storyId, String commandId, String type, byte[] value) {
        commands.send(topic, storyId, commandId, type, value);
    }

    /** @see CommandSender#demandTaken */
    void demandTaken() {
        commands.demandTaken();
    }

    private void fillDirectory(Configuration configuration, SchemaIds ids) {
        Map<String, SpecificRecord> entries =
                new LinkedHashMap<>(Samples.newsroom().orRefuse().entries());
        entries.put(
                Directory.key("channel", SITE_CHANNEL),
                Channel.newBuilder()
                        .setId(SITE_CHANNEL)
                        .setKind(ChannelKind.WEBSITE)
                        .setName("Website")
                        .setLanguages(siteLanguages)
                        .build());
        entries.replaceAll((_, entry) -> entry instanceof Edition edition ? Samples.withoutDrafts(edition) : entry);
        DirectoryPublisher.atFirst(configuration, ids, clock, () -> "bench").apply(entries, false);
    }

    @Override
    public void close() {
        // who is interrupted is to end what was begun all the same
        boolean isInterrupted = Thread.interrupted();
        try (newsroom) {
            commands.close();
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
