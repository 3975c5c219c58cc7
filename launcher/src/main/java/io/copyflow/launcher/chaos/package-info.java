/**
 * Faults on a cluster at work, by a seeded schedule, and whether what must hold still holds, by a reader that shares
 * nothing with the stages but the topics. Source: docs/semantics.md, rule 27; docs/reliability.md.
 */
@NullMarked
package io.copyflow.launcher.chaos;

import org.jspecify.annotations.NullMarked;
