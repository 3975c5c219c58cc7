/** Machines that translate over HTTP. */
@NullMarked
package io.copyflow.translate.engine.http;

import org.jspecify.annotations.NullMarked;
