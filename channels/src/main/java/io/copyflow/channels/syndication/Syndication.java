package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.ChannelWork;
import io.copyflow.channels.delivery.Condition;
import io.copyflow.channels.delivery.DeliveryJournal;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.channels.delivery.Receipt;
import io.copyflow.channels.delivery.Version;
import io.copyflow.runtime.PartHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a syndication channel does with the log: keeps the items members can have, then gives each member's webhook what it
 * takes. Receipts of the channel itself say what can be had; those of a webhook are the member's.
 */
final class Syndication implements ChannelWork {

    /** Opens a member's lane on its journal; null for one without a secret to sign with. */
    interface Lanes {
        Lane open(Subscriber subscriber, ItemStore items, DeliveryJournal journal);
    }

    private final ItemStore items;
    private final Set<String> languages;
    private final Map<Subscriber, Lane> lanes = new LinkedHashMap<>();
    private final String itemsAddress;
    private final InstantSource clock;

    /**
     * @param languages those the channel carries; empty for all
     * @param members those with a webhook that can be signed
     * @param itemsAddress the address of {@code /items}
     */
    Syndication(
            Path folder,
            Set<String> languages,
            List<Subscriber> members,
            Lanes opening,
            String itemsAddress,
            InstantSource clock)
            throws IOException {
        this.items = new ItemStore(folder, languages);
        this.languages = languages;
        this.itemsAddress = itemsAddress;
        this.clock = clock;
        Files.createDirectories(folder.resolve("webhooks"));
        for (Subscriber member : members) {
            DeliveryJournal journal =
                    DeliveryJournal.open(folder.resolve("webhooks").resolve(member.id() + ".journal"));
            lanes.put(member, opening.open(member, items, journal).start());
        }
    }

    ItemStore items() {
        return items;
    }

    @Override
    public Set<Integer> unseen(Collection<Integer> partitions) {
        Set<Integer> unseen = new TreeSet<>(partitions);
        unseen.removeAll(items.partitions());
        return unseen;
    }

    @Override
    public void begin(Collection<Integer> partitions) throws IOException {
        items.begin(new TreeSet<>(partitions));
    }

    @Override
    public List<Receipt> deliver(List<Version> versions) throws IOException {
        Map<String, Version> news = new LinkedHashMap<>();
        for (Version version : versions) {
            Version earlier = news.get(version.place());
            long had = earlier == null ? items.sequence(version.place()) : earlier.sequence();
            boolean carried = languages.isEmpty() || languages.contains(version.language());
            // what members may have had is withdrawn, whatever the channel carries now
            if (version.sequence() > had && (carried || had > 0)) {
                news.remove(version.place());
                news.put(version.place(), version);
            }
        }
        items.put(List.copyOf(news.values()), clock.instant());
        tellMembers(news.values());
        return news.values().stream().map(this::receipt).toList();
    }

    private void tellMembers(Collection<Version> news) throws IOException {
        List<Version> brief = news.stream().map(Version::brief).toList();
        for (Map.Entry<Subscriber, Lane> member : lanes.entrySet()) {
            Subscriber subscriber = member.getKey();
            member.getValue()
                    .take(brief, version -> version.isLive() && subscriber.wants(version), version -> true);
        }
    }

    private Receipt receipt(Version version) {
        return switch (version.status()) {
            case LIVE -> Receipt.of(version, Receipt.Outcome.DELIVERED, address(version), null);
            case WITHDRAWN -> Receipt.of(version, Receipt.Outcome.WITHDRAWN, address(version), null);
            case NOT_UNDERSTOOD ->
                Receipt.of(
                        version,
                        Receipt.Outcome.FAILED,
                        address(version),
                        "Expected a version that is live or withdrawn, but this one has a status newer than this channel,"
                                + " so nothing can be had. Upgrade the channel, and release the version again.");
        };
    }

    private String address(Version version) {
        return itemsAddress + "/" + Item.uri(version);
    }

    @Override
    public List<Receipt> kill(Set<String> storyIds) throws IOException {
        List<Version> gone = new ArrayList<>();
        for (String storyId : storyIds) {
            items.live(storyId).forEach(version -> gone.add(version.withdrawn(true)));
        }
        items.put(gone, clock.instant());
        for (Lane lane : lanes.values()) {
            lane.kill(storyIds);
        }
        return gone.stream()
                .map(version -> new Receipt(
                        version.storyId(),
                        version.language(),
                        version.sequence(),
                        Receipt.Outcome.WITHDRAWN,
                        address(version),
                        null,
                        null,
                        true))
                .toList();
    }

    @Override
    public void remember() {
        // an item's file is its memory
    }

    /** Gives a member's webhook what is live now, oldest first; false when there is no such webhook. */
    boolean replay(String member, boolean again) throws IOException {
        for (Map.Entry<Subscriber, Lane> entry : lanes.entrySet()) {
            if (entry.getKey().id().equals(member)) {
                List<Version> live = items.after(0, Integer.MAX_VALUE, item -> item.version().isLive()).stream()
                        .map(Item::version)
                        .filter(entry.getKey()::wants)
                        .sorted(java.util.Comparator.comparing(Version::publishedAt))
                        .toList();
                if (again) {
                    entry.getValue().again(live);
                } else {
                    entry.getValue().take(live, version -> true, version -> true);
                }
                return true;
            }
        }
        return false;
    }

    /** How each webhook is. */
    List<PartHealth> health(String channelId) {
        List<PartHealth> all = new ArrayList<>();
        lanes.forEach((member, lane) -> {
            Condition condition = lane.condition();
            boolean live = !lane.dead().toCompletableFuture().isDone();
            all.add(new PartHealth(channelId + "." + member.id(), live, live, condition.sentence()));
        });
        return all;
    }

    /** What waits at the webhooks. */
    int waiting() {
        return lanes.values().stream().mapToInt(Lane::waiting).sum();
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
    }
}
