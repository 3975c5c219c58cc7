package io.copyflow.channels.syndication;

import io.copyflow.channels.delivery.ChannelWork;
import io.copyflow.channels.delivery.Condition;
import io.copyflow.channels.delivery.DeliveryJournal;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.channels.delivery.Receipt;
import io.copyflow.channels.delivery.Version;
import io.copyflow.runtime.PartHealth;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What syndication does with the log: keeps the items that members can have, then tells each member, in a {@link Lane} and
 * a journal of its own. One that has left the directory is still told of withdrawals (docs/semantics.md, rule 22).
 */
final class Syndication implements ChannelWork {

    private static final String JOURNAL = ".journal";

    /** Makes a member's lane on its journal. */
    interface Opening {
        Lane lane(Member member, ItemStore items, DeliveryJournal journal);
    }

    private record Open(Member member, Lane lane) {}

    private final ItemStore items;
    private final Path journals;
    private final Members members;
    private final Opening opening;
    private final InstantSource clock;
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private List<Member> seen = List.of();

    Syndication(Path folder, Members members, Opening opening, InstantSource clock) throws IOException {
        this.items = new ItemStore(folder);
        this.journals = folder.resolve("members");
        this.members = members;
        this.opening = opening;
        this.clock = clock;
        Files.createDirectories(journals);
        followDirectory(true);
    }

    ItemStore items() {
        return items;
    }

    private void followDirectory(boolean first) throws IOException {
        List<Member> now = members.now();
        if (!first && now.equals(seen)) {
            return;
        }
        Map<String, Member> wanted = new TreeMap<>();
        now.forEach(member -> wanted.put(member.id(), member));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(journals, "*" + JOURNAL)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - JOURNAL.length());
                if (!wanted.containsKey(id)) {
                    wanted.put(id, removed(id, file));
                }
            }
        }
        for (Member member : wanted.values()) {
            Open before = open.get(member.id());
            if (before != null && before.member().equals(member)) {
                continue;
            }
            if (before != null) {
                before.lane().close();
            }
            DeliveryJournal journal = DeliveryJournal.open(journals.resolve(member.id() + JOURNAL));
            journal.describe(member.about());
            open.put(
                    member.id(),
                    new Open(member, opening.lane(member, items, journal).start()));
        }
        seen = now;
    }

    private Member removed(String id, Path file) throws IOException {
        Open before = open.get(id);
        if (before != null) {
            return Member.removed(id, before.member().about());
        }
        try (DeliveryJournal journal = DeliveryJournal.open(file)) {
            return Member.removed(id, journal.about());
        }
    }

    @Override
    public Set<Integer> unseen(Collection<Integer> partitions) {
        Set<Integer> unseen = new TreeSet<>(partitions);
        unseen.removeAll(items.partitions());
        return unseen;
    }

    @Override
    public void begin(Collection<Integer> partitions) throws IOException {
        items.begin(partitions);
    }

    @Override
    public List<Receipt> deliver(List<Version> versions) throws IOException {
        followDirectory(false);
        Map<String, Version> news = new LinkedHashMap<>();
        for (Version version : versions) {
            Version earlier = news.get(version.place());
            long had = earlier == null ? items.sequence(version.place()) : earlier.sequence();
            if (version.sequence() > had) {
                news.remove(version.place());
                news.put(version.place(), version);
            }
        }
        items.put(news.values(), clock.instant());
        // each lane has its own guard, so that what a crash kept from it comes again
        List<Version> brief = versions.stream().map(Version::brief).toList();
        for (Open one : open.values()) {
            Member member = one.member();
            one.lane()
                    .take(
                            brief,
                            version -> version.isLive() && member.wants(version),
                            version -> member.inDirectory() || !version.isLive());
        }
        return List.of(); // each member's lane sends its own
    }

    @Override
    public List<Receipt> kill(Set<String> storyIds) throws IOException {
        List<Version> live = items.live(storyIds);
        items.put(live.stream().map(version -> version.withdrawn(true)).toList(), clock.instant());
        for (Open one : open.values()) {
            // whoever fetches could have them, whether or not its lane had come to them
            boolean fetches = one.member().fetches();
            one.lane()
                    .kill(
                            storyIds,
                            fetches ? live.stream().filter(one.member()::wants).toList() : List.of());
        }
        return List.of();
    }

    @Override
    public void remember() {
        // items and journals have it already
    }

    /**
     * Gives a member what is live now, oldest first (rule 25).
     *
     * @param again whether also what it has had, under the same ids
     * @return how many; -1 when there is no such member
     */
    int replay(String id, boolean again) throws IOException {
        Open one = open.get(id);
        if (one == null || !one.member().inDirectory()) {
            return -1;
        }
        List<Version> live = items
                .after(0, Integer.MAX_VALUE, item -> item.version().isLive())
                .stream()
                .map(Item::version)
                .filter(one.member()::wants)
                .sorted(Comparator.comparing(Version::publishedAt).thenComparing(Version::place))
                .toList();
        if (again) {
            return one.lane().again(live);
        }
        return one.lane().take(live, version -> true, version -> true);
    }

    /** How each member's lane is. */
    List<PartHealth> health() {
        List<PartHealth> all = new ArrayList<>();
        new TreeMap<>(open).forEach((id, one) -> {
            boolean live = !one.lane().dead().toCompletableFuture().isDone();
            // what a member does not take is told, but makes no newsroom unready
            all.add(new PartHealth(id, live, live, one.lane().condition().sentence()));
        });
        return all;
    }

    /** The members' conditions, by id. */
    Map<String, Condition> conditions() {
        Map<String, Condition> all = new TreeMap<>();
        open.forEach((id, one) -> all.put(id, one.lane().condition()));
        return all;
    }

    /** What a person has to look at, by member. */
    Map<String, List<Lane.Unconfirmed>> unconfirmed() {
        Map<String, List<Lane.Unconfirmed>> all = new TreeMap<>();
        open.forEach((id, one) -> all.put(id, one.lane().unconfirmed()));
        return all;
    }

    /** See {@link Lane#looked}; false also when there is no such member. */
    boolean looked(String member, String storyId, String language, @Nullable String id, @Nullable String url)
            throws IOException {
        Open one = open.get(member);
        return one != null && one.lane().looked(storyId, language, id, url);
    }

    /** What is still to be done for the members. */
    int waiting() {
        return open.values().stream().mapToInt(one -> one.lane().waiting()).sum();
    }

    @Override
    public void close() {
        open.values().forEach(one -> one.lane().close());
    }
}
