package io.copyflow.catalogue;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that the generated classes may be made from a schema's name.
 *
 * <p>Since 1.12.2 Avro loads no class it was not told to trust. The word is for the whole JVM, adds to what others said
 * and is said once, by whatever of ours needs it first. A program that reads our records with generated classes and
 * without {@code AvroSerde} says it itself: {@code -Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.copyflow.schemas}.
 */
public final class TrustedClasses {

    private static final String OURS = "io.copyflow.schemas.";

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(OURS)));
    }

    private TrustedClasses() {}

    /** Makes sure the word is said. */
    public static void trust() {
        // by the static block
    }
}
