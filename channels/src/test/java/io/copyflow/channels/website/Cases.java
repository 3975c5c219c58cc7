package io.copyflow.channels.website;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Outside examples and schemas, which lie beside the project where there are any. */
final class Cases {

    private Cases() {}

    /** A file or folder of theirs; the test is skipped where there is none. */
    static Path need(String path) {
        Path found = Path.of(System.getProperty("cases", "../../shared/cases")).resolve(path);
        Assumptions.assumeTrue(Files.exists(found), "skipped: there is no " + found);
        return found;
    }
}
