package io.copyflow.translate.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.copyflow.contract.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever reads XML here holds against files made to do harm. */
class HostileFilesTest {

    private static final FileLimits SMALL = new FileLimits(1 << 20, 20, 2_000, 10_000);
    private static final XliffImport XLIFF = new XliffImport(SMALL);

    /** The readers, each with a file of its format around a text. */
    enum Format {
        XLIFF_2("""
                <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"><file id="f">
                <unit id="b1"><segment><source>a</source><target>%s</target></segment></unit></file></xliff>"""),
        XLIFF_1("""
                <xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
                <file original="o" source-language="en" target-language="fr" datatype="html"><body>
                <trans-unit id="b1"><source>a</source><target>%s</target></trans-unit></body></file></xliff>"""),
        TMX("""
                <tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>a</seg></tuv>
                <tuv xml:lang="fr"><seg>%s</seg></tuv></tu></body></tmx>"""),
        TBX("""
                <martif type="TBX" xml:lang="en"><text><body><termEntry id="1"><langSet xml:lang="en">
                <tig><term>%s</term></tig></langSet></termEntry></body></text></martif>""");

        private final String file;

        Format(String file) {
            this.file = file;
        }

        String around(String text) {
            return file.replace("%s", text);
        }

        /** Null when it is read. */
        @Nullable
        Refusal refusal(String xml) {
            byte[] file = xml.getBytes(UTF_8);
            return switch (this) {
                case XLIFF_1, XLIFF_2 ->
                    XLIFF.read(file) instanceof XliffDocument.Refused(Refusal refusal) ? refusal : null;
                case TMX ->
                    TmxReader.read(new ByteArrayInputStream(file), SMALL, entry -> {})
                                    instanceof TmxReading.Refused refused
                            ? refused.refusal()
                            : null;
                case TBX ->
                    TbxReader.read(new ByteArrayInputStream(file), SMALL)
                                    instanceof GlossaryReading.Refused(Refusal refusal)
                            ? refusal
                            : null;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_ordinary_file_is_read(Format format) {
        assertThat(format.refusal(format.around("b"))).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void r03_entities_are_refused_before_they_grow(Format format) {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        String file = bomb + "]>" + format.around("&e29;");
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(format.refusal(file).code()).isEqualTo("xml-declarations"));
    }

    @ParameterizedTest
    @EnumSource
    void r03_no_file_is_opened_for_an_external_entity_or_dtd(Format format, @TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the secret");
        String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>" + format.around("&e;");
        assertThat(format.refusal(entity).code()).isEqualTo("xml-declarations");
        String parameter = "<!DOCTYPE x [<!ENTITY % e SYSTEM \"" + secret.toUri() + "\">%e;]>" + format.around("b");
        assertThat(format.refusal(parameter).code()).isEqualTo("xml-declarations");
        // a DTD that is not there is not missed, so it was not looked for
        String dtd = "<!DOCTYPE x SYSTEM \"" + folder.resolve("absent.dtd").toUri() + "\">" + format.around("b");
        if (format == Format.XLIFF_2) {
            assertThat(format.refusal(dtd).code()).isEqualTo("xliff-version");
        } else {
            assertThat(format.refusal(dtd)).isNull();
        }
        String undeclared =
                "<!DOCTYPE x SYSTEM \"" + folder.resolve("absent.dtd").toUri() + "\">" + format.around("&e;");
        assertThat(format.refusal(undeclared)).isNotNull();
        assertThat(format.refusal(format.around("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='"
                        + secret.toUri() + "' parse='text'/>")))
                .satisfies(refusal ->
                        assertThat(refusal == null ? "" : refusal.sentence()).doesNotContain("the secret"));
    }

    @ParameterizedTest
    @EnumSource
    void r02_what_is_too_deep_long_or_many_is_refused(Format format) {
        for (String text : List.of(
                "<x>".repeat(50) + "</x>".repeat(50),
                "y".repeat(20_000),
                "<x/>".repeat(3_000),
                "<x a='" + "z".repeat(70_000) + "'/>",
                "<x/>" + "w".repeat(2 << 20))) {
            assertThat(format.refusal(format.around(text)).code())
                    .as(format + " " + text.substring(0, 10))
                    .isEqualTo("too-large");
        }
    }

    @Test
    void r02_what_would_take_okapi_minutes_is_refused_at_once() {
        StringBuilder codes = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            codes.append("<pc id='").append(i).append("'>x</pc>");
        }
        byte[] file = Format.XLIFF_2.around(codes.toString()).getBytes(UTF_8);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(new XliffImport(FileLimits.TASK).read(file))
                        .isInstanceOfSatisfying(
                                XliffDocument.Refused.class,
                                refused -> assertThat(refused.refusal().code()).isEqualTo("too-large")));
    }

    @Test
    void r02_an_entry_without_end_and_a_glossary_of_faults_only_stay_small() {
        String tmx = "<tmx><header srclang='en'/><body><tu>"
                + "<tuv xml:lang='en'><seg>a</seg></tuv>".repeat(1_000)
                + "</tu></body></tmx>";
        assertThat(TmxReader.read(new ByteArrayInputStream(tmx.getBytes(UTF_8)), FileLimits.MEMORY, entry -> {}))
                .isEqualTo(new TmxReading.Finished(0, Map.of("entry-too-large", 1L)));
        String tbx = "<tbx><text><body>" + "<conceptEntry/>".repeat(3_000) + "</body></text></tbx>";
        assertThat(TbxReader.read(new ByteArrayInputStream(tbx.getBytes(UTF_8)), FileLimits.GLOSSARY))
                .isInstanceOfSatisfying(GlossaryReading.Read.class, read -> {
                    assertThat(read.leftOut()).isEqualTo(3_000);
                    assertThat(read.faults()).hasSize(1_000);
                });
    }

    @ParameterizedTest
    @EnumSource
    void r02_a_file_cut_off_anywhere_is_refused_and_nothing_else_happens(Format format) {
        String file = format.around("bcd");
        for (int end = 0; end < file.length() - 1; end++) {
            assertThat(format.refusal(file.substring(0, end)))
                    .as(file.substring(0, end))
                    .isNotNull()
                    .satisfies(refusal -> assertThat(refusal.sentence()).startsWith("Expected "));
        }
    }

    @Test
    void r02_bytes_that_are_no_text_are_refused() {
        byte[] broken = Format.TMX.around("bc").getBytes(UTF_8);
        broken[new String(broken, UTF_8).indexOf("bc")] = (byte) 0xC3;
        assertThat(TmxReader.read(new ByteArrayInputStream(broken), SMALL, entry -> {}))
                .isInstanceOfSatisfying(
                        TmxReading.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("xml-malformed"));
        assertThat(Stream.of(new byte[0], new byte[] {0}, new byte[] {(byte) 0xFE, (byte) 0xFF})
                        .map(XLIFF::read))
                .allMatch(XliffDocument.Refused.class::isInstance);
    }
}
