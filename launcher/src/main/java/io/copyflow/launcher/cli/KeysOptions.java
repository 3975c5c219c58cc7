package io.copyflow.launcher.cli;

import io.copyflow.catalogue.SchemaIds;
import io.copyflow.launcher.newsroom.Applied;
import io.copyflow.launcher.newsroom.DirectoryPublisher;
import io.copyflow.launcher.newsroom.NewsroomFile;
import io.copyflow.launcher.signing.KeyFile;
import io.copyflow.launcher.signing.NewsroomKeys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands about keys can be told. */
final class KeysOptions {

    private KeysOptions() {}

    /** Whose keys. */
    static final class Where {

        @Option(
                names = "--newsroom",
                paramLabel = "FILE",
                defaultValue = "newsroom.yaml",
                description = "The newsroom's file, which names the file of keys. Default: ${DEFAULT-VALUE}.")
        private Path newsroom = Path.of("newsroom.yaml");

        NewsroomKeys keys() {
            return new NewsroomKeys(newsroom, Clock.systemUTC(), new SecureRandom());
        }
    }

    /** Whether what was changed holds at once. */
    static final class Applying {

        @Option(names = "--apply", description = "Also apply the newsroom's file, so that it holds at once.")
        private boolean apply;

        void finish(RootCommand root, Where where) {
            if (!apply) {
                root.out().println("It holds once the file is applied: copyflow apply " + where.newsroom);
                root.out().flush();
                return;
            }
            NewsroomFile file = NewsroomFile.read(where.newsroom).orRefuse();
            try (SchemaIds ids = root.schemaIds()) {
                Applied applied = new DirectoryPublisher(
                                root.configuration(),
                                ids,
                                Clock.systemUTC(),
                                () -> UUID.randomUUID().toString())
                        .apply(file.entries(), false);
                root.out()
                        .println("Applied " + where.newsroom + ": "
                                + applied.added().size() + " added, "
                                + applied.changed().size() + " changed, "
                                + applied.removed().size() + " removed.");
                root.out().flush();
            }
        }
    }

    /** Where a new private key goes. */
    static final class Making {

        @Option(names = "--as", required = true, paramLabel = "PERSON", description = "Whose key it is.")
        private String person = "";

        @Option(
                names = "--to",
                paramLabel = "FILE",
                description =
                        "Where to put the private key, a new file; without it, one in copyflow/keys in the folder of"
                                + " your settings.")
        private @Nullable Path to;

        String person() {
            return person;
        }

        Function<String, Path> to() {
            Path file = to;
            return file != null
                    ? _ -> file
                    : id -> KeyFile.folder(System.getenv(), Path.of(System.getProperty("user.home")))
                            .resolve(person + "-" + id + ".pem");
        }
    }

    static void tell(RootCommand root, String person, NewsroomKeys.Made made) {
        root.out()
                .println("Made the key " + made.key().getId() + " of " + person + ", which holds from "
                        + made.key().getValidFrom() + ".");
        root.out().println("The private key is in " + made.privateKey() + ". Whoever has it is " + person + ".");
    }
}
