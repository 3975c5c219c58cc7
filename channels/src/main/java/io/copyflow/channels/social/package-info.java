/** Social accounts: posts composed for each network, connectors, and the accounts' lanes. */
@NullMarked
package io.copyflow.channels.social;

import org.jspecify.annotations.NullMarked;
