package io.copyflow.directory;

import io.copyflow.contract.Actor;
import io.copyflow.contract.Role;
import io.copyflow.schemas.directory.Bureau;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.Desk;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.ForbiddenWording;
import io.copyflow.schemas.directory.GlossaryTerm;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.VerbatimWording;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The newsroom's directory: people, editions, channels, glossary. A view of copyflow.directory.v1 as it stands now. */
public final class Directory {

    /** Key of the one newsroom entry. */
    public static final String NEWSROOM = "newsroom";

    private static final int DEFAULT_SIGN_OFFS = 2;

    private final Function<String, @Nullable DirectoryEntry> byKey;
    private final Function<String, List<DirectoryEntry>> byPrefix;
    private final Supplier<Object> state;

    /**
     * A directory that does not change.
     *
     * @param byKey the entry with a key, or null
     * @param byPrefix the entries whose keys begin with a text, by key
     */
    public Directory(
            Function<String, @Nullable DirectoryEntry> byKey, Function<String, List<DirectoryEntry>> byPrefix) {
        Object always = new Object();
        this(byKey, byPrefix, () -> always);
    }

    /**
     * A directory that changes.
     *
     * @param byKey the entry with a key, or null
     * @param byPrefix the entries whose keys begin with a text, by key
     * @param state gives another object after each change of an entry
     */
    public Directory(
            Function<String, @Nullable DirectoryEntry> byKey,
            Function<String, List<DirectoryEntry>> byPrefix,
            Supplier<Object> state) {
        this.byKey = byKey;
        this.byPrefix = byPrefix;
        this.state = state;
    }

    /**
     * Stands for what the directory says now: the same object as long as that stays the same. For whoever keeps what
     * takes long to make of it; ask before reading, so that a change meanwhile is seen the next time.
     */
    public Object state() {
        return state.get();
    }

    /** The key of an entry, such as {@code person/amina.diallo}. */
    public static String key(String kind, String id) {
        return kind + "/" + id;
    }

    /** The outlet; null while nothing was applied. */
    public @Nullable Newsroom newsroom() {
        return body(NEWSROOM, Newsroom.class);
    }

    public @Nullable Person person(String id) {
        return body(key("person", id), Person.class);
    }

    public @Nullable Edition edition(String language) {
        return body(key("edition", language), Edition.class);
    }

    public @Nullable Channel channel(String id) {
        return body(key("channel", id), Channel.class);
    }

    public @Nullable Desk desk(String id) {
        return body(key("desk", id), Desk.class);
    }

    public @Nullable Bureau bureau(String id) {
        return body(key("bureau", id), Bureau.class);
    }

    /** All desks, by id. */
    public List<Desk> desks() {
        return bodies("desk/", Desk.class);
    }

    /** All bureaus, by id. */
    public List<Bureau> bureaus() {
        return bodies("bureau/", Bureau.class);
    }

    /** Whether there is a desk or bureau of that id; kind is {@code desk} or {@code bureau}. */
    public boolean has(String kind, String id) {
        return byKey.apply(key(kind, id)) != null;
    }

    /** All editions, by language. */
    public List<Edition> editions() {
        return bodies("edition/", Edition.class);
    }

    /** All channels, by id. */
    public List<Channel> channels() {
        return bodies("channel/", Channel.class);
    }

    /** All people, by id. */
    public List<Person> people() {
        return bodies("person/", Person.class);
    }

    /** What has an agreed wording, by id. */
    public List<GlossaryTerm> terms() {
        return bodies("term/", GlossaryTerm.class);
    }

    /** Wordings nobody should use, by language. */
    public List<ForbiddenWording> forbiddenWordings() {
        return bodies("forbidden/", ForbiddenWording.class);
    }

    /** Wordings that stay as they are in every language. */
    public List<VerbatimWording> verbatimWordings() {
        return bodies("verbatim/", VerbatimWording.class);
    }

    /** A person with their roles and languages; unknown when the directory does not have them. */
    public Actor actor(String id) {
        Person person = person(id);
        return person == null
                ? Actor.unknown(id)
                : new Actor(id, true, roles(person), Set.copyOf(person.getLanguages()));
    }

    /** The name to print for a person: as in the directory, or the id of somebody it does not have. */
    public String nameOf(String personId) {
        Person person = person(personId);
        return person == null ? personId : person.getName();
    }

    /** How many different web editors sign a version of this language. */
    public int signOffs(String language) {
        Edition edition = edition(language);
        if (edition != null && edition.getSignOffs() != null) {
            return edition.getSignOffs();
        }
        Newsroom newsroom = newsroom();
        return newsroom == null ? DEFAULT_SIGN_OFFS : newsroom.getSignOffs();
    }

    /** Whether an editor may vouch alone for a version of this language. An entry that says nothing is from before. */
    public boolean allowsBreakGlass(String language) {
        Edition edition = edition(language);
        return edition != null && (edition.getBreakGlass() == null || edition.getBreakGlass());
    }

    private static Set<Role> roles(Person person) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (io.copyflow.schemas.directory.Role role : person.getRoles()) {
            switch (role) {
                case REPORTER -> roles.add(Role.REPORTER);
                case TRANSLATOR -> roles.add(Role.TRANSLATOR);
                case EDITOR -> roles.add(Role.EDITOR);
                case WEB_EDITOR -> roles.add(Role.WEB_EDITOR);
                case CHIEF -> roles.add(Role.CHIEF);
                case OPERATOR -> roles.add(Role.OPERATOR);
                case MACHINE -> roles.add(Role.MACHINE);
                case UNKNOWN -> {
                    // a role newer than this reader gives no right here
                }
            }
        }
        return roles;
    }

    private <T> @Nullable T body(String key, Class<T> type) {
        DirectoryEntry entry = byKey.apply(key);
        return entry != null && type.isInstance(entry.getBody()) ? type.cast(entry.getBody()) : null;
    }

    private <T> List<T> bodies(String prefix, Class<T> type) {
        return byPrefix.apply(prefix).stream()
                .map(DirectoryEntry::getBody)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
