package io.copyflow.testkit;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Chance that can be repeated. A test class says {@code @ExtendWith(Seeds.Extension.class)} and its test takes a
 * {@code Seeds}: a fresh seed for every test, or that of the system property {@code seed}. A test that fails tells its
 * seed with its failure.
 *
 * @param seed of every {@link #random()} taken from here
 */
public record Seeds(long seed) {

    /** Starts over from the seed with every call. {@link Random}, as its numbers are the same in every Java. */
    public Random random() {
        return new Random(seed);
    }

    /** Makes the {@code Seeds} of a test, and adds them to its failure. */
    public static final class Extension implements ParameterResolver, TestExecutionExceptionHandler {
        private static final Namespace NAMESPACE = Namespace.create(Seeds.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Seeds.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(NAMESPACE)
                    .computeIfAbsent(
                            Seeds.class, key -> new Seeds(Long.getLong("seed", new Random().nextLong())), Seeds.class);
        }

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            Seeds seeds = context.getStore(NAMESPACE).get(Seeds.class, Seeds.class);
            if (seeds != null) {
                failure.addSuppressed(new SeedUsed(seeds.seed()));
            }
            throw failure;
        }
    }

    /** No failure of its own: the line in a failure's report that tells how to repeat it. */
    static final class SeedUsed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SeedUsed(long seed) {
            super("repeat with -Dseed=" + seed, null, false, false);
        }
    }
}
