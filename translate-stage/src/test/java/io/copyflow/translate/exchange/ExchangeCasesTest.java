package io.copyflow.translate.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copyflow.contract.Passage;
import io.copyflow.contract.Refusal;
import io.copyflow.contract.SegmentKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Measures the readers on files nobody here wrote, where a folder {@code ../../shared/cases} exists or the system
 * property {@code cases} names one. The tables are in the test's output.
 */
class ExchangeCasesTest {

    private static final Path CASES = Path.of(System.getProperty("cases", "../../shared/cases"));

    private static final XliffImport XLIFF = new XliffImport(FileLimits.TASK);

    @Test
    void xliff_files_are_read_or_refused_with_the_reason() throws IOException {
        Path folder = folder("xliff");
        Map<String, int[]> table = new TreeMap<>();
        List<String> surprises = new ArrayList<>();
        for (Path file : files(folder, ".xlf", ".xliff")) {
            Refusal refusal =
                    XLIFF.read(Files.readAllBytes(file)) instanceof XliffDocument.Refused(Refusal why) ? why : null;
            if (refusal != null) {
                assertThat(refusal.code()).as(file.toString()).matches("[a-z0-9-]+");
                assertThat(refusal.sentence()).as(file.toString()).startsWith("Expected ");
            }
            String path = folder.relativize(file).toString();
            String group = path.replaceAll("/[^/]*$", "");
            int[] row = table.computeIfAbsent(group, key -> new int[3]);
            row[0]++;
            row[refusal == null ? 2 : 1]++;
            boolean invalid = group.contains("invalid");
            if (path.startsWith("oasis") && invalid != (refusal != null)) {
                surprises.add(path + (refusal == null ? " is read" : ": " + refusal.sentence()));
            } else if (refusal != null && !invalid) {
                System.out.println("refused: " + path + ": " + refusal.sentence());
            }
        }
        print("xliff", table, "tried", "refused", "read");
        surprises.forEach(surprise -> System.out.println("otherwise than its suite says: " + surprise));
        // what it expects of a tool that joins segments is no verdict of the suite on a file
        assertThat(surprises).allMatch(surprise -> surprise.contains("/in-out/"));
    }

    @Test
    void tmx_files_are_read_or_refused_with_the_reason() throws IOException {
        Path folder = folder("xliff");
        Map<String, int[]> table = new TreeMap<>();
        for (Path file : files(folder, ".tmx")) {
            TmxReading reading;
            try (InputStream in = Files.newInputStream(file)) {
                reading = TmxReader.read(in, FileLimits.MEMORY, entry -> {});
            }
            int skipped = (int) reading.skipped().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            table.put(
                    folder.relativize(file).toString(),
                    new int[] {(int) reading.taken() + skipped, skipped, (int) reading.taken()});
            if (!reading.skipped().isEmpty()) {
                System.out.println("skipped: " + file.getFileName() + ": " + reading.skipped());
            }
            if (reading instanceof TmxReading.Refused refused) {
                System.out.println("refused: " + file.getFileName() + ": "
                        + refused.refusal().sentence());
            }
        }
        print("tmx entries", table, "tried", "skipped", "taken");
    }

    @Test
    void glossaries_are_read_or_refused_with_the_reason() throws IOException {
        Path folder = folder("xliff");
        for (Path file : files(folder, ".tbx")) {
            try (InputStream in = Files.newInputStream(file)) {
                assertThat(TbxReader.read(in, FileLimits.GLOSSARY))
                        .as(file.toString())
                        .isInstanceOfSatisfying(
                                GlossaryReading.Read.class,
                                read -> assertThat(read.terms()).isNotEmpty());
            }
        }
        byte[] csv = namesOfTerritories(folder("multilingual").resolve("cldr-glossary"));
        GlossaryReading reading = CsvGlossaryReader.read(csv, FileLimits.GLOSSARY);
        assertThat(reading).isInstanceOfSatisfying(GlossaryReading.Read.class, read -> {
            System.out.println("names of territories as a glossary: "
                    + read.terms().size() + " read, " + read.leftOut() + " left out");
            read.faults().forEach(fault -> System.out.println(fault.why().sentence()));
            assertThat(read.terms()).hasSizeGreaterThan(200);
        });
    }

    @Test
    void r03_attacks_by_xml_and_hostile_texts_do_no_harm() throws IOException {
        Path folder = folder("text-torture");
        int refused = 0;
        for (Path file : files(folder.resolve("xml-attacks"), "")) {
            byte[] bytes = Files.readAllBytes(file);
            assertThat(XLIFF.read(bytes)).as(file.toString()).isInstanceOf(XliffDocument.Refused.class);
            assertThat(TmxReader.read(new ByteArrayInputStream(bytes), FileLimits.MEMORY, entry -> {}))
                    .as(file.toString())
                    .isInstanceOf(TmxReading.Refused.class);
            refused++;
        }
        System.out.println("xml attacks: " + refused + " refused");
        Path naughty = folder.resolve("blns/blns.json");
        assumeTrue(Files.exists(naughty), "no naughty strings at " + naughty + "; skipped");
        List<ExchangeSegment> segments = new ArrayList<>();
        int told = 0;
        for (JsonNode string : new ObjectMapper().readTree(naughty.toFile())) {
            ExchangeSegment segment = segment("b" + segments.size(), string.asText());
            if (XliffExport.of(task(List.of(segment))) instanceof XliffExport.Exported) {
                segments.add(segment);
            } else {
                told++;
            }
        }
        assertThat(XliffExport.of(task(segments)))
                .isInstanceOfSatisfying(
                        XliffExport.Exported.class,
                        exported -> assertThat(
                                        XLIFF.task(exported.xml().getBytes(StandardCharsets.UTF_8), "s1", "en", "fr"))
                                .isInstanceOf(TaskImport.Imported.class));
        System.out.println("naughty strings: " + segments.size() + " came back, " + told + " refused at export");
    }

    private static byte[] namesOfTerritories(Path folder) throws IOException {
        assumeTrue(Files.isDirectory(folder), "no names at " + folder + "; skipped");
        ObjectMapper json = new ObjectMapper();
        Map<String, Map<String, String>> names = new LinkedHashMap<>();
        TreeSet<String> codes = new TreeSet<>();
        for (Path file : files(folder, "territories.json")) {
            String language = String.valueOf(file.getParent().getFileName());
            JsonNode territories = json.readTree(file.toFile()).findValue("territories");
            Map<String, String> column = new LinkedHashMap<>();
            territories
                    .properties()
                    .forEach(name -> column.put(name.getKey(), name.getValue().asText()));
            names.put(language, column);
            codes.addAll(column.keySet());
        }
        StringBuilder csv = new StringBuilder("concept-id," + String.join(",", names.keySet()) + "\n");
        for (String code : codes) {
            csv.append(code);
            names.values()
                    .forEach(column -> csv.append(",\"")
                            .append(column.getOrDefault(code, "").replace("\"", "\"\""))
                            .append('"'));
            csv.append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Path folder(String name) {
        Path folder = CASES.resolve(name);
        assumeTrue(Files.isDirectory(folder), "no cases at " + folder + "; skipped");
        return folder;
    }

    private static List<Path> files(Path folder, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("LICENSE"))
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private static void print(String title, Map<String, int[]> table, String... columns) {
        System.out.printf("%-60s %8s %8s %8s%n", title, columns[0], columns[1], columns[2]);
        int[] sum = new int[3];
        table.forEach((name, row) -> {
            System.out.printf("%-60s %8d %8d %8d%n", name, row[0], row[1], row[2]);
            for (int i = 0; i < 3; i++) {
                sum[i] += row[i];
            }
        });
        System.out.printf("%-60s %8d %8d %8d%n", "all", sum[0], sum[1], sum[2]);
    }

    private static ExchangeSegment segment(String id, String text) {
        Passage passage = Passage.plain(id, text);
        return new ExchangeSegment(SegmentKind.PARAGRAPH, passage, "00", passage, SegmentState.OPEN, List.of());
    }

    private static ExchangeTask task(List<ExchangeSegment> segments) {
        return new ExchangeTask("s1", 1, "en", "fr", segments);
    }
}
