/** What every module must agree on besides shapes: small pure functions over the JDK alone. */
@NullMarked
package io.copyflow.contract;

import org.jspecify.annotations.NullMarked;
