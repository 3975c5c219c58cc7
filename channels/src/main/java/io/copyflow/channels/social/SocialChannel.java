package io.copyflow.channels.social;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.channels.delivery.Calls;
import io.copyflow.channels.delivery.ChannelReader;
import io.copyflow.channels.delivery.ChannelWork;
import io.copyflow.channels.delivery.Condition;
import io.copyflow.channels.delivery.Lane;
import io.copyflow.channels.delivery.Patience;
import io.copyflow.channels.delivery.ReceiptProducer;
import io.copyflow.channels.delivery.Secrets;
import io.copyflow.contract.MediaReference;
import io.copyflow.media.MediaStore;
import io.copyflow.runtime.PartHealth;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All social accounts of the directory: follows the log, and posts what each account takes. */
public final class SocialChannel implements AutoCloseable {

    private final ChannelReader reader;
    private final Calls calls;
    private final ReceiptProducer receipts;
    private volatile @Nullable SocialAccounts accounts;

    /**
     * @param folder where the accounts' journals lie
     * @param directory the channels as they stand now
     * @param pageAddress the website's page of a story in a language, which posts link to
     * @param mediaAddress the website's file of a picture; null for one it does not show
     * @param media where pictures' bytes are; the caller closes it
     * @param kafka as {@link ChannelReader}
     */
    public SocialChannel(
            Path folder,
            Supplier<List<Channel>> directory,
            Secrets secrets,
            BiFunction<String, String, URI> pageAddress,
            Function<MediaReference, @Nullable URI> mediaAddress,
            MediaStore media,
            Map<String, ?> kafka,
            SchemaIds ids,
            Clock clock) {
        this(folder, directory, secrets, pageAddress, mediaAddress, media, Patience.USUAL, kafka, ids, clock);
    }

    /** With a patience of the caller's. */
    public SocialChannel(
            Path folder,
            Supplier<List<Channel>> directory,
            Secrets secrets,
            BiFunction<String, String, URI> pageAddress,
            Function<MediaReference, @Nullable URI> mediaAddress,
            MediaStore media,
            Patience patience,
            Map<String, ?> kafka,
            SchemaIds ids,
            Clock clock) {
        this.calls = new Calls(patience.answer());
        this.receipts = new ReceiptProducer("copyflow-social-receipts", kafka, ids, clock);
        Outlets outlets = new Outlets(
                secrets, new Composer(pageAddress, mediaAddress), new Pictures(media), calls, patience, clock);
        ChannelWork.Opening opening = () -> {
            SocialAccounts opened = new SocialAccounts(folder, directory, outlets, receipts::of, patience, clock);
            accounts = opened;
            return opened;
        };
        this.reader = new ChannelReader(
                new ChannelReader.Identity("social", "the social accounts", folder.resolve("dead-letters"), false),
                opening,
                kafka,
                ids,
                clock);
    }

    public SocialChannel start() {
        reader.start();
        return this;
    }

    /** Completes once it is ready for the first time. */
    public CompletionStage<Void> began() {
        return reader.began();
    }

    /** Whether any account has a secret, or ever posted. */
    public static boolean isWanted(Path folder, List<Channel> directory, Secrets secrets) {
        return Files.isDirectory(folder)
                || directory.stream()
                        .anyMatch(channel -> channel.getKind() == ChannelKind.SOCIAL
                                && (secrets.of(channel.getId(), "token") != null
                                        || secrets.of(channel.getId(), "secret") != null));
    }

    /** How the reader and each account are now. */
    public List<PartHealth> health() {
        List<PartHealth> all = new ArrayList<>();
        Condition condition = reader.condition();
        all.add(new PartHealth(
                "social-accounts",
                !reader.dead().toCompletableFuture().isDone(),
                condition.ready(),
                condition.sentence()));
        SocialAccounts opened = accounts;
        if (opened != null) {
            all.addAll(opened.health());
        }
        return all;
    }

    /** The connected accounts' conditions, by id. */
    public Map<String, Condition> conditions() {
        SocialAccounts opened = accounts;
        return opened == null ? Map.of() : opened.conditions();
    }

    /** What a person has to look at, by account; accounts that left the directory too. */
    public Map<String, List<Lane.Unconfirmed>> unconfirmed() {
        SocialAccounts opened = accounts;
        return opened == null ? Map.of() : opened.unconfirmed();
    }

    /** See {@link Lane#looked}; false also when there is no such account. */
    public boolean looked(String account, String storyId, String language, @Nullable String id, @Nullable String url)
            throws IOException {
        SocialAccounts opened = accounts;
        return opened != null && opened.looked(account, storyId, language, id, url);
    }

    /** How much is still to be done for the accounts: versions and receipts. */
    public int waiting() {
        SocialAccounts opened = accounts;
        return opened == null ? 0 : opened.waiting();
    }

    @Override
    public void close() {
        reader.close();
        calls.close();
        receipts.close();
    }
}
