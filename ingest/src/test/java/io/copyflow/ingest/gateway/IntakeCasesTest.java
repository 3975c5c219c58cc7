package io.copyflow.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.copyflow.runtime.UnreadableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file of outside examples goes through the readers: taken, taken with notes, or refused with a code. */
class IntakeCasesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SubmissionFormats formats = new SubmissionFormats();

    @Test
    void r02_every_outside_example_is_taken_or_refused_with_a_code() throws Exception {
        Path cases = Path.of(System.getProperty("cases", "../../shared/cases"));
        assumeTrue(Files.isDirectory(cases), "no cases at " + cases + "; skipped");
        Map<String, Tally> tallies = new TreeMap<>();
        int files = 0;
        for (String kind : List.of("ninjs", "newsml-g2", "feeds", "text-torture")) {
            for (Path file : files(cases.resolve(kind))) {
                Path folder = cases.relativize(file);
                String name = folder.getName(0) + (folder.getNameCount() > 2 ? "/" + folder.getName(1) : "");
                tallies.computeIfAbsent(name, unused -> new Tally()).add(read(file));
                files++;
            }
        }
        System.out.println("| folder | files | items accepted | of them noted | items or files refused | codes |");
        System.out.println("|---|---|---|---|---|---|");
        tallies.forEach((folder, tally) -> System.out.println("| " + folder + " | " + tally.files + " | "
                + tally.accepted + " | " + tally.noted + " | "
                + tally.codes.values().stream().mapToInt(n -> n).sum()
                + " | " + tally.codes + " |"));
        assertThat(tallies.values().stream().mapToInt(tally -> tally.files).sum())
                .as("no file is lost")
                .isEqualTo(files);
        assertThat(tallies.values())
                .allSatisfy(tally -> assertThat(tally.answered).isEqualTo(tally.files));
    }

    private List<ReadItem> read(Path file) throws Exception {
        byte[] body = Files.readAllBytes(file);
        CompletableFuture<List<ReadItem>> reading = CompletableFuture.supplyAsync(
                () -> formats.read(Incoming.file(body, file.getFileName().toString())));
        try {
            return reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return fail(file + " takes longer than " + PATIENCE);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnreadableInputException refused) {
                assertThat(refused.code()).as(file.toString()).matches("[a-z-]+");
                assertThat(refused.sentence()).as(file.toString()).startsWith("Expected ");
                return List.of(ReadItem.Unreadable.of("the file", refused));
            }
            throw new AssertionError(file + " is no refusal but a fault", e.getCause());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static final class Tally {
        private final Map<String, Integer> codes = new TreeMap<>();
        private int files;
        private int answered;
        private int accepted;
        private int noted;

        void add(List<ReadItem> items) {
            files++;
            answered += items.isEmpty() ? 0 : 1;
            for (ReadItem item : items) {
                switch (item) {
                    case ReadItem.Draft(SubmissionDraft draft) -> {
                        accepted++;
                        noted += draft.notes().isEmpty() ? 0 : 1;
                    }
                    case ReadItem.Unreadable refused -> codes.merge(refused.code(), 1, Integer::sum);
                }
            }
        }
    }
}
