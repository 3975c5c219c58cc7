/**
 * Work that leaves for a translator's own tools and comes back: tasks as XLIFF, translation memories as TMX, glossaries
 * as TBX or CSV. Pure functions between files and records; what comes back is for the decider to judge.
 */
@NullMarked
package io.copyflow.translate.exchange;

import org.jspecify.annotations.NullMarked;
