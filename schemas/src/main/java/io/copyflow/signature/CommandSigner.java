package io.copyflow.signature;

import io.copyflow.contract.CommandForm;
import io.copyflow.contract.Ed25519;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.signature.CommandSignature;
import java.nio.ByteBuffer;
import java.security.PrivateKey;

/** Signs commands with one person's key. Source: docs/reference/signatures.md. */
public final class CommandSigner {

    private final PrivateKey key;
    private final String keyId;

    /** @param key an Ed25519 key of the person in whose name the commands are */
    public CommandSigner(PrivateKey key) {
        this.key = key;
        this.keyId = Ed25519.keyId(Ed25519.publicKeyOf(key));
    }

    /** The id the key is registered under. */
    public String keyId() {
        return keyId;
    }

    /** The command with its signature; as it was when its kind is none that is signed. */
    public ReviewCommandEnvelope sign(ReviewCommandEnvelope command) {
        CommandForm form = CommandForms.of(command);
        return form == null
                ? command
                : new ReviewCommandEnvelope(
                        command.getCommandId(),
                        command.getStoryId(),
                        command.getLanguage(),
                        command.getActor(),
                        command.getIssuedAt(),
                        command.getBody(),
                        signature(form));
    }

    /** The command with its signature; as it was when its kind is none that is signed. */
    public PublicationCommandEnvelope sign(PublicationCommandEnvelope command) {
        CommandForm form = CommandForms.of(command);
        return form == null
                ? command
                : new PublicationCommandEnvelope(
                        command.getCommandId(),
                        command.getStoryId(),
                        command.getLanguage(),
                        command.getActor(),
                        command.getIssuedAt(),
                        command.getBody(),
                        signature(form));
    }

    /** The command with its signature. */
    public KillCommandEnvelope sign(KillCommandEnvelope command) {
        return new KillCommandEnvelope(
                command.getCommandId(),
                command.getStoryId(),
                command.getActor(),
                command.getIssuedAt(),
                command.getBody(),
                signature(CommandForms.of(command)));
    }

    private CommandSignature signature(CommandForm form) {
        return new CommandSignature(keyId, ByteBuffer.wrap(Ed25519.sign(key, form.bytes())));
    }
}
