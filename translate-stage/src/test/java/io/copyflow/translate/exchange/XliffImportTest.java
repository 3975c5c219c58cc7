package io.copyflow.translate.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XliffImportTest {

    private static final String HEAD = """
            <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr">
            <file id="f" original="copyflow:story/s1/revision/3">
            """;
    private static final String TAIL = "\n</file></xliff>";

    private static final XliffImport XLIFF = new XliffImport(FileLimits.TASK);

    @Test
    void a_unit_another_tool_divided_becomes_one_text_again() {
        TaskImport.Imported imported = imported("""
                <unit id="b2">
                 <originalData><data id="d1">&lt;strong></data><data id="d2">&lt;/strong></data></originalData>
                 <segment state="reviewed">
                  <source>One <sc id="1" dataRef="d1"/>two.</source>
                  <target order="3">Deux<ec startRef="1" dataRef="d2"/>.</target>
                 </segment>
                 <ignorable><source> </source></ignorable>
                 <segment state="translated">
                  <source>Three<ec startRef="1" dataRef="d2"/>.</source>
                  <target order="1">Trois <sc id="1" dataRef="d1"/>et.</target>
                 </segment>
                </unit>""");
        assertThat(imported.sourceRevision()).isEqualTo(3);
        assertThat(imported.segments())
                .containsExactly(new TaskImport.Segment(
                        new Passage("b2", "Trois et. Deux.", List.of(new Mark(Mark.Kind.STRONG, 6, 14, null))),
                        SegmentState.TRANSLATED,
                        null));
    }

    @Test
    void a_unit_translated_in_part_is_untranslated_and_unknown_ids_are_kept() {
        TaskImport.Imported imported = imported("""
                <unit id="b1"><segment><source>One.</source><target>Un.</target></segment>
                 <segment><source>Two.</source></segment></unit>
                <unit id="nobody-knows"><segment><source>One.</source><target>Un.</target></segment></unit>""");
        assertThat(imported.untranslated()).containsExactly("b1");
        assertThat(imported.segments())
                .extracting(segment -> segment.target().id())
                .containsExactly("nobody-knows");
    }

    @Test
    void codes_are_known_by_their_data_their_type_or_the_source_and_others_are_left_out_with_a_note() {
        TaskImport.Imported imported = imported("""
                <unit id="b1">
                 <originalData><data id="d1">&lt;a href='https://example.org/?a&amp;amp;b'></data><data id="d2">&lt;/a></data></originalData>
                 <segment>
                  <source><pc id="1" dataRefStart="d1" dataRefEnd="d2">here</pc> <pc id="2" type="fmt" subType="xlf:i">now</pc> <ph id="3"/></source>
                  <target><pc id="2">maintenant</pc> <pc id="1">ici</pc><ph id="3"/> <pc id="9">x</pc> <mrk id="m1" type="term">mot</mrk></target>
                 </segment>
                </unit>""");
        assertThat(imported.segments().getFirst().target())
                .isEqualTo(new Passage(
                        "b1",
                        "maintenant ici x mot",
                        List.of(
                                new Mark(Mark.Kind.EMPHASIS, 0, 10, null),
                                new Mark(Mark.Kind.LINK, 11, 14, "https://example.org/?a&b"))));
        assertThat(imported.notes())
                .containsExactly("Left out 2 inline codes without a meaning here from segment b1 (line 3).");
    }

    @Test
    void r03_layout_is_folded_composed_to_nfc_and_disguises_are_removed_and_noted() {
        TaskImport.Imported imported = imported("""
                <unit id="b1"><segment><source>x</source>
                 <target>
                    a  b
                    <pc id="1" type="fmt" subType="xlf:b">e\u0301\u202Etrop</pc>
                 </target></segment></unit>""");
        assertThat(imported.segments().getFirst().target())
                .isEqualTo(new Passage("b1", "a  b \u00E9trop", List.of(new Mark(Mark.Kind.STRONG, 5, 10, null))));
        assertThat(imported.notes()).containsExactly("Removed U+202E from segment b1 (line 3).");
    }

    @Test
    void r03_control_characters_are_removed_from_source_and_target_and_noted() {
        byte[] file = (HEAD + """
                <unit id="b1"><segment><source>a<cp hex="0001"/>b</source>
                 <target>c<cp hex="0007"/>d</target></segment></unit>""" + TAIL).getBytes(UTF_8);

        assertThat(XLIFF.read(file))
                .isInstanceOfSatisfying(
                        XliffDocument.Read.class,
                        read -> assertThat(read.files().getFirst().units())
                                .extracting(XliffDocument.Unit::source, XliffDocument.Unit::target)
                                .containsExactly(tuple(Passage.plain("b1", "ab"), Passage.plain("b1", "cd"))));
        assertThat(XLIFF.task(file, "s1", "en", "fr"))
                .isInstanceOfSatisfying(
                        TaskImport.Imported.class,
                        imported -> assertThat(imported.notes())
                                .containsExactly("Removed U+0007 from segment b1 (line 3)."));
    }

    @Test
    void revisions_of_a_text_may_each_have_a_value_of_a_property_and_a_size_may_be_an_own_profiles() {
        assertThat(imported("""
                <unit id="b1" xmlns:ctr="urn:oasis:names:tc:xliff:changetracking:2.0" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0">
                 <ctr:changeTrack><ctr:revisions appliesTo="note" ref="n1">
                  <ctr:revision><ctr:item property="content">a</ctr:item><ctr:item property="category">b</ctr:item></ctr:revision>
                  <ctr:revision><ctr:item property="content">c</ctr:item><ctr:item property="category">d</ctr:item></ctr:revision>
                 </ctr:revisions></ctr:changeTrack>
                 <notes><note id="n1" category="b">n</note></notes>
                 <segment><source><pc id="1" slr:sizeInfo="12">a</pc><pc id="2" slr:sizeInfo="some info">b</pc></source><target>t</target></segment>
                </unit>""").segments()).hasSize(1);
    }

    @Test
    void xliff_2_2_is_read_with_notes_of_the_whole_document() {
        assertThat(XLIFF.read("""
                                <xliff xmlns="urn:oasis:names:tc:xliff:document:2.2" version="2.2" srcLang="en" trgLang="fr">
                                 <notes><note>all</note></notes>
                                 <file id="f"><unit id="1"><notes><note ref="#s1">n</note></notes>
                                  <segment id="s1"><source>a</source><target>b</target></segment></unit></file>
                                </xliff>""".getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        XliffDocument.Read.class,
                        read -> assertThat(read.files().getFirst().units())
                                .extracting(unit -> String.valueOf(unit.target()), XliffDocument.Unit::line)
                                .containsExactly(tuple(String.valueOf(Passage.plain("1", "b")), 3)));
    }

    @Test
    void other_encodings_are_read() {
        byte[] utf16 = ("<?xml version='1.0' encoding='UTF-16'?>" + HEAD
                        + "<unit id='b1'><segment><source>x</source><target>я</target></segment></unit>" + TAIL)
                .getBytes(StandardCharsets.UTF_16);
        assertThat(XLIFF.task(utf16, "s1", "en", "fr")).isInstanceOf(TaskImport.Imported.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<unit id='b 1'><segment><source>a</source></segment></unit> | xliff-invalid | line 3",
                "<unit><segment><source>a</source></segment></unit> | xliff-invalid | line 3",
                "<unit id='b1'><segment><target>a</target></segment></unit> | xliff-invalid | line 3",
                "<unit id='b1'><segment><source><pc id='1'>a</source></segment></unit> | xml-malformed | line 3",
                "<unit id='b1'><segment><source>a</source><target>a<ec startRef='1'/></target></segment></unit> | xliff-invalid | line 3",
                "<unit id='b1'><segment><source>a<sc id='1'/></source></segment></unit> | xliff-invalid | line 3",
                "<unit id='b1'><segment><source>a</source><target xml:lang='de'>b</target></segment></unit> | xliff-invalid | line 3",
                "<unit id='b1'><segment><source>a</source></segment></unit><unit id='b1'><segment><source>a</source></segment></unit> | xliff-invalid | b1",
                "<unit id='b1'><segment><source><pc id='1' xmlns:slr='urn:oasis:names:tc:xliff:sizerestriction:2.0' slr:sizeInfo='25.5'>a</pc></source></segment></unit> | xliff-invalid | line 3: a sizeInfo that is a number is an integer, and this one is '25.5'",
                "<unit id='b1'><ctr:changeTrack xmlns:ctr='urn:oasis:names:tc:xliff:changetracking:2.0'><ctr:revisions appliesTo='note' ref='n1'><ctr:revision><ctr:item property='category'>a</ctr:item><ctr:item property='category'>b</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack><notes><note id='n1' category='a'>n</note></notes><segment><source>a</source></segment></unit> | xliff-invalid | line 3: a revision has one value of a property, and this one has two of 'category'",
                "<unit id='b1'><segment><source>a&#1;</source></segment></unit> | xml-malformed | line 3",
                "<unit id='b1'><segment><source>a&nbsp;b</source></segment></unit> | xml-malformed | nbsp",
                "<unit id='b1'><segment state='done'><source>a</source></segment></unit> | xliff-invalid | done",
                "<unit id='b1'><segment subState='x:y'><source>a</source></segment></unit> | xliff-invalid | subState"
            })
    void what_is_wrong_is_named_with_its_place(String unit, String code, String part) {
        Refusal refusal = refused(HEAD + unit + TAIL);
        assertThat(refusal.code()).as(refusal.sentence()).isEqualTo(code);
        assertThat(refusal.sentence()).startsWith("Expected ").contains(part).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html/> | xliff-version",
                "<xliff/> | xliff-version",
                "<xliff xmlns='urn:oasis:names:tc:xliff:document:3.0'/> | xliff-version",
                "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'/> | xliff-invalid",
                "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0'><file id='f'><unit id='1'><segment><source>a</source></segment></unit></file></xliff> | xliff-invalid",
                "no xml | xml-malformed"
            })
    void what_is_no_xliff_is_refused(String file, String code) {
        assertThat(refused(file).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "2.0, 2.9, version '2.9'",
        "2.0, 2.2, version '2.2'",
        "2.2, 2.0, version '2.0'",
        "2.2, 2.3, version '2.3'",
        "2.0, '', no version",
        "1.2, 1.0, version '1.0'",
        "1.2, 1.1, version '1.1'",
        "1.1, 1.2, version '1.2'"
    })
    void a_version_that_is_not_of_the_namespace_is_refused_with_those_that_are_read(
            String namespace, String version, String named) {
        Refusal refusal = refused("<xliff xmlns='urn:oasis:names:tc:xliff:document:" + namespace + "' version='"
                + version + "' srcLang='en'><file id='f' original='f' source-language='en'><body/>"
                + "<unit id='1'><segment><source>a</source></segment></unit></file></xliff>");
        assertThat(refusal.code()).isEqualTo("xliff-version");
        assertThat(refusal.sentence())
                .startsWith("Expected XLIFF 1.1, 1.2, 2.0, 2.1 or 2.2,")
                .contains(named);
    }

    @ParameterizedTest
    @CsvSource({"1.1", "1.2"})
    void each_version_of_xliff_1_is_read_by_its_own_name(String version) {
        assertThat(XLIFF.read(("<xliff xmlns='urn:oasis:names:tc:xliff:document:" + version + "' version='" + version
                                + "'><file original='f' source-language='en'><body/></file></xliff>")
                        .getBytes(UTF_8)))
                .isInstanceOf(XliffDocument.Read.class);
    }

    @Test
    void another_story_or_language_is_refused() {
        byte[] file = (HEAD + "<unit id='b1'><segment><source>a</source><target>b</target></segment></unit>" + TAIL)
                .getBytes(UTF_8);
        assertThat(XLIFF.task(file, "s2", "en", "fr")).isInstanceOfSatisfying(TaskImport.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("other-story");
            assertThat(refused.refusal().sentence()).contains("story s2").contains("story s1");
        });
        assertThat(XLIFF.task(file, "s1", "en", "de")).isInstanceOfSatisfying(TaskImport.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("other-language");
            assertThat(refused.refusal().sentence()).contains("into de").contains("into fr");
        });
        assertThat(XLIFF.task(file, "s1", "EN", "FR")).isInstanceOf(TaskImport.Imported.class);
        byte[] nobodys = new String(file, UTF_8)
                .replace("copyflow:story/s1/revision/3", "story.html")
                .getBytes(UTF_8);
        assertThat(XLIFF.task(nobodys, "s1", "en", "fr"))
                .isInstanceOfSatisfying(
                        TaskImport.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("other-story"));
    }

    private TaskImport.Imported imported(String units) {
        TaskImport task = XLIFF.task((HEAD + units + TAIL).getBytes(UTF_8), "s1", "en", "fr");
        assertThat(task).isInstanceOf(TaskImport.Imported.class);
        return (TaskImport.Imported) task;
    }

    private Refusal refused(String file) {
        XliffDocument document = XLIFF.read(file.getBytes(UTF_8));
        assertThat(document).as(file).isInstanceOf(XliffDocument.Refused.class);
        return ((XliffDocument.Refused) document).refusal();
    }
}
