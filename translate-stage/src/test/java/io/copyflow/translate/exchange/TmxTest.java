package io.copyflow.translate.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import io.copyflow.contract.TextRules;
import io.copyflow.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeds.Extension.class)
class TmxTest {

    private static final Instant NOW = Instant.parse("2026-03-03T09:00:00Z");
    private static final String HEAD =
            "<tmx version='1.4'><header srclang='en' adminlang='en'><note>n</note></header>" + "<body>\n";
    private static final String TAIL = "</body></tmx>";

    @Test
    void what_is_written_is_read_again(Seeds seeds) throws XMLStreamException {
        Random random = seeds.random();
        RandomPassages passages = new RandomPassages(random);
        List<TmxUnit> units = new ArrayList<>();
        while (units.size() < 500) {
            TmxUnit unit = unit(random, passages);
            if (unit.variants().stream()
                    .noneMatch(variant -> TextRules.isBlank(variant.passage().text()))) {
                units.add(unit);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TmxWriter writer = new TmxWriter(out, "1", NOW)) {
            for (TmxUnit unit : units) {
                assertThat(writer.write(unit)).isNull();
            }
        }
        List<TmxUnit> read = new ArrayList<>();
        TmxReading reading = TmxReader.read(new ByteArrayInputStream(out.toByteArray()), FileLimits.MEMORY, entry -> {
            assertThat(entry).isInstanceOf(TmxEntry.Taken.class);
            read.add(((TmxEntry.Taken) entry).unit());
        });
        assertThat(reading).isEqualTo(new TmxReading.Finished(units.size(), Map.of()));
        assertThat(read).isEqualTo(units);
    }

    private static TmxUnit unit(Random random, RandomPassages passages) {
        boolean full = random.nextBoolean();
        return new TmxUnit(
                full ? "s1/b" + random.nextInt(100) : null,
                full ? "en" : null,
                List.of(
                        new TmxUnit.Variant("en", passages.next(""), 0),
                        new TmxUnit.Variant("ar", passages.next(""), 0),
                        new TmxUnit.Variant("kk-Cyrl", passages.next(""), 0)),
                full ? "a.b & \"c\"" : null,
                full ? NOW.plusSeconds(random.nextInt(100_000)) : null,
                full ? Map.of(TmxUnit.STORY, "s" + random.nextInt(100)) : Map.of());
    }

    @Test
    void a_text_that_xml_cannot_hold_is_refused_and_the_others_are_written() throws XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TmxWriter writer = new TmxWriter(out, "1", NOW)) {
            assertThat(writer.write(plain("a\u0002", "b")))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("text-invalid"));
            assertThat(writer.write(plain("a", "b"))).isNull();
        }
        assertThat(TmxReader.read(new ByteArrayInputStream(out.toByteArray()), FileLimits.MEMORY, entry -> {}))
                .isEqualTo(new TmxReading.Finished(1, Map.of()));
    }

    private static TmxUnit plain(String en, String fr) {
        return new TmxUnit(
                null,
                "en",
                List.of(
                        new TmxUnit.Variant("en", Passage.plain("", en), 0),
                        new TmxUnit.Variant("fr", Passage.plain("", fr), 0)),
                null,
                null,
                Map.of());
    }

    @Test
    void codes_of_one_meaning_have_one_number_in_all_texts_of_an_entry() throws XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Mark strong = new Mark(Mark.Kind.STRONG, 0, 1, null);
        Mark link = new Mark(Mark.Kind.LINK, 1, 2, "https://example.org/");
        try (TmxWriter writer = new TmxWriter(out, "1", NOW)) {
            writer.write(new TmxUnit(
                    null,
                    "en",
                    List.of(
                            new TmxUnit.Variant("en", new Passage("", "ab", List.of(strong, link)), 0),
                            new TmxUnit.Variant(
                                    "fr",
                                    new Passage(
                                            "",
                                            "ab",
                                            List.of(
                                                    new Mark(Mark.Kind.LINK, 0, 1, "https://example.org/"),
                                                    new Mark(Mark.Kind.STRONG, 1, 2, null))),
                                    0)),
                    null,
                    null,
                    Map.of()));
        }
        assertThat(out.toString(UTF_8))
                .contains("<seg><bpt i=\"1\" x=\"1\" type=\"bold\">&lt;strong></bpt>a<ept i=\"1\">&lt;/strong></ept>"
                        + "<bpt i=\"2\" x=\"2\" type=\"link\">")
                .contains("<seg><bpt i=\"1\" x=\"2\" type=\"link\">")
                .contains("<bpt i=\"2\" x=\"1\" type=\"bold\">");
    }

    @Test
    void every_way_to_write_an_inline_code_is_read() {
        TmxUnit unit = taken("""
                <tu tuid="7" creationid="ann" creationdate="20260303T090000Z"><prop type="x-copyflow-story">s1</prop><note>n</note>
                 <tuv xml:lang="EN-us"><seg>a <bpt i="1" type="bold">{b}</bpt>b<ept i="1">{/b}</ept> <hi type="italic">c</hi> <ph><sub>alt</sub></ph><it pos="begin">&lt;i></it>d</seg></tuv>
                 <tuv lang="fr"><seg>
                   x <bpt i="2">&lt;a href="https://example.org/"></bpt>y<bpt i="1"/>z<ept i="2"/> w<ept i="1"/>
                 </seg></tuv></tu>""");
        assertThat(unit)
                .isEqualTo(new TmxUnit(
                        "7",
                        "en",
                        List.of(
                                new TmxUnit.Variant(
                                        "en-US",
                                        new Passage(
                                                "",
                                                "a b c d",
                                                List.of(
                                                        new Mark(Mark.Kind.STRONG, 2, 3, null),
                                                        new Mark(Mark.Kind.EMPHASIS, 4, 5, null))),
                                        2),
                                new TmxUnit.Variant(
                                        "fr",
                                        new Passage(
                                                "",
                                                "x yz w",
                                                List.of(new Mark(Mark.Kind.LINK, 2, 4, "https://example.org/"))),
                                        1)),
                        "ann",
                        NOW,
                        Map.of(TmxUnit.STORY, "s1")));
    }

    @Test
    void a_link_that_runs_a_program_is_left_out() {
        TmxUnit unit = taken("""
                <tu><tuv xml:lang="en"><seg>a</seg></tuv>
                 <tuv xml:lang="fr"><seg><bpt i="1">&lt;a href="javascript:alert(1)"></bpt>b<ept i="1"/></seg></tuv></tu>""");
        assertThat(unit.variants().getLast().passage()).isEqualTo(new Passage("", "b", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<tuv xml:lang='en'><seg>a</seg></tuv> | too-few-languages",
                "<tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='en'><seg>b</seg></tuv> | too-few-languages",
                "<tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='e'><seg>b</seg></tuv> | language-invalid",
                "<tuv xml:lang='en'><seg>a</seg></tuv><tuv><seg>b</seg></tuv> | language-invalid",
                "<tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='fr'><seg> </seg></tuv> | text-blank",
                "<tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='fr'/> | text-blank",
                "<tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='fr'><seg>b<bpt i='1'/></seg></tuv> | inline-unbalanced",
                "<tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='fr'><seg>b<ept i='1'/></seg></tuv> | inline-unbalanced",
                "<tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='fr'><seg>b&#x86;</seg></tuv> | text-invalid"
            })
    void an_entry_that_cannot_be_used_is_skipped_with_its_reason_and_the_next_is_taken(String variants, String code) {
        List<TmxEntry> entries = new ArrayList<>();
        TmxReading reading = read(
                "<tu>" + variants + "</tu>\n<tu><tuv xml:lang='en'><seg>a</seg></tuv>"
                        + "<tuv xml:lang='fr'><seg>b</seg></tuv></tu>",
                entries);
        assertThat(reading).isEqualTo(new TmxReading.Finished(1, Map.of(code, 1L)));
        assertThat(entries.getFirst()).isInstanceOfSatisfying(TmxEntry.Skipped.class, skipped -> {
            assertThat(skipped.line()).isEqualTo(2);
            assertThat(skipped.why().code()).isEqualTo(code);
            assertThat(skipped.why().sentence()).startsWith("Expected ").contains("line 2");
        });
        assertThat(entries.getLast().line()).isEqualTo(3);
    }

    @Test
    void a_text_without_end_is_skipped() {
        List<TmxEntry> entries = new ArrayList<>();
        read(
                "<tu><tuv xml:lang='en'><seg>" + "long ".repeat(10_000)
                        + "</seg></tuv><tuv xml:lang='fr'><seg>b</seg></tuv></tu>",
                entries);
        assertThat(entries)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        TmxEntry.Skipped.class,
                        skipped -> assertThat(skipped.why().code()).isEqualTo("text-too-long"));
    }

    @Test
    void a_file_that_breaks_off_gives_what_it_had_before() {
        List<TmxEntry> entries = new ArrayList<>();
        TmxReading reading = TmxReader.read(
                new ByteArrayInputStream((HEAD
                                + "<tu><tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='fr'><seg>b</seg></tuv></tu>\n<tu>")
                        .getBytes(UTF_8)),
                FileLimits.MEMORY,
                entries::add);
        assertThat(entries).hasSize(1);
        assertThat(reading).isInstanceOfSatisfying(TmxReading.Refused.class, refused -> {
            assertThat(refused.taken()).isEqualTo(1);
            assertThat(refused.refusal().code()).isEqualTo("xml-malformed");
            assertThat(refused.refusal().sentence()).contains("line 3");
        });
    }

    @Test
    void a_memory_is_read_entry_by_entry() {
        String entry = "<tu><tuv xml:lang='en'><seg>" + "word ".repeat(1_000) + "</seg></tuv><tuv xml:lang='fr'><seg>"
                + "mot ".repeat(1_000) + "</seg></tuv></tu>\n";
        int entries = 1_000;
        int[] taken = {0};
        Enumeration<InputStream> parts = new Enumeration<>() {
            private int given = -1;

            @Override
            public boolean hasMoreElements() {
                return given <= entries;
            }

            @Override
            public InputStream nextElement() {
                assertThat(taken[0])
                        .as("entries taken before part %d is asked for", given)
                        .isGreaterThan(given - 5);
                given++;
                String part = given == 0 ? HEAD : given <= entries ? entry : TAIL;
                return new ByteArrayInputStream(part.getBytes(UTF_8));
            }
        };
        assertThat(TmxReader.read(new SequenceInputStream(parts), FileLimits.MEMORY, one -> taken[0]++))
                .isEqualTo(new TmxReading.Finished(entries, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<tbx/> | root element",
                "<tmx><body/></tmx> | without a header",
                "<tmx><header/><body/></tmx> | no srclang",
                "<tmx/> | no header"
            })
    void what_is_no_tmx_is_refused(String file, String part) {
        assertThat(TmxReader.read(new ByteArrayInputStream(file.getBytes(UTF_8)), FileLimits.MEMORY, entry -> {}))
                .isInstanceOfSatisfying(TmxReading.Refused.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo("tmx-invalid");
                    assertThat(refused.refusal().sentence()).contains(part);
                });
    }

    private static TmxUnit taken(String entry) {
        List<TmxEntry> entries = new ArrayList<>();
        read(entry, entries);
        assertThat(entries).hasSize(1).first().isInstanceOf(TmxEntry.Taken.class);
        return ((TmxEntry.Taken) entries.getFirst()).unit();
    }

    private static TmxReading read(String body, List<TmxEntry> to) {
        return TmxReader.read(
                new ByteArrayInputStream((HEAD + body + TAIL).getBytes(UTF_8)), FileLimits.MEMORY, to::add);
    }
}
