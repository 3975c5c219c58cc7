package io.copyflow.launcher.proof;

import io.copyflow.contract.Vouching;
import io.copyflow.signature.Signatory;

/**
 * Whether what was signed was signed by a key that was the person's and held, and nothing lacks the signature that the
 * newsroom wanted then. Source: docs/reference/signatures.md.
 */
final class SignatureCheck {

    private final DirectoryHistory directory;
    private final Findings findings;

    SignatureCheck(DirectoryHistory directory, Findings findings) {
        this.directory = directory;
        this.findings = findings;
    }

    void check(Dossier story) {
        for (Dossier.Decision decision : story.decisions) {
            Fact<?> fact = decision.fact();
            Vouching vouching = directory.vouching(
                    fact.actor(),
                    fact.at(),
                    then -> Signatory.of(fact.actor(), decision.deed(), decision.form(), decision.signed(), then));
            switch (vouching) {
                case Vouching.NotAsked(), Vouching.Valid _ -> {
                    // good
                }
                case Vouching.Missing() ->
                    findings.add(
                            Fault.UNSIGNED,
                            fact,
                            "Expected " + fact.actor() + "'s signature, as the newsroom believed signatures only at "
                                    + fact.at() + ", but there is none.");
                case Vouching.Wrong(String keyId) -> wrong(fact, "the key " + keyId + " did not sign this");
                case Vouching.KeyUnknown(String keyId) ->
                    wrong(fact, "the directory had no key " + keyId + " of theirs");
                case Vouching.KeyNotValid off ->
                    wrong(fact, "the key " + off.keyId() + " did not hold at " + off.issuedAt());
                case Vouching.TimeOff off -> wrong(fact, "it says " + off.issuedAt());
            }
        }
    }

    private void wrong(Fact<?> fact, String why) {
        findings.add(
                Fault.SIGNATURE_WRONG,
                fact,
                "Expected a signature by a key that was " + fact.actor() + "'s then, but " + why + ".");
    }
}
