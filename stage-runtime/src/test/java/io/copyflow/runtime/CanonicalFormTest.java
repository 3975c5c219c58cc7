package io.copyflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {

    private static final String BEFORE = """
            {"type": "record", "name": "Ask", "namespace": "n", "fields": [
              {"name": "revision", "type": "int"},
              {"name": "mood", "type": {"type": "enum", "name": "Mood", "symbols": ["CALM"]}},
              {"name": "texts", "type": {"type": "array", "items": {"type": "record", "name": "Text", "fields": [
                {"name": "text", "type": "string"}]}}}]}""";

    /** Fields in another order, one of another width, and every addition that old readers can live with. */
    private static final String AFTER = """
            {"type": "record", "name": "Ask", "namespace": "n", "fields": [
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "texts", "type": {"type": "array", "items": {"type": "record", "name": "Text", "fields": [
                {"name": "origin", "default": "PERSON",
                 "type": {"type": "enum", "name": "Origin", "symbols": ["PERSON", "MACHINE"]}},
                {"name": "text", "type": "string"},
                {"name": "marks", "type": {"type": "array", "items": "string"}, "default": []}]}}},
              {"name": "urgency", "type": "int", "default": 5},
              {"name": "mood", "type": {"type": "enum", "name": "Mood", "symbols": ["ANGRY", "CALM"]}},
              {"name": "revision", "type": "long"}]}""";

    private final Schema before = new Schema.Parser().parse(BEFORE);
    private final Schema after = new Schema.Parser().parse(AFTER);

    @Test
    void what_was_said_has_the_same_form_after_the_schema_has_grown() {
        assertThat(CanonicalForm.of(grown(null, "one", "two"))).isEqualTo(CanonicalForm.of(small("one", "two")));
    }

    @Test
    void a_new_field_that_says_something_changes_the_form() {
        assertThat(CanonicalForm.of(grown("why", "one"))).isNotEqualTo(CanonicalForm.of(small("one")));
    }

    @Test
    void texts_never_run_into_each_other() {
        assertThat(CanonicalForm.of(small("a", "b"))).isNotEqualTo(CanonicalForm.of(small("ab")));
        assertThat(CanonicalForm.of(small("a", "b"))).isNotEqualTo(CanonicalForm.of(small("b", "a")));
        assertThat(CanonicalForm.of(List.of(List.of("a"), List.of())))
                .isNotEqualTo(CanonicalForm.of(List.of(List.of(), List.of("a"))));
        assertThat(CanonicalForm.of("null")).isNotEqualTo(CanonicalForm.of(null));
        assertThat(CanonicalForm.of("1")).isNotEqualTo(CanonicalForm.of(1));
    }

    @Test
    void numbers_times_bytes_and_maps_have_a_form_of_their_own() {
        assertThat(CanonicalForm.of(7)).isEqualTo(CanonicalForm.of(7L));
        assertThat(CanonicalForm.of(Instant.ofEpochMilli(7))).isEqualTo(CanonicalForm.of(7L));
        assertThat(CanonicalForm.of(ByteBuffer.wrap(new byte[] {1, 2})))
                .isNotEqualTo(CanonicalForm.of(ByteBuffer.wrap(new byte[] {1, 3})));
        assertThat(CanonicalForm.of(Map.of("a", 1, "b", true))).isEqualTo(CanonicalForm.of(Map.of("b", true, "a", 1)));
    }

    private IndexedRecord small(String... texts) {
        GenericData.Record record = new GenericData.Record(before);
        record.put("revision", 1);
        record.put("mood", new GenericData.EnumSymbol(before.getField("mood").schema(), "CALM"));
        Schema text = before.getField("texts").schema().getElementType();
        record.put(
                "texts",
                List.of(texts).stream()
                        .map(each -> {
                            GenericData.Record item = new GenericData.Record(text);
                            item.put("text", each);
                            return item;
                        })
                        .toList());
        return record;
    }

    private IndexedRecord grown(String note, String... texts) {
        GenericData.Record record = new GenericData.Record(after);
        record.put("note", note);
        record.put("urgency", 5);
        record.put("revision", 1L);
        record.put("mood", new GenericData.EnumSymbol(after.getField("mood").schema(), "CALM"));
        Schema text = after.getField("texts").schema().getElementType();
        record.put(
                "texts",
                List.of(texts).stream()
                        .map(each -> {
                            GenericData.Record item = new GenericData.Record(text);
                            item.put(
                                    "origin",
                                    new GenericData.EnumSymbol(
                                            text.getField("origin").schema(), "PERSON"));
                            item.put("text", each);
                            item.put("marks", List.of());
                            return item;
                        })
                        .toList());
        return record;
    }
}
