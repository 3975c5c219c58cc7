package io.copyflow.ingest.domain;

import java.util.List;
import java.util.Map;

/**
 * What the directory said when a submission was read.
 *
 * @param editions languages of all editions, in order
 * @param editionOf for each language the submission names, the edition it belongs to, such as {@code zh-Hans} for
 *     {@code zh-CN}; a language without an edition is not in it
 * @param deskKnown whether there is a desk of the name given; true when none was given
 * @param bureauKnown whether there is a bureau of the name given; true when none was given
 */
public record Surroundings(
        List<String> editions, Map<String, String> editionOf, boolean deskKnown, boolean bureauKnown) {

    public Surroundings {
        editions = List.copyOf(editions);
        editionOf = Map.copyOf(editionOf);
    }
}
