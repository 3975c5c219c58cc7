package io.copyflow.launcher.newsroom;

import static io.copyflow.directory.Directory.key;

import io.copyflow.launcher.newsroom.Section.Placed;
import io.copyflow.launcher.newsroom.Section.Shape;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.ForbiddenWording;
import io.copyflow.schemas.directory.GlossaryTerm;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TermWordings;
import io.copyflow.schemas.directory.VerbatimWording;
import io.copyflow.translate.exchange.CsvGlossaryReader;
import io.copyflow.translate.exchange.FileLimits;
import io.copyflow.translate.exchange.GlossaryReading;
import io.copyflow.translate.exchange.TbxReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the glossary of a newsroom's file, and of the TBX and CSV files it names. What the newsroom's own file says of a
 * wording goes before what those say of it.
 */
final class GlossaryReader {

    static final Shape GLOSSARY =
            new Shape("the glossary", List.of(), List.of("terms", "forbidden", "do-not-translate", "files"));
    static final Shape TERM = new Shape("a term", List.of("id", "wordings"), List.of("note"));
    static final Shape FORBIDDEN = new Shape("a forbidden wording", List.of("language", "wording"), List.of("instead"));

    private static final String TERM_KIND = "term";
    private static final String FORBIDDEN_KIND = "forbidden";
    private static final String VERBATIM_KIND = "verbatim";

    /** Every stage keeps the whole directory in memory. */
    static final int MOST_ENTRIES = 50_000;

    private static final int MOST_WORDINGS = 1_000;

    private final String newsroomFile;
    private final Map<String, SpecificRecord> entries;
    private final Remarks mistakes;
    private final int before;
    private final Map<String, Node> declared = new HashMap<>();

    /** For each file and language the first place where the language is met. */
    private final Map<String, Mention> mentions = new HashMap<>();

    private record Mention(String language, String file, int line, int column) {}

    /**
     * @param newsroomFile the file's name; others are seen from its folder
     * @param entries what the file's other sections say, to which the glossary's are added
     */
    GlossaryReader(String newsroomFile, Map<String, SpecificRecord> entries, Remarks mistakes) {
        this.newsroomFile = newsroomFile;
        this.entries = entries;
        this.mistakes = mistakes;
        this.before = entries.size();
    }

    void read(Node node) {
        Section glossary = Section.of(node, GLOSSARY, mistakes);
        if (glossary == null) {
            return;
        }
        glossary.items("terms").forEach(item -> section(item, TERM, this::term));
        glossary.items("forbidden").forEach(item -> section(item, FORBIDDEN, this::forbidden));
        glossary.wordings("do-not-translate").forEach(wording -> verbatim(wording.value()));
        glossary.wordings("files").forEach(this::file);
        if (entries.size() - before > MOST_ENTRIES) {
            mistakes.add(
                    node,
                    "Expected at most " + MOST_ENTRIES + " terms and other wordings in the glossary, but there are "
                            + (entries.size() - before) + ". Leave out what no story is about.");
        }
    }

    private void section(Node node, Shape shape, Consumer<Section> reader) {
        Section section = Section.of(node, shape, mistakes);
        if (section != null) {
            reader.accept(section);
        }
    }

    private void term(Section section) {
        Placed<String> id = section.id("id");
        Map<String, List<Placed<String>>> wordings = section.wordingsByLanguage("wordings");
        Placed<String> note = section.wording("note");
        wordings.forEach((language, some) -> some.stream().findFirst().ifPresent(first -> mention(language, first)));
        int count = wordings.values().stream().mapToInt(List::size).sum();
        if (count > MOST_WORDINGS) {
            mistakes.add(
                    section.node(),
                    "Expected at most " + MOST_WORDINGS + " wordings in a term, but this one has " + count
                            + ". Divide it.");
        }
        if (id != null && isFirst(key(TERM_KIND, id.value()), id, "term", "id")) {
            entries.put(
                    key(TERM_KIND, id.value()),
                    new GlossaryTerm(
                            id.value(),
                            wordings.entrySet().stream()
                                    .map(each -> new TermWordings(
                                            each.getKey(),
                                            each.getValue().stream()
                                                    .map(Placed::value)
                                                    .toList()))
                                    .toList(),
                            note == null ? null : note.value()));
        }
    }

    private void forbidden(Section section) {
        Placed<String> language = section.language("language");
        Placed<String> wording = section.wording("wording");
        Placed<String> instead = section.wording("instead");
        if (language == null || wording == null) {
            return;
        }
        mention(language.value(), language);
        if (instead != null && instead.value().equals(wording.value())) {
            mistakes.add(
                    instead.node(),
                    "Expected 'instead' to be another wording than the forbidden one, but it is the same. Write what to"
                            + " use, or remove the key.");
        }
        String key = key(FORBIDDEN_KIND, key(language.value(), wording.value()));
        if (isFirst(key, wording, "forbidden wording", "wording")) {
            forbidden(language.value(), wording.value(), instead == null ? null : instead.value());
        }
    }

    /** Tells when there are two. */
    private boolean isFirst(String key, Placed<String> place, String what, String differs) {
        Node first = declared.putIfAbsent(key, place.node());
        if (first == null) {
            return true;
        }
        mistakes.add(
                place.node(),
                "Expected one " + what + " '" + place.value() + "', but another stands in line " + Section.line(first)
                        + ". Remove one of them, or give it another " + differs + ".");
        return false;
    }

    private void forbidden(String language, String wording, @Nullable String instead) {
        entries.putIfAbsent(
                key(FORBIDDEN_KIND, key(language, wording)), new ForbiddenWording(language, wording, instead));
    }

    private void verbatim(String wording) {
        entries.putIfAbsent(key(VERBATIM_KIND, wording), new VerbatimWording(wording));
    }

    private void file(Placed<String> name) {
        Path path;
        try {
            path = Path.of(newsroomFile).resolveSibling(name.value());
        } catch (InvalidPathException e) {
            wrong(name, "Expected the path of a file, but: " + e.getMessage() + ". Correct it.");
            return;
        }
        String lower = name.value().toLowerCase(Locale.ROOT);
        boolean isTbx = lower.endsWith(".tbx") || lower.endsWith(".xml");
        if (!isTbx && !lower.endsWith(".csv") && !lower.endsWith(".tsv")) {
            wrong(
                    name,
                    "Expected a glossary file whose name ends with .tbx, .xml, .csv or .tsv, but got "
                            + Spelling.quoted(name.value()) + ". Save it as TBX or CSV under such a name.");
            return;
        }
        byte[] bytes = bytes(path, name);
        if (bytes == null) {
            return;
        }
        GlossaryReading reading = isTbx
                ? TbxReader.read(new ByteArrayInputStream(bytes), FileLimits.GLOSSARY)
                : CsvGlossaryReader.read(bytes, FileLimits.GLOSSARY);
        switch (reading) {
            case GlossaryReading.Refused refused ->
                mistakes.add(new Remark(path.toString(), 1, 1, refused.refusal().sentence()));
            case GlossaryReading.Read read -> {
                mistakes.add(
                        read.faults().stream()
                                .map(fault -> new Remark(
                                        path.toString(),
                                        fault.line(),
                                        1,
                                        fault.why().sentence()))
                                .toList(),
                        read.leftOut());
                read.terms().forEach(term -> add(name.value(), path.toString(), term));
            }
        }
    }

    private byte @Nullable [] bytes(Path path, Placed<String> name) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // a pipe nobody writes into would be waited for without an end
            wrong(
                    name,
                    "Expected a glossary file, but " + path
                            + " is a folder, a pipe or a device. Name a file, saved on a disk.");
            return null;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes((int) FileLimits.GLOSSARY.bytes() + 1);
        } catch (NoSuchFileException e) {
            wrong(
                    name,
                    "Expected a glossary file, but there is no file " + path
                            + ". Check the path: it is seen from the folder of this file.");
        } catch (IOException e) {
            wrong(
                    name,
                    "Expected a glossary file, but " + path + " cannot be read: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                            + ". Check that it is a file and that this user may read it.");
        }
        return null;
    }

    /** What stays as it is in every language has no wordings to choose from. */
    private void add(String file, String path, io.copyflow.translate.exchange.GlossaryTerm term) {
        Stream.concat(term.terms().keySet().stream(), term.forbidden().keySet().stream())
                .forEach(language -> mention(language, path, 1, 1));
        if (term.doNotTranslate()) {
            term.terms().values().forEach(wordings -> wordings.forEach(this::verbatim));
        } else if (!term.terms().isEmpty()) {
            String id = file + "#" + term.id();
            entries.put(
                    key(TERM_KIND, id),
                    new GlossaryTerm(
                            id,
                            term.terms().entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .map(each -> new TermWordings(each.getKey(), each.getValue()))
                                    .toList(),
                            term.note()));
        }
        term.forbidden().forEach((language, wordings) -> {
            List<String> accepted = term.terms().getOrDefault(language, List.of());
            String instead = accepted.isEmpty() ? null : accepted.getFirst();
            wordings.forEach(wording -> forbidden(language, wording, instead));
        });
    }

    private void wrong(Placed<String> name, String sentence) {
        mistakes.add(name.node(), sentence);
    }

    private void mention(String language, Placed<?> placed) {
        placed.node()
                .getStartMark()
                .ifPresent(mark -> mention(language, newsroomFile, mark.getLine() + 1, mark.getColumn() + 1));
    }

    private void mention(String language, String file, int line, int column) {
        mentions.putIfAbsent(file + "\n" + language, new Mention(language, file, line, column));
    }

    /** Warns of wordings in languages that nobody writes in or translates into: once a file and language. */
    void check(Remarks warnings) {
        Set<String> used = languages(entries.values());
        for (Mention mention : mentions.values()) {
            if (used.stream()
                    .noneMatch(tag -> tag.equals(mention.language()) || tag.startsWith(mention.language() + "-"))) {
                warnings.add(new Remark(
                        mention.file(),
                        mention.line(),
                        mention.column(),
                        "The glossary has wordings in " + mention.language()
                                + ", but there is no such edition and no reporter writes in it. They are kept, and of"
                                + " use once there is."));
            }
        }
    }

    private static Set<String> languages(Collection<SpecificRecord> entries) {
        Set<String> languages = new HashSet<>();
        for (SpecificRecord entry : entries) {
            switch (entry) {
                case Edition edition -> languages.add(edition.getLanguage());
                case Person person
                when person.getRoles().contains(Role.REPORTER) -> languages.addAll(person.getLanguages());
                default -> {
                    // says nothing of languages that texts are in
                }
            }
        }
        return languages;
    }
}
