package io.copyflow.channels.website;

/**
 * What became of a version; the material of a receipt.
 *
 * @param address the page's address, whether there is a page or none any more
 */
sealed interface Delivery {

    Version version();

    String address();

    /** The page stands. */
    record Delivered(Version version, String address) implements Delivery {}

    /** There is no page any more. */
    record Withdrawn(Version version, String address) implements Delivery {}

    /**
     * The version is not shown.
     *
     * @param sentence why, for a person
     */
    record Failed(Version version, String address, String sentence) implements Delivery {}
}
