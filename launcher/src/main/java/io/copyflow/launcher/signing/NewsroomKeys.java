package io.copyflow.launcher.signing;

import static io.copyflow.directory.Directory.key;

import io.copyflow.contract.Ed25519;
import io.copyflow.launcher.newsroom.KeysFile;
import io.copyflow.launcher.newsroom.NewsroomFile;
import io.copyflow.launcher.newsroom.RegisteredKey;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.PersonKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The keys of a newsroom's people, as its files have them. What is changed here holds once the newsroom is applied. */
public final class NewsroomKeys {

    private final Path newsroom;
    private final Clock clock;
    private final SecureRandom random;

    /** @param newsroom the newsroom's file, which names the file of keys */
    public NewsroomKeys(Path newsroom, Clock clock, SecureRandom random) {
        this.newsroom = newsroom;
        this.clock = clock;
        this.random = random;
    }

    /** A new pair of keys: the public one as it is registered, and where the private one lies. */
    public record Made(PersonKey key, Path privateKey) {}

    /**
     * The keys in their file's order.
     *
     * @throws StageFailure {@code keys-file-unnamed}, {@code newsroom-file-wrong}, {@code newsroom-file-unreadable}
     */
    public List<RegisteredKey> all() {
        return KeysFile.read(keysFile());
    }

    /**
     * Makes a pair of keys that holds from now on, beside those that the person has.
     *
     * @param to gives the private key's file, which must be a new one, from the key's id
     * @throws StageFailure {@code unknown-person}, {@code key-file-exists}, {@code key-file-unwritable}, and as
     *     {@link #all} and {@link KeysFile#change}; nothing was made then
     */
    public Made make(String person, Function<String, Path> to) {
        return make(person, to, (key, _) -> key);
    }

    /** The same in place of those that the person has, whose time is over then. Throws as {@link #make} does. */
    public Made rotate(String person, Function<String, Path> to) {
        return make(person, to, NewsroomKeys::ended);
    }

    private Made make(String person, Function<String, Path> to, Change ofOthers) {
        Path file = keysFile();
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            KeysFile.change(file, none -> none);
        }
        if (!NewsroomFile.read(newsroom).orRefuse().entries().containsKey(key("person", person))) {
            throw new StageFailure(
                    "unknown-person",
                    "Expected one of the people of " + newsroom + ", but it has no person '" + person
                            + "'. Check the id, or add the person to it.");
        }
        KeyPair pair = Ed25519.newPair(random);
        byte[] publicKey = Ed25519.bytes(pair.getPublic());
        Instant now = now();
        PersonKey made = new PersonKey(Ed25519.keyId(publicKey), ByteBuffer.wrap(publicKey), now, null, null);
        Path privateKey = to.apply(made.getId());
        KeyFile.write(privateKey, pair.getPrivate());
        try {
            KeysFile.change(file, before -> {
                List<RegisteredKey> after = new ArrayList<>();
                before.forEach(each -> after.add(
                        each.person().equals(person) ? new RegisteredKey(person, ofOthers.of(each.key(), now)) : each));
                after.add(new RegisteredKey(person, made));
                return after;
            });
        } catch (StageFailure e) {
            remove(privateKey, e);
            throw e;
        }
        return new Made(made, privateKey);
    }

    /**
     * Says from when on a key is in nobody's hands alone any more.
     *
     * @param at null for now
     * @return the key as it is then
     * @throws StageFailure {@code no-such-key}, {@code key-already-revoked}, and as {@link #all} and
     *     {@link KeysFile#change}
     */
    public RegisteredKey revoke(String keyId, @Nullable Instant at) {
        Instant since = at == null ? now() : at.truncatedTo(ChronoUnit.MILLIS);
        Path file = keysFile();
        RegisteredKey found = KeysFile.read(file).stream()
                .filter(each -> each.key().getId().equals(keyId))
                .findFirst()
                .orElseThrow(() -> new StageFailure(
                        "no-such-key",
                        "Expected a key of " + file + ", but there is no key '" + keyId
                                + "'. See 'copyflow keys list' for its id."));
        Instant before = found.key().getRevokedAt();
        if (before != null && !since.isBefore(before)) {
            throw new StageFailure(
                    "key-already-revoked",
                    "Expected a key that is not revoked by then, but " + keyId + " is, as of " + before
                            + ". That can only be moved back, with --at and an earlier time.");
        }
        RegisteredKey revoked = new RegisteredKey(
                found.person(),
                PersonKey.newBuilder(found.key()).setRevokedAt(since).build());
        KeysFile.change(file, keys -> replaced(keys, revoked));
        return revoked;
    }

    private static List<RegisteredKey> replaced(List<RegisteredKey> keys, RegisteredKey by) {
        UnaryOperator<RegisteredKey> change =
                each -> each.key().getId().equals(by.key().getId()) ? by : each;
        return keys.stream().map(change).toList();
    }

    /** What becomes of a key. */
    private interface Change {
        PersonKey of(PersonKey key, Instant now);
    }

    private static PersonKey ended(PersonKey key, Instant now) {
        boolean isOver = key.getValidUntil() != null && !key.getValidUntil().isAfter(now);
        // one that would have begun later never holds
        Instant end = now.isBefore(key.getValidFrom()) ? key.getValidFrom() : now;
        return isOver || key.getRevokedAt() != null
                ? key
                : PersonKey.newBuilder(key).setValidUntil(end).build();
    }

    private Path keysFile() {
        NewsroomFile file = NewsroomFile.read(newsroom);
        Path keys = file.keysFile();
        if (keys == null) {
            file.orRefuse();
            throw new StageFailure(
                    "keys-file-unnamed",
                    "Expected " + newsroom + " to name a file for people's keys, but it does not. Add the line"
                            + " 'keys: keys.yaml' to it; that file is made with the first key.");
        }
        return keys;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void remove(Path privateKey, StageFailure because) {
        try {
            Files.deleteIfExists(privateKey);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
