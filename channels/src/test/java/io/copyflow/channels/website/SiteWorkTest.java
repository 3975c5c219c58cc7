package io.copyflow.channels.website;

import static org.assertj.core.api.Assertions.assertThat;

import io.copyflow.channels.delivery.DurableFiles;
import io.copyflow.channels.delivery.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the disk is asked for: stories in 16 languages, released one by one, story by story, and all at once. */
class SiteWorkTest {

    @TempDir
    Path folder;

    /**
     * @param stories how many; fewer where each costs more, so that the test stays short
     * @param batch how many releases arrive together
     * @param written files for each story at most
     * @param forced files and folders for each story at most
     */
    @ParameterizedTest
    @CsvSource({"2, 1, 480, 80", "4, 16, 140, 24", "20, 320, 40, 20"})
    void a_batch_costs_no_more_than_what_it_changes(int stories, int batch, long written, long forced)
            throws IOException {
        List<Version> versions = new ArrayList<>();
        for (int story = 0; story < stories; story++) {
            for (String language : SampleStory.LANGUAGES) {
                versions.add(Log.version(SampleStory.in(language, "s" + story, 1)));
            }
        }
        try (Site site = Site.open(Log.settings(folder), Log.CLOCK)) {
            DurableFiles.Work before = site.work();
            long started = System.nanoTime();
            for (int from = 0; from < versions.size(); from += batch) {
                site.deliver(versions.subList(from, from + batch));
                site.remember();
            }
            long millis = (System.nanoTime() - started) / 1_000_000 / stories;
            DurableFiles.Work after = site.work();
            long writes = (after.written() - before.written()) / stories;
            long forces = (after.forced() - before.forced()) / stories;
            System.out.printf(
                    "%d releases in a batch: %d files written, %d forced, %d ms for each story of 16 languages%n",
                    batch, writes, forces, millis);
            assertThat(writes).isLessThanOrEqualTo(written);
            assertThat(forces).isLessThanOrEqualTo(forced);
        }
    }
}
