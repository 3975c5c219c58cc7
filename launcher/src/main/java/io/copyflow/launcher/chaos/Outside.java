package io.copyflow.launcher.chaos;

import io.copyflow.launcher.cluster.Cluster;
import io.copyflow.runtime.Setting;
import io.copyflow.schemas.directory.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What lies outside the newsroom, where its channels lead: the website's folder, and a receiver of webhooks. */
final class Outside implements AutoCloseable {

    private final Receiver receiver;
    private final Path site;
    private final Deliveries.Takers takers;

    /**
     * Connects accounts of the network {@code webhook} to a receiver.
     *
     * @param channels the directory's
     * @param languages that stories come in and go into; accounts of others stay unconnected
     */
    Outside(Cluster.Plan plan, List<Channel> channels, Set<String> languages, Random random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String word = HexFormat.of().formatHex(secret);
        this.receiver = new Receiver(word, random);
        Path folder = plan.folderOf(Cluster.CHANNELS);
        this.site = folder.resolve("site");
        Map<String, Set<String>> takes = new TreeMap<>();
        StringBuilder secrets = new StringBuilder();
        String website = Setting.SITE_CHANNEL.fallback();
        for (Channel channel : channels) {
            boolean called = "webhook".equals(channel.getNetwork()) && languages.containsAll(channel.getLanguages());
            if (called) {
                secrets.append(channel.getId()).append(".secret=").append(word).append('\n');
                secrets.append(channel.getId())
                        .append(".url=")
                        .append(receiver.address(channel.getId()))
                        .append('\n');
            }
            if (called || channel.getId().equals(website)) {
                takes.put(channel.getId(), new TreeSet<>(channel.getLanguages()));
            }
        }
        this.takers = new Deliveries.Takers(website, takes);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("channel-secrets.properties"), secrets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Receiver receiver() {
        return receiver;
    }

    /** How what was released stands out there now. */
    Deliveries deliveries(Ledger ledger) {
        return new Deliveries(takers, ledger, receiver.messages(), this::page);
    }

    private @Nullable String page(String storyId, String language) {
        try {
            return Files.readString(site.resolve(language).resolve(storyId + ".html"));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        receiver.close();
    }
}
