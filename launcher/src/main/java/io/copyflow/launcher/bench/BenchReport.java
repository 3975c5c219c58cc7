package io.copyflow.launcher.bench;

import static io.copyflow.launcher.bench.Figures.machine;
import static io.copyflow.launcher.bench.Figures.number;
import static io.copyflow.launcher.bench.Figures.perSecond;
import static io.copyflow.launcher.bench.Figures.rounded;
import static io.copyflow.launcher.bench.Figures.row;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/** The figures for a person, and on one line of JSON for a program. */
public final class BenchReport {

    private BenchReport() {}

    public static void print(LimitBench.Result limit, PrintWriter out) {
        row(out, "versions", limit.versions() + " in each of " + limit.rounds().size() + " rounds");
        row(
                out,
                "limit",
                perSecond(limit.versionsPerSecond()) + ", the middle of "
                        + String.join(
                                ", ",
                                limit.rounds().stream()
                                        .map(each -> number(each, 0))
                                        .toList()));
    }

    public static void print(FlowBench.Result flow, LimitBench.Result limit, PrintWriter out) {
        FlowBench.Settings settings = flow.settings();
        row(
                out,
                "versions",
                flow.versions() + "  (" + settings.stories() + " stories in " + settings.languages()
                        + " languages, besides their own)");
        row(out, "seconds", number(flow.seconds(), 2));
        row(out, "flow", perSecond(flow.versionsPerSecond()));
        row(out, "limit", perSecond(limit.versionsPerSecond()) + ", bare Kafka with the same hops and bytes");
        row(out, "ratio", number(ratio(flow, limit), 3));
        row(
                out,
                "submitted to released",
                "p50 " + number(flow.submittedToReleased().p50(), 0) + " ms, p99 "
                        + number(flow.submittedToReleased().p99(), 0) + " ms, whole stories, all handed in at once");
        if (flow.residentBytes() > 0) {
            row(out, "memory", (flow.residentBytes() >> 20) + " MiB resident at most, bots and reader included");
        }
        Figures.check(out, flow.check());
        if (!flow.refusals().isEmpty()) {
            row(out, "refused to the bots", flow.refusals().toString());
        }
    }

    public static void print(NextTaskBench.Result result, PrintWriter out) {
        NextTaskBench.Settings settings = result.settings();
        row(
                out,
                "tasks",
                String.format(Locale.ROOT, "%,d", result.tasks()) + " in " + settings.languages()
                        + " languages, put into the queue in " + number(result.fillSeconds(), 1) + " s");
        latency(out, "look at the next", result.looking());
        latency(out, "claim the next", result.claiming());
        row(
                out,
                "taken",
                String.format(Locale.ROOT, "%,d", result.taken()) + ", from the head of each language's queue, in "
                        + number(result.takeSeconds(), 1) + " s");
        latency(out, "look at the next", result.lookingAfter());
        latency(out, "claim the next", result.claimingAfter());
    }

    public static void print(KillBench.Result result, PrintWriter out) {
        KillBench.Settings settings = result.settings();
        row(
                out,
                "kills",
                settings.kills() + " stories, each live in " + settings.languages() + " languages and its own");
        row(
                out,
                "not yet released",
                String.format(
                        Locale.ROOT,
                        "%,d versions at the first kill, %,d after the last",
                        result.waitingFirst(),
                        result.waitingLast()));
        row(out, "kill to log", spread(result.toLog()) + ", from when it was due until the log has every withdrawal");
        row(
                out,
                "kill to website",
                spread(result.toPage()) + ", from when it was due until no page of the story is there");
    }

    /** One line. */
    public static String json(KillBench.Result result) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "kill");
        json.put("kills", result.settings().kills());
        json.put("languages", result.settings().languages());
        json.put("waitingFirst", result.waitingFirst());
        json.put("waitingLast", result.waitingLast());
        latency(json, "log", result.toLog());
        latency(json, "page", result.toPage());
        return machine(json).toString();
    }

    public static void print(LatencyBench.Result result, PrintWriter out) {
        row(
                out,
                "stories",
                result.settings().stories() + ", one after the other, each in "
                        + result.settings().languages() + " languages and its own");
        row(out, "own text", spread(result.ownText()) + ", from handing in until a reader had it, untranslated");
        row(out, "first translated", spread(result.firstTranslated()));
        row(out, "last of all", spread(result.last()));
        row(
                out,
                "submitted to released",
                spread(result.translated())
                        + String.format(
                                Locale.ROOT,
                                ", of all %,d translated versions: this one is held against the aim",
                                result.versions()));
    }

    /** One line. */
    public static String json(LatencyBench.Result result) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "latency");
        json.put("stories", result.settings().stories());
        json.put("languages", result.settings().languages());
        json.put("warmUpSeconds", result.settings().warmUp().toSeconds());
        latency(json, "ownText", result.ownText());
        latency(json, "firstTranslated", result.firstTranslated());
        latency(json, "last", result.last());
        json.put("translatedVersions", result.versions());
        latency(json, "translated", result.translated());
        return machine(json).toString();
    }

    public static void print(BacklogBench.Result result, PrintWriter out) {
        row(
                out,
                "stories",
                result.settings().stories() + " in " + result.settings().languages()
                        + " languages, in each round and each newsroom");
        row(out, "waiting", String.format(Locale.ROOT, "%,d translations that nobody takes", result.waiting()));
        Figures.turns(out, result.turns(), "with the backlog", "with none");
        Figures.check(out, result.turns().check());
    }

    /** One line. */
    public static String json(BacklogBench.Result result) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "backlog");
        json.put("stories", result.settings().stories());
        json.put("languages", result.settings().languages());
        json.put("warmUpSeconds", result.settings().warmUp().toSeconds());
        json.put("waiting", result.waiting());
        Figures.turns(json, result.turns(), "WithBacklog");
        Figures.check(json, result.turns().check());
        return machine(json).toString();
    }

    public static void print(RestartBench.Result result, PrintWriter out) {
        row(
                out,
                "first start",
                number(result.firstStart(), 1) + " s to ready, " + number(result.firstAccepted(), 1)
                        + " s to the first accepted story");
        row(
                out,
                "waiting",
                String.format(
                        Locale.ROOT,
                        "%,d translations, and %,d of them after the last kill",
                        result.waiting(),
                        result.waitingAfter()));
        row(
                out,
                "start after a kill",
                number(result.restart(), 1) + " s to ready, the middle of "
                        + String.join(
                                ", ",
                                result.restarts().stream()
                                        .map(each -> number(each, 1))
                                        .toList()));
    }

    /** One line. */
    public static String json(RestartBench.Result result) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "restart");
        json.put("waiting", result.waiting());
        json.put("waitingAfter", result.waitingAfter());
        json.put("firstStartSeconds", rounded(result.firstStart(), 2));
        json.put("firstAcceptedSeconds", rounded(result.firstAccepted(), 2));
        json.put("restartSeconds", rounded(result.restart(), 2));
        result.restarts().forEach(each -> json.withArray("rounds").add(rounded(each, 2)));
        return machine(json).toString();
    }

    private static String spread(Spread spread) {
        return "p50 " + number(spread.p50(), 2) + " ms, p99 " + number(spread.p99(), 2) + " ms";
    }

    private static void latency(PrintWriter out, String what, Spread spread) {
        row(out, what, spread(spread) + ", over HTTP");
    }

    /** One line. */
    public static String json(NextTaskBench.Result result) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "next-task");
        json.put("tasks", result.tasks());
        json.put("languages", result.settings().languages());
        json.put("samples", result.settings().samples());
        json.put("fillSeconds", rounded(result.fillSeconds(), 1));
        latency(json, "look", result.looking());
        latency(json, "claim", result.claiming());
        json.put("taken", result.taken());
        latency(json, "lookAfterTaken", result.lookingAfter());
        latency(json, "claimAfterTaken", result.claimingAfter());
        return machine(json).toString();
    }

    private static void latency(ObjectNode json, String what, Spread spread) {
        json.put(what + "P50Ms", rounded(spread.p50(), 3));
        json.put(what + "P99Ms", rounded(spread.p99(), 3));
    }

    /** One line. */
    public static String json(LimitBench.Result limit) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "limit");
        json.put("stories", limit.settings().stories());
        json.put("languages", limit.settings().languages());
        json.put("versions", limit.versions());
        json.put("warmUpSeconds", limit.settings().warmUp().toSeconds());
        json.put("limitVersionsPerSecond", rounded(limit.versionsPerSecond(), 1));
        limit.rounds().forEach(json.putArray("rounds")::add);
        return machine(json).toString();
    }

    /** One line. */
    public static String json(FlowBench.Result flow, LimitBench.Result limit) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("bench", "flow");
        json.put("stories", flow.settings().stories());
        json.put("languages", flow.settings().languages());
        json.put("versions", flow.versions());
        json.put("warmUpSeconds", flow.settings().warmUp().toSeconds());
        json.put("seconds", rounded(flow.seconds(), 3));
        json.put("versionsPerSecond", rounded(flow.versionsPerSecond(), 1));
        json.put("limitVersionsPerSecond", rounded(limit.versionsPerSecond(), 1));
        json.put("ratio", rounded(ratio(flow, limit), 4));
        json.put("submittedToReleasedP50Ms", rounded(flow.submittedToReleased().p50(), 1));
        json.put("submittedToReleasedP99Ms", rounded(flow.submittedToReleased().p99(), 1));
        json.put("residentMiB", flow.residentBytes() >> 20);
        Figures.check(json, flow.check());
        json.put(
                "refused",
                flow.refusals().values().stream().mapToInt(Integer::intValue).sum());
        return machine(json).toString();
    }

    static double ratio(FlowBench.Result flow, LimitBench.Result limit) {
        return flow.versionsPerSecond() / limit.versionsPerSecond();
    }
}
