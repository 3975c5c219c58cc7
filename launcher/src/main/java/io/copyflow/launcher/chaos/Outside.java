package io.copyflow.launcher.chaos;

import io.copyflow.launcher.cluster.Cluster;
import io.copyflow.runtime.Setting;
import io.copyflow.schemas.directory.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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

    /** What stands on the website now. */
    Website website(Ledger ledger) {
        return new Website(ledger, takers.languages().getOrDefault(takers.website(), Set.of()), files());
    }

    /** All of the website that can be asked for, as text, by path. */
    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try {
            Files.walkFileTree(site, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes of) {
                    // what the channel remembers is asked for by nobody
                    return folder.getFileName().toString().startsWith(".")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes of) throws IOException {
                    try {
                        files.put(
                                site.relativize(file).toString().replace('\\', '/'),
                                new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                    } catch (NoSuchFileException e) {
                        // it was taken away just now
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                    if (why instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw why;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) throws IOException {
                    return why == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, why);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
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
