package io.copyflow.launcher.newsroom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.Bureau;
import io.copyflow.schemas.directory.Channel;
import io.copyflow.schemas.directory.ChannelKind;
import io.copyflow.schemas.directory.Desk;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TranslateWhen;
import io.copyflow.schemas.directory.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NewsroomFileTest {

    private static final Path SAMPLE = Path.of("../samples/newsroom.yaml");

    /** A small newsroom without mistakes and warnings. */
    private static final String SOUND = """
            newsroom:
              id: harbour-post
              name: Harbour Post
              home-language: en
              sign-offs: 1
              wire-language: en
              wire-person: ada.okoye
            desks:
              - { id: world, name: World }
            bureaus:
              - { id: astana, name: Astana, country: KZ, time-zone: Asia/Almaty }
            editions:
              - { language: en, name: English edition, lease: PT2H }
              - { language: fr, name: Édition française, lease: PT2H, translate: on-approval, deadline: PT4H, sign-offs: 2, break-glass: allowed }
            channels:
              - { id: website, kind: website, name: Website, languages: [en, fr] }
              - { id: toots, kind: social, name: Toots, languages: [fr], network: mastodon, handle: "@post@social.example" }
            people:
              - { id: ada.okoye, name: Ada Okoye, roles: [reporter], languages: [en, fr], desk: world, bureau: astana }
              - { id: tom.reed, name: Tom Reed, roles: [translator], languages: [en, fr] }
              - { id: eve.moreau, name: Eve Moreau, roles: [editor], languages: [en, fr] }
              - { id: wim.bakker, name: Wim Bakker, roles: [web-editor], languages: [en, fr] }
              - { id: zoe.laurent, name: Zoé Laurent, roles: [web-editor, operator], languages: [fr] }
            """;

    @Test
    void r12_anEditionSaysWhoDraftsAndForHowLongThatIsWaitedFor() {
        NewsroomFile file = parse(SOUND.replace("deadline: PT4H", "draft-from: memory, draft-within: PT1M"));

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.entries().get("edition/fr"))
                .isEqualTo(new Edition(
                        "fr",
                        "Édition française",
                        2,
                        TranslateWhen.ON_APPROVAL,
                        null,
                        7_200_000L,
                        "memory",
                        60_000L,
                        null,
                        null,
                        true));
    }

    @Test
    void aSoundFileGivesItsEntriesByKey() {
        NewsroomFile file = parse(SOUND);

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.warnings()).isEmpty();
        assertThat(file.entries().keySet())
                .containsExactly(
                        "newsroom",
                        "desk/world",
                        "bureau/astana",
                        "edition/en",
                        "edition/fr",
                        "channel/website",
                        "channel/toots",
                        "person/ada.okoye",
                        "person/tom.reed",
                        "person/eve.moreau",
                        "person/wim.bakker",
                        "person/zoe.laurent");
        assertThat(file.entries())
                .containsEntry(
                        "newsroom",
                        new Newsroom(
                                "harbour-post",
                                "Harbour Post",
                                "en",
                                1,
                                "en",
                                "ada.okoye",
                                null,
                                Trust.OPEN,
                                null,
                                List.of(),
                                null,
                                null))
                .containsEntry("desk/world", new Desk("world", "World"))
                .containsEntry("bureau/astana", new Bureau("astana", "Astana", "KZ", "Asia/Almaty"))
                .containsEntry(
                        "edition/en",
                        new Edition(
                                "en",
                                "English edition",
                                null,
                                TranslateWhen.ON_SUBMISSION,
                                null,
                                7_200_000L,
                                null,
                                null,
                                null,
                                null,
                                false))
                .containsEntry(
                        "edition/fr",
                        new Edition(
                                "fr",
                                "Édition française",
                                2,
                                TranslateWhen.ON_APPROVAL,
                                14_400_000L,
                                7_200_000L,
                                null,
                                null,
                                null,
                                null,
                                true))
                .containsEntry(
                        "channel/toots",
                        new Channel(
                                "toots",
                                ChannelKind.SOCIAL,
                                "Toots",
                                List.of("fr"),
                                "mastodon",
                                "@post@social.example",
                                List.of(),
                                null,
                                null,
                                null))
                .containsEntry(
                        "person/zoe.laurent",
                        new Person(
                                "zoe.laurent",
                                "Zoé Laurent",
                                List.of(Role.WEB_EDITOR, Role.OPERATOR),
                                List.of("fr"),
                                null,
                                null,
                                List.of()));
    }

    @Test
    void theSampleIsAWholeNewsroom() {
        NewsroomFile file = NewsroomFile.read(SAMPLE).orRefuse();

        assertThat(file.warnings()).isEmpty();
        assertThat(all(file, Edition.class)).hasSize(16);
        assertThat(all(file, Bureau.class)).hasSize(14);
        assertThat(all(file, Bureau.class).map(Bureau::getCountry).distinct()).hasSize(11);
        assertThat(all(file, Channel.class).filter(channel -> channel.getKind() == ChannelKind.SOCIAL))
                .hasSize(64);
        assertThat(all(file, Channel.class).filter(channel -> channel.getKind() == ChannelKind.SYNDICATION))
                .hasSize(8);
    }

    @Test
    void a_claim_limit_is_taken_over() {
        NewsroomFile file = parse(SOUND.replace("sign-offs: 1\n", "sign-offs: 1\n  claim-limit: 12\n"));

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.entries())
                .containsEntry(
                        "newsroom",
                        new Newsroom(
                                "harbour-post",
                                "Harbour Post",
                                "en",
                                1,
                                "en",
                                "ada.okoye",
                                12,
                                Trust.OPEN,
                                null,
                                List.of(),
                                null,
                                null));
    }

    @Test
    void r15_twoSignOffsUnlessTheNewsroomSaysOtherwise() {
        NewsroomFile file = parse(SOUND.replace("  sign-offs: 1\n", ""));

        assertThat(((Newsroom) file.entries().get("newsroom")).getSignOffs()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void tellsAMistakeWithItsPlaceAndWhatToDo(String right, String wrong, String remark) {
        assertThat(SOUND).contains(right);

        NewsroomFile file = parse(SOUND.replace(right, wrong));

        assertThat(file.mistakes()).extracting(Remark::toString).containsExactly("newsroom.yaml:" + remark);
        assertThat(file.mistakeCount()).isEqualTo(1);
        assertThat(file.entries()).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "a bracket left open",
                        "roles: [editor], languages: [en, fr] }",
                        "roles: [editor, languages: [en, fr] }",
                        "21:77: Expected YAML, but it breaks off here while parsing a flow sequence: expected ',' or ']',"
                                + " but got }. Check the indent, brackets and quotes here and just before."),
                mistake(
                        "a tab for indent",
                        "  id: harbour-post",
                        "\tid: harbour-post",
                        "2:1: Expected YAML, but it breaks off here while scanning for the next token: found character"
                                + " '\\t(TAB)' that cannot start any token. Indent with spaces, not tabs."),
                mistake(
                        "an at sign without quotes",
                        "\"@post@social.example\"",
                        "@post@social.example",
                        "17:89: Expected YAML, but it breaks off here while scanning for the next token: found"
                                + " character '@' that cannot start any token. Put the text in quotes."),
                mistake(
                        "a colon without quotes",
                        "name: Harbour Post",
                        "name: Harbour Post: News",
                        "3:21: Expected YAML, but it breaks off here: mapping values are not allowed here. Check the"
                                + " indent, or put text with a colon in quotes."),
                mistake(
                        "a character that cannot be printed",
                        "Harbour Post",
                        "Harbour\u0007 Post",
                        "3:16: Expected text, but the character U+0007 here is not printable. Remove it."),
                mistake(
                        "a key twice",
                        "{ id: world, name: World }",
                        "{ id: world, name: World, name: Globe }",
                        "9:31: Expected each key once in a desk, but 'name' stands already in line 9. Leave one of them."),
                mistake(
                        "an unknown key near a known one",
                        "wire-language: en",
                        "wire_language: en",
                        "6:3: Expected a key of the newsroom, but there is no key 'wire_language'. Did you mean"
                                + " 'wire-language'?"),
                mistake(
                        "an unknown key that is near a missing one",
                        "{ id: world, name: World }",
                        "{ id: world, nmae: World }",
                        "9:18: Expected a key of a desk, but there is no key 'nmae'. Did you mean 'name'?"),
                mistake(
                        "an unknown key near none",
                        "{ id: world, name: World }",
                        "{ id: world, name: World, photograph: none }",
                        "9:31: Expected a key of a desk, but there is no key 'photograph'. Known are: id, name."),
                mistake(
                        "a key that is no word",
                        "{ id: world, name: World }",
                        "{ id: world, name: World, [a]: b }",
                        "9:31: Expected a key of a desk, but got a list. Keys are plain words: id, name."),
                mistake(
                        "a missing key",
                        "country: KZ, ",
                        "",
                        "11:5: Expected the key 'country' in a bureau, but it is missing. Add it."),
                mistake(
                        "a number for text",
                        "name: World",
                        "name: 2026",
                        "9:24: Expected text for 'name', but got the number 2026. If it is meant as text, put it in"
                                + " quotes: \"2026\"."),
                mistake(
                        "a truth value for text",
                        "name: World",
                        "name: true",
                        "9:24: Expected text for 'name', but got the truth value true. If it is meant as text, put it in"
                                + " quotes: \"true\"."),
                mistake(
                        "a list for text",
                        "name: World",
                        "name: [World]",
                        "9:24: Expected text for 'name', but got a list. Write one value without brackets."),
                mistake(
                        "nothing for an id",
                        "desk: world, bureau",
                        "desk: , bureau",
                        "19:84: Expected an id for 'desk', but got nothing. Write a value, or remove the key."),
                mistake(
                        "text for a list",
                        "roles: [editor]",
                        "roles: editor",
                        "21:48: Expected a list for 'roles', but got the text 'editor'. Write [a, b], or one item a line"
                                + " with '- ' before it; an empty list is []."),
                mistake(
                        "text for a desk",
                        "{ id: world, name: World }",
                        "{ id: world, name: World }\n  - asia",
                        "10:5: Expected a desk with its keys (id, name), but got the text 'asia'. Write them as key:"
                                + " value."),
                mistake(
                        "an empty list of roles",
                        "roles: [editor]",
                        "roles: []",
                        "21:48: Expected at least one item for 'roles', but the list is empty. Add one."),
                mistake(
                        "a role twice",
                        "roles: [editor]",
                        "roles: [editor, editor]",
                        "21:57: Expected each item of 'roles' once, but 'editor' stands in it already. Remove one of"
                                + " them."),
                mistake(
                        "a blank name",
                        "name: World",
                        "name: \" \"",
                        "9:24: Expected text for 'name', but it is blank. Write a name."),
                mistake(
                        "a name of two lines",
                        "name: World",
                        "name: \"World\\nnews\"",
                        "9:24: Expected one line of text for 'name', but got 'World\uFFFDnews' with a control character."
                                + " Remove it."),
                mistake(
                        "a name too long",
                        "name: World",
                        "name: " + "W".repeat(201),
                        "9:24: Expected at most 200 characters for 'name', but got 201. Shorten it."),
                mistake(
                        "an id with capitals and accents",
                        "id: tom.reed",
                        "id: Tomé Reed",
                        "20:11: Expected an id for 'id', but got 'Tomé Reed'. Ids are lower-case ASCII letters, digits,"
                                + " dots and hyphens, such as tome-reed."),
                mistake(
                        "an id too long",
                        "id: tom.reed",
                        "id: " + "t".repeat(101),
                        "20:11: Expected an id of at most 100 characters for 'id', but got 101. Shorten it."),
                mistake(
                        "an id twice",
                        "id: tom.reed",
                        "id: ada.okoye",
                        "20:11: Expected one person 'ada.okoye', but another stands in line 19. Remove one of them, or"
                                + " give it another id."),
                mistake(
                        "two editions of a language",
                        "  - { language: en, name: English edition, lease: PT2H }\n",
                        "  - { language: en, name: English edition, lease: PT2H }\n"
                                + "  - { language: en, name: English edition, lease: PT2H }\n",
                        "14:17: Expected one edition 'en', but another stands in line 13. Remove one of them, or give it"
                                + " another language."),
                mistake(
                        "a tag in another spelling",
                        "roles: [editor], languages: [en, fr]",
                        "roles: [editor], languages: [en, fr, KK-cyrl]",
                        "21:78: Expected a BCP 47 language tag for an item of 'languages', but got 'KK-cyrl'. Write"
                                + " kk-Cyrl."),
                mistake(
                        "a tag with an underscore",
                        "roles: [editor], languages: [en, fr]",
                        "roles: [editor], languages: [en, fr, zh_hans]",
                        "21:78: Expected a BCP 47 language tag for an item of 'languages', but got 'zh_hans'. Write"
                                + " zh-Hans."),
                mistake(
                        "a tag that is none",
                        "wire-language: en",
                        "wire-language: English!",
                        "6:18: Expected a BCP 47 language tag for 'wire-language', but got 'English!'. Tags are such as"
                                + " en, zh-Hans, kk-Cyrl."),
                mistake(
                        "a country in small letters",
                        "country: KZ",
                        "country: kz",
                        "11:42: Expected a country by its ISO 3166 code for 'country', but got 'kz'. Write KZ."),
                mistake(
                        "a country by a common slip",
                        "country: KZ",
                        "country: UK",
                        "11:42: Expected a country by its ISO 3166 code for 'country', but got 'UK'. Write GB."),
                mistake(
                        "a country by its name",
                        "country: KZ",
                        "country: Kazakhstan",
                        "11:42: Expected a country by its ISO 3166 code for 'country', but got 'Kazakhstan'. Codes are"
                                + " two capital letters, such as KZ."),
                mistake(
                        "a time zone misspelt",
                        "Asia/Almaty",
                        "Asia/Almati",
                        "11:57: Expected an IANA time zone for 'time-zone', but got 'Asia/Almati'. Did you mean"
                                + " 'Asia/Almaty'?"),
                mistake(
                        "a time zone by offset",
                        "Asia/Almaty",
                        "\"+05:00\"",
                        "11:57: Expected an IANA time zone for 'time-zone', but got '+05:00'. Zones are such as"
                                + " Asia/Almaty."),
                mistake(
                        "a duration in words",
                        "deadline: PT4H",
                        "deadline: 4 hours",
                        "14:93: Expected an ISO 8601 duration for 'deadline', but got '4 hours'. Write PT90M for 90"
                                + " minutes, PT3H for 3 hours, P2D for 2 days."),
                mistake(
                        "a duration of nothing",
                        "deadline: PT4H",
                        "deadline: PT0S",
                        "14:93: Expected a duration for 'deadline' longer than nothing and at most 366 days, but got"
                                + " 'PT0S'. Write such as PT3H."),
                mistake(
                        "a duration without end",
                        "deadline: PT4H",
                        "deadline: P99999999D",
                        "14:93: Expected a duration for 'deadline' longer than nothing and at most 366 days, but got"
                                + " 'P99999999D'. Write such as PT3H."),
                mistake(
                        "a time for drafts that nobody makes",
                        "deadline: PT4H",
                        "draft-within: PT1M",
                        "14:97: Expected 'draft-within' only beside 'draft-from', but nobody is asked for drafts here."
                                + " Remove the key, or say who drafts."),
                mistake(
                        "a role misspelt",
                        "roles: [editor]",
                        "roles: [Editr]",
                        "21:49: Expected one of reporter, translator, editor, web-editor, chief, operator, machine for an item"
                                + " of 'roles', but got 'Editr'. Did you mean 'editor'?"),
                mistake(
                        "a role of our own making",
                        "roles: [editor]",
                        "roles: [unknown]",
                        "21:49: Expected one of reporter, translator, editor, web-editor, chief, operator, machine for an item"
                                + " of 'roles', but got 'unknown'. Choose one of them."),
                mistake(
                        "a kind misspelt",
                        "kind: website",
                        "kind: web-site",
                        "16:26: Expected one of website, social, syndication for 'kind', but got 'web-site'. Did you"
                                + " mean 'website'?"),
                mistake(
                        "a network misspelt",
                        "network: mastodon",
                        "network: mastadon",
                        "17:71: Expected one of mastodon, telegram, webhook for 'network', but got 'mastadon'. Did you"
                                + " mean 'mastodon'?"),
                mistake(
                        "a time to translate misspelt",
                        "on-approval",
                        "on-aproval",
                        "14:70: Expected one of on-submission, on-approval for 'translate', but got 'on-aproval'. Did"
                                + " you mean 'on-approval'?"),
                mistake(
                        "a social account without its network",
                        "network: mastodon, ",
                        "",
                        "17:5: Expected the key 'network' in a channel of kind social, but it is missing. Add it."),
                mistake(
                        "a website with a handle",
                        "name: Website,",
                        "name: Website, handle: post,",
                        "16:58: Expected 'handle' only in channels of kind social, but this one is of kind website."
                                + " Remove the key, or change the kind."),
                mistake(
                        "no sign-off",
                        "sign-offs: 1",
                        "sign-offs: 0",
                        "5:14: Expected a number from 1 to 9 for 'sign-offs', but got the number 0. Write how many"
                                + " different web editors sign."),
                mistake(
                        "no claim at all",
                        "sign-offs: 1",
                        "sign-offs: 1\n  claim-limit: 0",
                        "6:16: Expected a number from 1 to 999 for 'claim-limit', but got the number 0. Write how many"
                                + " translations one person may hold, or leave it out for any number."),
                mistake(
                        "a claim limit in words",
                        "sign-offs: 1",
                        "sign-offs: 1\n  claim-limit: few",
                        "6:16: Expected a number from 1 to 999 for 'claim-limit', but got the text 'few'. Write how many"
                                + " translations one person may hold, or leave it out for any number."),
                mistake(
                        "too many sign-offs",
                        "sign-offs: 2",
                        "sign-offs: 10",
                        "14:110: Expected a number from 1 to 9 for 'sign-offs', but got the number 10. Write how many"
                                + " different web editors sign."),
                mistake(
                        "a person of a desk there is not",
                        "desk: world",
                        "desk: wrld",
                        "19:85: Expected 'desk' to name a desk of this file, but there is no desk 'wrld'. Did you mean"
                                + " 'world'?"),
                mistake(
                        "a person of a bureau there is not",
                        "bureau: astana",
                        "bureau: tokyo",
                        "19:100: Expected 'bureau' to name a bureau of this file, but there is no bureau 'tokyo'. Known"
                                + " are: astana."),
                mistake(
                        "a channel in a language without an edition",
                        "languages: [en, fr] }\n  - { id: toots",
                        "languages: [en, fr, de] }\n  - { id: toots",
                        "16:70: Expected 'languages' to name an edition of this file, but there is no edition 'de'. Known"
                                + " are: en, fr."),
                mistake(
                        "a home language without an edition",
                        "home-language: en",
                        "home-language: kk-Cyrl",
                        "4:18: Expected 'home-language' to name an edition of this file, but there is no edition"
                                + " 'kk-Cyrl'. Known are: en, fr."),
                mistake(
                        "a wire language without an edition",
                        "wire-language: en",
                        "wire-language: kk-Cyrl",
                        "6:18: Expected 'wire-language' to name an edition of this file, but there is no edition"
                                + " 'kk-Cyrl'. Known are: en, fr."),
                mistake(
                        "a wire person there is not",
                        "wire-person: ada.okoye",
                        "wire-person: ada.okoy",
                        "7:16: Expected 'wire-person' to name a person of this file, but there is no person 'ada.okoy'."
                                + " Did you mean 'ada.okoye'?"),
                mistake(
                        "an anchor",
                        "languages: [en, fr] }\n  - { id: toots",
                        "languages: &all [en, fr] }\n  - { id: toots",
                        "16:61: Expected a value, but got the anchor '&all'. Anchors are not allowed here: remove it and"
                                + " write values out where they are needed."),
                mistake(
                        "a tag of YAML",
                        "name: World",
                        "name: !!java.lang.Runtime World",
                        "9:24: Expected a value, but got the tag 'tag:yaml.org,2002:java.lang.Runtime'. Tags are not"
                                + " allowed here: remove it, or put the text in quotes."),
                mistake(
                        "a second document",
                        "desks:",
                        "---\ndesks:",
                        "8:1: Expected one document, but a second begins here. Remove the line '---' and what follows,"
                                + " or put it in a file of its own."));
    }

    private static Arguments mistake(String name, String right, String wrong, String remark) {
        return argumentSet(name, right, wrong, remark);
    }

    @Test
    void tellsAllMistakesAtOnceInTheFilesOrder() {
        NewsroomFile file = parse(SOUND.replace("wire-person: ada.okoye", "wire-person: nobody.known")
                .replace("country: KZ", "country: kz")
                .replace("roles: [editor]", "roles: [Editor]"));

        assertThat(file.mistakes()).extracting(Remark::line).containsExactly(7, 11, 21);
    }

    @Test
    void tellsFiftyAndCountsTheRest() {
        String desks = IntStream.range(0, 70)
                .mapToObj(i -> "  - { id: Desk" + i + ", name: Desk }\n")
                .collect(Collectors.joining());

        NewsroomFile file = parse(SOUND.replace("desks:\n", "desks:\n" + desks));

        assertThat(file.mistakes()).hasSize(50);
        assertThat(file.mistakeCount()).isEqualTo(70);
        assertThatThrownBy(file::orRefuse)
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("newsroom-file-wrong"))
                .hasMessageStartingWith("newsroom.yaml:9:11: ")
                .hasMessageEndingWith("70 mistakes, of which the first 50 are told: nothing was applied. Mend the file"
                        + " and apply it again.");
    }

    @Test
    void doesNotTellAgainOfWhatAWrongIdLeadsTo() {
        NewsroomFile file = parse(SOUND.replace("language: fr, name", "language: FR, name"));

        assertThat(file.mistakes()).extracting(Remark::line).containsExactly(14);
    }

    @Test
    void refusesABombOfAliasesAtTheFirst() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, "*a" + (i - 1)))));
        }

        NewsroomFile file = parse(bomb.toString());

        assertThat(file.mistakes().getFirst())
                .hasToString(
                        "newsroom.yaml:1:5: Expected a value, but got the anchor"
                                + " '&a0'. Anchors are not allowed here: remove it and write values out where they are needed.");
        assertThat(file.mistakes())
                .extracting(Remark::sentence)
                .contains("Expected a value, but got the alias '*a0'. Aliases are not allowed here: write the value"
                        + " out.");
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThat(parse("desks: " + "[".repeat(100_000)).mistakes())
                .extracting(Remark::toString)
                .containsExactly(
                        "newsroom.yaml:1:19: Expected lists and keys at most 12 levels deep, but they go deeper"
                                + " here. Check the brackets and the indent.");
    }

    @Test
    void refusesAHugeFile(@TempDir Path folder) throws IOException {
        Path huge = Files.write(folder.resolve("huge.yaml"), new byte[5 * 1024 * 1024]);

        assertThat(NewsroomFile.read(huge).mistakes())
                .extracting(Remark::sentence)
                .containsExactly("Expected a newsroom file of at most 4 MiB, but this one is larger. Check that it is"
                        + " the right file.");
    }

    @Test
    void refusesOtherEncodingsAndTellsWhere() {
        assertThat(NewsroomFile.parse("newsroom.yaml", SOUND.getBytes(ISO_8859_1))
                        .mistakes())
                .extracting(Remark::toString)
                .containsExactly("newsroom.yaml:14:27: Expected UTF-8, but the byte 0xC9 here is not. Save the file as"
                        + " UTF-8.");
        assertThat(NewsroomFile.parse("newsroom.yaml", SOUND.getBytes(UTF_16)).mistakes())
                .extracting(Remark::toString)
                .containsExactly("newsroom.yaml:1:1: Expected UTF-8, but the file is UTF-16. Save it as UTF-8.");
    }

    @Test
    void takesAByteOrderMarkAndWindowsLines() {
        assertThat(parse("\uFEFF" + SOUND.replace("\n", "\r\n")).mistakes()).isEmpty();
    }

    @Test
    void refusesWhatIsNoNewsroom() {
        assertThat(parse("").mistakes())
                .extracting(Remark::sentence)
                .containsExactly(
                        "Expected a newsroom, but the file is empty. Copy samples/newsroom.yaml and change it.");
        assertThat(parse("hello").mistakes())
                .extracting(Remark::sentence)
                .containsExactly("Expected the newsroom file with its keys (newsroom, editions, people, desks, bureaus,"
                        + " channels, glossary, keys), but got the text 'hello'. Write them as key: value.");
        assertThat(parse("{}").mistakes())
                .extracting(Remark::sentence)
                .containsExactlyInAnyOrder(
                        "Expected the key 'newsroom' in the newsroom file, but it is missing. Add it.",
                        "Expected the key 'editions' in the newsroom file, but it is missing. Add it.",
                        "Expected the key 'people' in the newsroom file, but it is missing. Add it.");
    }

    @Test
    void tellsAFileThereIsNot(@TempDir Path folder) {
        assertThatThrownBy(() -> NewsroomFile.read(folder.resolve("none.yaml")))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("newsroom-file-unreadable"))
                .hasMessageContaining("There is no file");
        assertThatThrownBy(() -> NewsroomFile.read(folder))
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("newsroom-file-unreadable"));
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void warnsOfAGapThatWouldStopAStory(String right, String wrong, String remark) {
        assertThat(SOUND).contains(right);

        NewsroomFile file = parse(SOUND.replace(right, wrong));

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.entries()).isNotEmpty();
        assertThat(file.warnings()).extracting(Remark::toString).containsExactly("newsroom.yaml:" + remark);
    }

    static Stream<Arguments> gaps() {
        return Stream.of(
                mistake(
                        "r15_fewer_web_editors_than_sign_offs",
                        "sign-offs: 2, break-glass: allowed }",
                        "sign-offs: 3 }",
                        "14:5: The edition fr needs 3 different web editors to sign, but there are 2. Give more people"
                                + " the role web-editor for fr, or lower sign-offs."),
                mistake(
                        "no translator",
                        "roles: [translator], languages: [en, fr]",
                        "roles: [translator], languages: [en]",
                        "14:5: The edition fr has no translator: a story in another language will wait for ever. Give"
                                + " somebody the role translator for fr."),
                mistake(
                        "nobody who approves",
                        "roles: [editor], languages: [en, fr]",
                        "roles: [editor], languages: [en]",
                        "14:5: The edition fr has nobody who may approve. Give somebody the role editor or chief for"
                                + " fr."),
                mistake(
                        "r16_no_editor_who_is_not_also_a_web_editor",
                        "roles: [editor], languages: [en, fr] }",
                        "roles: [editor], languages: [en] }\n"
                                + "  - { id: max.roux, name: Max Roux, roles: [editor, web-editor], languages: [fr] }",
                        "14:5: The edition fr has nobody who approves without also being one of its web editors, but who"
                                + " approves a version does not sign it. Give somebody only the role editor for fr."),
                mistake(
                        "r16_the_only_translator_is_the_only_editor",
                        "languages: [en, fr] }\n  - { id: eve.moreau, name: Eve Moreau, roles: [editor]",
                        "languages: [en] }\n  - { id: eve.moreau, name: Eve Moreau, roles: [editor, translator]",
                        "14:5: The edition fr has too few different people: who translates, who approves and the 2 who"
                                + " sign must not be the same. Spread the roles for fr over more people."),
                mistake(
                        "r12_drafts_that_nobody_may_offer",
                        "deadline: PT4H",
                        "draft-from: memory",
                        "14:5: The edition fr asks for drafts, but nobody has the role machine, so none will be accepted."
                                + " Add a person with that role, in whose name drafts are offered."),
                mistake(
                        "a wire person who may not submit",
                        "roles: [reporter], languages: [en, fr], desk",
                        "roles: [operator], languages: [en, fr], desk",
                        "19:5: The wire-person ada.okoye may not submit stories, so items that name nobody will be"
                                + " refused. Give them the role reporter."));
    }

    private static NewsroomFile parse(String text) {
        return NewsroomFile.parse("newsroom.yaml", text.getBytes(UTF_8));
    }

    private static <T> Stream<T> all(NewsroomFile file, Class<T> type) {
        return file.entries().values().stream().filter(type::isInstance).map(type::cast);
    }
}
