package io.copyflow.launcher.newsroom;

import static io.copyflow.directory.Directory.key;

import io.copyflow.directory.Directory;
import io.copyflow.launcher.newsroom.Section.Placed;
import io.copyflow.launcher.newsroom.Section.Shape;
import io.copyflow.schemas.directory.Bureau;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import io.copyflow.schemas.directory.CorrectionPolicy;
import io.copyflow.schemas.directory.Desk;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.PersonKey;
import io.copyflow.schemas.directory.ReleasePolicy;
import io.copyflow.schemas.directory.ReleaseWhen;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.directory.Trust;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one file's sections, then what refers to what, then whether every edition has the people it needs. */
final class NewsroomReader {

    static final String EDITION_KIND = "edition";
    static final String PERSON_KIND = "person";
    private static final String DESK_KIND = "desk";
    private static final String BUREAU_KIND = "bureau";
    private static final String CHANNEL_KIND = "channel";

    private static final Shape FILE = new Shape(
            "the newsroom file",
            List.of("newsroom", "editions", "people"),
            List.of("desks", "bureaus", "channels", "glossary", "keys"));
    private static final Shape NEWSROOM = new Shape(
            "the newsroom",
            List.of("id", "name", "home-language"),
            List.of(
                    "sign-offs",
                    "wire-language",
                    "wire-person",
                    "claim-limit",
                    "trust",
                    "release",
                    "core",
                    "core-deadline",
                    "correction-deadline"));
    private static final Shape DESK = new Shape("a desk", List.of("id", "name"), List.of());
    private static final Shape BUREAU = new Shape("a bureau", List.of("id", "name", "country", "time-zone"), List.of());
    private static final Shape EDITION = new Shape(
            "an edition",
            List.of("language", "name", "lease"),
            List.of(
                    "translate",
                    "deadline",
                    "sign-offs",
                    "draft-from",
                    "draft-within",
                    "release",
                    "correction-deadline",
                    "break-glass"));
    private static final Shape CHANNEL = new Shape(
            "a channel",
            List.of("id", "kind", "name", "languages"),
            List.of("network", "handle", "desks", "urgency", "on-correction", "posts-per-hour"));
    private static final Shape PERSON =
            new Shape("a person", List.of("id", "name", "roles", "languages"), List.of("desk", "bureau"));

    /** What the file may hold, by the key it stands under; docs/how-to/newsroom-file.md is compared with it. */
    static final Map<String, Shape> SECTIONS = Map.of(
            "newsroom", NEWSROOM,
            "desks", DESK,
            "bureaus", BUREAU,
            "editions", EDITION,
            "channels", CHANNEL,
            "people", PERSON,
            "glossary", GlossaryReader.GLOSSARY,
            "terms", GlossaryReader.TERM,
            "forbidden", GlossaryReader.FORBIDDEN);

    private static final Map<String, Role> ROLES = words(Role.class);
    private static final Map<String, ChannelKind> KINDS = words(ChannelKind.class);
    private static final Map<String, Trust> TRUST = words(Trust.class);
    private static final Map<String, Boolean> BREAK_GLASS = Map.of("allowed", true, "refused", false);
    private static final Map<String, TranslateWhen> TRANSLATE = words(TranslateWhen.class);
    private static final Map<String, ReleasePolicy> RELEASE = words(ReleasePolicy.class);
    private static final Map<String, ReleaseWhen> RELEASE_WHEN = words(ReleaseWhen.class);
    private static final Map<String, CorrectionPolicy> CORRECTIONS = words(CorrectionPolicy.class);
    private static final Map<String, String> NETWORKS = networks();

    /** Rule 15: two sign-offs unless the newsroom says otherwise. */
    private static final int DEFAULT_SIGN_OFFS = 2;

    private final String fileName;
    private final Remarks mistakes;
    private final Map<String, SpecificRecord> entries = new LinkedHashMap<>();
    /** Where each id was declared, also of entries that are wrong in another way. */
    private final Map<String, Node> declared = new LinkedHashMap<>();

    /** Kinds of which some entry's id could not be read. */
    private final Set<String> unclear = new HashSet<>();

    private final List<Runnable> references = new ArrayList<>();

    /** The keys of each person, in the order of their file. */
    private final Map<String, List<PersonKey>> keys = new LinkedHashMap<>();

    /** Where the first key of each person stands. */
    private final Map<String, Remark> keyPlaces = new LinkedHashMap<>();

    private @Nullable Path keysFile;
    private @Nullable GlossaryReader glossary;

    private NewsroomReader(String fileName, Remarks mistakes) {
        this.fileName = fileName;
        this.mistakes = mistakes;
    }

    static NewsroomFile read(String file, byte[] bytes) {
        Remarks mistakes = new Remarks(file);
        NewsroomReader reader = new NewsroomReader(file, mistakes);
        Node root = YamlText.compose(file, bytes, mistakes);
        if (root != null) {
            reader.file(root);
        }
        if (!mistakes.isEmpty()) {
            return new NewsroomFile(
                    Map.of(), mistakes.first(NewsroomFile.MOST_TOLD), mistakes.count(), List.of(), reader.keysFile);
        }
        Remarks warnings = new Remarks(file);
        new Coverage(reader.entries, reader.declared, warnings).check();
        if (reader.glossary != null) {
            reader.glossary.check(warnings);
        }
        reader.keyPlaces.forEach((person, place) -> {
            if (!reader.declared.containsKey(key(PERSON_KIND, person))) {
                warnings.add(place);
            }
        });
        return new NewsroomFile(reader.entries, List.of(), 0, warnings.first(NewsroomFile.MOST_TOLD), reader.keysFile);
    }

    private void file(Node root) {
        Section file = Section.of(root, FILE, mistakes);
        if (file == null) {
            return;
        }
        Placed<String> named = file.name("keys");
        if (named != null) {
            keys(named);
        }
        Node newsroom = file.value("newsroom");
        if (newsroom != null) {
            section(newsroom, NEWSROOM, this::newsroom);
        }
        file.items("desks").forEach(item -> section(item, DESK, this::desk));
        file.items("bureaus").forEach(item -> section(item, BUREAU, this::bureau));
        file.items("editions").forEach(item -> section(item, EDITION, this::edition));
        file.items("channels").forEach(item -> section(item, CHANNEL, this::channel));
        file.items("people").forEach(item -> section(item, PERSON, this::person));
        references.forEach(Runnable::run);
        Node terms = file.value("glossary");
        if (terms != null) {
            glossary = new GlossaryReader(fileName, entries, mistakes);
            glossary.read(terms);
        }
    }

    private void keys(Placed<String> named) {
        try {
            keysFile = Path.of(fileName).resolveSibling(named.value());
            Remarks ofKeys = new Remarks(keysFile.toString());
            for (Placed<RegisteredKey> placed :
                    KeysReader.read(keysFile.toString(), KeysFile.bytes(keysFile), ofKeys)) {
                String person = placed.value().person();
                keys.computeIfAbsent(person, _ -> new ArrayList<>())
                        .add(placed.value().key());
                keyPlaces.putIfAbsent(
                        person,
                        new Remark(
                                keysFile.toString(),
                                Section.line(placed.node()),
                                1,
                                "The key is " + person + "'s, who is none of the people of " + fileName
                                        + ". It vouches for nobody."));
            }
            mistakes.add(ofKeys.first(NewsroomFile.MOST_TOLD), ofKeys.count());
        } catch (InvalidPathException e) {
            mistakes.add(named.node(), "Expected the path of a file, but: " + e.getMessage() + ". Correct it.");
        } catch (NoSuchFileException e) {
            mistakes.add(
                    named.node(),
                    "Expected a file of people's keys, but there is no file " + keysFile
                            + ". Check the path, which is seen from the folder of this file, or make the first key with"
                            + " 'copyflow keys make'.");
        } catch (IOException e) {
            mistakes.add(
                    named.node(),
                    "Expected a file of people's keys, but " + keysFile + " cannot be read: " + e
                            + ". Check that it is a file and that this user may read it.");
        }
    }

    private void section(Node node, Shape shape, Consumer<Section> reader) {
        Section section = Section.of(node, shape, mistakes);
        if (section != null) {
            reader.accept(section);
        }
    }

    private void newsroom(Section section) {
        Placed<String> id = section.id("id");
        Placed<String> name = section.name("name");
        Placed<String> home = section.language("home-language");
        Placed<Integer> signOffs = section.signOffs("sign-offs");
        Placed<String> wireLanguage = section.language("wire-language");
        Placed<String> wirePerson = section.id("wire-person");
        Placed<Integer> claimLimit = section.claimLimit("claim-limit");
        Placed<Trust> trust = section.oneOf("trust", TRUST);
        Placed<ReleasePolicy> release = section.oneOf("release", RELEASE);
        List<Placed<String>> core = section.languages("core");
        Placed<Duration> coreDeadline = section.duration("core-deadline");
        Placed<Duration> correctionDeadline = section.duration("correction-deadline");
        core.forEach(language -> refer(EDITION_KIND, language, "core"));
        coreKeys(section, release);
        refer(EDITION_KIND, home, "home-language");
        refer(EDITION_KIND, wireLanguage, "wire-language");
        refer(PERSON_KIND, wirePerson, "wire-person");
        declared.put(Directory.NEWSROOM, section.node());
        if (id != null && name != null && home != null) {
            entries.put(
                    Directory.NEWSROOM,
                    new Newsroom(
                            id.value(),
                            name.value(),
                            home.value(),
                            signOffs == null ? DEFAULT_SIGN_OFFS : signOffs.value(),
                            value(wireLanguage),
                            value(wirePerson),
                            value(claimLimit),
                            trust == null ? Trust.OPEN : trust.value(),
                            value(release),
                            values(core),
                            millis(coreDeadline),
                            millis(correctionDeadline)));
        }
    }

    /** What only the policy core needs stands beside it alone, and that needs to know its languages. */
    private void coreKeys(Section section, @Nullable Placed<ReleasePolicy> release) {
        boolean isCore = release != null && release.value() == ReleasePolicy.CORE;
        if (release != null && isCore && section.value("core") == null) {
            mistakes.add(
                    release.node(),
                    "Expected the key 'core' beside 'release: core', but it is missing. List the languages that go out"
                            + " together.");
        }
        for (String key : List.of("core", "core-deadline")) {
            Node value = section.value(key);
            // a policy that could not be read is told there
            if (value != null && !isCore && (release != null || section.value("release") == null)) {
                mistakes.add(
                        value,
                        "Expected '" + key + "' only beside 'release: core', but the policy is another."
                                + " Remove the key, or change the policy.");
            }
        }
    }

    private void desk(Section section) {
        Placed<String> id = declare(DESK_KIND, section, section.id("id"));
        Placed<String> name = section.name("name");
        if (id != null && name != null) {
            entries.put(key(DESK_KIND, id.value()), new Desk(id.value(), name.value()));
        }
    }

    private void bureau(Section section) {
        Placed<String> id = declare(BUREAU_KIND, section, section.id("id"));
        Placed<String> name = section.name("name");
        Placed<String> country = section.country("country");
        Placed<String> timeZone = section.timeZone("time-zone");
        if (id != null && name != null && country != null && timeZone != null) {
            entries.put(
                    key(BUREAU_KIND, id.value()),
                    new Bureau(id.value(), name.value(), country.value(), timeZone.value()));
        }
    }

    private void edition(Section section) {
        Placed<String> language = declare(EDITION_KIND, section, section.language("language"));
        Placed<String> name = section.name("name");
        Placed<Integer> signOffs = section.signOffs("sign-offs");
        Placed<TranslateWhen> translate = section.oneOf("translate", TRANSLATE);
        Placed<Duration> deadline = section.duration("deadline");
        Placed<Duration> lease = section.duration("lease");
        Placed<String> draftFrom = section.id("draft-from");
        Placed<Duration> draftWithin = section.duration("draft-within");
        Placed<ReleaseWhen> release = section.oneOf("release", RELEASE_WHEN);
        Placed<Duration> correctionDeadline = section.duration("correction-deadline");
        Placed<Boolean> breakGlass = section.oneOf("break-glass", BREAK_GLASS);
        if (draftFrom == null && draftWithin != null) {
            mistakes.add(
                    draftWithin.node(),
                    "Expected 'draft-within' only beside 'draft-from', but nobody is asked for drafts here."
                            + " Remove the key, or say who drafts.");
        }
        if (language != null && name != null && lease != null) {
            entries.put(
                    key(EDITION_KIND, language.value()),
                    new Edition(
                            language.value(),
                            name.value(),
                            value(signOffs),
                            // rule 6: on submission unless the edition says otherwise
                            translate == null ? TranslateWhen.ON_SUBMISSION : translate.value(),
                            millis(deadline),
                            lease.value().toMillis(),
                            value(draftFrom),
                            millis(draftWithin),
                            value(release),
                            millis(correctionDeadline),
                            // rule 16: it is for desks of one person, which say so
                            breakGlass != null && breakGlass.value()));
        }
    }

    private void channel(Section section) {
        Placed<String> id = declare(CHANNEL_KIND, section, section.id("id"));
        Placed<ChannelKind> kind = section.oneOf("kind", KINDS);
        Placed<String> name = section.name("name");
        List<Placed<String>> languages = section.languages("languages");
        Placed<String> network = section.oneOf("network", NETWORKS);
        Placed<String> handle = section.name("handle");
        List<Placed<String>> desks = section.ids("desks");
        Placed<Integer> urgency = section.urgency("urgency");
        Placed<CorrectionPolicy> onCorrection = section.oneOf("on-correction", CORRECTIONS);
        Placed<Integer> postsPerHour = section.postsPerHour("posts-per-hour");
        languages.forEach(language -> refer(EDITION_KIND, language, "languages"));
        desks.forEach(desk -> refer(DESK_KIND, desk, "desks"));
        if (kind != null) {
            socialKeys(section, kind.value());
        }
        if (id != null && kind != null && name != null) {
            entries.put(
                    key(CHANNEL_KIND, id.value()),
                    new Channel(
                            id.value(),
                            kind.value(),
                            name.value(),
                            values(languages),
                            value(network),
                            value(handle),
                            values(desks),
                            value(urgency),
                            value(onCorrection),
                            value(postsPerHour)));
        }
    }

    private void socialKeys(Section section, ChannelKind kind) {
        for (String key : List.of("network", "handle")) {
            Node value = section.value(key);
            if (kind == ChannelKind.SOCIAL && value == null) {
                mistakes.add(
                        section.node(),
                        "Expected the key '" + key + "' in a channel of kind social, but it is missing. Add it.");
            } else if (kind != ChannelKind.SOCIAL && value != null) {
                onlySocial(key, value, kind);
            }
        }
        for (String key : List.of("on-correction", "posts-per-hour")) {
            Node value = section.value(key);
            if (kind != ChannelKind.SOCIAL && value != null) {
                onlySocial(key, value, kind);
            }
        }
    }

    private void onlySocial(String key, Node value, ChannelKind kind) {
        mistakes.add(
                value,
                "Expected '" + key + "' only in channels of kind social, but this one is of kind " + word(kind.name())
                        + ". Remove the key, or change the kind.");
    }

    private void person(Section section) {
        Placed<String> id = declare(PERSON_KIND, section, section.id("id"));
        Placed<String> name = section.name("name");
        List<Placed<Role>> roles = section.someOf("roles", ROLES);
        List<Placed<String>> languages = section.languages("languages");
        Placed<String> desk = section.id("desk");
        Placed<String> bureau = section.id("bureau");
        refer(DESK_KIND, desk, "desk");
        refer(BUREAU_KIND, bureau, "bureau");
        if (id != null && name != null) {
            entries.put(
                    key(PERSON_KIND, id.value()),
                    new Person(
                            id.value(),
                            name.value(),
                            values(roles),
                            values(languages),
                            value(desk),
                            value(bureau),
                            keys.getOrDefault(id.value(), List.of())));
        }
    }

    /** Notes that there is such an entry; tells when there are two. */
    private @Nullable Placed<String> declare(String kind, Section section, @Nullable Placed<String> id) {
        if (id == null) {
            unclear.add(kind);
            return null;
        }
        Node first = declared.putIfAbsent(key(kind, id.value()), section.node());
        if (first == null) {
            return id;
        }
        mistakes.add(
                id.node(),
                "Expected one " + kind + " '" + id.value() + "', but another stands in line " + Section.line(first)
                        + ". Remove one of them, or give it another " + (kind.equals(EDITION_KIND) ? "language" : "id")
                        + ".");
        return null;
    }

    /** Checks, once everything is read, that what a key names exists. */
    private void refer(String kind, @Nullable Placed<String> id, String key) {
        if (id == null) {
            return;
        }
        references.add(() -> {
            // when one of that kind has an id that cannot be read, this may be the one: told there
            if (!declared.containsKey(key(kind, id.value())) && !unclear.contains(kind)) {
                List<String> known = declared.keySet().stream()
                        .filter(other -> other.startsWith(key(kind, "")))
                        .map(other -> other.substring(key(kind, "").length()))
                        .toList();
                mistakes.add(
                        id.node(),
                        "Expected '" + key + "' to name " + (kind.equals(EDITION_KIND) ? "an " : "a ") + kind
                                + " of this file, but there is no " + kind + " " + Spelling.quoted(id.value()) + "."
                                + Spelling.hint(id.value(), known));
            }
        });
    }

    private static <T> @Nullable T value(@Nullable Placed<T> placed) {
        return placed == null ? null : placed.value();
    }

    private static @Nullable Long millis(@Nullable Placed<Duration> placed) {
        return placed == null ? null : placed.value().toMillis();
    }

    private static <T> List<T> values(List<Placed<T>> placed) {
        return placed.stream().map(Placed::value).toList();
    }

    /** The networks that social accounts can be on; the schema leaves them open. */
    private static Map<String, String> networks() {
        Map<String, String> networks = new LinkedHashMap<>();
        List.of("mastodon", "telegram", "webhook").forEach(network -> networks.put(network, network));
        return networks;
    }

    /** The words of an Avro enum as the file spells them, without the one that stands for what is not known. */
    private static <T extends Enum<T>> Map<String, T> words(Class<T> type) {
        Map<String, T> words = new LinkedHashMap<>();
        Arrays.stream(type.getEnumConstants())
                .filter(value -> !value.name().equals("UNKNOWN"))
                .forEach(value -> words.put(word(value.name()), value));
        return words;
    }

    private static String word(String symbol) {
        return symbol.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
