package io.copyflow.launcher.proof;

/** What can be wrong with a log. The codes are for programs and stay; docs/reference/proof.md has the list. */
public enum Fault {
    RECORD_UNREADABLE("record-unreadable", "The record is no value of its topic."),
    KEY_DIFFERS("key-differs", "The record's key is not that of what it is about."),
    PARTITION_WRONG("partition-wrong", "The record is not in the partition of its key."),
    ID_WRONG("id-wrong", "The event's id is not one of its stage and aggregate, or its header has another."),
    CHAIN_MISSING("chain-missing", "A fact has no link although the partition's chains had begun."),
    CHAIN_BROKEN("chain-broken", "A fact's link does not follow from the fact before it."),
    FACT_REPEATED("fact-repeated", "A fact comes again, or after a later one."),
    FACT_MISSING("fact-missing", "A number is left out where each fact has the next."),
    CAUSE_MISSING("cause-missing", "A fact names another as its cause that is not there."),
    HASH_DIFFERS("hash-differs", "A text does not give the content hash it stands under."),
    SEGMENTS_DIFFER("segments-differ", "Segments or their kinds are not those of the source's revision."),
    METADATA_DIFFERS("metadata-differs", "Urgency, desk, bureau, language or times are not those of the facts."),
    REVISION_WRONG("revision-wrong", "Revisions do not rise as they must."),
    AUTHORS_DIFFER("authors-differ", "The authors are not those who wrote, by the facts."),
    CONTRIBUTORS_DIFFER("contributors-differ", "The contributors are not the authors and translators of the facts."),
    CLAIM_MISSING("claim-missing", "Somebody handed a translation in who did not hold it."),
    RIGHT_MISSING("right-missing", "Somebody had not the role or the language for what they did, when they did it."),
    UNSIGNED("unsigned", "A decision has no signature although the newsroom wanted one then."),
    SIGNATURE_WRONG("signature-wrong", "A decision's signature is not one by a key that was the person's and held."),
    SIGN_OFFS_DIFFER("sign-offs-differ", "Another number of signatures was asked for than the directory said then."),
    REVIEW_UNFOUNDED("review-unfounded", "A review was asked for of a text that is not there or is another."),
    DECISION_UNFOUNDED("decision-unfounded", "A decision is on no text that was in review then."),
    COMMENT_UNFOUNDED(
            "comment-unfounded", "A comment, or that it is done with, is on no text or thread that was there."),
    APPROVAL_MISSING("approval-missing", "A clearing names an approval that is not there."),
    SIGNATURE_MISSING("signature-missing", "A clearing names a signature that is not there, or leaves one out."),
    SIGNATURES_FEW("signatures-few", "A clearing has fewer signatures than were asked for."),
    WAIVER_MISSING("waiver-missing", "A clearing names a waiver that is not there, or leaves one out."),
    GLASS_DIFFERS("glass-differs", "What a clearing says of a broken glass is not what the facts say."),
    GLASS_NOT_ALLOWED("glass-not-allowed", "The glass was broken in an edition that did not allow it then."),
    FOUR_EYES("four-eyes", "Somebody decided on a text of their own, or twice."),
    CLEARING_MISSING("clearing-missing", "A release names a clearing that is not there."),
    CLEARING_DIFFERS("clearing-differs", "A clearing is of another text than what it rests on or lets out."),
    CLEARING_LATER("clearing-later", "A clearing was made after the release that names it."),
    CLEARING_OLD("clearing-old", "A clearing was used that is void or older than one used before."),
    TEXT_MISSING("text-missing", "No fact has the text that was released."),
    SOURCE_NOT_LIVE("source-not-live", "A translation was released while the source was not live."),
    RELEASED_EMBARGOED("released-embargoed", "Something was released under an embargo."),
    RELEASED_EARLY("released-early", "Something was released before the time it was scheduled for."),
    RELEASED_WITHHELD("released-withheld", "Something of a withheld story was released."),
    LIVE_WHILE_WITHHELD("live-while-withheld", "Something stayed live when its story was withheld."),
    SEQUENCE_BROKEN("sequence-broken", "Releases and withdrawals are not numbered one after the other."),
    NOT_LIVE("not-live", "Something was taken down that was not live."),
    RELEASE_MISSING("release-missing", "A published record has no release or withdrawal behind it."),
    RELEASE_DIFFERS("release-differs", "A published record says another thing than its release or withdrawal."),
    CREDITS_DIFFER("credits-differ", "The credits are not those of the facts."),
    PUBLISHED_OLD("published-old", "A published record comes after a newer one."),
    PUBLISHED_MISSING("published-missing", "What the facts say is the newest is not what the published log has."),
    KILL_DIFFERS("kill-differs", "What a kill led to has another person or reason than the kill."),
    KILL_MISSING("kill-missing", "Something was withdrawn for a kill that is not there."),
    LIVE_AFTER_KILL("live-after-kill", "Something of a killed story is live."),
    DIRECTORY_ORDER("directory-order", "An entry of the directory is dated before one that came before it.");

    private final String code;
    private final String meaning;

    Fault(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public String code() {
        return code;
    }

    /** What it means, in a sentence. */
    public String meaning() {
        return meaning;
    }
}
