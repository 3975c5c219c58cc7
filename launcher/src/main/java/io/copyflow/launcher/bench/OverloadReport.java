package io.copyflow.launcher.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What came of an overload: for a person, for a program, as a picture, and whether it was as it must be. */
public final class OverloadReport {

    private final OverloadBench.Result result;

    OverloadReport(OverloadBench.Result result) {
        this.result = result;
    }

    public void print(PrintWriter out) {
        OverloadBench.Settings settings = result.settings();
        Tally.Counts overload = result.overload();
        double seconds = result.overloadSeconds();
        row(out, "capacity", "%,.0f commands/s, stories in %d languages", result.capacity(), settings.languages());
        row(
                out,
                "offered",
                "%,.0f/s for %.0f s, %.1f times as much",
                overload.offered() / seconds,
                seconds,
                overload.offered() / seconds / result.capacity());
        row(out, "accepted", "%,.0f/s", overload.accepted() / seconds);
        row(
                out,
                "refused",
                "%,.0f/s: %,d with 503, %,d with 429, all with Retry-After",
                overload.refused() / seconds,
                overload.unavailable(),
                overload.tooMany());
        row(out, "outcome not known", "%,d with 503 and Retry-After, asked again until it was", overload.unanswered());
        row(out, "not sent", "%,d, as %,d were under way", result.heldBack(), OverloadBench.CONNECTIONS);
        row(
                out,
                "commands",
                "%,d: %,d accepted, %,d refused to the end",
                result.commands(),
                result.taken(),
                result.givenUp());
        Figures.wrong(
                out,
                "other answers",
                result.faults().entrySet().stream()
                        .map(each -> each.getValue() + " × " + each.getKey())
                        .toList());
        Figures.wrong(out, "accepted, not in log", result.verdict().missing());
        Figures.wrong(out, "doubled in log", result.verdict().doubled());
        Figures.wrong(out, "refused, but in log", result.verdict().unexpected());
        if (result.mostResident() == 0) {
            row(out, "memory", "not told by this system");
            return;
        }
        row(
                out,
                "memory",
                "%,d MiB resident at most; %s",
                result.mostResident() >> 20,
                settings.budget() == 0
                        ? "there is no budget"
                        : String.format(Locale.ROOT, "the budget is %,d", settings.budget() >> 20));
        row(
                out,
                "of that",
                "%,d MiB its own at most, %,d MiB pages of files at most, looked at each second",
                result.mostOwn() >> 20,
                result.mostFiles() >> 20);
    }

    /** One line. */
    public String json() {
        Tally.Counts overload = result.overload();
        double seconds = result.overloadSeconds();
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "overload");
        json.put("times", result.settings().times());
        json.put("languages", result.settings().languages());
        json.put("seconds", Math.round(seconds));
        json.put("capacityPerSecond", Math.round(result.capacity()));
        json.put("offeredPerSecond", Math.round(overload.offered() / seconds));
        json.put("acceptedPerSecond", Math.round(overload.accepted() / seconds));
        json.put("refused429", overload.tooMany());
        json.put("refused503", overload.unavailable());
        json.put("unanswered", overload.unanswered());
        json.put("heldBack", result.heldBack());
        json.put("commands", result.commands());
        json.put("accepted", result.taken());
        json.put("refusedToTheEnd", result.givenUp());
        json.put("faults", result.all().faults());
        json.put("missing", result.verdict().missing().size());
        json.put("doubled", result.verdict().doubled().size());
        json.put("unexpected", result.verdict().unexpected().size());
        if (result.mostResident() > 0) {
            json.put("residentMiB", result.mostResident() >> 20);
            json.put("residentOwnMiB", result.mostOwn() >> 20);
            json.put("residentFilesMiB", result.mostFiles() >> 20);
        }
        json.put("budgetMiB", result.settings().budget() >> 20);
        return Figures.machine(json).toString();
    }

    /** @throws StageFailure with code {@code file-unwritable} */
    public void plot(Path file) {
        String title = String.format(
                Locale.ROOT,
                "A newsroom in one process at %d × the %,.0f commands a second it takes",
                result.settings().times(),
                result.capacity());
        try {
            Files.writeString(
                    file,
                    new OverloadPlot(title, result.samples(), result.settings().budget(), result.capacity()).svg());
        } catch (IOException e) {
            throw new StageFailure(
                    "file-unwritable",
                    "Expected to write the plot to " + file + ", but: " + e + ". Name another file.",
                    e);
        }
    }

    /**
     * @throws StageFailure with code {@code bench-incorrect} or {@code bench-over-budget} when it was not as it must be,
     *     {@code memory-untold} when that cannot be said
     */
    public void demandRight() {
        if (!result.isClean()) {
            throw new StageFailure(
                    "bench-incorrect",
                    "Expected every command to be accepted and once in the log, or refused with Retry-After and not in it,"
                            + " but some were not: see above.");
        }
        OverloadBench.demandJudgeable(result.settings().budget(), result.mostResident());
        if (result.settings().budget() > 0
                && result.mostResident() > result.settings().budget()) {
            throw new StageFailure(
                    "bench-over-budget",
                    "Expected at most " + (result.settings().budget() >> 20) + " MiB resident, but there were "
                            + (result.mostResident() >> 20)
                            + " at once. Give it a smaller heap with COPYFLOW_HEAP, or a"
                            + " larger budget with --budget.");
        }
    }

    private static void row(PrintWriter out, String name, String value, Object... values) {
        Figures.row(out, name, String.format(Locale.ROOT, value, values));
    }
}
