package io.copyflow.desk.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that programs use the desk with, in a file. Of each only a SHA-256 is kept; it holds 256 random bits, so
 * that no slow hash is needed. What is made or revoked counts from the next request on.
 */
public final class Tokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGINNING = "cfd_";
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 5;

    private final Path file;
    private final InstantSource clock;
    private final SecureRandom random;
    private @Nullable Read read;

    /**
     * What is known of a token.
     *
     * @param id to revoke it by
     * @param note what it is for
     * @param revokedAt null while it is not
     */
    public record Token(
            String id,
            String person,
            String note,
            Instant madeAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            String sha256) {

        public boolean isInForce(Instant now) {
            return revokedAt == null && now.isBefore(expiresAt);
        }
    }

    /** @param secret what the program sends; it is shown once and kept nowhere */
    public record Made(Token token, String secret) {}

    private record Read(Object state, List<Token> tokens) {}

    public Tokens(Path file, InstantSource clock, SecureRandom random) {
        this.file = file;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Whose token it is; null for one that is unknown, revoked or too old.
     *
     * @throws StageFailure {@code tokens-unreadable}
     */
    public @Nullable String person(String secret) {
        if (!secret.startsWith(BEGINNING)) {
            return null;
        }
        byte[] sha256 = sha256(secret).getBytes(StandardCharsets.US_ASCII);
        Instant now = clock.instant();
        return list().stream()
                .filter(token -> MessageDigest.isEqual(token.sha256.getBytes(StandardCharsets.US_ASCII), sha256))
                .filter(token -> token.isInForce(now))
                .map(Token::person)
                .findFirst()
                .orElse(null);
    }

    /** Makes one. */
    public Made make(String person, String note, Duration lifetime) {
        String secret = BEGINNING + random(SECRET_BYTES);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Token token =
                new Token(HexFormat.of().formatHex(id), person, note, now, now.plus(lifetime), null, sha256(secret));
        change(tokens -> {
            tokens.add(token);
            return tokens;
        });
        return new Made(token, secret);
    }

    /**
     * Ends one.
     *
     * @throws StageFailure {@code token-unknown}
     */
    public Token revoke(String id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<Token> changed = change(tokens -> {
            if (tokens.stream().noneMatch(token -> token.id.equals(id))) {
                throw new StageFailure(
                        "token-unknown",
                        "Expected the id of a token, but " + file + " has none '" + id
                                + "'. 'copyflow desk token list' shows those there are.");
            }
            tokens.replaceAll(token -> token.id.equals(id) && token.revokedAt == null
                    ? new Token(id, token.person, token.note, token.madeAt, token.expiresAt, now, token.sha256)
                    : token);
            return tokens;
        });
        return changed.stream().filter(token -> token.id.equals(id)).findFirst().orElseThrow();
    }

    /**
     * All there are, in the order they were made in.
     *
     * @throws StageFailure {@code tokens-unreadable}
     */
    public synchronized List<Token> list() {
        try {
            Object state = state();
            Read before = read;
            if (before == null || !before.state.equals(state)) {
                before = new Read(state, load());
                read = before;
            }
            return before.tokens;
        } catch (IOException | DateTimeException e) {
            throw unreadable(e);
        }
    }

    /** Another after each change of the file. */
    private Object state() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    private List<Token> load() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
        }
        List<Token> tokens = new ArrayList<>();
        for (JsonNode each : root.path("tokens")) {
            JsonNode revoked = each.path("revokedAt");
            tokens.add(new Token(
                    each.path("id").asText(),
                    each.path("person").asText(),
                    each.path("note").asText(),
                    Instant.parse(each.path("madeAt").asText()),
                    Instant.parse(each.path("expiresAt").asText()),
                    revoked.isTextual() ? Instant.parse(revoked.asText()) : null,
                    each.path("sha256").asText()));
        }
        return List.copyOf(tokens);
    }

    /** One at a time on this machine; readers see the file before or after. */
    private synchronized List<Token> change(UnaryOperator<List<Token>> change) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            try (FileChannel lock = FileChannel.open(
                            file.resolveSibling(file.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                List<Token> changed = change.apply(new ArrayList<>(load()));
                Path beside = Files.createTempFile(folder, "tokens", ".json");
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-------"));
                }
                Files.write(beside, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(changed)));
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                read = null;
                return changed;
            }
        } catch (IOException | DateTimeException e) {
            throw unreadable(e);
        }
    }

    private static ObjectNode json(List<Token> tokens) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode all = root.putArray("tokens");
        for (Token token : tokens) {
            ObjectNode json = all.addObject()
                    .put("id", token.id)
                    .put("person", token.person)
                    .put("note", token.note)
                    .put("madeAt", token.madeAt.toString())
                    .put("expiresAt", token.expiresAt.toString())
                    .put("sha256", token.sha256);
            if (token.revokedAt != null) {
                json.put("revokedAt", token.revokedAt.toString());
            }
        }
        return root;
    }

    private StageFailure unreadable(Exception e) {
        return new StageFailure(
                "tokens-unreadable",
                "Expected to read and write the tokens in " + file + ", but: " + e.getMessage()
                        + ". Check the file, and that this user may use it and its folder.",
                e);
    }

    private String random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
