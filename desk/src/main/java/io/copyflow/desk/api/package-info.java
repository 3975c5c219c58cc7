/** The desk for programs: everything its pages do, as JSON, with bearer tokens. */
@NullMarked
package io.copyflow.desk.api;

import org.jspecify.annotations.NullMarked;
