package io.copyflow.translate.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.contract.SegmentKind;
import java.util.List;
import net.sf.okapi.lib.xliff2.reader.XLIFFReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XliffExportTest {

    private static final Passage HEADLINE = Passage.plain("b1", "Ferry returns");
    private static final Passage BODY = new Passage(
            "b2",
            "See the timetable now",
            List.of(
                    new Mark(Mark.Kind.LINK, 4, 17, "https://example.org/?a=1&b=2"),
                    new Mark(Mark.Kind.STRONG, 8, 17, null)));
    private static final Passage BODY_AR =
            new Passage("b2", "انظر الجدول", List.of(new Mark(Mark.Kind.LINK, 5, 11, "https://example.org/?a=1&b=2")));

    @Test
    void a_task_is_written_as_xliff_2_1() {
        ExchangeTask task = new ExchangeTask(
                "sabc",
                7,
                "en",
                "ar",
                List.of(
                        new ExchangeSegment(
                                SegmentKind.HEADLINE, HEADLINE, "0011", null, SegmentState.TRANSLATED, List.of()),
                        new ExchangeSegment(
                                SegmentKind.PARAGRAPH,
                                BODY,
                                "2233",
                                BODY_AR,
                                SegmentState.STALE,
                                List.of(
                                        new ExchangeNote(ExchangeNote.Topic.GLOSSARY, "timetable: جدول"),
                                        new ExchangeNote(ExchangeNote.Topic.CREDIT, "Photo: A & B")))));
        String xml = exported(task);
        assertThat(xml).isEqualTo("""
                        <?xml version='1.0' encoding='UTF-8'?>
                        <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" version="2.1" srcLang="en" trgLang="ar">
                         <file id="sabc" original="copyflow:story/sabc/revision/7" srcDir="ltr" trgDir="rtl" xml:space="preserve">
                          <unit id="b1" name="b1" type="copyflow:headline">
                           <mda:metadata><mda:metaGroup category="copyflow"><mda:meta type="source-hash">0011</mda:meta></mda:metaGroup></mda:metadata>
                           <notes>
                            <note category="kind">headline</note>
                           </notes>
                           <segment state="initial">
                            <source xml:lang="en">Ferry returns</source>
                           </segment>
                          </unit>
                          <unit id="b2" name="b2" type="copyflow:paragraph">
                           <mda:metadata><mda:metaGroup category="copyflow"><mda:meta type="source-hash">2233</mda:meta></mda:metaGroup></mda:metadata>
                           <notes>
                            <note category="kind">paragraph</note>
                            <note category="glossary">timetable: جدول</note>
                            <note category="credit">Photo: A &amp; B</note>
                           </notes>
                           <originalData>
                            <data id="d1">&lt;a href="https://example.org/?a=1&amp;amp;b=2"></data>
                            <data id="d2">&lt;/a></data>
                            <data id="d3">&lt;strong></data>
                            <data id="d4">&lt;/strong></data>
                           </originalData>
                           <segment state="initial" subState="copyflow:stale">
                            <source xml:lang="en">See <pc id="1" type="link" dataRefStart="d1" dataRefEnd="d2">the <pc id="2" type="fmt" subType="xlf:b" dataRefStart="d3" dataRefEnd="d4">timetable</pc></pc> now</source>
                            <target xml:lang="ar">انظر <pc id="1" type="link" dataRefStart="d1" dataRefEnd="d2">الجدول</pc></target>
                           </segment>
                          </unit>
                         </file>
                        </xliff>""");
        // asked as any tool would, with Okapi's own check of the schemas
        XLIFFReader.validate(xml, null);
    }

    @Test
    void marks_that_cross_are_written_as_codes_that_may() {
        Passage crossing = new Passage(
                "b1",
                "abcdef",
                List.of(new Mark(Mark.Kind.STRONG, 0, 4, null), new Mark(Mark.Kind.EMPHASIS, 2, 6, null)));
        assertThat(exported(task(crossing)))
                .contains("<sc id=\"1\" type=\"fmt\" subType=\"xlf:b\" dataRef=\"d1\"/>ab<sc id=\"2\"")
                .contains("cd<ec startRef=\"1\" type=\"fmt\" subType=\"xlf:b\" dataRef=\"d2\"/>ef<ec startRef=\"2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0007", "\r", "\u0085", "\uFFFE", "\uD800"})
    void a_text_that_xml_cannot_hold_is_refused(String character) {
        assertThat(XliffExport.of(task(Passage.plain("b1", "a" + character))))
                .isInstanceOfSatisfying(XliffExport.Refused.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo("text-invalid");
                    assertThat(refused.refusal().sentence())
                            .contains("segment b1")
                            .contains(String.format("U+%04X", (int) character.charAt(0)));
                });
    }

    private static ExchangeTask task(Passage source) {
        return new ExchangeTask(
                "s1",
                1,
                "en",
                "fr",
                List.of(new ExchangeSegment(SegmentKind.PARAGRAPH, source, "00", null, SegmentState.OPEN, List.of())));
    }

    private static String exported(ExchangeTask task) {
        return ((XliffExport.Exported) XliffExport.of(task)).xml();
    }
}
