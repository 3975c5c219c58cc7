package io.copyflow.channels.syndication;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.channels.delivery.AddressGuard;
import io.copyflow.channels.delivery.ChannelReader;
import io.copyflow.channels.delivery.ChannelWork;
import io.copyflow.channels.delivery.Condition;
import io.copyflow.channels.delivery.DeliveryJournal;
import io.copyflow.channels.delivery.GuardedCalls;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.ReceiptProducer;
import io.copyflow.channels.delivery.Secrets;
import io.copyflow.contract.MediaReference;
import io.copyflow.runtime.PartHealth;
import io.copyflow.schemas.directory.Channel;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Syndication: follows the log, serves what members can have, and tells those who want to be told. */
public final class SyndicationChannel implements AutoCloseable {

    /** Its consumer group is {@code copyflow-channel-syndication}. */
    private static final String ID = "syndication";

    private final Settings settings;
    private final Members members;
    private final Ninjs ninjs;
    private final MemberOutlets outlets;
    private final Clock clock;
    private final Patience patience;
    private final GuardedCalls calls;
    private final ReceiptProducer receipts;
    private final ChannelReader reader;
    private volatile @Nullable Syndication syndication;

    /**
     * What syndication is to be.
     *
     * @param folder where items and the members' journals are kept
     * @param provider the outlet's name
     * @param itemsAddress the address members find {@code /items} at
     * @param pageAddress the website's page of a story in a language
     * @param mediaAddress the website's file of a picture or video; null for one it does not show
     * @param allowed hosts within private networks that webhooks may call
     */
    public record Settings(
            Path folder,
            String provider,
            String itemsAddress,
            BiFunction<String, String, URI> pageAddress,
            Function<MediaReference, @Nullable URI> mediaAddress,
            Set<String> allowed) {}

    /**
     * @param directory the channels as they stand now
     * @param kafka as {@link ChannelReader}
     */
    public SyndicationChannel(
            Settings settings,
            Supplier<List<Channel>> directory,
            Secrets secrets,
            Map<String, ?> kafka,
            SchemaIds ids,
            Clock clock) {
        this(settings, directory, secrets, Patience.USUAL, kafka, ids, clock);
    }

    /** With a patience of the caller's. */
    public SyndicationChannel(
            Settings settings,
            Supplier<List<Channel>> directory,
            Secrets secrets,
            Patience patience,
            Map<String, ?> kafka,
            SchemaIds ids,
            Clock clock) {
        this.settings = settings;
        this.patience = patience;
        this.calls = new GuardedCalls(new AddressGuard(settings.allowed()), patience.answer());
        this.members = new Members(directory, secrets);
        this.clock = clock;
        this.ninjs = new Ninjs(settings.provider(), settings.pageAddress(), settings.mediaAddress());
        this.outlets = new MemberOutlets(settings.itemsAddress(), members, ninjs, calls, clock);
        this.receipts = new ReceiptProducer("copyflow-" + ID + "-receipts", kafka, ids, clock);
        Path folder = settings.folder();
        ChannelWork.Opening opening = () -> {
            Syndication opened = new Syndication(folder, members, this::lane, clock);
            syndication = opened;
            return opened;
        };
        this.reader = new ChannelReader(
                new ChannelReader.Identity(ID, folder.toString(), folder.resolve("dead-letters"), true),
                opening,
                kafka,
                ids,
                clock);
    }

    /** Whether any member has a token or a webhook, or ever had. */
    public static boolean isWanted(Path folder, Supplier<List<Channel>> directory, Secrets secrets) {
        return Files.isDirectory(folder)
                || !new Members(directory, secrets).now().isEmpty();
    }

    private Lane lane(Member member, ItemStore items, DeliveryJournal journal) {
        return new Lane(
                member.id(), outlets.of(member, items), journal, receipts.of(member.id()), null, patience, clock);
    }

    public SyndicationChannel start() {
        reader.start();
        return this;
    }

    /** The content API's routes. */
    public Consumer<RoutesConfig> api() {
        return new ItemsApi(
                members,
                () -> {
                    Syndication opened = syndication;
                    return opened == null ? null : opened.items();
                },
                ninjs,
                new NewsMl(settings.provider(), settings.mediaAddress()),
                clock);
    }

    /**
     * Gives a member what is live now, oldest first (docs/semantics.md, rule 25).
     *
     * @param again whether also what it has had, under the same ids
     * @return how many; -1 when there is no such member
     */
    public int replay(String member, boolean again) throws IOException {
        Syndication opened = syndication;
        return opened == null ? -1 : opened.replay(member, again);
    }

    /** How it and each member's lane are now. */
    public List<PartHealth> health() {
        List<PartHealth> all = new ArrayList<>();
        Condition condition = reader.condition();
        all.add(new PartHealth(
                ID, !reader.dead().toCompletableFuture().isDone(), condition.ready(), condition.sentence()));
        Syndication opened = syndication;
        if (opened != null) {
            all.addAll(opened.health());
        }
        return all;
    }

    /** The members' conditions, by id. */
    public Map<String, Condition> conditions() {
        Syndication opened = syndication;
        return opened == null ? Map.of() : opened.conditions();
    }

    /** Completes once it is ready for the first time. */
    public CompletionStage<Void> began() {
        return reader.began();
    }

    /** What a person has to look at, by member; members that left the directory too. */
    public Map<String, List<Lane.Unconfirmed>> unconfirmed() {
        Syndication opened = syndication;
        return opened == null ? Map.of() : opened.unconfirmed();
    }

    /** See {@link Lane#looked}; false also when there is no such member. */
    public boolean looked(String member, String storyId, String language, @Nullable String id, @Nullable String url)
            throws IOException {
        Syndication opened = syndication;
        return opened != null && opened.looked(member, storyId, language, id, url);
    }

    /** How much is still to be done for the members: versions and receipts. */
    public int waiting() {
        Syndication opened = syndication;
        return opened == null ? 0 : opened.waiting();
    }

    @Override
    public void close() {
        reader.close();
        calls.close();
        receipts.close();
    }
}
