/** The rules of translating, free of Kafka and Avro. Source: docs/semantics.md, rules 6 to 12. */
@NullMarked
package io.copyflow.translate.domain;

import org.jspecify.annotations.NullMarked;
