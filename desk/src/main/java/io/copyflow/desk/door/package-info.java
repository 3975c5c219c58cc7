/** Who may come in: people whom an OpenID provider vouches for, and programs with a token. */
@NullMarked
package io.copyflow.desk.door;

import org.jspecify.annotations.NullMarked;
