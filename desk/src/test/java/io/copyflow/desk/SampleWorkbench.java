package io.copyflow.desk;

import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import io.copyflow.desk.aid.Workbench;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A workbench that knows a little of everything. */
final class SampleWorkbench implements Workbench {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Override
    public List<Warned> check(String sourceLanguage, List<Passage> source, String language, List<Passage> target) {
        List<Warned> warned = new ArrayList<>();
        for (Passage from : source) {
            for (Passage to : target) {
                if (to.id().equals(from.id())
                        && !to.text().isBlank()
                        && !NUMBER.matcher(from.text())
                                .results()
                                .map(r -> r.group())
                                .toList()
                                .equals(NUMBER.matcher(to.text())
                                        .results()
                                        .map(r -> r.group())
                                        .toList())) {
                    warned.add(new Warned(
                            "numbers",
                            true,
                            from.id(),
                            "Expected the numbers of the source, but they differ. Compare <b>both</b> texts."));
                }
            }
        }
        return warned;
    }

    @Override
    public List<Term> terms(String sourceLanguage, Passage source, String language) {
        return source.text().contains("reservoir") && language.equals("fr")
                ? List.of(new Term("reservoir", List.of("réservoir", "retenue d’eau")))
                : List.of();
    }

    @Override
    public List<Suggested> suggest(String sourceLanguage, String language, String text, int limit) {
        return text.startsWith("Engineers watched") && language.equals("fr")
                ? List.of(
                        new Suggested(
                                100,
                                Passage.plain("b2", text),
                                Passage.plain(
                                        "b2", "Des ingénieurs ont surveillé les réservoirs du nord toute la nuit."),
                                "s1abcdefghij234567klm",
                                null,
                                List.of("awa.ndoye"),
                                Newslog.BEGIN),
                        new Suggested(
                                78,
                                Passage.plain("b9", "Engineers watched the southern reservoirs all day."),
                                Passage.plain(
                                        "b9", "Des ingénieurs ont surveillé les réservoirs du sud toute la journée."),
                                null,
                                "wire-memory.tmx",
                                List.of(),
                                Newslog.BEGIN))
                : List.of();
    }

    @Override
    public Written write(Task task) {
        return new Written.File("<xliff version=\"2.1\" original=\"" + task.storyId() + "\" rows=\""
                + task.rows().size() + "\"/>");
    }

    @Override
    public Read read(byte[] file, String storyId, String sourceLanguage, String language) {
        String text = new String(file, StandardCharsets.UTF_8);
        return text.startsWith("<xliff")
                ? new Read.Work(
                        1, List.of(Passage.plain("b1", "Il a plu dix jours.")), List.of("Without a translation: b2."))
                : new Read.Refused(
                        new Refusal("xml-malformed", "Expected XML, but this is none. Save the file again."));
    }
}
