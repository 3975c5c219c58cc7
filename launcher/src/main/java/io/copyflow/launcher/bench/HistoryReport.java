package io.copyflow.launcher.bench;

import static io.copyflow.launcher.bench.Figures.machine;
import static io.copyflow.launcher.bench.Figures.number;
import static io.copyflow.launcher.bench.Figures.perSecond;
import static io.copyflow.launcher.bench.Figures.rounded;
import static io.copyflow.launcher.bench.Figures.row;
import static io.copyflow.launcher.bench.Figures.wrong;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/** What came of a flow on a long history: for a person, and on one line of JSON for a program. */
public final class HistoryReport {

    private HistoryReport() {}

    public static void print(HistoryBench.Result result, PrintWriter out) {
        HistoryBench.Settings settings = result.settings();
        HistoryBench.Stored stored = result.stored();
        row(
                out,
                "stories",
                settings.stories() + " in " + settings.languages() + " languages, in each round and each newsroom");
        row(
                out,
                "past",
                String.format(
                        Locale.ROOT,
                        "%,d finished stories in %d languages and their own: %,d records, %,d MiB",
                        settings.past(),
                        settings.pastLanguages(),
                        stored.laid().records(),
                        stored.laid().bytes() >> 20));
        row(
                out,
                "on disk",
                String.format(
                        Locale.ROOT,
                        "%,d MiB in the broker's logs, %,d MiB in the stages' stores",
                        stored.changeLogBytes() >> 20,
                        stored.storeBytes() >> 20));
        row(out, "stores restored", number(stored.restoreSeconds(), 1) + " s, from the change logs alone");
        for (HistoryBench.Round round : result.rounds()) {
            row(
                    out,
                    "flow",
                    perSecond(round.past().versionsPerSecond()) + " with the past, "
                            + number(round.empty().versionsPerSecond(), 0) + " on an empty log, "
                            + number(round.ratio(), 2));
        }
        row(out, "ratio", number(result.ratio(), 2) + ", the middle one");
        started(out, "up, empty log", result.empty());
        started(out, "up, with the past", result.past());
        int checked = 0;
        for (PublishedCheck.Verdict check : result.checks()) {
            checked += check.expected();
        }
        row(out, "texts checked", Integer.toString(checked));
        row(out, "of the past, revised", Integer.toString(result.revised().expected()));
        wrong(out, "missing", result.all(PublishedCheck.Verdict::missing));
        wrong(out, "doubled", result.all(PublishedCheck.Verdict::doubled));
        wrong(out, "altered", result.all(PublishedCheck.Verdict::altered));
        wrong(out, "unexpected", result.all(PublishedCheck.Verdict::unexpected));
        if (!result.refusals().isEmpty()) {
            row(out, "refused to the bots", result.refusals().toString());
        }
    }

    private static void started(PrintWriter out, String name, HistoryBench.Started started) {
        row(
                out,
                name,
                "ready after " + number(started.seconds(), 1) + " s, after work and a kill "
                        + number(started.afterKillSeconds(), 1) + " s, "
                        + (started.residentBytes() >> 20) + " MiB resident");
    }

    /** One line. */
    public static String json(HistoryBench.Result result) {
        HistoryBench.Stored stored = result.stored();
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "history");
        json.put("stories", result.settings().stories());
        json.put("languages", result.settings().languages());
        json.put("warmUpSeconds", result.settings().warmUp().toSeconds());
        json.put("past", result.settings().past());
        json.put("pastLanguages", result.settings().pastLanguages());
        json.put("pastRecords", stored.laid().records());
        json.put("pastMiB", stored.laid().bytes() >> 20);
        json.put("brokerMiB", stored.changeLogBytes() >> 20);
        json.put("storesMiB", stored.storeBytes() >> 20);
        json.put("restoreSeconds", rounded(stored.restoreSeconds(), 1));
        for (HistoryBench.Round round : result.rounds()) {
            ObjectNode each = json.withArray("rounds").addObject();
            each.put("versionsPerSecond", rounded(round.empty().versionsPerSecond(), 1));
            each.put("versionsPerSecondWithPast", rounded(round.past().versionsPerSecond(), 1));
            each.put("ratio", rounded(round.ratio(), 4));
        }
        started(json.putObject("up"), result.empty());
        started(json.putObject("upWithPast"), result.past());
        json.put("ratio", rounded(result.ratio(), 4));
        json.put("revised", result.revised().expected());
        json.put("missing", result.all(PublishedCheck.Verdict::missing).size());
        json.put("doubled", result.all(PublishedCheck.Verdict::doubled).size());
        json.put("altered", result.all(PublishedCheck.Verdict::altered).size());
        json.put("unexpected", result.all(PublishedCheck.Verdict::unexpected).size());
        return machine(json).toString();
    }

    private static void started(ObjectNode json, HistoryBench.Started started) {
        json.put("readySeconds", rounded(started.seconds(), 2));
        json.put("readyAfterKillSeconds", rounded(started.afterKillSeconds(), 2));
        json.put("residentMiB", started.residentBytes() >> 20);
    }
}
