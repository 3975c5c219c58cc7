package io.copyflow.translate.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.contract.Mark;
import io.copyflow.contract.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Xliff1ImportTest {

    private static final String HEAD = """
            <xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
            <file original="copyflow:story/s1/revision/3" source-language="en" target-language="fr" datatype="html"><header/><body>
            """;
    private static final String TAIL = "\n</body></file></xliff>";

    private static final XliffImport XLIFF = new XliffImport(FileLimits.TASK);

    @Test
    void every_way_to_write_an_inline_code_is_read() {
        TaskImport.Imported imported = imported("""
                <group><trans-unit id="b1">
                 <source>See <g id="1" ctype="bold">the</g> <g id="2" ctype="link" xmlns:h="urn:h" h:href="https://example.org/">page</g><x id="3"/> <bpt id="4" rid="9">&lt;em></bpt>now<ept id="5" rid="9">&lt;/em></ept></source>
                 <seg-source><mrk mtype="seg" mid="0">ignored</mrk></seg-source>
                 <target><mrk mtype="seg" mid="0">Voir <g id="2">la page</g><x id="3"/></mrk> <mrk mtype="seg" mid="1"><bx id="4" rid="9"/>tout <g id="1">de</g> suite<ex id="5" rid="9"/><ph id="7">&lt;br/></ph></mrk></target>
                 <alt-trans><source>other</source><target>autre</target></alt-trans>
                </trans-unit></group>""");
        assertThat(imported.segments())
                .containsExactly(new TaskImport.Segment(
                        new Passage(
                                "b1",
                                "Voir la page tout de suite",
                                List.of(
                                        new Mark(Mark.Kind.LINK, 5, 12, "https://example.org/"),
                                        new Mark(Mark.Kind.EMPHASIS, 13, 26, null),
                                        new Mark(Mark.Kind.STRONG, 18, 20, null))),
                        SegmentState.TRANSLATED,
                        null));
        assertThat(imported.notes()).hasSize(1).first().asString().contains("2 inline codes");
    }

    @ParameterizedTest
    @CsvSource({
        "<target>t</target>, TRANSLATED",
        "<target state='new'>t</target>, OPEN",
        "<target state='needs-translation'>t</target>, OPEN",
        "<target state='needs-review-translation'>t</target>, TRANSLATED",
        "<target state='x-mine'>t</target>, TRANSLATED",
        "<target state='signed-off'>t</target>, REVIEWED",
        "<target state='final'>t</target>, REVIEWED"
    })
    void states_are_understood(String target, SegmentState state) {
        assertThat(imported("<trans-unit id='b1'><source>s</source>" + target + "</trans-unit>")
                        .segments())
                .extracting(TaskImport.Segment::state)
                .containsExactly(state);
    }

    @Test
    void an_empty_target_is_no_translation() {
        assertThat(imported("<trans-unit id='b1'><source>s</source><target/></trans-unit>"
                                + "<trans-unit id='b2'><source>s</source></trans-unit>")
                        .untranslated())
                .containsExactly("b1", "b2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<trans-unit><source>s</source></trans-unit> | has no id",
                "<trans-unit id='1'><target>t</target></trans-unit> | before its source",
                "<trans-unit id='1'/> | no source",
                "<trans-unit id='1'><source>a</source><source>b</source></trans-unit> | two sources",
                "<trans-unit id='1'><source>a</source></trans-unit><trans-unit id='1'><source>a</source></trans-unit> | id '1'",
                "<trans-unit id='1'><source>a<bx id='1'/></source></trans-unit> | never ends",
                "<trans-unit id='1'><source>a<ex id='1'/></source></trans-unit> | never began",
                "<trans-unit id='1'><source>a<b>c</b></source></trans-unit> | <b>",
                "<trans-unit id='1'><source>a<g>c</g></source></trans-unit> | has no id"
            })
    void what_is_wrong_is_named_with_its_place(String units, String part) {
        assertThat(XLIFF.read((HEAD + units + TAIL).getBytes(UTF_8)))
                .isInstanceOfSatisfying(XliffDocument.Refused.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo("xliff-invalid");
                    assertThat(refused.refusal().sentence()).contains(part).contains("line 3");
                });
    }

    private TaskImport.Imported imported(String units) {
        TaskImport task = XLIFF.task((HEAD + units + TAIL).getBytes(UTF_8), "s1", "en", "fr");
        assertThat(task).isInstanceOf(TaskImport.Imported.class);
        return (TaskImport.Imported) task;
    }
}
