package io.copyflow.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The built-in ids: every schema ever released, numbered for ever.
 *
 * <p>The released copies lie in {@code released/} as {@code <id>.<subject>.v<version>.avsc}, listed in
 * {@code released/index}. A changed schema gets a new file with the next id; none is ever changed or removed, because
 * records and state written with it live on. {@code SchemaGateTest} compares them with today's schemas.
 */
public final class SchemaCatalogue implements SchemaIds {

    private static final String FOLDER = "/io/copyflow/schemas/released/";

    /**
     * A released schema.
     *
     * @param id its number, for ever
     * @param subject what it is the value of: {@code <topic>-value}, or {@code <record>-state} for a stage's own state
     * @param version the subject's version, from 1
     * @param schema the schema itself, with its docs
     */
    public record Released(int id, String subject, int version, Schema schema) {}

    private final Map<Integer, Released> byId = new TreeMap<>();
    private final Map<String, List<Released>> bySubject = new LinkedHashMap<>();

    /** Reads the released copies from the class path. */
    public SchemaCatalogue() {
        for (String file :
                resource("index").lines().filter(line -> !line.isBlank()).toList()) {
            Released released = read(file);
            if (byId.put(released.id, released) != null) {
                throw new IllegalStateException("Two released schemas have the id " + released.id);
            }
            bySubject
                    .computeIfAbsent(released.subject, subject -> new ArrayList<>())
                    .add(released);
        }
    }

    /** All released schemas, by id. */
    public List<Released> released() {
        return List.copyOf(byId.values());
    }

    /** The subjects, in the order of their first ids. */
    public List<String> subjects() {
        return List.copyOf(bySubject.keySet());
    }

    /** A subject's versions, oldest first; empty when there is no such subject. */
    public List<Released> versions(String subject) {
        return List.copyOf(bySubject.getOrDefault(subject, List.of()));
    }

    /** The released schema with that id, or null. */
    public @Nullable Released byId(int id) {
        return byId.get(id);
    }

    @Override
    public int idOf(String subject, Schema schema) {
        for (Released released : bySubject.getOrDefault(subject, List.of()).reversed()) {
            if (released.schema.equals(schema)) {
                return released.id;
            }
        }
        throw new SchemaUnavailableException(
                "The built-in catalogue has no id for this shape of " + schema.getFullName() + " under " + subject
                        + ". Release the changed schema first: see CONTRIBUTING.md, 'Change a schema'.");
    }

    @Override
    public Schema schemaOf(int id) {
        Released released = byId.get(id);
        if (released == null) {
            throw new UnknownSchemaIdException(id, "the built-in catalogue");
        }
        return released.schema;
    }

    private static Released read(String file) {
        String[] parts = file.replaceFirst("\\.avsc$", "").split("\\.", 2);
        int v = parts[1].lastIndexOf(".v");
        return new Released(
                Integer.parseInt(parts[0]),
                parts[1].substring(0, v),
                Integer.parseInt(parts[1].substring(v + 2)),
                new Schema.Parser().parse(resource(file)));
    }

    private static String resource(String file) {
        try (InputStream in = SchemaCatalogue.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("The released schema " + file + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
