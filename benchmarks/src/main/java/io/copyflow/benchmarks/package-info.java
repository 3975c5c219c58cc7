/** What the smallest steps of the flow cost, each by itself and warm. */
@NullMarked
package io.copyflow.benchmarks;

import org.jspecify.annotations.NullMarked;
