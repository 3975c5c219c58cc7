package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.contract.Mark;
import io.copyflow.contract.SegmentKind;
import io.copyflow.ingest.domain.Block;
import io.copyflow.ingest.domain.Embargo;
import io.copyflow.ingest.domain.SourceItem;
import io.copyflow.runtime.Asked;
import io.copyflow.runtime.UnreadableInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionFormatsTest {

    private final SubmissionFormats formats = new SubmissionFormats();

    @Test
    void the_sample_story_is_read() throws IOException {
        SubmissionDraft draft =
                one(formats.read(Incoming.of(Files.readAllBytes(Path.of("../samples/story.json")), null)));
        assertThat(draft.clientId()).isEqualTo("sample-0001");
        assertThat(draft.provider()).isEqualTo("desk");
        assertThat(draft.author()).isEqualTo("naliaka.barasa");
        assertThat(draft.blocks()).hasSize(15);
        assertThat(draft.blocks().get(6).marks()).containsExactly(new Mark(Mark.Kind.EMPHASIS, 114, 117, null));
        assertThat(draft.notes()).isEmpty();
    }

    @Test
    void targets_and_source_item_are_read_and_text_is_cleaned_with_its_marks() {
        SubmissionDraft draft = read("""
                {"clientId":"c","headline":" R\\u202E ","targets":["fr"],"sourceItem":{"uri":"urn:x","version":"2"},
                 "body":[{"text":"  a\\n e\\u0301 b","marks":[{"kind":"strong","start":5,"end":7}]}]}""");
        assertThat(draft.targets()).containsExactly("fr");
        assertThat(draft.sourceItem()).isEqualTo(SourceItem.usable("urn:x", "2"));
        assertThat(draft.blocks())
                .containsExactly(
                        Block.plain(SegmentKind.HEADLINE, "R"),
                        new Block(SegmentKind.PARAGRAPH, "a é b", List.of(new Mark(Mark.Kind.STRONG, 2, 3, null))));
        assertThat(draft.notes()).containsExactly("Removed U+202E from $.headline.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"clientId\":\"c\",\"headlin\":\"R\"} | field-unknown | Did you mean 'headline'?",
                "{\"clientID\":\"c\"} | field-unknown | Did you mean 'clientId'?",
                "{\"clientId\":\"c\",\"headline\":\"R\",\"body\":[{\"text\":\"x\",\"mark\":[]}]} | field-unknown | $.body[0]",
                "{\"clientId\":\"c\",\"headline\":7} | field-type | $.headline, but there is the number 7",
                "{\"clientId\":\"c\",\"headline\":\"R\",\"body\":\"x\"} | field-type | a list at $.body",
                "{\"clientId\":\"c\",\"headline\":\"R\",\"body\":[\"x\"]} | field-type | an object at $.body[0]",
                "{\"clientId\":\"c\",\"headline\":\"R\",\"body\":[]} | body-missing | $.body",
                "{\"clientId\":\"c\",\"body\":[{\"text\":\"x\"}]} | headline-missing | $.headline",
                "{\"headline\":\"R\",\"body\":[{\"text\":\"x\"}]} | field-missing | $.clientId",
                "{\"clientId\":\"c\",\"headline\":\"R\",\"body\":[{\"kind\":\"poem\",\"text\":\"x\"}]} | unknown-value | $.body[0].kind",
                "{\"clientId\":\"c\",\"headline\":\"R\",\"body\":[{\"kind\":\"headline\",\"text\":\"x\"}]} | unknown-value | paragraph",
                "{\"clientId\":\"c\",\"headline\":\"R\",\"body\":[{\"text\":\"x\",\"marks\":[{\"kind\":\"strong\",\"start\":0,\"end\":2}]}]} | mark-invalid | $.body[0].marks[0]",
                "{\"clientId\":\"c\",\"headline\":\"R\",\"urgency\":1.5,\"body\":[{\"text\":\"x\"}]} | field-type | $.urgency",
                "{\"clientId\":\"c\",\"headline\":\"R\",\"urgency\":99999999999,\"body\":[{\"text\":\"x\"}]} | field-type | $.urgency",
                "{\"clientId\":\"c\",\"headline\":\"a\\ud800b\"} | text-invalid | $.headline",
                "[] | field-type | an object at $",
                "{\"clientId\":\"c\",\"clientId\":\"d\"} | json-malformed | line 1, column",
                "{\"clientId\":\"c\" | json-malformed | line 1, column",
                "{} {} | json-malformed | line 1, column 4",
                "`` | json-malformed | Expected JSON"
            })
    void r02_what_is_wrong_is_named_with_its_place(String json, String code, String part) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(UnreadableInputException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.sentence()).startsWith("Expected ").contains(part);
        });
    }

    @Test
    void r02_nesting_without_end_and_broken_utf8_are_refused() {
        assertRefused("[".repeat(10_000), "json-malformed");
        assertRefused("{\"a\":".repeat(10_000), "json-malformed");
        assertThatThrownBy(() -> formats.read(Incoming.of(new byte[] {'{', '"', (byte) 0xC3, '"'}, null)))
                .isInstanceOfSatisfying(UnreadableInputException.class, e -> {
                    assertThat(e.code()).isEqualTo("encoding-invalid");
                    assertThat(e.sentence()).contains("byte 2 ");
                });
    }

    @Test
    void r04_a_ninjs_item_keeps_its_identity() {
        SubmissionDraft draft = read("""
                {"uri":"urn:example:1","type":"text","version":"3","language":"en","urgency":9,"by":"Ann Example",
                 "located":"Lakeside","ednote":"not for readers",
                 "headlines":[{"role":"short","value":"Short"},{"role":"main","value":"Ferry returns"}],
                 "bodies":[{"contentType":"text/plain","value":"plain"},
                           {"contentType":"body_xhtml","value":"<h1>Ferry returns</h1><p>The <b>ferry</b> is back.</p>"}]}""");
        assertThat(draft.provider()).isEqualTo("wire");
        assertThat(draft.clientId()).isEqualTo("urn:example:1");
        assertThat(draft.sourceItem()).isEqualTo(SourceItem.usable("urn:example:1", "3"));
        assertThat(draft.urgency()).isEqualTo(8);
        assertThat(draft.blocks())
                .containsExactly(
                        Block.plain(SegmentKind.HEADLINE, "Ferry returns"),
                        Block.plain(SegmentKind.BYLINE, "Ann Example"),
                        Block.plain(SegmentKind.DATELINE, "Lakeside"),
                        new Block(
                                SegmentKind.PARAGRAPH,
                                "The ferry is back.",
                                List.of(new Mark(Mark.Kind.STRONG, 4, 9, null))));
    }

    @Test
    void r04_plain_text_is_cut_at_blank_lines() {
        SubmissionDraft draft = read("""
                {"uri":"u","headlines":[{"value":"H"}],"bodies":[{"value":"One\\r\\nline.\\r\\n \\r\\nTwo < three."}]}""");
        assertThat(draft.blocks()).extracting(Block::text).containsExactly("H", "One line.", "Two < three.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\":\"picture\" | unsupported-type",
                "\"type\":\"composite\" | unsupported-type",
                "\"pubStatus\":\"obsolete\" | unsupported-status",
                "\"headlines\":[{\"value\":\" \"}] | headline-missing",
                "\"bodies\":[{\"contentType\":\"text/vnd.IPTC.NITF\",\"value\":\"<nitf><p>x</p></nitf>\"}] | body-missing",
                "\"bodies\":\"x\" | body-missing"
            })
    void r04_what_is_no_text_is_refused_plainly(String field, String code) {
        String rest = "\"headlines\":[{\"value\":\"H\"}],\"bodies\":[{\"value\":\"x\"}]";
        String name = field.substring(0, field.indexOf(':'));
        String item = name.equals("\"headlines\"")
                ? field + ",\"bodies\":[{\"value\":\"x\"}]"
                : name.equals("\"bodies\"") ? "\"headlines\":[{\"value\":\"H\"}]," + field : field + "," + rest;
        assertRefused("{\"uri\":\"u\"," + item + "}", code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"embargoedUntil\":\"2026-03-03T09:00:01Z\" | 2026-03-03T09:00:01Z",
                "\"embargoed\":\"2026-03-03T10:00:00+01:00\" | 2026-03-03T09:00:00Z",
                "\"embargoed\":\"2026-01-01T00:00:00Z\",\"embargoedUntil\":\"2026-03-03T09:00:00Z\" | 2026-03-03T09:00:00Z",
                "\"embargoed\":\"\" |",
                "\"embargoed\":null |",
                "\"embargoedUntil\":\"soon\" |",
            })
    void r04_an_embargo_is_kept_and_without_a_time_is_open_ended(String fields, @Nullable Instant until) {
        SubmissionDraft draft =
                read("{\"uri\":\"u\"," + fields + ",\"headlines\":[{\"value\":\"H\"}],\"bodies\":[{\"value\":\"x\"}]}");
        assertThat(draft.embargo()).isEqualTo(new Embargo(until, null));
        assertThat(draft.notes().toString().contains("open-ended")).isEqualTo(until == null);
    }

    @Test
    void r04_an_item_that_names_no_embargo_has_none() {
        assertThat(read("{\"uri\":\"u\",\"headlines\":[{\"value\":\"H\"}],\"bodies\":[{\"value\":\"x\"}]}")
                        .embargo())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "APPLICATION/JSON; charset=UTF-8", "application/vnd.iptc.ninjs+json"})
    void json_is_read(String contentType) {
        assertThat(Asked.isJson(contentType)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", ""})
    void other_content_is_not_read(String contentType) {
        assertThat(Asked.isJson(contentType)).isFalse();
    }

    private static SubmissionDraft one(List<ReadItem> items) {
        assertThat(items).hasSize(1);
        return ((ReadItem.Draft) items.getFirst()).draft();
    }

    private SubmissionDraft read(String json) {
        return one(formats.read(Incoming.of(json.getBytes(StandardCharsets.UTF_8), null)));
    }

    private void assertRefused(String json, String code) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        UnreadableInputException.class,
                        e -> assertThat(e.code()).isEqualTo(code));
    }
}
