package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.copyflow.launcher.cluster.Resident;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CourseTest {

    private static final Resident.Now RESIDENT = new Resident.Now(2 << 20, 1 << 20);

    private final Tally tally = new Tally();

    @Test
    void aHeapThatIsLateHoldsNoSecondUp() {
        CountDownLatch never = new CountDownLatch(1);
        try (Course course = new Course(() -> RESIDENT, () -> waited(never), tally::counts, null).start()) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(course.samples()).hasSizeGreaterThan(1));

            assertThat(course.samples())
                    .allSatisfy(sample -> assertThat(sample.heapBytes()).isZero());
        }
    }

    @Test
    void whatKeptItFromLookingIsThrownToWhoAsks() {
        IllegalStateException fault = new IllegalStateException("nobody knows");
        try (Course course = new Course(
                        () -> {
                            throw fault;
                        },
                        () -> 0,
                        tally::counts,
                        null)
                .start()) {

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThatThrownBy(course::samples).isSameAs(fault));
        }
    }

    @Test
    void aSampleTellsItsOwnMemoryAndPagesOfFilesApart() {
        Course.Sample sample = new Course.Sample(1, "start", RESIDENT, 0, 1, tally.counts());

        assertThat(sample.json())
                .contains("\"residentMiB\":3", "\"residentOwnMiB\":2", "\"residentFilesMiB\":1")
                .doesNotContain("heapMiB");
    }

    private static long waited(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
