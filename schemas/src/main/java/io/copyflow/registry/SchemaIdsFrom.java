package io.copyflow.registry;

import io.copyflow.catalogue.SchemaCatalogue;
import io.copyflow.catalogue.SchemaIds;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the ids of records' schemas come from.
 *
 * <p>For what is on topics. A stage's own state always uses {@link SchemaCatalogue}: it never leaves the stage, and must
 * be readable when no registry answers.
 */
public final class SchemaIdsFrom {

    private SchemaIdsFrom() {}

    /**
     * The built-in catalogue where no registry is set, else that registry.
     *
     * @param url the setting {@code schema.registry.url}; null or blank for none
     * @param userInfo the setting {@code basic.auth.user.info}; null or empty for none
     * @param clock by which a registry's answers grow old
     * @return to be closed by the caller
     * @throws IllegalArgumentException with a sentence when the url cannot be one
     */
    public static SchemaIds settings(@Nullable String url, @Nullable String userInfo, InstantSource clock) {
        return url == null || url.isBlank()
                ? new SchemaCatalogue()
                : new RegistryClient(RegistryAccess.parse(url, userInfo), clock);
    }
}
