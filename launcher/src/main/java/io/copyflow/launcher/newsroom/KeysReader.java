package io.copyflow.launcher.newsroom;

import io.copyflow.contract.Ed25519;
import io.copyflow.launcher.newsroom.Section.Placed;
import io.copyflow.launcher.newsroom.Section.Shape;
import io.copyflow.schemas.directory.PersonKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the file of people's public keys. */
final class KeysReader {

    private static final Shape FILE = new Shape("the keys file", List.of("keys"), List.of());
    private static final Shape KEY = new Shape(
            "a key", List.of("id", "person", "public-key", "valid-from"), List.of("valid-until", "revoked-at"));

    private final Remarks mistakes;
    private final List<Placed<RegisteredKey>> keys = new ArrayList<>();
    private final Map<String, Node> declared = new HashMap<>();

    private KeysReader(Remarks mistakes) {
        this.mistakes = mistakes;
    }

    /** The keys in the file's order, each with its place; those that are wrong are told and left out. */
    static List<Placed<RegisteredKey>> read(String file, byte[] bytes, Remarks mistakes) {
        KeysReader reader = new KeysReader(mistakes);
        Node root = YamlText.compose(file, bytes, mistakes);
        Section section = root == null ? null : Section.of(root, FILE, mistakes);
        if (section != null) {
            section.items("keys").forEach(reader::key);
        }
        return reader.keys;
    }

    private void key(Node node) {
        Section section = Section.of(node, KEY, mistakes);
        if (section == null) {
            return;
        }
        Placed<String> id = section.id("id");
        Placed<String> person = section.id("person");
        Placed<byte[]> publicKey = section.publicKey("public-key");
        Placed<Instant> validFrom = section.time("valid-from");
        Placed<Instant> validUntil = section.time("valid-until");
        Placed<Instant> revokedAt = section.time("revoked-at");
        if (id == null || person == null || publicKey == null || validFrom == null) {
            return;
        }
        String due = Ed25519.keyId(publicKey.value());
        if (!id.value().equals(due)) {
            mistakes.add(
                    id.node(),
                    "Expected the id " + due + " that this public key has, but got " + Spelling.quoted(id.value())
                            + ". One of the two was changed: take the line from an older copy of the file.");
            return;
        }
        if (validUntil != null && validUntil.value().isBefore(validFrom.value())) {
            mistakes.add(
                    validUntil.node(),
                    "Expected a key to end after " + validFrom.value() + ", from when on it holds, but it ends at "
                            + validUntil.value() + ". Swap or correct the two.");
            return;
        }
        Node first = declared.putIfAbsent(due, node);
        if (first != null) {
            mistakes.add(
                    node,
                    "Expected each key once, but " + due + " stands in line " + Section.line(first)
                            + " already. Remove one of them.");
            return;
        }
        PersonKey key = new PersonKey(
                due, ByteBuffer.wrap(publicKey.value()), validFrom.value(), value(validUntil), value(revokedAt));
        keys.add(new Placed<>(new RegisteredKey(person.value(), key), node));
    }

    private static @Nullable Instant value(@Nullable Placed<Instant> placed) {
        return placed == null ? null : placed.value();
    }
}
