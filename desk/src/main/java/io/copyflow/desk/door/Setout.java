package io.copyflow.desk.door;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;

/** Somebody sets out to sign in. */
public sealed interface Setout {

    /** On their way to the provider, with what only their browser's errand knows. */
    final class Underway implements Setout {

        private final URI provider;
        private final State state;
        private final Nonce nonce;
        private final CodeVerifier verifier;
        private final String to;

        Underway(URI provider, State state, Nonce nonce, CodeVerifier verifier, String to) {
            this.provider = provider;
            this.state = state;
            this.nonce = nonce;
            this.verifier = verifier;
            this.to = to;
        }

        /** Where to send the browser. */
        public URI provider() {
            return provider;
        }

        State state() {
            return state;
        }

        Nonce nonce() {
            return nonce;
        }

        CodeVerifier verifier() {
            return verifier;
        }

        /** Where they wanted to go at the desk. */
        String to() {
            return to;
        }
    }

    /** @param reason for the log */
    record Unreachable(String reason) implements Setout {}
}
