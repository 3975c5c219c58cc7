package io.copyflow.launcher.process;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.catalogue.Topics;
import io.copyflow.directory.Directory;
import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.translate.engine.DraftWorkers;
import io.copyflow.translate.engine.EngineChain;
import io.copyflow.translate.engine.EnginesByName;
import io.copyflow.translate.engine.KafkaDraftOrders;
import io.copyflow.translate.engine.KazakhScriptEngine;
import io.copyflow.translate.engine.MemoryEngine;
import io.copyflow.translate.engine.TranslationEngine;
import io.copyflow.translate.engine.http.HttpEngines;
import io.copyflow.translate.engine.http.HttpLimits;
import io.copyflow.translate.engine.http.Secret;
import io.copyflow.translate.memory.Recollection;
import io.copyflow.translate.script.KazakhScript;
import io.copyflow.translate.wire.DraftWire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** What answers requests for drafts in this process: engines as the settings say, and workers that ask them. */
final class Drafts implements AutoCloseable {

    /** The environment variable with the key of the engine's server: a key belongs into no file and no command line. */
    static final String KEY_VARIABLE = "COPYFLOW_DRAFTS_KEY";

    /** The share group of all workers there are. */
    private static final String GROUP = "copyflow-drafts";

    /** A worker that dies holds an order up for so long. */
    private static final Duration LOCK = Duration.ofSeconds(15);

    /** Only the same text is a draft; what is like it is a suggestion, to be looked at by whoever asks. */
    private static final int SAME = 100;

    private static final String NOBODY = "machine";

    private final TranslationEngine engines;
    private final KafkaDraftOrders orders;
    private final DraftWorkers workers;

    private Drafts(TranslationEngine engines, KafkaDraftOrders orders, DraftWorkers workers) {
        this.engines = engines;
        this.orders = orders;
        this.workers = workers;
    }

    /**
     * Starts the workers.
     *
     * @param environment where the key of an engine's server is
     * @param killed whether a story, by its id, was killed
     * @throws StageFailure with code {@code setting-malformed}, {@code setting-missing} or {@code group-not-prepared}
     */
    static Drafts start(
            Configuration configuration,
            Map<String, String> environment,
            SchemaIds ids,
            Recollection memory,
            Supplier<Directory> directory,
            Predicate<String> killed,
            Clock clock) {
        TranslationEngine engines = engines(configuration, environment.get(KEY_VARIABLE), memory, clock);
        try (Admin admin = Admin.create(configuration.kafkaClient())) {
            DraftWorkers.prepareGroup(admin, GROUP, LOCK);
        }
        KafkaDraftOrders orders = new KafkaDraftOrders(
                configuration.kafkaClient(),
                new DraftWire(ids),
                () -> machine(configuration.text(Setting.DRAFTS_PERSON), directory.get()),
                killed,
                clock);
        DraftWorkers workers = DraftWorkers.start(
                configuration.kafkaClient(),
                DraftWorkers.Settings.of(Topics.DRAFT_REQUESTS.name(), GROUP),
                orders,
                engines,
                clock);
        return new Drafts(engines, orders, workers);
    }

    /** Whom translate-stage will refuse when the directory has nobody. */
    private static String machine(String wanted, Directory directory) {
        return wanted.isEmpty()
                ? directory.people().stream()
                        .filter(person -> person.getRoles().contains(Role.MACHINE))
                        .map(Person::getId)
                        .findFirst()
                        .orElse(NOBODY)
                : wanted;
    }

    /** An edition that asks for the memory gets the memory alone: its text leaves for no other server. */
    static TranslationEngine engines(
            Configuration configuration, @Nullable String key, Recollection memory, Clock clock) {
        TranslationEngine same = new MemoryEngine(memory, SAME);
        TranslationEngine scripts = new KazakhScriptEngine(List.of(KazakhScript.LATIN_2021, KazakhScript.ARABIC));
        Map<String, TranslationEngine> engines = new HashMap<>();
        engines.put(same.name(), new EngineChain(List.of(same, scripts)));
        TranslationEngine machine = machine(configuration, key, clock);
        if (machine != null) {
            engines.put(machine.name(), new EngineChain(List.of(same, scripts, machine)));
        }
        return new EnginesByName(engines);
    }

    private static @Nullable TranslationEngine machine(Configuration configuration, @Nullable String key, Clock clock) {
        String engine = configuration.text(Setting.DRAFTS_ENGINE);
        URI server = configuration.address(Setting.DRAFTS_URL);
        return switch (engine) {
            case "memory" -> null;
            case "libretranslate" -> {
                if (server == null) {
                    throw missing("the address of a server in drafts.url, such as http://localhost:5000");
                }
                yield HttpEngines.libreTranslate(
                        server, key == null ? null : new Secret(key), HttpLimits.DEFAULT, clock);
            }
            case "deepl" -> {
                if (key == null || key.isBlank()) {
                    throw missing("DeepL's key in the environment variable " + KEY_VARIABLE);
                }
                yield HttpEngines.deepL(server, new Secret(key), HttpLimits.DEFAULT, clock);
            }
            default ->
                throw new StageFailure(
                        "setting-malformed",
                        "Expected memory, libretranslate or deepl for drafts.engine, but got '" + engine + "'.");
        };
    }

    private static StageFailure missing(String what) {
        return new StageFailure(
                "setting-missing", "Expected " + what + " for the drafts.engine that is set. Say it, or set another.");
    }

    @Override
    public void close() {
        workers.close();
        orders.close();
        engines.close();
    }
}
