package io.copyflow.translate.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlossaryTest {

    private static final GlossaryTerm TIMETABLE = new GlossaryTerm(
            "t1",
            Map.of("en", List.of("timetable"), "fr", List.of("horaire", "grille")),
            Map.of("fr", List.of("planning")),
            false,
            "of ferries");

    @Test
    void a_csv_of_every_column_is_read() {
        assertThat(csv("""
                \uFEFFconcept-id,en,FR,forbidden:fr,do-not-translate,note
                t1,timetable,horaire | grille,planning,no,of ferries

                ,"Example, ""Inc""\",,,YES,
                """))
                .isEqualTo(new GlossaryReading.Read(
                        List.of(
                                TIMETABLE,
                                new GlossaryTerm(
                                        "line-4", Map.of("en", List.of("Example, \"Inc\"")), Map.of(), true, null)),
                        0,
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({"';'", "'\t'"})
    void a_csv_with_semicolons_or_tabs_is_read(String separator) {
        GlossaryReading read = csv(String.join(separator, "en", "kk_Cyrl", "id")
                + "\r\n"
                + String.join(separator, "lake", "көл", "danau"));
        assertThat(read)
                .isEqualTo(new GlossaryReading.Read(
                        List.of(new GlossaryTerm(
                                "line-2",
                                Map.of("en", List.of("lake"), "kk-Cyrl", List.of("көл"), "id", List.of("danau")),
                                Map.of(),
                                false,
                                null)),
                        0,
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,b,c,d,e,f,g | row-too-long",
                ",,,,,only a note | term-missing",
                ",a,,,perhaps, | flag-invalid",
                ",a,b,b,, | term-contradicted",
                ",a\u0001,,,, | term-invalid"
            })
    void a_row_that_cannot_be_used_is_left_out_with_its_line_and_reason(String row, String code) {
        GlossaryReading reading = csv("concept-id,en,fr,forbidden:fr,do-not-translate,note\n,\"two\nlines\",,,,\n" + row
                + "\n,lake,lac,,,\n");
        assertThat(reading).isInstanceOfSatisfying(GlossaryReading.Read.class, read -> {
            assertThat(read.terms()).extracting(GlossaryTerm::id).containsExactly("line-2", "line-5");
            assertThat(read.terms().getFirst().terms()).isEqualTo(Map.of("en", List.of("two lines")));
            assertThat(read.leftOut()).isEqualTo(1);
            assertThat(read.faults()).hasSize(1);
            assertThat(read.faults().getFirst().line()).isEqualTo(4);
            assertThat(read.faults().getFirst().why().code()).isEqualTo(code);
            assertThat(read.faults().getFirst().why().sentence())
                    .startsWith("Expected ")
                    .contains("line 4");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | csv-invalid | no row of headings",
                "english,french | csv-invalid | 'english'",
                "en,forbidden | csv-invalid | forbidden:fr",
                "en,fr,EN | csv-invalid | twice",
                "en,fr\\n\"a,b\\nc | csv-invalid | line"
            })
    void a_csv_that_cannot_be_read_is_refused(String file, String code, String part) {
        assertThat(csv(file.replace("\\n", "\n"))).isInstanceOfSatisfying(GlossaryReading.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(code);
            assertThat(refused.refusal().sentence()).startsWith("Expected ").contains(part);
        });
    }

    @Test
    void r02_a_csv_in_another_encoding_or_too_large_is_refused() {
        assertThat(CsvGlossaryReader.read("en\né".getBytes(StandardCharsets.ISO_8859_1), FileLimits.GLOSSARY))
                .isInstanceOfSatisfying(
                        GlossaryReading.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("encoding-invalid"));
        assertThat(CsvGlossaryReader.read("en\na".getBytes(UTF_8), new FileLimits(3, 1, 1, 1)))
                .isInstanceOfSatisfying(
                        GlossaryReading.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("too-large"));
    }

    @Test
    void tbx_of_every_style_says_the_same() {
        String old = """
                <?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
                <martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body>
                 <termEntry id="t1"><descrip type="subjectField">traffic</descrip>
                  <descripGrp><descrip type="definition">of ferries</descrip><admin type="source">x</admin></descripGrp>
                  <langSet xml:lang="en"><tig><term>timetable</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
                  <langSet xml:lang="FR">
                   <ntig><termGrp><term>grille</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig>
                   <tig><term>horaire</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
                   <tig><term>planning</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
                  </langSet>
                 </termEntry></body></text></martif>""";
        String attributes = """
                <tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/><text><body>
                 <conceptEntry id="t1"><descrip type="definition">of ferries</descrip>
                  <langSec xml:lang="en"><termSec><term>timetable</term></termSec></langSec>
                  <langSec xml:lang="fr">
                   <termSec><term>grille</term></termSec>
                   <termSec><term>horaire</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
                   <termSec><term>planning</term><termNoteGrp><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termNoteGrp></termSec>
                  </langSec>
                 </conceptEntry></body></text></tbx>""";
        String tags = """
                <tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
                  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
                 <conceptEntry id="t1"><min:subjectField>traffic</min:subjectField><basic:definition>ignored: a note says it</basic:definition><note>of ferries</note>
                  <langSec xml:lang="en"><termSec><term>timetable</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
                  <langSec xml:lang="fr">
                   <termSec><term>horaire</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
                   <termSec><term>grille</term></termSec>
                   <termSec><term>planning</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
                  </langSec>
                 </conceptEntry></body></text></tbx>""";
        for (String file : List.of(old, attributes, tags)) {
            assertThat(tbx(file)).as(file).isEqualTo(new GlossaryReading.Read(List.of(TIMETABLE), 0, List.of()));
        }
    }

    @Test
    void a_tbx_entry_that_cannot_be_used_is_left_out_with_its_line_and_reason() {
        assertThat(tbx("""
                <tbx><text><body>
                <conceptEntry id="1"><langSec xml:lang="en"/></conceptEntry>
                <conceptEntry id="2"><langSec xml:lang="english"><termSec><term>a</term></termSec></langSec></conceptEntry>
                <conceptEntry id="3"><langSec xml:lang="en"><termSec><term>a</term></termSec></langSec></conceptEntry>
                </body></text></tbx>""")).isInstanceOfSatisfying(GlossaryReading.Read.class, read -> {
            assertThat(read.terms()).extracting(GlossaryTerm::id).containsExactly("3");
            assertThat(read.faults())
                    .extracting(
                            GlossaryReading.Fault::line, fault -> fault.why().code())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(2, "term-missing"),
                            org.assertj.core.groups.Tuple.tuple(3, "language-invalid"));
        });
    }

    @ParameterizedTest
    @CsvSource({"<tmx/>", "<tbx/>", "<tbx><text/></tbx>"})
    void what_is_no_tbx_is_refused(String file) {
        assertThat(tbx(file))
                .isInstanceOfSatisfying(
                        GlossaryReading.Refused.class,
                        refused -> assertThat(refused.refusal())
                                .extracting(Refusal::code)
                                .isEqualTo("tbx-invalid"));
    }

    private static GlossaryReading csv(String file) {
        return CsvGlossaryReader.read(file.getBytes(UTF_8), FileLimits.GLOSSARY);
    }

    private static GlossaryReading tbx(String file) {
        return TbxReader.read(new ByteArrayInputStream(file.getBytes(UTF_8)), FileLimits.GLOSSARY);
    }
}
