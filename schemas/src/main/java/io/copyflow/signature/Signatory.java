package io.copyflow.signature;

import io.copyflow.contract.Actor;
import io.copyflow.contract.CommandForm;
import io.copyflow.contract.Deed;
import io.copyflow.contract.Ed25519;
import io.copyflow.contract.Vouching;
import io.copyflow.contract.Vouching.Because;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.PersonKey;
import io.copyflow.schemas.directory.Trust;
import io.copyflow.schemas.kill.KillCommandEnvelope;
import io.copyflow.schemas.publication.PublicationCommandEnvelope;
import io.copyflow.schemas.review.ReviewCommandEnvelope;
import io.copyflow.schemas.signature.CommandSignature;
import io.copyflow.schemas.signature.SignedCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, with what their signature is worth by the directory as it stands. A key is judged by the time the command was
 * issued; that time is believed when the record came at about the same, so that no command is dated back to when a key
 * still held. Source: docs/reference/signatures.md.
 *
 * @param actor the person, and what vouches for them
 * @param signed what the event is to say of the signature; null unless it is a good one
 */
public record Signatory(Actor actor, @Nullable SignedCommand signed) {

    /** How far the time that was signed may be from the record's. */
    public static final Duration LEEWAY = Duration.ofMinutes(10);

    /** @param recordedAt the record's time */
    public static Signatory of(ReviewCommandEnvelope command, Directory directory, Instant recordedAt) {
        return of(command.getActor(), CommandForms.of(command), command.getSignature(), directory, recordedAt);
    }

    /** @param recordedAt the record's time */
    public static Signatory of(PublicationCommandEnvelope command, Directory directory, Instant recordedAt) {
        return of(command.getActor(), CommandForms.of(command), command.getSignature(), directory, recordedAt);
    }

    /** @param recordedAt the record's time */
    public static Signatory of(KillCommandEnvelope command, Directory directory, Instant recordedAt) {
        return of(command.getActor(), CommandForms.of(command), command.getSignature(), directory, recordedAt);
    }

    /**
     * What a decision's signature is worth by a directory of its time. How late its record came is not asked: the stage
     * may have decided long after.
     *
     * @param person who decided
     * @param deed what was decided
     * @param form what was signed; null when nothing was
     * @param signed the signature; null when there is none
     */
    public static Vouching of(
            String person, Deed deed, @Nullable CommandForm form, @Nullable SignedCommand signed, Directory directory) {
        if (form == null || signed == null) {
            return deed.needsSignature() && wantsSignatures(directory)
                    ? new Vouching.Missing()
                    : new Vouching.NotAsked();
        }
        return vouching(
                form,
                new CommandSignature(signed.getKeyId(), signed.getValue()),
                keys(person, directory),
                form.issuedAt());
    }

    private static Signatory of(
            String person,
            @Nullable CommandForm form,
            @Nullable CommandSignature signature,
            Directory directory,
            Instant recordedAt) {
        Actor actor = directory.actor(person);
        if (signature == null) {
            boolean isWanted = form != null && form.deed().needsSignature() && wantsSignatures(directory);
            return new Signatory(actor.vouchedBy(isWanted ? new Vouching.Missing() : new Vouching.NotAsked()), null);
        }
        Vouching vouching = form == null
                ? new Vouching.Wrong(signature.getKeyId())
                : vouching(form, signature, keys(person, directory), recordedAt);
        return new Signatory(
                actor.vouchedBy(vouching),
                form != null && vouching instanceof Vouching.Valid
                        ? new SignedCommand(signature.getKeyId(), form.issuedAt(), signature.getValue())
                        : null);
    }

    private static Vouching vouching(
            CommandForm form, CommandSignature signature, List<PersonKey> keys, Instant recordedAt) {
        String id = signature.getKeyId();
        PersonKey key = keys.stream()
                .filter(each -> each.getId().equals(id))
                .findFirst()
                .orElse(null);
        if (key == null) {
            return new Vouching.KeyUnknown(id);
        }
        if (!Ed25519.isSignature(
                Utils.toArray(signature.getValue()), form.bytes(), Utils.toArray(key.getPublicKey()))) {
            return new Vouching.Wrong(id);
        }
        Instant issuedAt = form.issuedAt();
        if (Duration.between(issuedAt, recordedAt).abs().compareTo(LEEWAY) > 0) {
            return new Vouching.TimeOff(issuedAt, recordedAt);
        }
        if (issuedAt.isBefore(key.getValidFrom())) {
            return new Vouching.KeyNotValid(id, issuedAt, Because.TOO_EARLY, key.getValidFrom());
        }
        if (isReached(key.getRevokedAt(), issuedAt)) {
            return new Vouching.KeyNotValid(id, issuedAt, Because.REVOKED, key.getRevokedAt());
        }
        if (isReached(key.getValidUntil(), issuedAt)) {
            return new Vouching.KeyNotValid(id, issuedAt, Because.TOO_LATE, key.getValidUntil());
        }
        return new Vouching.Valid(id);
    }

    private static boolean isReached(@Nullable Instant end, Instant at) {
        return end != null && !at.isBefore(end);
    }

    /** A way of trusting that is newer than this reader is taken for the stricter one. */
    private static boolean wantsSignatures(Directory directory) {
        Newsroom newsroom = directory.newsroom();
        return newsroom != null && newsroom.getTrust() != Trust.OPEN;
    }

    private static List<PersonKey> keys(String person, Directory directory) {
        Person known = directory.person(person);
        return known == null ? List.of() : known.getKeys();
    }
}
