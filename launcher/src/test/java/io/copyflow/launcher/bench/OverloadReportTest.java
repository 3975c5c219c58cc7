package io.copyflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copyflow.launcher.cluster.Resident;
import io.copyflow.runtime.StageFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverloadReportTest {

    private static final long MEBI = 1 << 20;
    private static final Tally.Counts COUNTS = new Tally.Counts(100, 10, 0, 90, 0, 0);

    @Test
    void theBudgetIsHeldAgainstTheMostThatTheSystemCountedNotTheMostThatWasSeen() {
        assertThatNoException().isThrownBy(() -> report(100 * MEBI, 100 * MEBI).demandRight());
        assertThatThrownBy(() -> report(100 * MEBI, 101 * MEBI).demandRight())
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("bench-over-budget"));
    }

    @Test
    void aBudgetThatNobodyCanJudgeDoesNotHold() {
        assertThatThrownBy(() -> report(100 * MEBI, 0).demandRight())
                .isInstanceOfSatisfying(
                        StageFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("memory-untold"));
        assertThatNoException().isThrownBy(() -> report(0, 0).demandRight());
    }

    @Test
    void itsOwnMemoryAndPagesOfFilesAreToldApart() {
        OverloadReport report = report(100 * MEBI, 99 * MEBI);
        StringWriter out = new StringWriter();

        report.print(new PrintWriter(out, true));

        assertThat(out.toString())
                .contains("99 MiB resident at most; the budget is 100")
                .contains("60 MiB its own at most, 30 MiB pages of files");
        assertThat(report.json()).contains("\"residentMiB\":99", "\"residentOwnMiB\":60", "\"residentFilesMiB\":30");
    }

    private static OverloadReport report(long budget, long mostResident) {
        return new OverloadReport(new OverloadBench.Result(
                new OverloadBench.Settings(10, Duration.ofSeconds(1), 2, Duration.ZERO, Duration.ZERO, budget, 1, null),
                10,
                COUNTS,
                1,
                COUNTS,
                10,
                10,
                0,
                0,
                Map.of(),
                new StoriesInLog.Verdict(List.of(), List.of(), List.of()),
                mostResident,
                List.of(
                        new Course.Sample(1, "start", new Resident.Now(60 * MEBI, 10 * MEBI), 0, 1, COUNTS),
                        new Course.Sample(2, "start", new Resident.Now(40 * MEBI, 30 * MEBI), 0, 1, COUNTS))));
    }
}
