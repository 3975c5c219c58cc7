package io.copyflow.launcher.newsroom;

import static io.copyflow.directory.Directory.key;
import static io.copyflow.launcher.newsroom.NewsroomReader.EDITION_KIND;
import static io.copyflow.launcher.newsroom.NewsroomReader.PERSON_KIND;

import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.Trust;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Whether every edition has the people by whom a version gets out: a translator, somebody who approves, and as many
 * others who sign (docs/semantics.md, rules 15 and 16); and whether somebody answers where drafts are asked for.
 * Warnings, as a newsroom may be growing.
 */
final class Coverage {

    private final Map<String, SpecificRecord> entries;
    private final Map<String, Node> declared;
    private final Remarks warnings;

    /**
     * @param entries a file's entries, without mistakes
     * @param declared where each stands, by the same keys
     */
    Coverage(Map<String, SpecificRecord> entries, Map<String, Node> declared, Remarks warnings) {
        this.entries = entries;
        this.declared = declared;
        this.warnings = warnings;
    }

    void check() {
        if (!(entries.get(Directory.NEWSROOM) instanceof Newsroom newsroom)) {
            return;
        }
        all(Edition.class).forEach(edition -> edition(edition, newsroom));
        wirePerson(newsroom);
        machine();
        keys(newsroom);
    }

    /** One remark is enough, however many have none. */
    private void keys(Newsroom newsroom) {
        if (newsroom.getTrust() != Trust.SIGNED) {
            return;
        }
        List<String> without = all(Person.class).stream()
                .filter(person -> has(person, Role.EDITOR, Role.WEB_EDITOR, Role.CHIEF))
                .filter(person -> person.getKeys().stream().allMatch(key -> key.getRevokedAt() != null))
                .map(Person::getId)
                .toList();
        if (!without.isEmpty()) {
            warnings.add(
                    node(Directory.NEWSROOM),
                    "With trust signed nobody approves, signs off, takes down or kills without a key, but "
                            + without.getFirst()
                            + (without.size() == 1 ? " has none." : " and " + (without.size() - 1) + " more have none.")
                            + " Make one with 'copyflow keys make --as " + without.getFirst() + "'.");
        }
    }

    /** One remark is enough, however many editions ask. */
    private void machine() {
        if (all(Person.class).stream().anyMatch(person -> has(person, Role.MACHINE))) {
            return;
        }
        all(Edition.class).stream()
                .filter(edition -> edition.getDraftFrom() != null)
                .findFirst()
                .ifPresent(edition -> warn(
                        edition.getLanguage(),
                        "asks for drafts, but nobody has the role machine, so none will be accepted. Add a person with"
                                + " that role, in whose name drafts are offered."));
    }

    private void edition(Edition edition, Newsroom newsroom) {
        String language = edition.getLanguage();
        int signOffs = edition.getSignOffs() == null ? newsroom.getSignOffs() : edition.getSignOffs();
        Set<String> translators = who(language, Role.TRANSLATOR);
        Set<String> approvers = who(language, Role.EDITOR, Role.CHIEF);
        Set<String> signers = who(language, Role.WEB_EDITOR);
        boolean translated = isTranslated(language, newsroom);
        boolean found = false;
        if (signers.size() < signOffs) {
            found = warn(
                    language,
                    "needs " + signOffs + " different web editors to sign, but " + count(signers.size())
                            + ". Give more people the role web-editor for " + language + ", or lower sign-offs.");
        }
        if (translated && translators.isEmpty()) {
            found = warn(
                    language,
                    "has no translator: a story in another language will wait for ever. Give somebody the role"
                            + " translator for " + language + ".");
        }
        if (approvers.isEmpty()) {
            found = warn(
                    language,
                    "has nobody who may approve. Give somebody the role editor or chief for " + language + ".");
        } else if (signers.containsAll(approvers)) {
            found = warn(
                    language,
                    "has nobody who approves without also being one of its web editors, but who approves a version"
                            + " does not sign it. Give somebody only the role editor for " + language + ".");
        }
        if (!found && translated && !canPass(translators, approvers, signers, signOffs)) {
            warn(
                    language,
                    "has too few different people: who translates, who approves and the " + signOffs
                            + " who sign must not be the same. Spread the roles for " + language
                            + " over more people.");
        }
    }

    /** Whether a translation by somebody can be approved and signed by enough others. */
    private static boolean canPass(Set<String> translators, Set<String> approvers, Set<String> signers, int signOffs) {
        for (String translator : translators) {
            for (String approver : approvers) {
                Set<String> left = new HashSet<>(signers);
                left.remove(translator);
                left.remove(approver);
                if (!approver.equals(translator) && left.size() >= signOffs) {
                    return true;
                }
            }
        }
        return false;
    }

    /** An edition in the only language anybody writes in gets nothing to translate. */
    private boolean isTranslated(String language, Newsroom newsroom) {
        return !newsroom.getHomeLanguage().equals(language)
                || newsroom.getWireLanguage() != null
                        && !newsroom.getWireLanguage().equals(language)
                || all(Person.class).stream()
                        .filter(person -> has(person, Role.REPORTER))
                        .anyMatch(person -> person.getLanguages().stream().anyMatch(other -> !other.equals(language)));
    }

    private void wirePerson(Newsroom newsroom) {
        if (newsroom.getWirePerson() != null
                && entries.get(key(PERSON_KIND, newsroom.getWirePerson())) instanceof Person person
                && !has(person, Role.REPORTER, Role.EDITOR, Role.CHIEF)) {
            warnings.add(
                    node(key(PERSON_KIND, person.getId())),
                    "The wire-person " + person.getId()
                            + " may not submit stories, so items that name nobody will be refused. Give them the role"
                            + " reporter.");
        }
    }

    private boolean warn(String language, String sentence) {
        warnings.add(node(key(EDITION_KIND, language)), "The edition " + language + " " + sentence);
        return true;
    }

    private Node node(String key) {
        Node node = declared.get(key);
        if (node == null) {
            throw new IllegalStateException(key + " is an entry but was nowhere declared");
        }
        return node;
    }

    private Set<String> who(String language, Role... oneOf) {
        return all(Person.class).stream()
                .filter(person -> person.getLanguages().contains(language) && has(person, oneOf))
                .map(Person::getId)
                .collect(Collectors.toSet());
    }

    private static boolean has(Person person, Role... oneOf) {
        return Arrays.stream(oneOf).anyMatch(person.getRoles()::contains);
    }

    private <T> List<T> all(Class<T> type) {
        return entries.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static String count(int people) {
        return people == 0 ? "there is none" : people == 1 ? "there is 1" : "there are " + people;
    }
}
